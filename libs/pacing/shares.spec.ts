import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plan } from './plan.js';
import type { Segment } from './segment.js';
import { sharesOf, type Part } from './shares.js';

const areaOf = (curve: readonly Segment[], until = Infinity): number =>
  curve.reduce((sum, s) => sum + (Math.max(0, Math.min(s.to, until) - s.from) * s.rate) / 1_000, 0);
const someParts = fc.array(
  fc.record({
    deadline: fc.integer({ min: 1, max: 5 }).map((d) => d * 60_000),
    work: fc.integer({ min: 0, max: 500 }),
  }),
  { minLength: 1, maxLength: 6 },
);
const planned = (parts: readonly Part[]) => plan({ now: 0, classes: parts.map((p) => ({ ...p, release: 0 })) }).curve;

describe('The shares of a curve', () => {
  it('hold each part’s work, by its deadline, and are the curve together', () => {
    fc.assert(
      fc.property(someParts, (parts) => {
        const curve = planned(parts);
        const shares = sharesOf(curve, parts);
        for (const part of parts) {
          const share = shares.get(part) ?? [];
          expect(areaOf(share)).toBeCloseTo(part.work, 4);
          expect(areaOf(share, part.deadline)).toBeCloseTo(part.work, 4);
        }
        for (let at = 0; at < 300_000; at += 7_001) {
          const together = [...shares.values()].reduce((sum, share) => sum + areaOf(share, at), 0);
          expect(together).toBeCloseTo(areaOf(curve, at), 4);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('come one after the other by deadline, and side by side inside one', () => {
    const [first, twin, later] = [
      { deadline: 100_000, work: 30 },
      { deadline: 100_000, work: 10 },
      { deadline: 400_000, work: 120 },
    ];
    const shares = sharesOf([{ from: 0, to: 400_000, rate: 0.4 }], [later, first, twin]);
    expect(shares.get(first)).toEqual([{ from: 0, to: 100_000, rate: 0.3 }]);
    expect(shares.get(twin)).toEqual([{ from: 0, to: 100_000, rate: 0.1 }]);
    expect(shares.get(later)).toEqual([{ from: 100_000, to: 400_000, rate: 0.4 }]);
  });
});
