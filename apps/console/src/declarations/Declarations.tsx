import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useCalls, type DeclarationFilter } from '../api/calls.js';
import { useWords } from '../i18n/LanguageContext.js';
import { ProblemNote } from '../ui/ProblemNote.js';
import { DeclarationTable } from './DeclarationTable.js';
import { FilterBar } from './FilterBar.js';
import { back, cursorOf, FIRST_PAGE, forward, pageNumber } from './paging.js';

interface DeclarationsProps {
  readonly filter: DeclarationFilter;
  /** Of which declarations; what cannot be taken away. */
  readonly fixed?: DeclarationFilter;
  readonly onFilter: (filter: DeclarationFilter) => void;
}

/** The declarations, page by page; each leads to its history. */
export const Declarations = ({ filter: chosen, fixed, onFilter }: DeclarationsProps) => {
  const { t } = useWords();
  const calls = useCalls();
  const filter = { ...chosen, ...fixed };
  const asked = JSON.stringify(filter);
  const [pages, setPages] = useState({ asked, paging: FIRST_PAGE });
  const paging = pages.asked === asked ? pages.paging : FIRST_PAGE;
  const cursor = cursorOf(paging);
  const { data, error, isPending } = useQuery({
    queryKey: ['declarations', filter, cursor],
    queryFn: ({ signal }) => calls.declarations(filter, cursor, signal),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const next = data?.next;
  return (
    <section aria-labelledby="declarations-title" id="declarations">
      <h2 id="declarations-title">{t('list.title')}</h2>
      <div className="panel">
        <FilterBar filter={chosen} onChange={onFilter} />
        {isPending && <p className="hint">{t('app.loading')}</p>}
        {error && <ProblemNote error={error} />}
        {data && data.items.length === 0 && <p className="hint">{t('list.none')}</p>}
        {data && data.items.length > 0 && <DeclarationTable rows={data.items} />}
        {(next !== undefined || pageNumber(paging) > 1) && (
          <nav className="pages" aria-label={t('list.title')}>
            <button
              type="button"
              disabled={pageNumber(paging) === 1}
              onClick={() => setPages({ asked, paging: back(paging) })}
            >
              {t('list.previous')}
            </button>
            <span aria-live="polite">{t('list.page', { n: pageNumber(paging) })}</span>
            <button
              type="button"
              disabled={next === undefined}
              onClick={() => next !== undefined && setPages({ asked, paging: forward(paging, next) })}
            >
              {t('list.next')}
            </button>
          </nav>
        )}
      </div>
    </section>
  );
};
