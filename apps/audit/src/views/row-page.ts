import { invalidField } from '#libs/problem-details';
import { formatPosition, parsePosition, type Position } from '#libs/kernel';
import type { PastState } from '../past/past-states.js';
import type { PastRow, PastView } from '../past/past-views.js';

export interface PageAsked {
  readonly filters: Readonly<Record<string, string>>;
  readonly limit: number;
  readonly after: Cursor | undefined;
}

/** Where a list goes on: after this key, in the past of this position. */
export interface Cursor {
  readonly position: Position;
  readonly key: string;
}

const MOST = 1_000;
const USUAL = 100;

const encodeCursor = ({ position, key }: Cursor): string =>
  Buffer.from(JSON.stringify([formatPosition(position), key])).toString('base64url');

const decodeCursor = (text: string): Cursor => {
  try {
    const [at, key] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[];
    const position = typeof at === 'string' ? parsePosition(at) : undefined;
    if (position && typeof key === 'string') return { position, key };
  } catch {
    // Not JSON: said below, like every other text that is no cursor.
  }
  throw invalidField('cursor', { en: 'not a cursor of this list', fr: 'ce n’est pas un curseur de cette liste' });
};

/** Reads filters, `limit` and `cursor`. @throws Problem */
export const pageAsked = (view: Pick<PastView, 'filters'>, given: Readonly<Record<string, string>>): PageAsked => {
  const { limit = String(USUAL), cursor, ...filters } = given;
  const many = /^\d{1,4}$/.test(limit) ? Number(limit) : 0;
  if (many < 1 || many > MOST) {
    throw invalidField('limit', { en: `limit is 1 to ${MOST}`, fr: `limit va de 1 à ${MOST}` });
  }
  for (const [name, value] of Object.entries(filters)) {
    const choices = view.filters[name];
    if (choices === 'any' || choices?.includes(value)) continue;
    const among = choices?.join(', ') ?? '';
    throw invalidField(name, { en: `${name} is one of: ${among}`, fr: `${name} est l’un de : ${among}` });
  }
  return { filters, limit: many, after: cursor === undefined ? undefined : decodeCursor(cursor) };
};

/** The index of the first key after the given one. */
const indexAfter = (keys: readonly string[], key: string): number => {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? '') <= key) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** One page of a past state, by key. */
export const pageOf = (
  view: Pick<PastView, 'columns'>,
  state: PastState,
  { filters, limit, after }: PageAsked,
): { items: PastRow[]; next?: string } => {
  const conditions = Object.entries(filters).map(([name, value]) => ({ of: view.columns[name], value }));
  const items: PastRow[] = [];
  let last = '';
  for (let index = after ? indexAfter(state.keys, after.key) : 0; index < state.keys.length; index++) {
    const key = state.keys[index] ?? '';
    const row = state.rows.get(key);
    if (row === undefined || !conditions.every(({ of, value }) => of?.(row) === value)) continue;
    if (items.length === limit) return { items, next: encodeCursor({ position: state.cut.position, key: last }) };
    items.push(row);
    last = key;
  }
  return { items };
};
