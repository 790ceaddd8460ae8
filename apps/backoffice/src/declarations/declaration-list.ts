import { declarationStream, declarationView, type DeclarationRow } from '#libs/delta-x';
import { BadCursor, type PageRequest } from '#libs/event-store';
import type { NeededLot } from '../attention/needed.js';
import { whereOf, type Listed, type PageAsked } from '../requests/pages.js';
import type { Runtime } from '../runtime.js';
import type { DeclarationFilter } from './declarations.messages.js';

/** One way in which a declaration may be meant. The ways of a search are gone through one after the other. */
export interface Way {
  readonly request: Pick<PageRequest, 'where' | 'orderBy'>;
  readonly holds: (row: DeclarationRow) => boolean;
}

const valueOf = {
  reference: (row: DeclarationRow) => row.reference,
  mrn: (row: DeclarationRow) => row.mrn,
  lrn: (row: DeclarationRow) => row.known?.lrn,
  sentLrn: (row: DeclarationRow) => row.sentLrn,
  priorNumber: (row: DeclarationRow) => row.known?.number,
} as const;
type Column = keyof typeof valueOf;

/** Each lot of those that need it, one after the other: an index leads to each. */
const waysTo = ({ needs: _needs, cause: _cause, ...columns }: DeclarationFilter, lots: readonly NeededLot[]): Way[] =>
  lots.map(({ where }) => ({ request: { where: { ...whereOf(columns), ...where } }, holds: () => false }));

/** What was searched for, each way by an index of its own; a single way where nothing was. */
export const waysOf = (filter: DeclarationFilter): readonly Way[] => {
  const { number, lrn, referencePrefix, text, needs: _needs, ...columns } = filter;
  const where = whereOf(number === undefined ? columns : { ...columns, lrn });
  const exactly = (column: Column, value: string): Way => ({
    request: { where: { ...where, [column]: value } },
    holds: (row) => valueOf[column](row) === value,
  });
  const beginning = (column: Column, prefix: string): Way => ({
    request: { where: { ...where, [column]: { prefix } }, orderBy: { column } },
    holds: (row) => valueOf[column](row)?.startsWith(prefix) === true,
  });
  /** Of one operator, references that begin alike are neighbours by their key. */
  const reference = (prefix: string): Way => {
    const way = beginning('reference', prefix);
    if (filter.operator === undefined) return way;
    return { ...way, request: { where: { ...where, key: { prefix: declarationStream(filter.operator, prefix) } } } };
  };
  if (number !== undefined) return [exactly('priorNumber', number), exactly('mrn', number)];
  if (lrn !== undefined) return [exactly('lrn', lrn), exactly('sentLrn', lrn)];
  if (referencePrefix !== undefined) return [reference(referencePrefix)];
  if (text === undefined) return [{ request: { where }, holds: () => true }];
  const typed = text.trim();
  const capitals = typed.toUpperCase();
  /** Numbers of the operator’s own, in whichever case they were given. */
  const cases = [...new Set([typed, capitals, typed.toLowerCase()])];
  return [
    ...cases.map(reference),
    beginning('mrn', capitals),
    ...cases.flatMap((each) => [beginning('lrn', each), beginning('sentLrn', each)]),
    beginning('priorNumber', capitals),
  ];
};

/** Rows found twice are left out, so that a page may be shorter than asked; it never takes longer than so many queries. */
const MOST_QUERIES = 16;

interface Place {
  readonly way: number;
  readonly after?: string | undefined;
}

const encode = ({ way, after }: Place): string =>
  Buffer.from(JSON.stringify([way, after ?? null])).toString('base64url');

/** @throws BadCursor */
const decode = (cursor: string | undefined, ways: number): Place => {
  if (cursor === undefined) return { way: 0 };
  try {
    const [way, after] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    if (typeof way === 'number' && Number.isInteger(way) && way >= 0 && way < ways) {
      if (after === null) return { way };
      if (typeof after === 'string') return { way, after };
    }
  } catch {
    // Not JSON: said below.
  }
  throw new BadCursor('not a cursor of this list');
};

/**
 * One page of declarations. By whatever is asked, an index leads to the rows.
 * @param lots what the filter's need was found for
 * @throws BadCursor
 */
export const declarationPage = (
  { views, position }: Pick<Runtime, 'views' | 'position'>,
  filter: DeclarationFilter,
  { cursor, limit = 100 }: PageAsked,
  lots: readonly NeededLot[] = [],
): Listed<DeclarationRow> => {
  const ways = filter.needs === undefined ? waysOf(filter) : waysTo(filter, lots);
  if (ways.length === 0) return { items: [], position };
  const items: DeclarationRow[] = [];
  let place = decode(cursor, ways.length);
  for (let queries = 1; ; queries++) {
    const { way: index, after } = place;
    const { rows, next } = views.query(declarationView, {
      ...ways[index]?.request,
      limit: limit - items.length,
      ...(after === undefined ? {} : { after }),
    });
    const before = ways.slice(0, index);
    items.push(...rows.filter((row) => !before.some((earlier) => earlier.holds(row))));
    if (next === undefined && index + 1 === ways.length) return { items, position };
    place = next === undefined ? { way: index + 1 } : { way: index, after: next };
    if (items.length === limit || queries === MOST_QUERIES) return { items, next: encode(place), position };
  }
};
