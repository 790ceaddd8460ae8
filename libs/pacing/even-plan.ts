/** A stretch of constant rate: times in milliseconds since the epoch, rate per second. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly rate: number;
}

/** Work that may be sent from now on and must be sent by `deadline` (milliseconds since the epoch). */
export interface WorkClass {
  readonly deadline: number;
  readonly work: number;
  /** Milliseconds kept free before the deadline, for refusals, retries and stalls; 0 when absent. */
  readonly guard?: number;
}

export interface Plan {
  readonly curve: readonly Segment[];
  readonly peak: number;
  readonly work: number;
  readonly finishesAt: number;
}

export interface PlanOptions {
  readonly now: number;
  readonly classes: readonly WorkClass[];
  /** Milliseconds: whatever is left, even past its deadline, is spread over at least this long. */
  readonly shortest: number;
}

/**
 * Up to the guard; once inside it, half of what is left, so that a second trouble still finds some of it. A whole
 * number of milliseconds from 1 on: a plan read back from the log yields what it yielded when it was made.
 */
const endOf = (now: number, { deadline, guard = 0 }: WorkClass, shortest: number): number => {
  const planned = deadline - guard;
  const end = Math.max(now + shortest, now < planned ? planned : now + (deadline - now) / 2);
  return now + Math.max(1, Math.floor(end - now));
};

/**
 * Spreads each deadline's work evenly from now to its deadline less its guard; the curve is their sum, and served
 * earliest deadline first it keeps every deadline: by each deadline at least the work due by then has been sent.
 */
export const evenPlan = ({ now, classes, shortest }: PlanOptions): Plan => {
  const byEnd = new Map<number, number>();
  for (const workClass of classes) {
    if (workClass.work <= 0) continue;
    const end = endOf(now, workClass, shortest);
    byEnd.set(end, (byEnd.get(end) ?? 0) + workClass.work);
  }
  const ends = [...byEnd].sort(([a], [b]) => a - b);
  const curve: Segment[] = [];
  let from = now;
  for (const [to] of ends) {
    const rate = ends.filter(([end]) => end >= to).reduce((sum, [end, work]) => sum + (work * 1000) / (end - now), 0);
    curve.push({ from, to, rate });
    from = to;
  }
  return {
    curve,
    peak: Math.max(0, ...curve.map((s) => s.rate)),
    work: ends.reduce((sum, [, work]) => sum + work, 0),
    finishesAt: ends.at(-1)?.[0] ?? now,
  };
};
