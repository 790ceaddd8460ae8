/** What was last known of the product's clock: its reading at a moment of this page's own monotonic clock. */
export interface ClockAnchor {
  readonly productMs: number;
  readonly scale: number;
  /** `performance.now()` when the reading arrived. */
  readonly heardAt: number;
}

/** The product's clock, in epoch milliseconds, as it must read now. */
export const productNow = (anchor: ClockAnchor, monotonicMs: number): number =>
  anchor.productMs + (monotonicMs - anchor.heardAt) * anchor.scale;

/** How far, in real milliseconds, a reading may lag before it is taken as a clock that was set back. */
const LAG_ALLOWED = 5_000;

/**
 * Takes in another reading. A reading is never early, only late by its way here: the one that is furthest ahead is
 * the best, so the clock shown does not jump back for a slow message.
 */
export const heard = (
  anchor: ClockAnchor | undefined,
  productMs: number,
  scale: number,
  monotonicMs: number,
): ClockAnchor => {
  const fresh = { productMs, scale, heardAt: monotonicMs };
  if (!anchor || anchor.scale !== scale) return fresh;
  const lag = productNow(anchor, monotonicMs) - productMs;
  return lag <= 0 || lag > LAG_ALLOWED * scale ? fresh : anchor;
};
