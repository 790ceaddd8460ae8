import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { productTime, REAL_TIME, realTime, type ClockSegment } from './clock.js';
import { epochMs, instantOf } from './instant.js';

const NOON = Date.parse('2026-03-02T12:00:00Z');
const fast: ClockSegment = { realMs: NOON, productMs: NOON, scale: 288 };

describe('the product clock', () => {
  it('is the machine’s own while it was never set', () => {
    expect(productTime(REAL_TIME, NOON)).toBe('2026-03-02T12:00:00.000Z');
    expect(productTime([], NOON)).toBe('2026-03-02T12:00:00.000Z');
    expect(realTime(REAL_TIME, NOON)).toBe(NOON);
    expect(realTime([], NOON)).toBe(NOON);
  });

  it('makes 24 hours pass in five minutes at a scale of 288', () => {
    expect(productTime([fast], NOON + 5 * 60_000)).toBe('2026-03-03T12:00:00.000Z');
    expect(realTime([fast], Date.parse('2026-03-03T12:00:00Z'))).toBe(NOON + 5 * 60_000);
  });

  it('reads each instant by the setting in force at it', () => {
    const slower: ClockSegment = { realMs: NOON + 1_000, productMs: NOON + 288_000, scale: 2 };
    expect(productTime([fast, slower], NOON + 500)).toBe(instantOf(NOON + 144_000));
    expect(productTime([fast, slower], NOON + 1_000)).toBe(instantOf(NOON + 288_000));
    expect(productTime([fast, slower], NOON + 2_000)).toBe(instantOf(NOON + 290_000));
  });

  it('before its first setting runs as that setting does', () => {
    expect(productTime([fast], NOON - 1_000)).toBe(instantOf(NOON - 288_000));
  });

  it('never goes back, over any settings that do not', () => {
    const steps = fc.array(
      fc.record({ lasts: fc.integer({ min: 1, max: 1e7 }), scale: fc.double({ min: 0.1, max: 5_000, noNaN: true }) }),
      { minLength: 1, maxLength: 5 },
    );
    const times = fc.array(fc.nat(1e8), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(steps, times, (settings, offsets) => {
        const segments: ClockSegment[] = [];
        for (const { lasts, scale } of settings) {
          const last = segments.at(-1) ?? { realMs: NOON, productMs: NOON, scale: 1 };
          const realMs = last.realMs + lasts;
          segments.push({ realMs, productMs: epochMs(productTime([last], realMs)), scale });
        }
        const read = offsets.toSorted((a, b) => a - b).map((offset) => productTime(segments, NOON + offset));
        expect(read).toEqual(read.toSorted());
      }),
    );
  });

  it('realTime undoes productTime, to the millisecond of the slower of the two', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.integer({ min: 1, max: 5_000 }), (offset, scale) => {
        const segments = [{ realMs: NOON, productMs: NOON + 7, scale }];
        const product = epochMs(productTime(segments, NOON + offset));
        expect(realTime(segments, product)).toBeCloseTo(NOON + offset, 3);
      }),
    );
  });
});
