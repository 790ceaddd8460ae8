import type { DeclarationFilter } from '../api/calls.js';
import type { DeclarationRow } from '../api/rows.js';
import { usePage } from '../api/usePages.js';
import { useWords } from '../i18n/LanguageContext.js';
import { CursorPages } from '../ui/CursorPages.js';
import { ProblemNote } from '../ui/ProblemNote.js';
import { DeclarationTable } from './DeclarationTable.js';
import { FilterBar } from './FilterBar.js';
import { useListAddress } from './useListAddress.js';

interface DeclarationsProps {
  /** Of which declarations; what cannot be taken away. */
  readonly fixed?: DeclarationFilter;
}

/** The declarations that the address asks for, page by page; each leads to its history. */
export const Declarations = ({ fixed }: DeclarationsProps) => {
  const { t } = useWords();
  const { filter, paging, onFilter, onPage } = useListAddress();
  const { data, error, isPending } = usePage<DeclarationRow>('declarations', { ...filter, ...fixed }, paging);
  return (
    <section aria-labelledby="declarations-title" id="declarations">
      <h2 id="declarations-title">{t('list.title')}</h2>
      <div className="panel">
        <FilterBar filter={filter} onChange={onFilter} />
        {isPending && <p className="hint">{t('app.loading')}</p>}
        {error && <ProblemNote error={error} />}
        {data && data.items.length === 0 && (
          <p className="hint">{t(filter.text === undefined ? 'list.none' : 'list.noneSearched')}</p>
        )}
        {data && data.items.length > 0 && <DeclarationTable rows={data.items} />}
        <CursorPages label={t('list.title')} paging={paging} next={data?.next} onPage={onPage} />
      </div>
    </section>
  );
};
