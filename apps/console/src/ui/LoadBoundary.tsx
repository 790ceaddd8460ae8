import { Component, type ReactNode } from 'react';
import { useWords } from '../i18n/LanguageContext.js';

const Failed = () => {
  const { t } = useWords();
  return (
    <div className="problem" role="alert">
      <p>{t('load.failed')}</p>
      <p className="actions">
        <button type="button" className="primary" onClick={() => location.reload()}>
          {t('load.again')}
        </button>
      </p>
    </div>
  );
};

interface LoadBoundaryProps {
  readonly children: ReactNode;
}

/** A room that does not load (a newer version is installed, the line broke) or fails says so; the others still work. */
export class LoadBoundary extends Component<LoadBoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Failed /> : this.props.children;
  }
}
