import type { QueryClient } from '@tanstack/react-query';
import type { Page, StreamChange } from '../api/rows.js';
import { merged } from './live-state.js';

const SETTLE_MS = 1_500;

/** Rows that the stream brings, as far as lists show them. */
type Rows = Pick<StreamChange, 'declarations' | 'manifests' | 'documents'>;

const keyOf = {
  declarations: (row: NonNullable<Rows['declarations']>[number]) => `${row.operator}/${row.reference}`,
  manifests: (row: NonNullable<Rows['manifests']>[number]) => row.manifestId,
  documents: (row: NonNullable<Rows['documents']>[number]) => row.documentId,
} as const;

/** The rows that a page shows, brought up to what has changed; rows that it does not show are left out. */
export const patched = <Row>(page: Page<Row>, changed: readonly Row[], key: (row: Row) => string): Page<Row> => {
  const shown = new Set(page.items.map(key));
  const items = merged(
    page.items,
    changed.filter((row) => shown.has(key(row))),
    key,
  );
  return items === page.items ? page : { ...page, items };
};

/** Keeps what was asked for over HTTP in step with the stream: rows at once, pages and trails after a moment. */
export const refreshFrom = (queries: QueryClient) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const all = (): void => {
    void queries.invalidateQueries();
  };
  const patch = <Row>(list: keyof Rows, rows: readonly Row[] | undefined, key: (row: Row) => string): void => {
    if (!rows || rows.length === 0) return;
    queries.setQueriesData<Page<Row>>({ queryKey: [list] }, (page) => (page ? patched(page, rows, key) : page));
  };
  return {
    all,
    changed: ({ declarations, manifests = [], documents }: Rows): void => {
      patch('declarations', declarations, keyOf.declarations);
      patch('manifests', manifests, keyOf.manifests);
      patch('documents', documents, keyOf.documents);
      // A manifest's own page says more of it than the stream does.
      for (const { manifestId } of manifests) void queries.invalidateQueries({ queryKey: ['manifest', manifestId] });
      timer ??= setTimeout(() => {
        timer = undefined;
        all();
      }, SETTLE_MS);
    },
    stop: (): void => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
};
