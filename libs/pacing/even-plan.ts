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
  /** Share of each window kept free before its deadline for refusals and retries, 0 to 1. */
  readonly margin: number;
  /** A class whose window is this short or past is sent within this many milliseconds. */
  readonly shortest: number;
}

/**
 * Spreads each deadline's work evenly from now to its deadline less the margin; the curve is their sum, and served
 * earliest deadline first it keeps every deadline: by each deadline at least the work due by then has been sent.
 */
export const evenPlan = ({ now, classes, margin, shortest }: PlanOptions): Plan => {
  const byEnd = new Map<number, number>();
  for (const { deadline, work } of classes) {
    if (work <= 0) continue;
    const end = now + Math.max(shortest, (deadline - now) * (1 - margin));
    byEnd.set(end, (byEnd.get(end) ?? 0) + work);
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
