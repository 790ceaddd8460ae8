interface Waiting {
  readonly at: number;
  readonly gapMs: number;
  readonly answer: (mayStart: boolean) => void;
}

/** Shares of the plan's gap that two starts keep between them whatever happened, when little is late and when much is. */
const CLOSE = 0.9;
const CLOSEST = 0.78;
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
      // A gap can be anything after a pause or a takeover: none is kept that alone would make a start too late.
      const lateness = Math.min(1, Math.max(0, now - next.at) / (this.lateMs / 2));
      const kept = CLOSE - (CLOSE - CLOSEST) * lateness;
      const due = Math.max(next.at, this.#last + Math.min(next.gapMs, this.lateMs / 2) * kept);
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
