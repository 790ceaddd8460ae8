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

interface Pending {
  readonly due: number;
  left: number;
}

/** Below this share of a unit, what is left is float dust. */
const DUST = 1e-9;

/**
 * Earliest deadline first at all that the cap leaves beside the ordinary traffic: what is done when no plan keeps every
 * deadline, and who is late then. No other order makes the latest less late (Jackson's rule, with releases).
 * @param cap of the total load, per second
 */
export const lateAtCap = (
  demands: readonly Demand[],
  cap: number,
  baseLoad: readonly BaseLoad[],
): { readonly curve: readonly Segment[]; readonly misses: readonly Miss[] } => {
  const line = timelineOf(
    demands.map((d) => ({ ...d, deadline: Math.max(d.release, d.due) })),
    baseLoad,
  );
  const arrivals = demands.toSorted((a, b) => a.release - b.release);
  const pending: Pending[] = [];
  const misses = new Map<number, { work: number; until: number }>();
  const curve: Segment[] = [];
  let next = 0;
  const serve = (from: number, to: number, room: number): void => {
    let time = from;
    while (pending.length > 0 && time < to && room > 0) {
      const first = pending[0];
      if (!first) return;
      const until = Math.min(to, time + first.left / room);
      const late = Math.max(0, until - Math.max(time, first.due)) * room;
      if (late > DUST) {
        const known = misses.get(first.due);
        misses.set(first.due, { work: (known?.work ?? 0) + late, until });
      }
      first.left -= (until - time) * room;
      if (first.left <= DUST || until < to) pending.shift();
      curve.push({ from: time, to: until, rate: room * 1_000 });
      time = until;
    }
  };
  const room = (i: number): number => Math.max(0, cap / 1_000 - (line.levels[line.levelOf[i] ?? 0] ?? 0));
  for (let i = 0; i + 1 < line.cuts.length; i++) {
    const from = line.cuts[i] ?? 0;
    for (; (arrivals[next]?.release ?? Infinity) <= from; next++) {
      const { due, work } = arrivals[next] as Demand;
      const place = pending.findIndex((p) => p.due > due);
      pending.splice(place === -1 ? pending.length : place, 0, { due, left: work });
    }
    serve(from, line.cuts[i + 1] ?? from, room(i));
  }
  const end = line.cuts.at(-1) ?? 0;
  for (; next < arrivals.length; next++)
    pending.push({ due: arrivals[next]?.due ?? 0, left: arrivals[next]?.work ?? 0 });
  pending.sort((a, b) => a.due - b.due);
  // After the last change: the ordinary traffic that was announced is over.
  if (cap > 0) serve(end, Infinity, cap / 1_000);
  else
    for (const { due, left } of pending)
      misses.set(due, { work: (misses.get(due)?.work ?? 0) + left, until: Infinity });
  return {
    curve: joined(curve),
    misses: [...misses]
      .sort(([a], [b]) => a - b)
      .map(([deadline, { work, until }]) => ({ deadline, work, lateBySeconds: (until - deadline) / 1_000 })),
  };
};
