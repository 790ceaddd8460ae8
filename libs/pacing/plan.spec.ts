import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plan, type SmoothPlan } from './plan.js';
import type { Segment } from './segment.js';
import type { BaseLoad, WorkClass } from './work.js';

const NOW = 1_000_000;
/** Typed: the matcher itself is `any`. */
const near = (value: number, digits: number): unknown => expect.closeTo(value, digits) as unknown;

/** Independent of the planner: every interval between a release and a deadline, its level found by bisection. */
const bruteBound = (classes: readonly WorkClass[], base: readonly BaseLoad[]): number => {
  const seen = classes.map((c) => ({ ...c, release: c.held === true ? NOW : Math.max(NOW, c.release) }));
  const room = (level: number, from: number, to: number): number => {
    const cuts = [from, to, ...base.flatMap((b) => [b.from, b.to]).filter((t) => t > from && t < to)].sort(
      (a, b) => a - b,
    );
    return cuts.slice(1).reduce((sum, cut, i) => {
      const start = cuts[i] ?? from;
      const load = base.reduce((s, b) => (b.from <= start && start < b.to ? s + b.rate : s), 0);
      return sum + (Math.max(0, level - load) * (cut - start)) / 1_000;
    }, 0);
  };
  let best = 0;
  for (const from of new Set(seen.map((c) => c.release))) {
    for (const to of new Set(seen.map((c) => c.deadline))) {
      if (to <= from) continue;
      const work = seen.reduce((sum, c) => (c.release >= from && c.deadline <= to ? sum + c.work : sum), 0);
      if (work === 0) continue;
      let [low, high] = [0, 1e9];
      for (let i = 0; i < 100; i++) {
        const middle = (low + high) / 2;
        if (room(middle, from, to) >= work) high = middle;
        else low = middle;
      }
      best = Math.max(best, high);
    }
  }
  return best;
};

/** Independent of the planner: earliest deadline first on the curve, fluid; the work served late or not at all. */
const lateOn = (classes: readonly WorkClass[], { curve }: Pick<SmoothPlan, 'curve'>): number => {
  const jobs = classes.map((c) => ({ ...c, release: c.held === true ? NOW : Math.max(NOW, c.release), left: c.work }));
  const cuts = [
    ...new Set([...curve.flatMap((s) => [s.from, s.to]), ...jobs.flatMap((j) => [j.release, j.deadline])]),
  ].sort((a, b) => a - b);
  let late = 0;
  cuts.forEach((from, i) => {
    const to = cuts[i + 1];
    if (to === undefined) return;
    let room = curve.reduce((sum, s) => (s.from <= from && s.to >= to ? sum + (s.rate * (to - from)) / 1_000 : sum), 0);
    for (const job of jobs.filter((j) => j.release <= from).sort((a, b) => a.deadline - b.deadline)) {
      const served = Math.min(room, job.left);
      job.left -= served;
      room -= served;
      if (job.deadline < to) late += served;
    }
  });
  return late + jobs.reduce((sum, j) => sum + j.left, 0);
};

/** The highest ordinary traffic within a stretch. */
const loadAt = (base: readonly BaseLoad[], { from, to }: Segment): number =>
  Math.max(
    ...[from, ...base.map((b) => b.from).filter((at) => at > from && at < to)].map((at) =>
      base.reduce((sum, b) => (b.from <= at && at < b.to ? sum + b.rate : sum), 0),
    ),
  );

const areaOf = ({ curve }: Pick<SmoothPlan, 'curve'>): number =>
  curve.reduce((sum, s) => sum + ((s.to - s.from) * s.rate) / 1_000, 0);

/** Releases and deadlines in any order, on a coarse grid so that they meet. */
const someClass = fc
  .record({
    r: fc.integer({ min: -5, max: 20 }),
    window: fc.integer({ min: 1, max: 20 }),
    work: fc.integer({ min: 1, max: 500 }),
    held: fc.boolean(),
  })
  .map(({ r, window, work, held }) => ({
    release: NOW + r * 1_000,
    deadline: NOW + (Math.max(0, r) + window) * 1_000,
    work,
    held,
  }));
const someClasses = fc.array(someClass, { minLength: 1, maxLength: 10 });
const someBase = fc.array(
  fc
    .record({
      from: fc.integer({ min: -3, max: 30 }),
      length: fc.integer({ min: 1, max: 15 }),
      rate: fc.integer({ min: 0, max: 60 }),
    })
    .map(({ from, length, rate }) => ({ from: NOW + from * 1_000, to: NOW + (from + length) * 1_000, rate })),
  { maxLength: 5 },
);

describe('the smoothest plan', () => {
  it('reaches the lower bound over all intervals, keeps every deadline, and sends exactly the work', () => {
    fc.assert(
      fc.property(someClasses, (classes) => {
        const made = plan({ now: NOW, classes });
        expect(made.feasible).toBe(true);
        expect(made.peak).toBeCloseTo(bruteBound(classes, []), 6);
        expect(made.lowerBound).toBeCloseTo(made.peak, 9);
        const work = classes.reduce((sum, c) => sum + c.work, 0);
        expect(areaOf(made)).toBeCloseTo(work, 6);
        expect(lateOn(classes, made)).toBeLessThan(work * 1e-9 + 1e-6);
      }),
      { numRuns: 1_500 },
    );
  });

  it('does so for the total load where the target has ordinary traffic', () => {
    fc.assert(
      fc.property(someClasses, someBase, (classes, baseLoad) => {
        const made = plan({ now: NOW, classes, baseLoad });
        const horizon = Math.max(...classes.map((c) => c.deadline));
        const starts = [NOW, ...baseLoad.map((b) => b.from)].filter((t) => t >= NOW && t < horizon);
        const ordinary = Math.max(
          0,
          ...starts.map((t) => baseLoad.reduce((s, b) => (b.from <= t && t < b.to ? s + b.rate : s), 0)),
        );
        expect(made.peak).toBeCloseTo(Math.max(ordinary, bruteBound(classes, baseLoad)), 5);
        expect(made.lowerBound).toBeCloseTo(made.peak, 9);
        const work = classes.reduce((sum, c) => sum + c.work, 0);
        expect(areaOf(made)).toBeCloseTo(work, 5);
        expect(lateOn(classes, made)).toBeLessThan(work * 1e-9 + 1e-5);
      }),
      { numRuns: 1_000 },
    );
  });

  it('gives the same whether all is released (the majorant) or one speck is not (the intervals)', () => {
    fc.assert(
      fc.property(someClasses, (classes) => {
        const released = classes.map((c) => ({ ...c, release: NOW }));
        const last = Math.max(...classes.map((c) => c.deadline));
        const fast = plan({ now: NOW, classes: released });
        const slow = plan({ now: NOW, classes: [...released, { release: NOW + 1, deadline: last, work: 1e-9 }] });
        expect(slow.peak).toBeCloseTo(fast.peak, 6);
        const rateAt = (p: SmoothPlan, t: number): number => p.curve.find((s) => s.from <= t && t < s.to)?.rate ?? 0;
        for (let t = NOW + 500; t < last; t += 1_000) expect(rateAt(slow, t)).toBeCloseTo(rateAt(fast, t), 5);
      }),
      { numRuns: 500 },
    );
  });

  it('is feasible under a cap if and only if the bound is at most the cap, and says who is late when it is not', () => {
    fc.assert(
      fc.property(someClasses, fc.double({ min: 1, max: 2_000, noNaN: true }), (classes, cap) => {
        const made = plan({ now: NOW, classes, cap });
        const bound = bruteBound(classes, []);
        fc.pre(Math.abs(bound - cap) > 1e-3);
        expect(made.feasible).toBe(bound < cap);
        expect(made.misses.length > 0).toBe(bound > cap);
        if (!made.feasible) expect(made.peak).toBeLessThanOrEqual(cap * (1 + 1e-9));
        const late = made.misses.reduce((sum, m) => sum + m.work, 0);
        expect(lateOn(classes, made)).toBeCloseTo(late, 4);
        expect(areaOf(made)).toBeCloseTo(
          classes.reduce((sum, c) => sum + c.work, 0),
          4,
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it('keeps the guard where the cap leaves room for it, and gives it up before it gives up a deadline', () => {
    const classes = [{ release: NOW, deadline: NOW + 100_000, work: 1_000 }];
    expect(plan({ now: NOW, classes, guard: 20_000 }).curve).toEqual([{ from: NOW, to: NOW + 80_000, rate: 12.5 }]);
    expect(plan({ now: NOW, classes, guard: 20_000, cap: 11 })).toMatchObject({
      feasible: true,
      curve: [{ rate: 10 }],
    });
    expect(plan({ now: NOW, classes, guard: 20_000, cap: 9 })).toMatchObject({
      feasible: false,
      misses: [{ deadline: NOW + 100_000, lateBySeconds: near(1_000 / 9 - 100, 6) }],
    });
  });

  it('solves the case that a taut string gets wrong: a late, short window inside a long one', () => {
    const made = plan({
      now: NOW,
      classes: [
        { release: NOW, deadline: NOW + 10_000, work: 9 },
        { release: NOW + 5_000, deadline: NOW + 6_000, work: 10 },
      ],
    });
    expect(made.peak).toBeCloseTo(10, 9);
    expect(made.curve.map((s) => s.rate)).toEqual([1, 10, 1].map((r) => near(r, 9)));
  });

  it('names what has no time at all, and still sends it', () => {
    const made = plan({ now: NOW, classes: [{ release: NOW, deadline: NOW - 5_000, work: 10 }], cap: 10 });
    expect(made).toMatchObject({ feasible: false, lowerBound: Infinity });
    expect(made.misses).toEqual([{ deadline: NOW - 5_000, work: near(10, 6), lateBySeconds: near(6, 6) }]);
    expect(areaOf(made)).toBeCloseTo(10, 6);
  });

  it('has nothing to say about nothing', () => {
    expect(plan({ now: NOW, classes: [] })).toEqual({ curve: [], peak: 0, lowerBound: 0, feasible: true, misses: [] });
  });

  it('keeps our own rate to its most beside the ordinary traffic, at the lowest peak that this leaves', () => {
    /** Independent of the planner: earliest deadline first in steps of a second, at most so much of ours and in all. */
    const fitsAt = (level: number, most: number, classes: readonly WorkClass[], base: readonly BaseLoad[]): boolean => {
      const left = classes.map((c) => ({ ...c, release: c.held === true ? NOW : Math.max(NOW, c.release) }));
      for (let at = NOW; at < NOW + 60_000; at += 1_000) {
        const load = base.reduce((sum, b) => (b.from <= at && at < b.to ? sum + b.rate : sum), 0);
        let room = Math.min(most, Math.max(0, level - load));
        const due = left.filter((c) => c.release <= at && c.deadline > at).sort((a, b) => a.deadline - b.deadline);
        for (const job of due) {
          const served = Math.min(room, job.work);
          (job as { work: number }).work -= served;
          room -= served;
        }
      }
      return left.every((c) => c.work < 1e-6);
    };
    fc.assert(
      fc.property(someClasses, someBase, fc.integer({ min: 5, max: 300 }), (classes, baseLoad, most) => {
        const made = plan({ now: NOW, classes, baseLoad, most });
        const possible = fitsAt(Infinity, most, classes, baseLoad);
        for (const { rate } of made.curve) expect(rate).toBeLessThanOrEqual(most * (1 + 1e-9));
        const work = classes.reduce((sum, c) => sum + c.work, 0);
        expect(areaOf(made)).toBeCloseTo(work, 4);
        expect(made.feasible).toBe(possible);
        expect(made.misses.length > 0).toBe(!possible);
        if (!possible) return;
        expect(lateOn(classes, made)).toBeLessThan(work * 1e-9 + 1e-5);
        const own = Math.max(...made.curve.map((s) => s.rate));
        if (own < most * (1 - 1e-9)) expect(made.peak).toBeCloseTo(made.lowerBound, 6);
        const busy = Math.max(...made.curve.map((s) => s.rate + loadAt(baseLoad, s)));
        expect(fitsAt(busy * (1 + 1e-6), most, classes, baseLoad)).toBe(true);
        expect(fitsAt(busy * (1 - 1e-4) - 1e-3, most, classes, baseLoad)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
