import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './shell/App.js';
import './styles/theme.css';
import './styles/layout.css';
import './styles/controls.css';
import './styles/dialog.css';
import './styles/alerts.css';
import './styles/campaigns.css';
import './styles/declarations.css';
import './styles/trail.css';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
