interface Stall {
  /** When it was over. */
  readonly until: number;
  readonly ms: number;
}

/** Milliseconds between two looks: what is shorter than that is no stall. */
const LOOK_MS = 20;
/** No call is under way for longer. */
const KEPT_MS = 120_000;
/** A call waits for this process when it is sent, when the answer's head comes and when its body does. */
const TURNS = 3;
/** A call of which we may have caused more than this share tells nothing of the other side. */
const OURS = 0.5;

/**
 * How late this process itself runs, and so what of a call's time was the other side's: an answer that lay here unread
 * because we were busy must not pass for a target that suffers. Machine milliseconds.
 */
export class OwnDelay {
  readonly #stalls: Stall[] = [];
  readonly #timer: NodeJS.Timeout;
  #dueAt: number;
  #theirs: number | undefined;

  constructor(private readonly now: () => number = Date.now) {
    this.#dueAt = now() + LOOK_MS;
    this.#timer = setInterval(() => {
      this.look();
    }, LOOK_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  look(): void {
    const now = this.now();
    if (now - this.#dueAt > LOOK_MS) this.#stalls.push({ until: now, ms: now - this.#dueAt });
    this.#dueAt = now + LOOK_MS;
    const kept = this.#stalls.findIndex((stall) => stall.until > now - KEPT_MS);
    if (kept !== 0) this.#stalls.splice(0, kept < 0 ? this.#stalls.length : kept);
  }

  /** What a call took the other side, at least; the last such that is known where this one mostly waited for us. */
  without(since: number, until: number): number {
    const took = until - since;
    const ours = TURNS * this.#longestSince(since);
    if (ours <= OURS * took) this.#theirs = took - ours;
    return this.#theirs ?? took;
  }

  #longestSince(at: number): number {
    let longest = Math.max(0, this.now() - this.#dueAt);
    for (const stall of this.#stalls) if (stall.until > at) longest = Math.max(longest, stall.ms);
    return longest;
  }
}
