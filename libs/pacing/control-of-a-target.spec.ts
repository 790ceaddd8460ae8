import { describe, expect, it } from 'vitest';
import { allowed, control, UNTROUBLED, type Sample } from './control.js';

interface Target {
  /** Calls per second that it bears at an instant; what comes faster is refused. */
  readonly capacity: (at: number) => number;
  readonly latencyMs?: (at: number) => number;
  readonly retryAfterMs?: number;
  readonly refusal?: 'throttled' | 'down';
  readonly lost?: (call: number) => boolean;
}

/** A client that always has work, at the highest rate allowed, and a target with a bucket of half a second. */
const driven = (target: Target, forMs: number, wanted: number) => {
  let state = UNTROUBLED;
  let tokens = target.capacity(0) / 2;
  let [calls, refused] = [0, 0];
  let filledAt = 0;
  const answeredAt: number[] = [];
  const refusedAt: number[] = [];
  const pending: Sample[] = [];
  const hearUntil = (at: number): void => {
    pending.sort((a, b) => a.at - b.at);
    while ((pending[0]?.at ?? Infinity) <= at) {
      const sample = pending.shift();
      if (sample) state = control(state, sample, allowed(state, sample.at, wanted));
    }
  };
  for (let at = 0; at < forMs;) {
    hearUntil(at);
    const rate = allowed(state, at, wanted);
    if (rate <= 0) {
      at = Math.max(at + 1, Math.min(state.heldUntil, pending[0]?.at ?? Infinity));
      continue;
    }
    calls += 1;
    const capacity = target.capacity(at);
    tokens = Math.min(capacity / 2, tokens + ((at - filledAt) * capacity) / 1_000);
    filledAt = at;
    const latencyMs = target.latencyMs?.(at) ?? 80;
    if (target.lost?.(calls) === true) pending.push({ kind: 'timeout', at: at + 5_000, rate });
    else if (tokens >= 1) {
      tokens -= 1;
      answeredAt.push(at);
      pending.push({ kind: 'answered', at: at + latencyMs, latencyMs });
    } else {
      refused += 1;
      refusedAt.push(at);
      const retryAfterMs = target.retryAfterMs;
      pending.push({ kind: target.refusal ?? 'throttled', at: at + 20, rate, retryAfterMs });
    }
    at += Math.min(1_000 / rate, 1_000);
  }
  const within = (times: readonly number[], from: number, to: number): number =>
    times.filter((t) => t >= from && t < to).length;
  return {
    calls,
    refused,
    answered: answeredAt.length,
    served: (from: number, to: number) => (within(answeredAt, from, to) * 1_000) / (to - from),
    turnedAway: (from: number, to: number) => within(refusedAt, from, to),
  };
};

describe('Against a target', () => {
  const HOUR = 3_600_000;

  it.each([2, 10, 50, 120])('settles around a capacity of %d a second, with few refusals', (capacity) => {
    const run = driven({ capacity: () => capacity }, HOUR / 2, 4 * capacity);
    expect(run.served(HOUR / 12, HOUR / 2)).toBeGreaterThan(0.8 * capacity);
    expect(run.refused / run.calls).toBeLessThan(Math.max(0.02, 0.08 / capacity));
  });

  it.each([5_000, 30_000])('so it does when the target asks for %d ms each time', (retryAfterMs) => {
    const run = driven({ capacity: () => 50, retryAfterMs }, HOUR / 2, 200);
    expect(run.served(HOUR / 12, HOUR / 2)).toBeGreaterThan(0.4 * 50);
    expect(run.refused / run.calls).toBeLessThan(0.02);
  });

  it('one call in a hundred lost is no reason to slow down', () => {
    const run = driven({ capacity: () => 1_000, lost: (call) => call % 100 === 0 }, HOUR / 4, 50);
    expect(run.calls).toBeGreaterThan(0.99 * 50 * 900);
  });

  it('a brown-out to three tenths for half an hour: what is left is used, a hundredth refused, all of it soon back', () => {
    const capacity = (at: number): number => (at > HOUR / 4 && at < (3 * HOUR) / 4 ? 30 : 100);
    const run = driven({ capacity }, HOUR, 100);
    expect(run.served(0, HOUR / 4)).toBeGreaterThan(99);
    expect(run.served(HOUR / 4 + 30_000, (3 * HOUR) / 4)).toBeGreaterThan(0.8 * 30);
    const fixed = 70 * 1_800;
    expect(run.turnedAway(HOUR / 4, (3 * HOUR) / 4)).toBeLessThan(0.02 * fixed);
    expect(run.served((3 * HOUR) / 4 + 240_000, HOUR)).toBeGreaterThan(0.95 * 100);
  });

  it.each([undefined, 15_000])(
    'an outage of half an hour (Retry-After %s) costs few calls and is over at once',
    (retryAfterMs) => {
      const capacity = (at: number): number => (at > HOUR / 4 && at < (3 * HOUR) / 4 ? 0 : 100);
      const run = driven({ capacity, refusal: 'down', ...(retryAfterMs && { retryAfterMs }) }, HOUR, 80);
      expect(run.turnedAway(HOUR / 4, (3 * HOUR) / 4)).toBeLessThan(450);
      expect(run.served((3 * HOUR) / 4 + 120_000, HOUR)).toBeGreaterThan(0.99 * 80);
    },
  );
});
