import { epochMs, instantOf, MINUTE, msBetween } from '#libs/kernel';
import { evenPlan, type Plan, type Segment } from '#libs/pacing';
import type { CampaignCommand, CampaignRow, CurveSegment, PlanReason } from '#libs/reintegration';

/** What is still to be sent of a campaign. */
export interface Workload {
  readonly row: CampaignRow;
  /** Due now, nothing under way. */
  readonly waiting: number;
  /** Due as soon as what holds it is gone; planned for as if it were due. */
  readonly held: number;
  readonly deadlineMs: number;
  /** From the end of the alert to the deadline, in product milliseconds. */
  readonly windowMs: number;
}

/** The plan that is being carried out, and what it was made for. */
export interface ActivePlan {
  readonly madeAt: number;
  readonly curve: readonly Segment[];
  readonly work: number;
  /** Deadline and obligations ever opened, by alert, when it was made. */
  readonly basis: ReadonlyMap<string, { readonly deadlineMs: number; readonly owed: number }>;
}

/** Product milliseconds: even the last few, at a deadline that is near or past, are spread over this much. */
const SHORTEST = 5 * MINUTE;
const DRIFT_SHARE = 0.02;
const DRIFT_LEAST = 2;

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

/** @param margin share of each campaign's whole window that is kept free before its deadline */
export const planFor = (now: number, workloads: readonly Workload[], margin: number): Plan =>
  evenPlan({
    now,
    shortest: SHORTEST,
    classes: workloads.map(({ waiting, held, deadlineMs, windowMs }) => ({
      deadline: deadlineMs,
      work: waiting + held,
      guard: windowMs * margin,
    })),
  });

export const activePlan = (now: number, plan: Plan, workloads: readonly Workload[]): ActivePlan => ({
  madeAt: now,
  curve: plan.curve,
  work: plan.work,
  basis: new Map(workloads.map(({ row, deadlineMs }) => [row.alertId, { deadlineMs, owed: row.counts.owed }])),
});

/** How much of the plan lies behind `now`. */
const plannedUntil = (curve: readonly Segment[], now: number): number =>
  curve.reduce((sum, s) => sum + (Math.max(0, Math.min(now, s.to) - s.from) * s.rate) / 1_000, 0);

/** Why the plan no longer fits, or `undefined` while it does. `handed` slots are given out but not yet attempted. */
export const replanReason = (
  now: number,
  workloads: readonly Workload[],
  active: ActivePlan | undefined,
  handed: number,
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
export const adoption = (now: number, workload: Workload, margin: number, reason: PlanReason): CampaignCommand => {
  const own = planFor(now, [workload], margin);
  return {
    type: 'AdoptPlan',
    reason,
    work: own.work,
    curve: stored(own.curve),
    peak: own.peak,
    finishesAt: instantOf(own.finishesAt),
  };
};
