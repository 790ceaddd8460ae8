import { useEffect, useRef, type ReactNode } from 'react';
import { useWords } from '../i18n/LanguageContext.js';
import { BOARD_HASH } from '../shell/route.js';

interface PageHeadProps {
  readonly title: string;
  /** Beside the title: a status, the actions. */
  readonly children?: ReactNode;
}

/** The title of a room; who comes by the keyboard or a screen reader begins there. */
export const PageHead = ({ title, children }: PageHeadProps) => {
  const { t } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
    return () => {
      document.title = 'Reprise';
    };
  }, []);
  useEffect(() => {
    document.title = `${title} · Reprise`;
  }, [title]);
  return (
    <header className="page-head">
      <p>
        <a href={BOARD_HASH}>{t('nav.back')}</a>
      </p>
      <div>
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {children}
      </div>
    </header>
  );
};
