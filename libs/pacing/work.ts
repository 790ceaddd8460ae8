/** Work of one kind: released at one instant, due at another. Milliseconds since the epoch. */
export interface WorkClass {
  readonly release: number;
  readonly deadline: number;
  readonly work: number;
  /** Not released yet, but sure to come (goods under control): planned for as if it were released already. */
  readonly held?: boolean;
  /** Milliseconds kept free before this deadline, in place of the request's own guard. */
  readonly guard?: number;
}

/** The target's ordinary traffic over a stretch of time, per second; none outside the stretches. */
export interface BaseLoad {
  readonly from: number;
  readonly to: number;
  readonly rate: number;
}

/** A class as the planner sees it: seen from now, its guard taken off, and what it really is beside it. */
export interface Demand {
  readonly release: number;
  readonly deadline: number;
  readonly work: number;
  /** The deadline that counts, guard and all. */
  readonly due: number;
}

/**
 * The classes as of now. The guard is kept free before each deadline; a window too short for it keeps half of itself.
 * `withGuard: false` plans to the deadline itself. `hopeless` are those whose deadline is not after their release: no rate serves them in time.
 */
export const demandsOf = (
  now: number,
  classes: readonly WorkClass[],
  guard: number,
  withGuard = true,
): { readonly demands: readonly Demand[]; readonly hopeless: readonly Demand[] } => {
  const demands: Demand[] = [];
  const hopeless: Demand[] = [];
  for (const { release: from, deadline: due, work, held, guard: own } of classes) {
    if (work <= 0) continue;
    const release = held === true ? now : Math.max(now, from);
    if (due <= release) hopeless.push({ release, deadline: due, work, due });
    else {
      const planned = Math.max(due - (withGuard ? (own ?? guard) : 0), release + (due - release) / 2);
      // A whole millisecond, as the log can hold it: a plan read back yields the same slots.
      const whole = Math.floor(planned);
      demands.push({ release, deadline: whole > release ? whole : planned, work, due });
    }
  }
  return { demands, hopeless };
};
