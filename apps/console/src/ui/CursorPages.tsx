import { useWords } from '../i18n/LanguageContext.js';
import { back, forward, pageNumber, type Paging } from '../declarations/paging.js';

interface CursorPagesProps {
  readonly label: string;
  readonly paging: Paging;
  readonly next: string | undefined;
  readonly onPage: (paging: Paging) => void;
}

/** On and back through pages that the API gives by cursor; nothing where there is only one. */
export const CursorPages = ({ label, paging, next, onPage }: CursorPagesProps) => {
  const { t } = useWords();
  const number = pageNumber(paging);
  if (next === undefined && number === 1) return null;
  return (
    <nav className="pages" aria-label={label}>
      <button type="button" disabled={number === 1} onClick={() => onPage(back(paging))}>
        {t('list.previous')}
      </button>
      <span aria-live="polite">{t('list.page', { n: number })}</span>
      <button
        type="button"
        disabled={next === undefined}
        onClick={() => next !== undefined && onPage(forward(paging, next))}
      >
        {t('list.next')}
      </button>
    </nav>
  );
};
