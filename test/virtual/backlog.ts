import { placeChains, type Eligible, type WorkClass } from '#libs/pacing';
import type { Obligation } from './scenario.js';

export type Status = 'unknown' | 'waiting' | 'handed' | 'attempting' | 'refused' | 'accepted';

/** An obligation as the log tells it; `handed` alone is not in the log. */
export interface Owed extends Eligible {
  readonly of: Obligation;
  status: Status;
  released: boolean;
  /** A call of it was begun and never answered: whoever sends it asks first. */
  uncertain: boolean;
  attempts: number;
  correctedAt: number;
  epoch: number;
}

/** What is left to be sent, by deadline, kept up with every change rather than counted each time. */
export class Backlog {
  readonly all = new Map<string, Owed>();
  /** How many are not accepted yet. */
  open = 0;
  readonly #followers = new Map<string, Owed[]>();
  readonly #sendable = new Map<string, Owed[]>();
  readonly #left = new Map<number, number>();
  readonly #ready = new Map<number, number>();

  constructor(obligations: readonly Obligation[]) {
    const links = obligations.map(({ id, knownAt, deadline, after }) => ({ id, release: knownAt, deadline, after }));
    const placed = placeChains(links, () => false, 0);
    for (const of of obligations) {
      const { id, operator, sendBy: deadline } = of;
      const owed = { of, id, operator, deadline, chainRank: placed.get(id)?.rank ?? 0, status: 'unknown' as const };
      this.all.set(id, { ...owed, released: false, uncertain: false, attempts: 0, correctedAt: 0, epoch: 0 });
    }
    this.open = this.all.size;
    for (const owed of this.all.values())
      for (const before of owed.of.after) this.#followers.set(before, [...this.followers(before), owed]);
  }

  /** Those whose turn comes with the acknowledgement of this one. */
  followers(id: string): readonly Owed[] {
    return this.#followers.get(id) ?? [];
  }

  change(owed: Owed, change: { readonly status?: Status; readonly released?: boolean }): void {
    const [was, could] = [owed.status === 'waiting', this.#canGo(owed)];
    if (change.status === 'accepted' && owed.status !== 'accepted') this.open -= 1;
    Object.assign(owed, change);
    this.#count(this.#left, owed, was, owed.status === 'waiting');
    this.#place(owed, could);
    for (const follower of this.followers(owed.id)) this.#place(follower, undefined);
  }

  /** Planned for: what could go now, and what is held or waits for another as if it could. */
  classes(now: number): WorkClass[] {
    return [...this.#left].flatMap(([deadline, work]) => {
      const ready = this.#ready.get(deadline) ?? 0;
      return [
        { release: now, deadline, work: ready },
        { release: now, deadline, work: work - ready, held: true },
      ].filter((c) => c.work > 0);
    });
  }

  sendable(): number {
    let sum = 0;
    for (const count of this.#ready.values()) sum += count;
    return sum;
  }

  /** Of every operator and deadline the first `k`. */
  candidates(k: number): Owed[] {
    return [...this.#sendable.values()].flatMap((queue) => queue.slice(0, k));
  }

  #canGo(owed: Owed): boolean {
    const { status, released, of } = owed;
    return status === 'waiting' && released && of.after.every((id) => this.all.get(id)?.status === 'accepted');
  }

  #place(owed: Owed, before: boolean | undefined): void {
    const key = `${owed.deadline}/${owed.chainRank}/${owed.operator}`;
    const queue = this.#sendable.get(key) ?? [];
    this.#sendable.set(key, queue);
    const could = before ?? queue.includes(owed);
    const can = this.#canGo(owed);
    if (could === can) return;
    this.#count(this.#ready, owed, could, can);
    if (!can) queue.splice(queue.indexOf(owed), 1);
    else {
      const last = queue.at(-1);
      const place = !last || last.id < owed.id ? -1 : queue.findIndex((other) => other.id > owed.id);
      queue.splice(place === -1 ? queue.length : place, 0, owed);
    }
  }

  #count(counts: Map<number, number>, { deadline }: Owed, was: boolean, is: boolean): void {
    if (was !== is) counts.set(deadline, (counts.get(deadline) ?? 0) + (is ? 1 : -1));
  }
}
