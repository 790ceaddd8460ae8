interface Waiting {
  readonly at: number;
  readonly gapMs: number;
  readonly answer: (mayStart: boolean) => void;
}

/** Share of the plan's gap that two starts keep between them whatever happened: what is late is caught up this gently. */
const CLOSEST = 0.9;
/** A timer is about as coarse as this, milliseconds; a gap that is shorter must not be stretched by it. */
const COARSE_MS = 1.5;

/**
 * Lets each call start at its instant, in the order of the instants, and never two at once: when the process has stood
 * still for a moment, what came due meanwhile starts a little closer together until it is made up for, in place of a
 * burst. Machine milliseconds.
 */
export class EvenStarts {
  /** By instant, ascending. */
  readonly #waiting: Waiting[] = [];
  #last = -Infinity;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param lateMs what is late by more than this does not start at all, and holds nobody up
   * @param now the machine's clock; a fraction of a millisecond counts
   */
  constructor(
    private readonly lateMs: number,
    private readonly now: () => number = () => performance.timeOrigin + performance.now(),
  ) {}

  /**
   * Resolves when the call may start, or to false when it is too late for it.
   * @param gapMs what the plan leaves between the instant before this one and this
   */
  turn(at: number, gapMs: number): Promise<boolean> {
    return new Promise((answer) => {
      const before = this.#waiting.findLastIndex((other) => other.at <= at);
      this.#waiting.splice(before + 1, 0, { at, gapMs, answer });
      if (before === -1) this.#go();
    });
  }

  #go(): void {
    clearTimeout(this.#timer);
    for (;;) {
      const next = this.#waiting[0];
      if (!next) return;
      const now = this.now();
      const late = now > next.at + this.lateMs;
      // Never waits past the point where it would be too late: a gap can be anything after a pause or a takeover.
      const due = Math.min(Math.max(next.at, this.#last + next.gapMs * CLOSEST), next.at + this.lateMs / 2);
      if (!late && due > now + COARSE_MS / 3) {
        this.#timer = setTimeout(() => {
          this.#go();
        }, due - now);
        return;
      }
      this.#waiting.shift();
      if (!late) this.#last = Math.max(due, now - COARSE_MS);
      next.answer(!late);
    }
  }
}
