import { waterLevel, type Timeline } from './timeline.js';
import type { Demand } from './work.js';

/** The total rate planned in each stretch of a time line, per millisecond; `NaN` where nothing is planned. */
export interface Levelled {
  readonly total: Float64Array;
  /** Of the first critical interval: no plan whatever has a lower peak. */
  readonly bound: number;
}

interface Job {
  readonly release: number;
  readonly deadline: number;
  readonly work: number;
}

interface Critical {
  readonly from: number;
  readonly to: number;
  readonly level: number;
}

/** Work between the same two cuts is one job. */
const merged = (jobs: Iterable<Job>, cuts: number): Job[] => {
  const found = new Map<number, Job>();
  for (const job of jobs) {
    const key = job.release * cuts + job.deadline;
    const same = found.get(key);
    found.set(key, same ? { ...same, work: same.work + job.work } : job);
  }
  return [...found.values()];
};

/** The interval that needs the highest level for what lies wholly within it; of equals the one found first. */
const criticalOf = (jobs: readonly Job[], line: Timeline, free: Uint8Array): Critical => {
  const { cuts, levels, levelOf } = line;
  const byRelease = Map.groupBy(jobs, (job) => job.release);
  const starts = Int32Array.from(byRelease.keys()).sort();
  const dueAt = new Float64Array(cuts.length);
  const lengths = new Float64Array(levels.length);
  const flat = levels.length === 1;
  const floor = levels[0] ?? 0;
  let best: Critical = { from: 0, to: 0, level: -1 };
  for (let s = starts.length - 1; s >= 0; s--) {
    const from = starts[s] ?? 0;
    for (const { deadline, work } of byRelease.get(from) ?? []) dueAt[deadline] = (dueAt[deadline] ?? 0) + work;
    let work = 0;
    let time = 0;
    if (!flat) lengths.fill(0);
    for (let to = from + 1; to < cuts.length; to++) {
      if (free[to - 1] === 1) {
        const length = (cuts[to] ?? 0) - (cuts[to - 1] ?? 0);
        if (flat) time += length;
        else lengths[levelOf[to - 1] ?? 0] = (lengths[levelOf[to - 1] ?? 0] ?? 0) + length;
      }
      const due = dueAt[to] ?? 0;
      if (due === 0) continue;
      work += due;
      const level = flat ? floor + work / time : waterLevel(work, levels, lengths);
      if (level > best.level) best = { from, to, level };
    }
  }
  return best;
};

/**
 * Yao, Demers and Shenker, "A scheduling model for reduced CPU energy" (1995), with ordinary traffic under it: take the
 * interval that needs the highest level, plan it at that level, take it out of the time line, and go on with the rest.
 * Earliest deadline first inside. The first level is a lower bound of every plan's peak, and this plan's own peak.
 */
export const levelled = (demands: readonly Demand[], line: Timeline): Levelled => {
  const { cuts, indexOf } = line;
  const total = new Float64Array(Math.max(0, cuts.length - 1)).fill(NaN);
  const free = new Uint8Array(total.length).fill(1);
  const at = (time: number): number => indexOf.get(time) ?? 0;
  let jobs = merged(
    demands.map(({ release, deadline, work }) => ({ release: at(release), deadline: at(deadline), work })),
    cuts.length,
  );
  let bound = 0;
  while (jobs.length > 0) {
    const { from, to, level } = criticalOf(jobs, line, free);
    bound = Math.max(bound, level);
    for (let i = from; i < to; i++) {
      if (free[i] === 1) total[i] = level;
      free[i] = 0;
    }
    // Nothing is left between the two cuts: what begins or ends there might as well do so at its edge.
    const rest = jobs.filter((job) => job.release < from || job.deadline > to);
    jobs = merged(
      rest.map(({ release, deadline, work }) => ({
        release: release >= from && release < to ? to : release,
        deadline: deadline > from && deadline <= to ? from : deadline,
        work,
      })),
      cuts.length,
    );
  }
  return { total, bound };
};
