import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, type Instant } from '#libs/kernel';
import { advance, isWithin, LogMarks, type Cut } from './log-marks.js';

const at = (ms: number): Instant => instantOf(1_700_000_000_000 + ms);
const event = (position: number, ms: number): Cut => ({
  position: { commit: BigInt(position), prepare: BigInt(position) },
  recordedAt: at(ms),
});

/** The cut that reading the whole log from its beginning finds. */
const plainly = (log: readonly Cut[], asOf: Parameters<typeof isWithin>[1], from?: Cut): Cut | undefined => {
  let cut = from;
  for (const next of log) {
    if (from && next.position.commit <= from.position.commit) continue;
    const later = advance(cut, next);
    if (!isWithin(later, asOf)) break;
    cut = later;
  }
  return cut;
};

describe('marks along the log', () => {
  // A node that is replaced may step back in time: recordedAt then does too.
  const log = fc
    .array(fc.record({ gap: fc.integer({ min: 1, max: 5 }), ms: fc.integer({ min: -3, max: 9 }) }), { maxLength: 60 })
    .map((steps) => {
      let [position, ms] = [0, 0];
      return steps.map((step) => event((position += step.gap), (ms += step.ms)));
    });

  it('shorten the way to a cut and never change it, by instant or by position', () => {
    fc.assert(
      fc.property(
        log,
        fc.integer({ min: 1, max: 7 }),
        fc.nat(60),
        fc.integer(),
        fc.boolean(),
        (cuts, every, seen, ms, byPosition) => {
          const marks = new LogMarks(every);
          for (const cut of cuts.slice(0, seen)) marks.observe(cut);
          const where = BigInt(Math.abs(ms) % 300);
          const asOf = byPosition ? { commit: where, prepare: where } : at(Math.abs(ms) % 400);
          expect(plainly(cuts, asOf, marks.before(asOf))).toEqual(plainly(cuts, asOf));
        },
      ),
      { numRuns: 500, seed: 7 },
    );
  });

  it('take an event seen twice once', () => {
    const marks = new LogMarks(1);
    for (const cut of [event(1, 0), event(2, 5), event(1, 0), event(2, 5), event(3, 9)]) marks.observe(cut);
    expect(marks.before(at(7))).toEqual(event(2, 5));
    expect(marks.before(at(-1))).toBeUndefined();
  });
});
