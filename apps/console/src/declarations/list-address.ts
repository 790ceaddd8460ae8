import type { DeclarationFilter } from '../api/calls.js';
import { FIRST_PAGE, type Paging } from './paging.js';

/** What of a list stands in the address. */
const NAMED = ['text', 'operator', 'status', 'cause', 'needs', 'reference', 'alertId'] as const;

/** A list as it is looked at: what it was asked for, and the pages gone through. */
export interface ListLookedAt {
  readonly filter: DeclarationFilter;
  readonly paging: Paging;
}

const parted = (hash: string): readonly [room: string, query: URLSearchParams] => {
  const at = hash.indexOf('?');
  return at < 0 ? [hash, new URLSearchParams()] : [hash.slice(0, at), new URLSearchParams(hash.slice(at + 1))];
};

/** Reads the list from the part of the address after `#`; what it does not know is left out. */
export const readList = (hash: string): ListLookedAt => {
  const [, query] = parted(hash);
  const given = NAMED.map((name) => [name, query.get(name) ?? ''] as const).filter(([, value]) => value !== '');
  const after = query.getAll('after').filter((cursor) => cursor !== '');
  return {
    filter: Object.fromEntries(given),
    paging: { cursors: [...FIRST_PAGE.cursors, ...after] },
  };
};

/** The same room with that list in its address, so that it can be kept, sent and gone back to. */
export const withList = (hash: string, { filter, paging }: ListLookedAt): string => {
  const [room] = parted(hash);
  const query = new URLSearchParams();
  for (const name of NAMED) if (filter[name]) query.set(name, filter[name]);
  for (const cursor of paging.cursors) if (cursor !== undefined) query.append('after', cursor);
  const asked = query.toString();
  return asked === '' ? room || '#/' : `${room || '#/'}?${asked}`;
};
