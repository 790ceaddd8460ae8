import type { CampaignRow, PlanRow } from '../api/rows.js';
import { planned } from './plan-curve.js';
import { BUCKET_MS } from './rates.js';

/** A point of the burn-down: so many remaining at that product time. */
export interface Point {
  readonly ms: number;
  readonly remaining: number;
}

/** A plan adopted after the first, where the line of the plan bends. */
export interface Replan {
  readonly plan: number;
  readonly ms: number;
  readonly remaining: number;
  readonly reason: PlanRow['reason'];
}

/** The burn-down in the units of its subject; drawing it in pixels is another matter (`chart-frame.ts`). */
export interface BurnDown {
  readonly fromMs: number;
  readonly toMs: number;
  readonly highest: number;
  readonly plan: readonly Point[];
  readonly actual: readonly Point[];
  readonly replans: readonly Replan[];
  readonly deadlineMs: number | undefined;
  /** Left out once the campaign is complete. */
  readonly nowMs: number | undefined;
}

const TAIL_SHARE = 0.04;

/** The line of one plan: from its work at its adoption, down along its curve, until the next plan replaces it. */
const planPiece = (plan: PlanRow, untilMs: number): Point[] => {
  const startMs = Date.parse(plan.adoptedAt);
  const bends = plan.curve
    .flatMap((segment) => [Date.parse(segment.from), Date.parse(segment.to)])
    .filter((ms) => ms > startMs && ms < untilMs);
  const end = Math.max(startMs, Math.min(untilMs, Date.parse(plan.finishesAt)));
  return [...new Set([startMs, ...bends, end])]
    .sort((a, b) => a - b)
    .map((ms) => ({
      ms,
      remaining: Math.max(0, plan.work - planned(plan.curve, startMs, ms)),
    }));
};

const planLine = (plans: readonly PlanRow[]): Point[] =>
  plans.flatMap((plan, i) => {
    const next = plans[i + 1];
    return planPiece(plan, next ? Date.parse(next.adoptedAt) : Number.POSITIVE_INFINITY);
  });

const actualLine = (campaign: Pick<CampaignRow, 'actual' | 'counts'>, startMs: number, endMs: number): Point[] => {
  const points: Point[] = [];
  let remaining = campaign.counts.owed;
  const put = (ms: number): void => {
    const at = Math.min(Math.max(ms, startMs), endMs);
    points.push({ ms: at, remaining });
  };
  put(startMs);
  for (const bucket of campaign.actual) {
    const from = Date.parse(bucket.from);
    put(from);
    remaining = Math.max(0, remaining - bucket.accepted);
    put(from + BUCKET_MS);
  }
  put(endMs);
  return points.filter((p, i) => p.ms !== points[i + 1]?.ms || p.remaining !== points[i + 1]?.remaining);
};

/** As much of a line as there is room for: a plan under a tiny ceiling ends in years. */
const clipped = (line: readonly Point[], untilMs: number): Point[] => {
  const inside = line.filter(({ ms }) => ms <= untilMs);
  const remaining = inside.length < line.length ? readLine(line, untilMs) : undefined;
  return remaining === undefined ? inside : [...inside, { ms: untilMs, remaining }];
};

/** `undefined` before the alert has ended: there is nothing to burn down yet. */
export const burnDown = (
  campaign: Pick<CampaignRow, 'status' | 'counts' | 'plans' | 'actual' | 'endedAt' | 'deadline' | 'completedAt'>,
  nowMs: number,
): BurnDown | undefined => {
  if (campaign.endedAt === undefined) return undefined;
  const startMs = Date.parse(campaign.endedAt);
  const completedMs =
    campaign.status === 'completed' && campaign.completedAt !== undefined
      ? Date.parse(campaign.completedAt)
      : undefined;
  const actual = actualLine(campaign, startMs, Math.max(startMs, completedMs ?? nowMs));
  const deadlineMs = campaign.deadline === undefined ? undefined : Date.parse(campaign.deadline);
  const known = Math.max(startMs + BUCKET_MS, completedMs ?? nowMs, deadlineMs ?? 0);
  const plan = clipped(planLine(campaign.plans), known + (known - startMs));
  const last = Math.max(known, plan.at(-1)?.ms ?? 0);
  return {
    fromMs: Math.min(startMs, plan[0]?.ms ?? startMs),
    toMs: last + (last - startMs) * TAIL_SHARE,
    highest: Math.max(1, campaign.counts.owed, ...plan.map((p) => p.remaining)),
    plan,
    actual,
    replans: campaign.plans
      .filter((p) => p.plan > 1)
      .map(({ plan: number, adoptedAt, work, reason }) => ({
        plan: number,
        ms: Date.parse(adoptedAt),
        remaining: work,
        reason,
      })),
    deadlineMs,
    nowMs: completedMs === undefined ? nowMs : undefined,
  };
};

/** What a line reads at a time, between its points; `undefined` before its first and after its last. */
export const readLine = (line: readonly Point[], ms: number): number | undefined => {
  const after = line.findIndex((p) => p.ms >= ms);
  const b = line[after];
  if (!b) return undefined;
  const a = line[after - 1];
  if (!a) return b.ms === ms ? b.remaining : undefined;
  return b.ms === a.ms ? b.remaining : a.remaining + ((b.remaining - a.remaining) * (ms - a.ms)) / (b.ms - a.ms);
};
