import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evenPlan, type Plan, type Segment, type WorkClass } from './even-plan.js';

const NOW = Date.parse('2026-03-02T16:00:00Z');
const HOUR = 3_600_000;
const SHORTEST = 60_000;
const plan = (classes: readonly WorkClass[], shortest = SHORTEST): Plan => evenPlan({ now: NOW, classes, shortest });

const integral = (curve: readonly Segment[], until = Infinity): number =>
  curve.reduce((sum, { from, to, rate }) => sum + (Math.max(0, Math.min(to, until) - from) * rate) / 1000, 0);

/** When the curve has yielded that much; `Infinity` where it never does. */
const yieldedBy = (curve: readonly Segment[], work: number): number => {
  let before = 0;
  for (const { from, to, rate } of curve) {
    const here = ((to - from) * rate) / 1000;
    if (before + here >= work * (1 - 1e-9)) return from + Math.min(to - from, ((work - before) * 1000) / rate);
    before += here;
  }
  return Infinity;
};

/** When each class is done if the curve is served earliest deadline first: a fluid, class by class. */
const finishes = (curve: readonly Segment[], classes: readonly WorkClass[]): [WorkClass, number][] => {
  let served = 0;
  return classes
    .filter((c) => c.work > 0)
    .toSorted((a, b) => a.deadline - b.deadline)
    .map((one) => {
      served += one.work;
      return [one, yieldedBy(curve, served)];
    });
};

/** No plan can have a lower peak: all that is due within an interval is sent within it. */
const lowerBound = (classes: readonly WorkClass[]): number =>
  Math.max(
    0,
    ...classes
      .filter((c) => c.deadline > NOW)
      .map(({ deadline }) => {
        const due = classes.reduce((sum, c) => sum + (c.deadline <= deadline ? c.work : 0), 0);
        return (due * 1000) / (deadline - NOW);
      }),
  );

const anyClass: fc.Arbitrary<WorkClass> = fc.record(
  {
    deadline: fc.integer({ min: -2 * HOUR, max: 48 * HOUR }).map((ms) => NOW + ms),
    work: fc.integer({ min: 0, max: 100_000 }),
    guard: fc.double({ min: 0, max: 6 * HOUR, noNaN: true }),
  },
  { requiredKeys: ['deadline', 'work'] },
);
const given = fc.record({
  classes: fc.array(anyClass, { maxLength: 8 }),
  shortest: fc.integer({ min: 1_000, max: HOUR }),
});

describe('the even plan', () => {
  it('spreads one deadline’s work over the window less the guard', () => {
    const rate = 864_000 / (21.6 * HOUR);
    expect(plan([{ deadline: NOW + 24 * HOUR, work: 864, guard: 2.4 * HOUR }])).toEqual({
      curve: [{ from: NOW, to: NOW + 21.6 * HOUR, rate }],
      peak: rate,
      work: 864,
      finishesAt: NOW + 21.6 * HOUR,
    });
  });

  it('adds up what has different deadlines', () => {
    const { curve, work } = plan([
      { deadline: NOW + 10_000_000, work: 1_000 },
      { deadline: NOW + 20_000_000, work: 1_000 },
    ]);
    expect(curve.map((s) => s.rate)).toEqual([0.1 + 0.05, 0.05]);
    expect(work).toBe(2_000);
  });

  it('inside the guard leaves half of what is left', () => {
    const { finishesAt } = plan([{ deadline: NOW + HOUR, work: 10, guard: 2 * HOUR }]);
    expect(finishesAt).toBe(NOW + HOUR / 2);
  });

  it('is empty where there is nothing to do', () => {
    const nothing = { curve: [], peak: 0, work: 0, finishesAt: NOW };
    for (const classes of [[], [{ deadline: NOW + HOUR, work: 0 }], [{ deadline: NOW + HOUR, work: -3 }]]) {
      expect(plan(classes)).toEqual(nothing);
    }
  });

  it('sends what is late or nearly so within the shortest window, at a rate that is finite', () => {
    for (const deadline of [NOW - HOUR, NOW, NOW + 1_000]) {
      expect(plan([{ deadline, work: 60 }]).curve).toEqual([{ from: NOW, to: NOW + SHORTEST, rate: 1 }]);
    }
    expect(plan([{ deadline: NOW, work: 1 }], 0).curve).toEqual([{ from: NOW, to: NOW + 1, rate: 1_000 }]);
  });

  it('preserves the work; its stretches follow each other from now on, at rates that never rise', () => {
    fc.assert(
      fc.property(given, ({ classes, shortest }) => {
        const made = plan(classes, shortest);
        const work = classes.reduce((sum, c) => sum + c.work, 0);
        expect(made.work).toBe(work);
        expect(Math.abs(integral(made.curve) - work)).toBeLessThanOrEqual(1e-9 * Math.max(1, work));
        made.curve.forEach((segment, i) => {
          const before = made.curve[i - 1];
          expect(segment.from).toBe(before?.to ?? NOW);
          expect(segment.to).toBeGreaterThan(segment.from);
          expect(Number.isInteger(segment.to)).toBe(true);
          expect(Number.isFinite(segment.rate)).toBe(true);
          expect(segment.rate).toBeLessThanOrEqual((before?.rate ?? Infinity) * (1 + 1e-9));
        });
        expect(made.peak).toBeCloseTo(made.curve[0]?.rate ?? 0, 6);
        expect(made.finishesAt).toBe(made.curve.at(-1)?.to ?? NOW);
      }),
      { numRuns: 300 },
    );
  });

  it('served earliest deadline first keeps every deadline that the shortest window leaves time for', () => {
    fc.assert(
      fc.property(given, ({ classes, shortest }) => {
        for (const [{ deadline }, at] of finishes(plan(classes, shortest).curve, classes)) {
          // Past that, all there is in turn: what is late, and what comes before it.
          expect(at).toBeLessThanOrEqual(Math.max(NOW + shortest, deadline) + 1);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the guard free before each deadline that is further off', () => {
    fc.assert(
      fc.property(given, ({ classes, shortest }) => {
        const guard = HOUR;
        const guarded = classes.map((c) => ({ ...c, guard }));
        for (const [{ deadline }, at] of finishes(plan(guarded, shortest).curve, guarded)) {
          const end = deadline - guard > NOW ? deadline - guard : deadline;
          expect(at).toBeLessThanOrEqual(Math.max(NOW + shortest, end) + 1);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('has no lower peak than any plan can have', () => {
    fc.assert(
      fc.property(given, ({ classes, shortest }) => {
        const feasible = classes.filter((c) => c.deadline - NOW >= shortest);
        expect(plan(feasible, shortest).peak).toBeGreaterThanOrEqual(lowerBound(feasible) * (1 - 1e-9));
      }),
      { numRuns: 300 },
    );
  });

  it('for a single deadline reaches the lowest peak there is', () => {
    const one = [{ deadline: NOW + 24 * HOUR, work: 1_000 }];
    expect(plan(one).peak).toBeCloseTo(lowerBound(one), 12);
  });
});
