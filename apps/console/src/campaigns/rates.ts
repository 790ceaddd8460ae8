import { trafficBetween } from '#libs/reintegration';
import type { CampaignRow, PlanRow, TargetRow } from '../api/rows.js';
import { planned } from './plan-curve.js';

/** From `ms` on, so many per second. */
export interface RateStep {
  readonly ms: number;
  readonly rate: number;
}

export interface Rates {
  /** What the target carries anyway, ours lies on top of it; empty where nothing is known of it. */
  readonly base: readonly RateStep[];
  /** What the plans asked for, each until the next replaced it. Steps; the last one is nought. */
  readonly plan: readonly RateStep[];
  /** What was accepted, by stretch of `stretchMs`. */
  readonly actual: readonly RateStep[];
  /** The lowest peak that any plan could have had when the last one was adopted, per second: of the total where ours lies on top of other traffic. */
  readonly bound: number | undefined;
  readonly highest: number;
}

/** Width of a stretch of `CampaignRow.actual` (`BUCKET` of the reintegration context). */
export const BUCKET_MS = 5 * 60_000;

const adoptedUntil = (plans: readonly PlanRow[], i: number): number => {
  const next = plans[i + 1];
  return next ? Date.parse(next.adoptedAt) : Number.POSITIVE_INFINITY;
};

const planSteps = (plans: readonly PlanRow[]): RateStep[] =>
  plans.flatMap((plan, i) => {
    const [from, until] = [Date.parse(plan.adoptedAt), adoptedUntil(plans, i)];
    const inForce = plan.curve
      .map((s) => ({ from: Math.max(from, Date.parse(s.from)), to: Math.min(until, Date.parse(s.to)), rate: s.rate }))
      .filter((s) => s.to > s.from);
    return inForce.flatMap((s, j) => {
      const gap = (inForce[j + 1]?.from ?? until) > s.to;
      return [{ ms: s.from, rate: s.rate }, ...(gap ? [{ ms: s.to, rate: 0 }] : [])];
    });
  });

const actualSteps = (actual: CampaignRow['actual'], startMs: number, endMs: number, stretchMs: number): RateStep[] => {
  const accepted = new Map<number, number>();
  for (const bucket of actual) {
    const stretch = Math.floor(Date.parse(bucket.from) / stretchMs);
    accepted.set(stretch, (accepted.get(stretch) ?? 0) + bucket.accepted);
  }
  const steps: RateStep[] = [];
  for (let stretch = Math.floor(startMs / stretchMs); stretch * stretchMs < endMs; stretch += 1) {
    const from = Math.max(startMs, stretch * stretchMs);
    const to = Math.min(endMs, (stretch + 1) * stretchMs);
    // What has just begun says little of its pace.
    if (to === endMs && to - from < stretchMs / 2) break;
    steps.push({ ms: from, rate: ((accepted.get(stretch) ?? 0) * 1_000) / (to - from) });
  }
  const last = steps.at(-1);
  return last ? [...steps, { ms: Math.min(endMs, last.ms + stretchMs), rate: last.rate }] : steps;
};

const readAt = (steps: readonly RateStep[], ms: number): number => steps.findLast((step) => step.ms <= ms)?.rate ?? 0;

/** Ours on top of what the target carries anyway. */
export const over = (base: readonly RateStep[], steps: readonly RateStep[]): readonly RateStep[] => {
  const [first, last] = [steps[0], steps.at(-1)];
  if (base.length === 0 || !first || !last) return steps;
  const between = base.map(({ ms }) => ms).filter((ms) => ms > first.ms && ms < last.ms);
  const times = [...new Set([...steps.map(({ ms }) => ms), ...between])].sort((a, b) => a - b);
  return times.map((ms) => ({ ms, rate: readAt(base, ms) + readAt(steps, ms) }));
};

const baseSteps = (traffic: TargetRow['traffic'], startMs: number, untilMs: number): RateStep[] => {
  const stretches = traffic ? trafficBetween(traffic, startMs, untilMs) : [];
  return stretches.flatMap(({ from, to, rate }, i) => {
    const ends = stretches[i + 1]?.from !== to;
    return [{ ms: from, rate }, ...(ends ? [{ ms: to, rate: 0 }] : [])];
  });
};

/**
 * The pace of a campaign, planned and real, from the end of the alert to `endMs`; `undefined` before anything was
 * planned or sent. `stretchMs` is a multiple of `BUCKET_MS`.
 */
export const ratesOf = (
  campaign: Pick<CampaignRow, 'plans' | 'actual' | 'endedAt'>,
  endMs: number,
  stretchMs = BUCKET_MS,
  around: { readonly traffic: TargetRow['traffic']; readonly untilMs: number } = { traffic: undefined, untilMs: endMs },
): Rates | undefined => {
  if (campaign.endedAt === undefined) return undefined;
  const startMs = Date.parse(campaign.endedAt);
  const base = baseSteps(around.traffic, startMs, around.untilMs);
  const plan = over(base, planSteps(campaign.plans));
  const actual = over(base, actualSteps(campaign.actual, startMs, endMs, stretchMs));
  const last = campaign.plans.at(-1);
  const bound = last?.bound ?? (base.length > 0 ? last?.total?.bound : undefined);
  const highest = [...plan, ...actual, ...base].reduce((most, { rate }) => Math.max(most, rate), bound ?? 0);
  return highest > 0 ? { base, plan, actual, bound, highest } : undefined;
};

/** The average that the plans in force asked for in a stretch, per second. */
export const plannedPace = (plans: readonly PlanRow[], fromMs: number, toMs: number): number =>
  plans.reduce((sum, plan, i) => {
    const from = Math.max(fromMs, Date.parse(plan.adoptedAt));
    return sum + planned(plan.curve, from, Math.min(toMs, adoptedUntil(plans, i)));
  }, 0) /
  ((toMs - fromMs) / 1_000);
