import type { Dice } from './dice.js';
import type { Scenario } from './scenario.js';

/** What becomes of one call. A silent one is heard of only when the caller gives up. */
export interface Reply {
  readonly kind: 'answered' | 'throttled' | 'down' | 'timeout';
  readonly afterMs: number;
  readonly retryAfterMs?: number;
}

const GIVES_UP_MS = 5_000;

/** The customs system of a scenario: a bucket of half a second, and a ledger that takes whatever it is sent. */
export class Target {
  /** How often each was lodged, and when first. */
  readonly lodged = new Map<string, { count: number; at: number }>();
  calls = 0;
  rejected = 0;
  #tokens = 0;
  #filledAt = 0;

  constructor(
    private readonly scenario: Scenario,
    private readonly dice: Dice,
  ) {}

  knows(id: string): boolean {
    return this.lodged.has(id);
  }

  call(now: number, id: string, refuses: boolean): Reply {
    this.calls += 1;
    const { troubles, lostShare, capacity } = this.scenario;
    const trouble = troubles.find((t) => t.from <= now && now < t.to);
    const rate = capacity * (trouble?.share ?? 1);
    const room = Math.max(1, rate / 2);
    this.#tokens = Math.min(room, this.#tokens + ((now - this.#filledAt) * rate) / 1_000);
    this.#filledAt = now;
    const lost = this.dice.chance(lostShare) || (trouble?.silent === true && trouble.share === 0);
    if (lost) {
      if (this.dice.chance(0.5) && !refuses) this.#lodge(now, id);
      return { kind: 'timeout', afterMs: GIVES_UP_MS };
    }
    if (rate === 0 || this.#tokens < 1) {
      this.rejected += 1;
      const retryAfterMs = trouble?.retryAfterMs;
      return { kind: rate === 0 ? 'down' : 'throttled', afterMs: 20, ...(retryAfterMs && { retryAfterMs }) };
    }
    this.#tokens -= 1;
    if (!refuses) this.#lodge(now, id);
    return { kind: 'answered', afterMs: this.dice.between(40, 120) / Math.max(0.3, trouble?.share ?? 1) };
  }

  #lodge(now: number, id: string): void {
    const known = this.lodged.get(id);
    if (known) known.count += 1;
    else this.lodged.set(id, { count: 1, at: now });
  }
}
