import { SECOND } from '#libs/kernel';
import type { Capacity, Latency } from './settings.js';

export type Admission =
  | { readonly admitted: true; readonly load: number }
  /** `waitMs` of the product's clock until there is room again. */
  | { readonly admitted: false; readonly load: number; readonly waitMs: number };

/** Counts what was admitted over a sliding window of the product's clock. */
export class LoadMeter {
  #admitted: number[] = [];

  constructor(public capacity: Capacity) {}

  /** How full the system is: 0 idle, 1 full. */
  load(nowMs: number, share = 1): number {
    const { windowMs, limit } = this.#bounds(share);
    this.#forget(nowMs - windowMs);
    return Math.min(1, this.#admitted.length / limit);
  }

  /** @param share what a brown-out leaves of the capacity */
  admit(nowMs: number, share = 1): Admission {
    const { windowMs, limit } = this.#bounds(share);
    this.#forget(nowMs - windowMs);
    const oldest = this.#admitted[this.#admitted.length - limit];
    if (oldest !== undefined) return { admitted: false, load: 1, waitMs: Math.max(1, oldest + windowMs - nowMs) };
    this.#admitted.push(nowMs);
    return { admitted: true, load: this.#admitted.length / limit };
  }

  /** A capacity below one request a window is kept by a longer window, not by shutting the door. */
  #bounds(share: number): { windowMs: number; limit: number } {
    const perSecond = this.capacity.perSecond * share;
    const windowSeconds = Math.max(this.capacity.windowSeconds, 1 / perSecond);
    // A hair more than the product: 0.1 a second over 10 seconds is one request, whatever binary fractions make of it.
    return { windowMs: windowSeconds * SECOND, limit: Math.max(1, Math.floor(perSecond * windowSeconds + 1e-9)) };
  }

  #forget(untilMs: number): void {
    const kept = this.#admitted.findIndex((ms) => ms > untilMs);
    if (kept !== 0) this.#admitted = kept < 0 ? [] : this.#admitted.slice(kept);
  }
}

/** The machine's milliseconds that an answer takes: flat up to half load, then rising with the square of the rest. */
export const latencyAt = (load: number, { baseMs, loadedMs }: Latency): number =>
  baseMs + loadedMs * Math.max(0, (Math.min(1, load) - 0.5) * 2) ** 2;
