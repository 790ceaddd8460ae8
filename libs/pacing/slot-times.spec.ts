import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plan as planOf } from './plan.js';
import type { Segment } from './segment.js';
import { skipTo, slotTimes, type SlotCursor } from './slot-times.js';

const NOW = Date.parse('2026-03-02T16:00:00Z');
const HOUR = 3_600_000;
const start: SlotCursor = { at: NOW, carry: 0 };
const segment = (fromMs: number, toMs: number, rate: number): Segment => ({ from: NOW + fromMs, to: NOW + toMs, rate });
const integral = (curve: readonly Segment[], until = Infinity): number =>
  curve.reduce((sum, { from, to, rate }) => sum + (Math.max(0, Math.min(to, until) - from) * rate) / 1000, 0);

/** All slots of a curve, asked for in pieces: `steps` are the ends of the calls, `max` the most that each may give. */
const inPieces = (
  curve: readonly Segment[],
  steps: readonly number[],
  max = Infinity,
): { slots: number[]; cursor: SlotCursor } => {
  let cursor = start;
  const slots: number[] = [];
  for (const until of steps) {
    for (;;) {
      const given = slotTimes(curve, cursor, until, max);
      slots.push(...given.slots);
      cursor = given.cursor;
      if (given.slots.length < max) break;
    }
  }
  return { slots, cursor };
};

const curves = fc
  .array(
    fc.record({
      lasts: fc.integer({ min: 1, max: HOUR }),
      gap: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: HOUR })),
      rate: fc.oneof(
        { weight: 5, arbitrary: fc.double({ min: 1e-4, max: 2, noNaN: true }) },
        fc.constantFrom(0, 0.1, 1 / 3, 1, 50),
      ),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((stretches) => {
    let at = NOW;
    return stretches.map(({ lasts, gap, rate }) => {
      const from = at + gap;
      at = from + (rate > 2 ? Math.min(lasts, 20_000) : lasts);
      return { from, to: at, rate };
    });
  });

describe('slotTimes', () => {
  it('puts a slot where the integral passes each whole number', () => {
    const { slots, cursor } = slotTimes([segment(0, 10_000, 0.5)], start, NOW + 10_000, Infinity);
    expect(slots.map((s) => s - NOW)).toEqual([2_000, 4_000, 6_000, 8_000, 10_000]);
    expect(cursor.at).toBe(NOW + 10_000);
    expect(cursor.carry).toBeCloseTo(0, 9);
  });

  it('carries the part of a slot over from one stretch to the next, and over a gap', () => {
    const curve = [segment(0, 1_500, 1), segment(5_000, 9_000, 0.5)];
    const { slots } = slotTimes(curve, start, NOW + 9_000, Infinity);
    expect(slots.map((s) => s - NOW)).toEqual([1_000, 6_000, 8_000]);
  });

  it('gives no more than it may, and goes on from there', () => {
    const curve = [segment(0, 10_000, 1)];
    const first = slotTimes(curve, start, NOW + 10_000, 3);
    expect(first.slots.map((s) => s - NOW)).toEqual([1_000, 2_000, 3_000]);
    expect(first.cursor.at).toBe(NOW + 3_000);
    const none = slotTimes(curve, first.cursor, NOW + 10_000, 0);
    expect(none).toEqual({ slots: [], cursor: first.cursor });
    expect(slotTimes(curve, first.cursor, NOW + 10_000, -1).slots).toEqual([]);
    const rest = slotTimes(curve, first.cursor, NOW + 10_000, Infinity);
    expect(rest.slots.map((s) => s - NOW)).toEqual([4_000, 5_000, 6_000, 7_000, 8_000, 9_000, 10_000]);
  });

  it('gives nothing for time that has been given out, nor outside the curve', () => {
    const curve = [segment(0, 10_000, 1)];
    const { cursor } = slotTimes(curve, start, NOW + 5_500, Infinity);
    for (const until of [NOW, NOW + 5_000, NOW + 5_500]) {
      expect(slotTimes(curve, cursor, until, Infinity)).toEqual({ slots: [], cursor });
    }
    expect(slotTimes(curve, start, NOW - 1, Infinity)).toEqual({ slots: [], cursor: start });
    expect(slotTimes([], start, NOW + HOUR, Infinity)).toEqual({ slots: [], cursor: start });
    const end = { at: NOW + 10_000, carry: 0.5 };
    expect(slotTimes(curve, end, NOW + HOUR, Infinity)).toEqual({ slots: [], cursor: end });
  });

  it('gives as many as the curve yields, none outside it, each later than the one before', () => {
    fc.assert(
      fc.property(curves, (curve) => {
        const { slots } = slotTimes(curve, start, Infinity, Infinity);
        const yielded = integral(curve);
        expect(slots.length).toBeGreaterThanOrEqual(Math.floor(yielded - 1e-6));
        expect(slots.length).toBeLessThanOrEqual(Math.floor(yielded + 1e-3 * 50));
        const wrong = slots.filter((slot, i) => {
          const rises = slot > (slots[i - 1] ?? NOW - 1);
          const belongs = Math.abs(integral(curve, slot) - (i + 1)) < 1e-3;
          return !rises || !belongs || !curve.some(({ from, to }) => slot >= from && slot <= to + 1e-3);
        });
        expect(wrong).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('gives the same slots however the time is cut up', () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 4 * HOUR }), { maxLength: 30 });
    fc.assert(
      fc.property(curves, cuts, fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 20 })), (curve, at, max) => {
        const whole = slotTimes(curve, start, Infinity, Infinity).slots;
        const steps = [...at.toSorted((a, b) => a - b).map((ms) => NOW + ms), NOW + 9 * HOUR];
        const { slots, cursor } = inPieces(curve, steps, max);
        expect(slots.length).toBe(whole.length);
        expect(slots.filter((slot, i) => !(Math.abs(slot - (whole[i] ?? NaN)) < 0.01))).toEqual([]);
        expect(cursor.carry).toBeGreaterThan(-0.01);
        expect(cursor.carry).toBeLessThan(1);
      }),
      { numRuns: 200 },
    );
  });

  it('leaves even gaps within a stretch', () => {
    const rate = fc.double({ min: 0.01, max: 20, noNaN: true });
    fc.assert(
      fc.property(rate, fc.integer({ min: 1, max: 997 }), (perSecond, tick) => {
        const curve = [segment(0, Math.min(HOUR, Math.ceil(200_000 / perSecond)), perSecond)];
        const steps = Array.from({ length: 60 }, (_, i) => NOW + Math.ceil((i * tick) / perSecond));
        const { slots } = inPieces(curve, [...steps, NOW + HOUR]);
        slots.slice(1).forEach((slot, i) => {
          expect(Math.abs(slot - (slots[i] ?? NaN) - 1000 / perSecond)).toBeLessThan(1);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('does not drift over a day of ticks: each slot where it belongs, and the last one there', () => {
    const work = 30_011;
    const { curve } = planOf({
      now: NOW,
      classes: [{ release: NOW, deadline: NOW + 24 * HOUR, work }],
      guard: 0.0371 * 24 * HOUR,
    });
    const [only] = curve;
    if (!only) throw new Error('no curve');
    const ticks = Array.from({ length: 28_000 }, (_, i) => NOW + i * 3_089);
    for (const max of [Infinity, 1]) {
      const { slots } = inPieces(curve, [...ticks, NOW + 24 * HOUR], max);
      expect(slots).toHaveLength(work);
      const worst = slots.reduce(
        (most, slot, i) => Math.max(most, Math.abs(slot - NOW - ((i + 1) * 1000) / only.rate)),
        0,
      );
      expect(worst).toBeLessThan(1);
    }
  });

  it('gives all the work of a plan read back from the log', () => {
    const job = fc.record({ work: fc.integer({ min: 1, max: 500 }), hours: fc.integer({ min: 0, max: 30 }) });
    fc.assert(
      fc.property(
        fc.array(job, { minLength: 1, maxLength: 4 }),
        fc.double({ min: 0, max: 2 * HOUR, noNaN: true }),
        (jobs, guard) => {
          const classes = jobs.map(({ work, hours }) => ({
            work,
            release: NOW,
            deadline: NOW + (hours + 0.1) * HOUR,
            guard,
          }));
          const plan = planOf({ now: NOW, classes });
          const work = jobs.reduce((sum, { work: one }) => sum + one, 0);
          const stored = plan.curve.map(({ from, to, rate }) => ({
            from: new Date(from).toISOString(),
            to: new Date(to).toISOString(),
            rate,
          }));
          const read = (JSON.parse(JSON.stringify(stored)) as typeof stored).map(({ from, to, rate }) => ({
            from: Date.parse(from),
            to: Date.parse(to),
            rate,
          }));
          expect(slotTimes(read, start, Infinity, Infinity).slots).toHaveLength(work);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('skipTo', () => {
  const curve = [segment(0, 10_000, 1)];

  it('leaves a cursor that is ahead where it is', () => {
    const cursor = { at: NOW + 5_000, carry: 0.3 };
    expect(skipTo(curve, cursor, NOW + 5_000)).toBe(cursor);
    expect(skipTo(curve, cursor, NOW)).toBe(cursor);
  });

  it('keeps what a short stall has yielded of the next slot', () => {
    const { at, carry } = skipTo(curve, { at: NOW, carry: 0.25 }, NOW + 500);
    expect([at, carry]).toEqual([NOW + 500, 0.75]);
    expect(slotTimes(curve, { at, carry }, NOW + 2_000, Infinity).slots.map((s) => s - NOW)).toEqual([750, 1_750]);
  });

  it('after a long stall gives one slot at once, and no burst', () => {
    const cursor = skipTo(curve, start, NOW + 7_000);
    expect(cursor).toEqual({ at: NOW + 7_000, carry: 1 });
    const { slots } = slotTimes(curve, cursor, NOW + 9_500, Infinity);
    expect(slots.map((s) => s - NOW)).toEqual([7_000, 8_000, 9_000]);
    expect(slotTimes(curve, cursor, NOW + 9_500, 1).slots).toHaveLength(1);
    expect(slotTimes(curve, cursor, NOW + 6_999, Infinity).slots).toEqual([]);
  });

  it('counts nothing outside the curve', () => {
    expect(skipTo([segment(5_000, 6_000, 0.25)], start, NOW + HOUR)).toEqual({ at: NOW + HOUR, carry: 0.25 });
  });
});
