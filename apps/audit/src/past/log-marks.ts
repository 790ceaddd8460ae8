import { comparePositions, latest, type Instant, type Position } from '#libs/kernel';
import { isPosition, type AsOf } from './as-of.js';

/** An end of the past: everything up to here. */
export interface Cut {
  readonly position: Position;
  /** The product's clock there: the latest `recordedAt` of the events up to here. */
  readonly recordedAt: Instant;
}

/** The event after a cut, added to it. A log whose node was replaced may step back in time; a cut never does. */
export const advance = (cut: Cut | undefined, next: Cut): Cut => ({
  position: next.position,
  recordedAt: cut ? latest(cut.recordedAt, next.recordedAt) : next.recordedAt,
});

/** Whether everything up to the cut belongs to the past that is asked for. */
export const isWithin = (cut: Cut, asOf: AsOf): boolean =>
  isPosition(asOf) ? comparePositions(cut.position, asOf) <= 0 : cut.recordedAt <= asOf;

/** Cuts at regular distances along the log, so that finding an instant does not mean reading all of it. */
export class LogMarks {
  readonly #marks: Cut[] = [];
  #last: Cut | undefined;
  #seen = 0;

  /** @param every one mark in so many events */
  constructor(readonly every = 256) {}

  /** Takes the events of the log in their order; one seen before changes nothing. */
  observe(event: Cut): void {
    if (this.#last && comparePositions(event.position, this.#last.position) <= 0) return;
    this.#last = advance(this.#last, event);
    if (this.#seen % this.every === 0) this.#marks.push(this.#last);
    this.#seen += 1;
  }

  /** The latest mark that is within; `undefined` when there is none, and the reading starts at the beginning. */
  before(asOf: AsOf): Cut | undefined {
    if (this.#last && isWithin(this.#last, asOf)) return this.#last;
    let low = 0;
    let high = this.#marks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const mark = this.#marks[middle];
      if (mark && isWithin(mark, asOf)) low = middle + 1;
      else high = middle;
    }
    return this.#marks[low - 1];
  }
}
