import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startingLanguage } from './i18n/language.js';
import { STORED_LANGUAGE } from './i18n/LanguageContext.js';
import { loadMessages } from './i18n/load-messages.js';
import { App } from './shell/App.js';
import './styles/theme.css';
import './styles/layout.css';
import './styles/controls.css';
import './styles/dialog.css';
import './styles/alerts.css';
import './styles/campaigns.css';
import './styles/declarations.css';

const root = document.getElementById('root');
const language = startingLanguage(localStorage.getItem(STORED_LANGUAGE), navigator.languages);
loadMessages(language).then(
  (messages) => {
    if (!root) return;
    createRoot(root).render(
      <StrictMode>
        <App first={{ language, messages }} />
      </StrictMode>,
    );
  },
  () => {
    if (root) root.textContent = 'Reprise could not be loaded: reload. Reprise n’a pas pu être chargé : rechargez.';
  },
);
