import type { TrailItem } from '../api/rows.js';

/** The instant up to which the log is read: after one of the events, at an instant, or now (`undefined`). */
export type AsOf =
  { readonly kind: 'event'; readonly index: number } | { readonly kind: 'instant'; readonly ms: number };

/** What `?asOf=` says: a position where an event was chosen, so that two of one millisecond stay apart. */
export const asOfParameter = (asOf: AsOf | undefined, items: readonly TrailItem[]): string | undefined => {
  if (asOf === undefined) return undefined;
  return asOf.kind === 'event' ? items[asOf.index]?.position : new Date(asOf.ms).toISOString();
};

/** How many of the events had been recorded by then. */
export const recordedBy = (asOf: AsOf | undefined, items: readonly TrailItem[]): number => {
  if (asOf === undefined) return items.length;
  if (asOf.kind === 'event') return Math.min(items.length, asOf.index + 1);
  return items.filter((item) => Date.parse(item.recordedAt) <= asOf.ms).length;
};
