import type { DeclarationFilter } from '../api/calls.js';
import { useHash } from '../shell/useHash.js';
import { readList, withList, type ListLookedAt } from './list-address.js';
import { FIRST_PAGE, type Paging } from './paging.js';

interface ListAddress extends ListLookedAt {
  /** Another list begins at its first page; a letter more is no step to go back to. */
  readonly onFilter: (filter: DeclarationFilter) => void;
  readonly onPage: (paging: Paging) => void;
  /** Shows a list that was asked for elsewhere on the page: Back leads to the one before. */
  readonly onShow: (filter: DeclarationFilter) => void;
}

/** The list of declarations that the address names. */
export const useListAddress = (): ListAddress => {
  const [hash, go] = useHash();
  const list = readList(hash);
  return {
    ...list,
    onFilter: (filter) => go(withList(hash, { filter, paging: FIRST_PAGE }), 'instead'),
    onPage: (paging) => go(withList(hash, { ...list, paging })),
    onShow: (filter) => go(withList(hash, { filter, paging: FIRST_PAGE })),
  };
};
