import type { Segment } from './segment.js';

/** Milliseconds: far above what adding floats loses, far below what a clock shows. */
const TOLERANCE = 1e-3;

/** A slot that only float dust keeps from being due. */
const WHOLE = 1 - 1e-9;

/** Where the dispatcher stands in a curve: the time up to which it has given out slots, and the part of a slot begun. */
export interface SlotCursor {
  readonly at: number;
  /** 0 to 1, but for float dust: how much of the next slot the curve has already yielded; at 1 it is due at once. */
  readonly carry: number;
}

/**
 * The instants at which the curve's integral passes each whole number, from the cursor up to `until`: one slot each,
 * evenly spaced while the rate is constant. Never more than `max`; the cursor then stands at the last slot. However
 * the time is cut up into calls, the slots are the same: each is counted from where its stretch was entered, so that
 * rounding does not add up from slot to slot.
 */
export const slotTimes = (
  curve: readonly Segment[],
  cursor: SlotCursor,
  until: number,
  max: number,
): { readonly slots: readonly number[]; readonly cursor: SlotCursor } => {
  const slots: number[] = [];
  let { at, carry } = cursor;
  if (carry >= WHOLE && at <= until && max > 0) {
    slots.push(at);
    carry = 0;
  }
  for (const segment of curve) {
    if (segment.to <= at || segment.rate <= 0) continue;
    if (Math.max(at, segment.from) >= until) break;
    at = Math.max(at, segment.from);
    const end = Math.min(segment.to, until);
    const yieldBy = (time: number): number => carry + ((time - at) * segment.rate) / 1000;
    let given = 0;
    for (;;) {
      const next = at + ((given + 1 - carry) * 1000) / segment.rate;
      if (next > end + TOLERANCE) break;
      if (slots.length >= max) {
        const last = given === 0 ? at : (slots.at(-1) ?? at);
        return { slots, cursor: { at: last, carry: yieldBy(last) - given } };
      }
      slots.push(next);
      given += 1;
    }
    carry = yieldBy(end) - given;
    at = end;
  }
  return { slots, cursor: { at, carry } };
};

/**
 * The cursor brought up to `now` after a stall: of what the curve yielded meanwhile at most one slot remains, due at
 * once. The others are not made up for in a burst; the next plan spreads them.
 */
export const skipTo = (curve: readonly Segment[], cursor: SlotCursor, now: number): SlotCursor => {
  if (cursor.at >= now) return cursor;
  const missed = curve.reduce(
    (sum, { from, to, rate }) => sum + (Math.max(0, Math.min(now, to) - Math.max(cursor.at, from)) * rate) / 1000,
    0,
  );
  return { at: now, carry: Math.min(1, cursor.carry + missed) };
};
