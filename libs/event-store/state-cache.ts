import type { Position } from '#libs/kernel';

/** A stream folded up to a revision, and the commands carried out on it so far. */
export interface Snapshot<State> {
  readonly state: State;
  readonly revision: bigint;
  readonly position: Position;
  /** Request hash by command id. It only ever grows, and is shared by the snapshots of a stream. */
  readonly commands: Map<string, string | undefined>;
}

/**
 * States of long streams, so that a command reads what is new and not the whole past. It can't be wrong, only old: what
 * follows the snapshot is read each time, and the append is guarded by the revision. One cache for one decider.
 */
export class StateCache<State> {
  readonly #snapshots = new Map<string, Snapshot<State>>();

  constructor(readonly maxStreams = 64) {}

  get(stream: string): Snapshot<State> | undefined {
    return this.#snapshots.get(stream);
  }

  /** Keeps the newer of two. */
  keep(stream: string, snapshot: Snapshot<State>): void {
    const known = this.#snapshots.get(stream);
    if (known && known.revision > snapshot.revision) return;
    this.#snapshots.delete(stream);
    this.#snapshots.set(stream, snapshot);
    if (this.#snapshots.size <= this.maxStreams) return;
    for (const oldest of this.#snapshots.keys()) {
      this.#snapshots.delete(oldest);
      break;
    }
  }
}
