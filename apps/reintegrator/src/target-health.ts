import { retryDelay, type Unavailable } from '#libs/customs-gateway';

/** Whether a target may be called: after trouble nothing is given out until its time is up, longer each time. */
export class TargetHealth {
  #troubles = 0;
  #heldUntil = 0;
  #last: Unavailable | undefined;

  constructor(private readonly longestMs = 5_000) {}

  /** The machine's time is read here: this is a guard on calls, not a decision of the log. */
  note(answer: 'answered' | Unavailable): void {
    if (answer === 'answered') {
      this.#troubles = 0;
      this.#last = undefined;
      return;
    }
    this.#last = answer;
    // Those under way when the trouble began report it too: one trouble, not many.
    if (this.holds()) return;
    this.#troubles += 1;
    const delay = retryDelay(this.#troubles, answer, 0.5, { firstMs: 250, longestMs: this.longestMs });
    this.#heldUntil = Date.now() + delay;
  }

  holds(): boolean {
    return Date.now() < this.#heldUntil;
  }

  status(): { state: 'well' | 'troubled'; kind?: string; detail?: string } {
    return this.#last ? { state: 'troubled', kind: this.#last.kind, detail: this.#last.detail } : { state: 'well' };
  }
}
