import { instantOf, type Instant } from './instant.js';

/** From `realMs` on, the product's clock reads `productMs` and runs `scale` times as fast as the machine's. */
export interface ClockSegment {
  readonly realMs: number;
  readonly productMs: number;
  readonly scale: number;
}

/** The machine's own time: what every deployment runs on. */
export const REAL_TIME: readonly ClockSegment[] = [{ realMs: 0, productMs: 0, scale: 1 }];

const segmentAt = (segments: readonly ClockSegment[], realMs: number): ClockSegment | undefined =>
  segments.findLast((s) => s.realMs <= realMs) ?? segments[0];

/** What the product's clock read at a machine time, given every setting of the clock so far (ascending). */
export const productTime = (segments: readonly ClockSegment[], realMs: number): Instant => {
  const segment = segmentAt(segments, realMs);
  if (!segment) return instantOf(realMs);
  return instantOf(Math.floor(segment.productMs + (realMs - segment.realMs) * segment.scale));
};

/** The machine time at which the clock, as last set, reads the given product time (milliseconds). */
export const realTime = (segments: readonly ClockSegment[], productMs: number): number => {
  const last = segments.at(-1);
  return last ? last.realMs + (productMs - last.productMs) / last.scale : productMs;
};
