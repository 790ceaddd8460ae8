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
import { chainsOf, groupsOf, type Chains, type Group } from './due-groups.js';
import type { HandedSlots } from './handed-slots.js';
import type { ReadModels } from './read-models.js';

/** What is still to be sent of a campaign. Times are product milliseconds. */
export interface Workload {
  readonly row: CampaignRow;
  /** Its own deadline, and from the end of the alert to it. */
  readonly deadlineMs: number;
  readonly windowMs: number;
  readonly groups: readonly Group[];
  readonly chains: Chains;
  /** Over all groups: due now; and held, or behind something else. */
  readonly waiting: number;
  readonly held: number;
}

/** @param handed slots given out that are not in the log yet */
export const workloadOf = (
  models: Pick<ReadModels, 'ownDeadlines' | 'chained' | 'declaration'>,
  row: CampaignRow,
  handed: Pick<HandedSlots, 'of'>,
): Workload | undefined => {
  if (row.deadline === undefined || row.endedAt === undefined) return undefined;
  const deadlineMs = epochMs(row.deadline);
  const chains = chainsOf(models, row.alertId, deadlineMs);
  const groups = groupsOf(row, deadlineMs, models.ownDeadlines(row.alertId), chains, handed);
  return {
    row,
    deadlineMs,
    windowMs: msBetween(row.endedAt, row.deadline),
    groups,
    chains,
    waiting: groups.reduce((sum, g) => sum + g.waiting, 0),
    held: groups.reduce((sum, g) => sum + g.held, 0),
  };
};

/** What the planner is given. @param margin share of each campaign's whole window that is kept free before its deadline */
export const classesOf = (workloads: readonly Workload[], now: number, margin: number): readonly WorkClass[] =>
  workloads.flatMap(({ groups, windowMs }) =>
    groups.flatMap(({ waiting, held, deadlineMs }) => {
      const common = { release: now, deadline: deadlineMs, guard: windowMs * margin };
      return [
        { ...common, work: waiting },
        { ...common, work: held, held: true },
      ].filter((c) => c.work > 0);
    }),
  );

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

/** Curves one on top of the other: those of one campaign's deadlines follow each other, but for shared milliseconds. */
const stacked = (curves: readonly Segment[]): readonly Segment[] => {
  const cuts = [...new Set(curves.flatMap((s) => [s.from, s.to]))].sort((a, b) => a - b);
  return cuts.slice(1).flatMap((to, i) => {
    const from = cuts[i] ?? to;
    const rate = curves.reduce((sum, s) => (s.from <= from && s.to >= to ? sum + s.rate : sum), 0);
    return rate > 0 ? [{ from, to, rate }] : [];
  });
};

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
  const parts = workloads.flatMap((workload) =>
    workload.groups
      // As the planner does: what is held past its deadline is not planned for.
      .map(({ deadlineMs, waiting, held }): OfWorkload => {
        const work = waiting + (deadlineMs > course.madeAt ? held : 0);
        return { workload, deadline: deadlineMs, work };
      })
      .filter(({ work }) => work > 0),
  );
  const shares = sharesOf(course.plan.curve, parts);
  return [...Map.groupBy(parts, (part) => part.workload)].map(([workload, own]) => {
    const share = stacked(own.flatMap((part) => shares.get(part) ?? []));
    const work = own.reduce((sum, part) => sum + part.work, 0);
    return { workload, command: adoption(course, share, { deadline: workload.deadlineMs, work }, reason) };
  });
};

/** Whether the campaign's deadline can still be kept, and if not, what would cure it (DX-24, EC-16: an easing). */
export const riskOf = (misses: SmoothPlan['misses'], workload: Workload, margin: number): CampaignCommand => {
  const { deadlineMs, windowMs, groups } = workload;
  // Where it is due at once (EM-21) there is no deadline to keep: it goes first, and how long it took is shown.
  if (windowMs === 0) return { type: 'ReportOnTrack' };
  const own = misses.filter((m) => groups.some((g) => g.deadlineMs === m.deadline) && Number.isFinite(m.lateBySeconds));
  const [worst] = own.toSorted((a, b) => b.lateBySeconds - a.lateBySeconds);
  if (!worst) return { type: 'ReportOnTrack' };
  const work = own.reduce((sum, m) => sum + m.work, 0);
  const { lateBySeconds } = worst;
  // An eased window is longer, and so is the guard that is kept of it.
  const finished = Math.max(windowMs, worst.deadline - deadlineMs + windowMs + lateBySeconds * 1_000);
  const easeUntil = instantOf(Math.ceil(deadlineMs - windowMs + finished / (1 - margin) + MINUTE));
  return { type: 'ReportRisk', work: Math.ceil(work), lateBySeconds, easeUntil };
};
