import { majorant } from './concave-majorant.js';
import { levelled } from './critical-intervals.js';
import { lateAtCap, type Miss } from './late-at-cap.js';
import { joined, type Segment } from './segment.js';
import { timelineOf, type Timeline } from './timeline.js';
import { demandsOf, type BaseLoad, type Demand, type WorkClass } from './work.js';

/** What is to be planned. Times in milliseconds since the epoch, rates per second. */
export interface PlanRequest {
  readonly now: number;
  readonly classes: readonly WorkClass[];
  /** The most that the target bears in all, its ordinary traffic included; no limit when absent. */
  readonly cap?: number;
  /** The most of our own rate, beside whatever ordinary traffic there is; no limit when absent. */
  readonly most?: number;
  /** Milliseconds kept free before each deadline, where the cap leaves room for it. */
  readonly guard?: number;
  readonly baseLoad?: readonly BaseLoad[];
}

export interface SmoothPlan {
  /** Our own rate; nothing is sent outside the segments. */
  readonly curve: readonly Segment[];
  /** Highest total load from now to the end of the curve or the last deadline: ours and the ordinary traffic. */
  readonly peak: number;
  /** No plan that keeps every deadline has a lower peak, whatever limits our own rate. `Infinity` where a deadline is not after its release. */
  readonly lowerBound: number;
  /** Whether every deadline is kept, under the cap. */
  readonly feasible: boolean;
  readonly misses: readonly Miss[];
}

/** Relative: what float dust may add to a rate without its being over the cap. */
const DUST = 1e-9;
/** Milliseconds: with no cap and no time left, whatever is past due goes out within this. */
const AT_ONCE = 1_000;

const curveOf = (line: Timeline, total: Float64Array, most: number): Segment[] =>
  joined(
    Array.from(total, (level, i) => {
      const own = Math.max(0, level - (line.levels[line.levelOf[i] ?? 0] ?? 0)) * 1_000;
      return {
        from: line.cuts[i] ?? 0,
        to: line.cuts[i + 1] ?? 0,
        rate: Number.isNaN(level) ? 0 : Math.min(most, own),
      };
    }),
  );

/** The highest total load while something of ours, or nothing, is sent. */
const peakOf = (now: number, curve: readonly Segment[], until: number, baseLoad: readonly BaseLoad[]): number => {
  const changes = new Set([now, ...curve.map((s) => s.from), ...baseLoad.map((b) => b.from)]);
  let peak = 0;
  let at = 0;
  for (const time of [...changes].sort((a, b) => a - b)) {
    if (time < now || time >= until) continue;
    while ((curve[at]?.to ?? Infinity) <= time) at++;
    const own = curve[at];
    const rate = own && own.from <= time ? own.rate : 0;
    const base = baseLoad.reduce((sum, b) => (b.from <= time && time < b.to ? sum + b.rate : sum), 0);
    peak = Math.max(peak, rate + base);
  }
  return peak;
};

interface Solved {
  readonly curve: readonly Segment[];
  readonly bound: number;
}

const solve = (now: number, demands: readonly Demand[], baseLoad: readonly BaseLoad[], most = Infinity): Solved => {
  if (demands.length === 0) return { curve: [], bound: 0 };
  if (baseLoad.length === 0 && demands.every((d) => d.release === now)) {
    const curve = joined(majorant(now, demands));
    return { curve, bound: curve[0]?.rate ?? 0 };
  }
  const line = timelineOf(demands, baseLoad);
  const { total, bound } = levelled(demands, line, most / 1_000);
  return { curve: bound === Infinity ? [] : curveOf(line, total, most), bound: bound * 1_000 };
};

const ownPeak = ({ curve }: Solved): number => curve.reduce((peak, s) => Math.max(peak, s.rate), 0);

const planFromZero = (request: Omit<PlanRequest, 'now'>): SmoothPlan => {
  const { classes, cap = Infinity, most = Infinity, guard = 0, baseLoad = [] } = request;
  const now = 0;
  const guarded = demandsOf(now, classes, guard);
  const { hopeless } = guarded;
  const careless = guard === 0 && classes.every((c) => c.guard === undefined);
  const bare = careless ? guarded : demandsOf(now, classes, 0, false);
  const free = solve(now, bare.demands, baseLoad);
  const horizon = [...bare.demands, ...hopeless].reduce((last, d) => Math.max(last, d.due), now);
  const ordinary = peakOf(now, [], horizon, baseLoad);
  const lowerBound = hopeless.length > 0 ? Infinity : Math.max(free.bound, ordinary);
  const slow = (solved: Solved): boolean => ownPeak(solved) <= most * (1 + DUST);
  // Without ordinary traffic our own rate is the total load: what is lowest of the one is lowest of the other.
  const under = (solved: Solved, demands: readonly Demand[]): Solved =>
    slow(solved) || baseLoad.length === 0 ? solved : solve(now, demands, baseLoad, most);
  const exact = under(free, bare.demands);
  const fits = (solved: Solved): boolean =>
    Number.isFinite(solved.bound) && solved.bound <= cap * (1 + DUST) && slow(solved);

  if (hopeless.length > 0 || !fits(exact)) {
    const all = [...bare.demands, ...hopeless];
    const work = all.reduce((sum, d) => sum + d.work, 0);
    const unlimited = cap === Infinity && most === Infinity;
    const rate = unlimited ? Math.max(free.bound, (work * 1_000) / AT_ONCE) : cap;
    const { curve, misses } = lateAtCap(all, rate, baseLoad, most);
    const until = Math.max(horizon, curve.at(-1)?.to ?? now);
    return { curve, misses, lowerBound, peak: peakOf(now, curve, until, baseLoad), feasible: false };
  }
  const careful = careless ? exact : under(solve(now, guarded.demands, baseLoad), guarded.demands);
  const { curve } = fits(careful) ? careful : exact;
  return { curve, misses: [], lowerBound, peak: peakOf(now, curve, horizon, baseLoad), feasible: true };
};

/**
 * The smoothest plan: the lowest possible peak of the total load with every deadline kept, and below that peak as even
 * as can be. Where the cap allows none, earliest deadline first at the cap, and who will be late by how much.
 */
export const plan = ({ now, classes, baseLoad = [], ...limits }: PlanRequest): SmoothPlan => {
  // Counted from now: milliseconds since the epoch are so large that a double has few digits left for their fractions.
  const made = planFromZero({
    ...limits,
    classes: classes.map((c) => ({ ...c, release: c.release - now, deadline: c.deadline - now })),
    baseLoad: baseLoad.map((b) => ({ ...b, from: b.from - now, to: b.to - now })),
  });
  return {
    ...made,
    curve: made.curve.map((s) => ({ ...s, from: s.from + now, to: s.to + now })),
    misses: made.misses.map((m) => ({ ...m, deadline: m.deadline + now })),
  };
};
