import { epochMs, instantOf, MINUTE, msBetween } from '#libs/kernel';
import {
  sharesOf,
  type Course,
  type Part,
  type Segment,
  type SmoothPlan,
  type Why,
  type WorkClass,
} from '#libs/pacing';
import type { CampaignCommand, CampaignRow, CurveSegment, PlanReason } from '#libs/reintegration';

/** What is still to be sent of a campaign. Times are product milliseconds. */
export interface Workload {
  readonly row: CampaignRow;
  /** Due now, nothing under way, no slot given. */
  readonly waiting: number;
  /** Due as soon as what holds it is gone; planned for as if it were due. */
  readonly held: number;
  readonly deadlineMs: number;
  /** From the end of the alert to the deadline. */
  readonly windowMs: number;
}

/** @param handed how many of it have been given a slot that is not in the log yet */
export const workloadOf = (row: CampaignRow, handed: number): Workload | undefined => {
  if (row.deadline === undefined || row.endedAt === undefined) return undefined;
  const { owed, held, attempting, accepted, refused } = row.counts;
  return {
    row,
    held,
    waiting: Math.max(0, owed - held - attempting - accepted - refused - handed),
    deadlineMs: epochMs(row.deadline),
    windowMs: msBetween(row.endedAt, row.deadline),
  };
};

/** What the planner is given. @param margin share of each campaign's whole window that is kept free before its deadline */
export const classesOf = (workloads: readonly Workload[], now: number, margin: number): readonly WorkClass[] =>
  workloads.flatMap(({ waiting, held, deadlineMs, windowMs }) => {
    const common = { release: now, deadline: deadlineMs, guard: windowMs * margin };
    return [
      { ...common, work: waiting },
      { ...common, work: held, held: true },
    ].filter((c) => c.work > 0);
  });

/** The deadlines that the plan before was made for, and how many obligations there were then, by alert. */
export type Known = ReadonlyMap<string, { readonly deadlineMs: number; readonly owed: number }>;

export const knownOf = (workloads: readonly Workload[]): Known =>
  new Map(workloads.map(({ row, deadlineMs }) => [row.alertId, { deadlineMs, owed: row.counts.owed }]));

const deadlineReason = (workloads: readonly Workload[], known: Known): PlanReason => {
  const due = workloads.filter((w) => w.waiting + w.held > 0);
  if (due.some((w) => !known.has(w.row.alertId) && w.row.plans.length === 0)) return 'campaign-opened';
  const moved = due.some((w) => (known.get(w.row.alertId)?.deadlineMs ?? w.deadlineMs) !== w.deadlineMs);
  return moved ? 'deadline-moved' : 'more-work';
};

/**
 * What a plan event gives as its reason.
 * @param known of the plan before
 * @param slower the target bears less than that plan would send
 */
export const reasonOf = (why: Why, workloads: readonly Workload[], known: Known, slower: boolean): PlanReason => {
  switch (why) {
    case 'no-plan':
      return workloads.some((w) => w.row.plans.length > 0) ? 'restart' : 'campaign-opened';
    case 'deadlines':
      return deadlineReason(workloads, known);
    case 'more-work':
      // Slots that were lost come back as work, and are none that is new.
      return workloads.some((w) => w.row.counts.owed > (known.get(w.row.alertId)?.owed ?? 0)) ? 'more-work' : 'drift';
    case 'resumed':
      return 'resumed';
    case 'ceiling':
      return 'ceiling-changed';
    case 'forecast':
      return 'ordinary-traffic';
    case 'in-time-again':
      return 'target-recovered';
    case 'behind':
      return slower ? 'target-slower' : 'drift';
    case 'less-work':
      return 'drift';
  }
};

const stored = (curve: readonly Segment[]): CurveSegment[] =>
  curve
    .map(({ from, to, rate }) => ({ from: instantOf(from), to: instantOf(to), rate }))
    .filter(({ from, to }) => from < to);

const highest = (curve: readonly Segment[]): number => curve.reduce((most, s) => Math.max(most, s.rate), 0);

/** What the plan goes round, as far as it or its deadline reaches, and what the two come to. */
const beside = ({ plan, baseLoad, madeAt }: Course, until: number) => {
  const bound = Number.isFinite(plan.lowerBound) ? { bound: plan.lowerBound } : {};
  if (baseLoad.length === 0) return bound;
  const reached = baseLoad
    .map(({ from, to, rate }) => ({ from: Math.max(from, madeAt), to: Math.min(to, until), rate }))
    .filter(({ from, to }) => from < to);
  return { ordinary: stored(reached), total: { peak: plan.peak, ...bound } };
};

const adoption = (course: Course, share: readonly Segment[], part: Part, reason: PlanReason): CampaignCommand => {
  const finishesAt = share.at(-1)?.to ?? course.madeAt;
  return {
    type: 'AdoptPlan',
    reason,
    work: part.work,
    curve: stored(share),
    peak: highest(share),
    ...beside(course, Math.max(finishesAt, part.deadline)),
    finishesAt: instantOf(finishesAt),
  };
};

interface OfWorkload extends Part {
  readonly workload: Workload;
}

/** Each campaign's own part of a course, as its stream records it. */
export const adoptions = (
  course: Course,
  workloads: readonly Workload[],
  reason: PlanReason,
): readonly { readonly workload: Workload; readonly command: CampaignCommand }[] => {
  const parts = workloads
    .map((workload): OfWorkload => {
      const { waiting, held, deadlineMs } = workload;
      // As the planner does: what is held past its deadline is not planned for.
      return { workload, deadline: deadlineMs, work: waiting + (deadlineMs > course.madeAt ? held : 0) };
    })
    .filter(({ work }) => work > 0);
  const shares = sharesOf(course.plan.curve, parts);
  return parts.map((part) => ({
    workload: part.workload,
    command: adoption(course, shares.get(part) ?? [], part, reason),
  }));
};

/** Whether the campaign's deadline can still be kept, and if not, what would cure it (DX-24, EC-16: an easing). */
export const riskOf = (misses: SmoothPlan['misses'], workload: Workload, margin: number): CampaignCommand => {
  const { deadlineMs, windowMs } = workload;
  const miss = misses.find((m) => m.deadline === deadlineMs);
  if (!miss || !Number.isFinite(miss.lateBySeconds)) return { type: 'ReportOnTrack' };
  const { work, lateBySeconds } = miss;
  // An eased window is longer, and so is the guard that is kept of it.
  const finished = windowMs + lateBySeconds * 1_000;
  const easeUntil = instantOf(Math.ceil(deadlineMs - windowMs + finished / (1 - margin) + MINUTE));
  return { type: 'ReportRisk', work: Math.ceil(work), lateBySeconds, easeUntil };
};
