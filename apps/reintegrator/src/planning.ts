import { epochMs, instantOf, MINUTE, msBetween } from '#libs/kernel';
import { plan, type Segment, type SmoothPlan } from '#libs/pacing';
import type { CampaignCommand, CampaignRow, CurveSegment, PlanReason } from '#libs/reintegration';

/** What is still to be sent of a campaign. Times are product milliseconds. */
export interface Workload {
  readonly row: CampaignRow;
  /** Due now, nothing under way. */
  readonly waiting: number;
  /** Due as soon as what holds it is gone; planned for as if it were due. */
  readonly held: number;
  readonly deadlineMs: number;
  /** From the end of the alert to the deadline. */
  readonly windowMs: number;
}

/** How much may be sent, per second of the product's clock; `Infinity` where nothing limits it. */
export interface Limits {
  /** Set by a person. */
  readonly ceiling: number;
  /** What the target has shown that it bears. */
  readonly bears: number;
}

/** The plan that is being carried out, and what it was made for. */
export interface ActivePlan {
  readonly madeAt: number;
  readonly curve: readonly Segment[];
  readonly peak: number;
  readonly feasible: boolean;
  readonly work: number;
  readonly limits: Limits;
  /** Deadline and obligations ever opened, by alert, when it was made. */
  readonly basis: ReadonlyMap<string, { readonly deadlineMs: number; readonly owed: number }>;
}

/** Even the last few, at a deadline that is near or past, are spread over this much. */
const SHORTEST = 5 * MINUTE;
const DRIFT_SHARE = 0.02;
const DRIFT_LEAST = 2;
/** The limit that a plan was made for must have changed by this much before another is worth its event. */
const SLOWER = 0.95;
const FASTER = 1.25;

export const workloadOf = (row: CampaignRow): Workload | undefined => {
  if (row.deadline === undefined || row.endedAt === undefined) return undefined;
  const { owed, held, attempting, accepted, refused } = row.counts;
  return {
    row,
    held,
    waiting: owed - held - attempting - accepted - refused,
    deadlineMs: epochMs(row.deadline),
    windowMs: msBetween(row.endedAt, row.deadline),
  };
};

const limitOf = ({ ceiling, bears }: Limits): number => Math.min(ceiling, bears);

/** @param margin share of each campaign's whole window that is kept free before its deadline */
export const planFor = (now: number, workloads: readonly Workload[], margin: number, limits: Limits): SmoothPlan => {
  const limit = limitOf(limits);
  return plan({
    now,
    ...(limit === Infinity ? {} : { cap: limit }),
    classes: workloads.flatMap(({ waiting, held, deadlineMs, windowMs }) => {
      const common = { release: now, deadline: Math.max(deadlineMs, now + SHORTEST), guard: windowMs * margin };
      return [
        { ...common, work: waiting },
        { ...common, work: held, held: true },
      ];
    }),
  });
};

export const activePlan = (
  now: number,
  made: SmoothPlan,
  workloads: readonly Workload[],
  limits: Limits,
): ActivePlan => ({
  madeAt: now,
  curve: made.curve,
  peak: made.peak,
  feasible: made.feasible,
  limits,
  work: workloads.reduce((sum, w) => sum + w.waiting + w.held, 0),
  basis: new Map(workloads.map(({ row, deadlineMs }) => [row.alertId, { deadlineMs, owed: row.counts.owed }])),
});

/** How much of the plan lies behind `now`. */
const plannedUntil = (curve: readonly Segment[], now: number): number =>
  curve.reduce((sum, s) => sum + (Math.max(0, Math.min(now, s.to) - s.from) * s.rate) / 1_000, 0);

const limitsChanged = (active: ActivePlan, limits: Limits): PlanReason | undefined => {
  if (limits.ceiling !== active.limits.ceiling) return 'ceiling-changed';
  const madeFor = limitOf(active.limits);
  const now = limitOf(limits);
  if (now < Math.min(active.peak, madeFor) * SLOWER) return 'target-slower';
  const pressed = !active.feasible || active.peak > madeFor * SLOWER;
  return pressed && now > madeFor * FASTER ? 'target-recovered' : undefined;
};

/** Why the plan no longer fits, or `undefined` while it does. `handed` slots are given out but not yet attempted. */
export const replanReason = (
  now: number,
  workloads: readonly Workload[],
  active: ActivePlan | undefined,
  handed: number,
  limits: Limits,
): PlanReason | undefined => {
  // What is held is planned for and can't be sent: alone it is no reason to plan again and again.
  const waiting = workloads.reduce((sum, w) => sum + w.waiting, 0);
  if (waiting === 0) return undefined;
  if (!active) return workloads.some((w) => w.row.plans.length > 0) ? 'restart' : 'campaign-opened';
  for (const { row, deadlineMs, waiting: due } of workloads) {
    const basis = active.basis.get(row.alertId);
    if (!basis) return 'campaign-opened';
    if (basis.deadlineMs !== deadlineMs) return 'deadline-moved';
    if (row.status === 'completed' && due > 0) return 'more-work';
  }
  const limited = limitsChanged(active, limits);
  if (limited) return limited;
  const expected = active.work - plannedUntil(active.curve, now);
  const tolerated = Math.max(DRIFT_LEAST, active.work * DRIFT_SHARE) + handed;
  const over = (active.curve.at(-1)?.to ?? 0) <= now && handed === 0;
  if (waiting <= expected + tolerated && !over) return undefined;
  const grown = workloads.some(({ row }) => row.counts.owed > (active.basis.get(row.alertId)?.owed ?? 0));
  return grown ? 'more-work' : 'drift';
};

const stored = (curve: readonly Segment[]): CurveSegment[] =>
  curve.map(({ from, to, rate }) => ({ from: instantOf(from), to: instantOf(to), rate }));

/** The campaign's own part of the plan, as its stream records it. */
export const adoption = (
  now: number,
  workload: Workload,
  margin: number,
  limits: Limits,
  reason: PlanReason,
): CampaignCommand => {
  const own = planFor(now, [workload], margin, limits);
  return {
    type: 'AdoptPlan',
    reason,
    work: workload.waiting + workload.held,
    curve: stored(own.curve),
    peak: own.peak,
    ...(Number.isFinite(own.lowerBound) ? { bound: own.lowerBound } : {}),
    finishesAt: instantOf(own.curve.at(-1)?.to ?? now),
  };
};

/** Whether the campaign's deadline can still be kept, and if not, what would cure it (DX-24, EC-16: an easing). */
export const riskOf = (made: SmoothPlan, workload: Workload, margin: number): CampaignCommand => {
  const missed = made.misses.filter((m) => m.deadline === workload.deadlineMs);
  const overdue = made.curve.at(-1)?.to ?? 0;
  const [worst] = missed.toSorted((a, b) => b.lateBySeconds - a.lateBySeconds);
  if (!worst && overdue <= workload.deadlineMs) return { type: 'ReportOnTrack' };
  const lateBySeconds = worst?.lateBySeconds ?? (overdue - workload.deadlineMs) / 1_000;
  if (!Number.isFinite(lateBySeconds)) return { type: 'ReportOnTrack' };
  // An eased window is longer, and so is the guard that is kept of it.
  const finished = workload.windowMs + lateBySeconds * 1_000;
  const easeUntil = instantOf(Math.ceil(workload.deadlineMs - workload.windowMs + finished / (1 - margin) + MINUTE));
  return { type: 'ReportRisk', work: Math.ceil(worst?.work ?? workload.waiting), lateBySeconds, easeUntil };
};
