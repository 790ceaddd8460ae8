import { setImmediate } from 'node:timers/promises';
import { fixedLimiter } from './fixed-limiter.js';
import { judge, type Verdict } from './judge.js';
import type { Scenario } from './scenario.js';
import { brownOut, dayWithSecondAlert, dayWithTakeovers, troubledCampaign } from './scenarios.js';

export interface Family {
  readonly name: string;
  readonly of: (seed: number) => Scenario;
  /** Campaigns in an ordinary run of the tests. */
  readonly count: number;
}

export const DAY: Family = { name: 'a day, held goods, a second alert', of: dayWithSecondAlert, count: 150 };
export const TAKEOVERS: Family = { name: 'the same, with takeovers', of: dayWithTakeovers, count: 75 };
export const TROUBLED: Family = { name: 'everything that can go wrong', of: troubledCampaign, count: 300 };
export const BROWN_OUT: Family = { name: 'a brown-out', of: brownOut, count: 6 };

/** What a family of campaigns comes to. */
export interface Figures {
  readonly verdicts: readonly Verdict[];
  readonly obligations: number;
  readonly calls: number;
  readonly rejected: number;
  readonly lost: number;
  readonly doubled: number;
  readonly keepable: number;
  /** Of the campaigns in which some plan could have kept them all. */
  readonly late: number;
  readonly lateElsewhere: number;
  readonly worstRatio: number;
  readonly middleRatio: number;
  readonly plans: number;
  readonly mostPlans: number;
  readonly burst: number;
}

export const figuresOf = async ({ of }: Family, count: number): Promise<Figures> => {
  const verdicts: Verdict[] = [];
  for (let seed = 1; seed <= count; seed++) {
    verdicts.push(judge(of(seed)));
    if (seed % 25 === 0) await setImmediate();
  }
  const sum = (value: (v: Verdict) => number): number => verdicts.reduce((total, v) => total + value(v), 0);
  const ratios = verdicts.map((v) => v.peakOverOptimum).sort((a, b) => a - b);
  return {
    verdicts,
    obligations: sum((v) => v.obligations),
    calls: sum((v) => v.calls),
    rejected: sum((v) => v.rejected),
    lost: sum((v) => v.lost),
    doubled: sum((v) => v.doubled),
    keepable: sum((v) => (v.keepable ? 1 : 0)),
    late: sum((v) => (v.keepable ? v.late : 0)),
    lateElsewhere: sum((v) => (v.keepable ? 0 : v.late)),
    worstRatio: ratios.at(-1) ?? 0,
    middleRatio: ratios[ratios.length >> 1] ?? 0,
    plans: sum((v) => v.plans),
    mostPlans: Math.max(...verdicts.map((v) => v.plans)),
    burst: Math.max(...verdicts.map((v) => v.burst)),
  };
};

/** The same campaigns under a fixed limiter. */
export const baselineOf = ({ of }: Family, count: number): { readonly rejected: number; readonly late: number } => {
  const runs = Array.from({ length: count }, (_, i) => fixedLimiter(of(i + 1)));
  return {
    rejected: runs.reduce((sum, r) => sum + r.rejected, 0),
    late: runs.reduce((sum, r) => sum + r.late, 0),
  };
};
