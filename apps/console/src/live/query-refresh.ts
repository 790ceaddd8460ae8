import type { QueryClient } from '@tanstack/react-query';
import type { DeclarationRow, Page } from '../api/rows.js';
import { merged } from './live-state.js';

const SETTLE_MS = 1_500;
const keyOf = (row: DeclarationRow): string => `${row.operator}/${row.reference}`;

/** The rows that a page shows, brought up to what has changed; rows that it does not show are left out. */
export const patched = (page: Page<DeclarationRow>, changed: readonly DeclarationRow[]): Page<DeclarationRow> => {
  const shown = new Set(page.items.map(keyOf));
  const items = merged(
    page.items,
    changed.filter((row) => shown.has(keyOf(row))),
    keyOf,
  );
  return items === page.items ? page : { ...page, items };
};

/** Keeps what was asked for over HTTP in step with the stream: rows at once, pages and trails after a moment. */
export const refreshFrom = (queries: QueryClient) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const all = (): void => {
    void queries.invalidateQueries();
  };
  return {
    all,
    changed: (declarations: readonly DeclarationRow[]): void => {
      if (declarations.length > 0) {
        queries.setQueriesData<Page<DeclarationRow>>({ queryKey: ['declarations'] }, (page) =>
          page ? patched(page, declarations) : page,
        );
      }
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
