import { describe, expect, it } from 'vitest';
import { baselineOf, BROWN_OUT, DAY, figuresOf, TAKEOVERS, TROUBLED, type Family, type Figures } from './families.js';
import { judge } from './judge.js';

/** Campaigns in virtual time: each seed the same each time. `npm run test:virtual -- --times 20` runs twenty times as many. */
const TIMES = Number(process.env['VIRTUAL_TIMES'] ?? 0.4);
const many = ({ count }: Family): number => Math.ceil(count * TIMES);
const LONGEST_MS = 120_000 * Math.max(1, TIMES);

const mustNeverHappen = ({ verdicts }: Figures): void => {
  const wrong = verdicts.filter((v) => v.lost > 0 || v.doubled > 0 || (v.keepable && v.late > 0));
  expect(wrong).toEqual([]);
};

describe('Campaigns in virtual time', () => {
  it(
    'held goods and a second alert at the tenth hour: nothing lost, doubled or late, at most a twentieth over the optimum, evenly',
    async () => {
      const figures = await figuresOf(DAY, many(DAY));
      mustNeverHappen(figures);
      expect(figures.keepable).toBe(figures.verdicts.length);
      expect(figures.worstRatio).toBeLessThanOrEqual(1.05);
      expect(figures.burst).toBeLessThanOrEqual(2);
    },
    LONGEST_MS,
  );

  it(
    'the same with takeovers and flushes: nothing lost, doubled or late, and little over the optimum',
    async () => {
      const figures = await figuresOf(TAKEOVERS, many(TAKEOVERS));
      mustNeverHappen(figures);
      expect(figures.middleRatio).toBeLessThanOrEqual(1.06);
      expect(figures.burst).toBeLessThanOrEqual(2);
    },
    LONGEST_MS,
  );

  it(
    'outages, brown-outs, lost calls, refusals, takeovers, lost slots, stalls: nothing lost or doubled, nothing late that a plan could keep',
    async () => {
      const figures = await figuresOf(TROUBLED, many(TROUBLED));
      mustNeverHappen(figures);
      expect(figures.keepable).toBeGreaterThan(0.6 * figures.verdicts.length);
      expect(figures.rejected).toBeGreaterThan(0);
      expect(figures.plans).toBeLessThanOrEqual(15 * figures.verdicts.length);
      expect(figures.rejected).toBeLessThan(0.05 * figures.calls);
      expect(figures.burst).toBeLessThanOrEqual(2);
    },
    LONGEST_MS,
  );

  it(
    'a brown-out: at most a tenth of the rejected calls of a fixed limiter, and nothing late where it has much late',
    async () => {
      const count = many(BROWN_OUT);
      const figures = await figuresOf(BROWN_OUT, count);
      const baseline = baselineOf(BROWN_OUT, count);
      mustNeverHappen(figures);
      expect(figures.late).toBe(0);
      // Among many seeds there are some that no plan could keep.
      expect(figures.lateElsewhere).toBeLessThanOrEqual(TIMES <= 1 ? 0 : 0.01 * baseline.late);
      expect(baseline.late).toBeGreaterThan(100 * count);
      expect(figures.mostPlans).toBeLessThanOrEqual(6);
      expect(figures.rejected).toBeLessThanOrEqual(0.1 * baseline.rejected);
    },
    LONGEST_MS,
  );

  it('after a long outage what is left of the window is used: the pace is soon back', () => {
    expect(judge(TROUBLED.of(2081))).toMatchObject({ keepable: true, late: 0, lost: 0, doubled: 0 });
  });

  it('the same seed is the same campaign', () => {
    expect(judge(TROUBLED.of(7))).toEqual(judge(TROUBLED.of(7)));
    expect(judge(TROUBLED.of(7))).not.toEqual({ ...judge(TROUBLED.of(8)), seed: 7 });
  });
});
