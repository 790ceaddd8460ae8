import type { DeclarationFilter } from '../api/calls.js';
import type { DeclarationRow } from '../api/rows.js';
import { usePages } from '../api/usePages.js';
import { useWords } from '../i18n/LanguageContext.js';
import { CursorPages } from '../ui/CursorPages.js';
import { ProblemNote } from '../ui/ProblemNote.js';
import { DeclarationTable } from './DeclarationTable.js';
import { FilterBar } from './FilterBar.js';

interface DeclarationsProps {
  readonly filter: DeclarationFilter;
  /** Of which declarations; what cannot be taken away. */
  readonly fixed?: DeclarationFilter;
  readonly onFilter: (filter: DeclarationFilter) => void;
}

/** The declarations, page by page; each leads to its history. */
export const Declarations = ({ filter: chosen, fixed, onFilter }: DeclarationsProps) => {
  const { t } = useWords();
  const filter = { ...chosen, ...fixed };
  const { data, error, isPending, paging, onPage } = usePages<DeclarationRow>('declarations', filter);
  return (
    <section aria-labelledby="declarations-title" id="declarations">
      <h2 id="declarations-title">{t('list.title')}</h2>
      <div className="panel">
        <FilterBar filter={chosen} onChange={onFilter} />
        {isPending && <p className="hint">{t('app.loading')}</p>}
        {error && <ProblemNote error={error} />}
        {data && data.items.length === 0 && <p className="hint">{t('list.none')}</p>}
        {data && data.items.length > 0 && <DeclarationTable rows={data.items} />}
        <CursorPages label={t('list.title')} paging={paging} next={data?.next} onPage={onPage} />
      </div>
    </section>
  );
};
