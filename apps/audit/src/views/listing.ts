import type { Granted } from '#libs/access';
import { asking, type Asking } from '../asking.js';
import { ownOnly } from '../own-only.js';
import type { PastView } from '../past/past-views.js';

/** A query string as it came. */
export type Parameters = Readonly<Record<string, unknown>>;

/** What is asked of a list. @throws Problem */
export const listing = (view: PastView, query: Parameters): Asking =>
  asking(query, [...Object.keys(view.filters), 'limit', 'cursor']);

/** An integrator lists its own alone. @throws Problem */
export const ownListing = (view: PastView, query: Parameters, reader: Granted): Asking => {
  const asked = listing(view, query);
  const own = reader.role === 'integrator' ? { operator: asked.rest['operator'] ?? reader.person.operator ?? '' } : {};
  if (own.operator !== undefined) ownOnly(reader, own.operator);
  return { ...asked, rest: { ...asked.rest, ...own } };
};
