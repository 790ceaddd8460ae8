import { DueFirst } from './earliest-first.js';
import type { Segment } from './segment.js';
import { joined } from './segment.js';
import { timelineOf } from './timeline.js';
import type { BaseLoad, Demand } from './work.js';

/** What will be late, by the deadline that it misses. */
export interface Miss {
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  readonly work: number;
  /** From the deadline to the last of it, in seconds; `Infinity` where the cap leaves no room at all. */
  readonly lateBySeconds: number;
}

/** Below this share of a unit, what is left is float dust. */
const DUST = 1e-9;

/**
 * Earliest deadline first at all that the cap leaves beside the ordinary traffic: what is done when no plan keeps every
 * deadline, and who is late then. No other order makes the latest less late (Jackson's rule, with releases).
 * @param cap of the total load, per second
 * @param most of our own rate, per second
 */
export const lateAtCap = (
  demands: readonly Demand[],
  cap: number,
  baseLoad: readonly BaseLoad[],
  most = Infinity,
): { readonly curve: readonly Segment[]; readonly misses: readonly Miss[] } => {
  const line = timelineOf(
    demands.map((d) => ({ ...d, deadline: Math.max(d.release, d.due) })),
    baseLoad,
  );
  const arrivals = demands.toSorted((a, b) => a.release - b.release);
  const dues = Float64Array.from(new Set(arrivals.map((d) => d.due))).sort();
  const rank = new Map(Array.from(dues, (due, i) => [due, i]));
  const pending = new DueFirst(Int32Array.from(arrivals, (d) => rank.get(d.due) ?? 0));
  const left = Float64Array.from(arrivals, (d) => d.work);
  const misses = new Map<number, { work: number; until: number }>();
  const curve: Segment[] = [];
  const miss = (due: number, work: number, until: number): void => {
    misses.set(due, { work: (misses.get(due)?.work ?? 0) + work, until });
  };
  let next = 0;
  const serve = (from: number, to: number, room: number): void => {
    for (let time = from, job = pending.top; job !== undefined && time < to && room > 0; job = pending.top) {
      const { due = 0 } = arrivals[job] ?? {};
      const work = left[job] ?? 0;
      const until = Math.min(to, time + work / room);
      const late = Math.max(0, until - Math.max(time, due)) * room;
      if (late > DUST) miss(due, late, until);
      left[job] = work - (until - time) * room;
      if ((left[job] ?? 0) <= DUST || until < to) pending.drop();
      curve.push({ from: time, to: until, rate: room * 1_000 });
      time = until;
    }
  };
  const room = (i: number): number =>
    Math.min(most / 1_000, Math.max(0, cap / 1_000 - (line.levels[line.levelOf[i] ?? 0] ?? 0)));
  for (let i = 0; i + 1 < line.cuts.length; i++) {
    const from = line.cuts[i] ?? 0;
    for (; (arrivals[next]?.release ?? Infinity) <= from; next++) pending.add(next);
    serve(from, line.cuts[i + 1] ?? from, room(i));
  }
  for (; next < arrivals.length; next++) pending.add(next);
  // After the last change: the ordinary traffic that was announced is over.
  const last = Math.min(cap, most);
  if (last > 0) serve(line.cuts.at(-1) ?? 0, Infinity, last / 1_000);
  for (let job = pending.top; job !== undefined; job = pending.top) {
    miss(arrivals[job]?.due ?? 0, left[job] ?? 0, Infinity);
    pending.drop();
  }
  return {
    curve: joined(curve),
    misses: [...misses]
      .sort(([a], [b]) => a - b)
      .map(([deadline, { work, until }]) => ({ deadline, work, lateBySeconds: (until - deadline) / 1_000 })),
  };
};
