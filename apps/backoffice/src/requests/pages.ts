import type { OrderBy, ViewOf, Where } from '#libs/event-store';
import type { Runtime } from '../runtime.js';

export interface PageAsked {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/** A page of rows, and the log position that they know. */
export interface Listed<Row> {
  readonly items: readonly Row[];
  readonly next?: string;
  readonly position: string;
}

type Filter = Readonly<Record<string, string | undefined>>;

/** Only what was asked for. */
export const whereOf = (filter: Filter): Where =>
  Object.fromEntries(Object.entries(filter).filter((e): e is [string, string] => e[1] !== undefined));

/** One page of a read model. @throws BadCursor */
export const pageOf = <Row>(
  runtime: Runtime,
  view: ViewOf<Row>,
  filter: Filter,
  { cursor, limit = 100 }: PageAsked,
  orderBy?: OrderBy,
): Listed<Row> => {
  const { rows, next } = runtime.views.query(view, {
    where: whereOf(filter),
    limit,
    ...(orderBy ? { orderBy } : {}),
    ...(cursor === undefined ? {} : { after: cursor }),
  });
  return { items: rows, ...(next === undefined ? {} : { next }), position: runtime.position };
};
