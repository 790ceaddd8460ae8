/** Jobs ascending by release; a window is [release, deadline) in positions of a row of stretches. */
export interface Windows {
  readonly release: Int32Array;
  readonly deadline: Int32Array;
  readonly work: Float64Array;
}

/** What each stretch served, and what was left of each job when its window closed. */
export interface Served {
  readonly left: Float64Array;
  /** The jobs that stretch `p` served: `job[first[p]]` to `job[first[p + 1] - 1]`. */
  readonly first: Int32Array;
  readonly job: Int32Array;
}

/** Relative: below this, what is left of a job or of a stretch is float dust. */
const DUST = 1e-13;

/** A binary heap of jobs, the one that is due first on top. */
export class DueFirst {
  readonly #heap: Int32Array;
  readonly #deadline: Int32Array;
  #size = 0;

  constructor(deadline: Int32Array) {
    this.#heap = new Int32Array(deadline.length);
    this.#deadline = deadline;
  }

  get top(): number | undefined {
    return this.#size > 0 ? this.#heap[0] : undefined;
  }

  #due(place: number): number {
    return this.#deadline[this.#heap[place] ?? 0] ?? 0;
  }

  add(job: number): void {
    const due = this.#deadline[job] ?? 0;
    let place = this.#size++;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (this.#due(parent) <= due) break;
      this.#heap[place] = this.#heap[parent] ?? 0;
      place = parent;
    }
    this.#heap[place] = job;
  }

  drop(): void {
    const moved = this.#heap[--this.#size] ?? 0;
    const due = this.#deadline[moved] ?? 0;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= this.#size) break;
      if (child + 1 < this.#size && this.#due(child + 1) < this.#due(child)) child++;
      if (this.#due(child) >= due) break;
      this.#heap[place] = this.#heap[child] ?? 0;
      place = child;
    }
    this.#heap[place] = moved;
  }
}

/**
 * Earliest deadline first, where stretch `p` has room for `room[p]` and what is not done by its deadline is dropped.
 * No other order serves more in all (Glover, "Maximum matching in a convex bipartite graph", 1967).
 */
export const earliestFirst = ({ release, deadline, work }: Windows, room: Float64Array): Served => {
  const left = Float64Array.from(work);
  const first = new Int32Array(room.length + 1);
  const job = new Int32Array(work.length + room.length);
  const waiting = new DueFirst(deadline);
  let next = 0;
  let pieces = 0;
  for (let p = 0; p < room.length; p++) {
    first[p] = pieces;
    while (next < release.length && (release[next] ?? 0) <= p) waiting.add(next++);
    const all = room[p] ?? 0;
    let spare = all;
    for (let j = waiting.top; j !== undefined && spare > all * DUST; j = waiting.top) {
      if ((deadline[j] ?? 0) > p) {
        const amount = Math.min(spare, left[j] ?? 0);
        spare -= amount;
        left[j] = (left[j] ?? 0) - amount;
        job[pieces++] = j;
        if ((left[j] ?? 0) > (work[j] ?? 0) * DUST) continue;
        left[j] = 0;
      }
      waiting.drop();
    }
  }
  first[room.length] = pieces;
  return { left, first, job };
};
