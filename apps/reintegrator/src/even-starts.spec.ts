import { setImmediate as afterEvents } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EvenStarts } from './even-starts.js';

describe('the starts of calls', () => {
  let now = 0;
  beforeEach(() => {
    now = 0;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const until = async (end: number, stepMs = 1): Promise<void> => {
    while (now < end) {
      now += stepMs;
      vi.advanceTimersByTime(stepMs);
      await afterEvents();
    }
  };

  const run = (starts: EvenStarts, instants: readonly number[], gapMs: number) => {
    const seen: { at: number; slot: number }[] = [];
    for (const slot of instants) void starts.turn(slot, gapMs).then((may) => may && seen.push({ at: now, slot }));
    return seen;
  };

  it('come at their instants and in their order, whatever the order of their coming', async () => {
    const seen = run(new EvenStarts(150, () => now), [30, 10, 20], 10);
    await until(40);
    expect(seen).toEqual([
      { at: 10, slot: 10 },
      { at: 20, slot: 20 },
      { at: 30, slot: 30 },
    ]);
  });

  it('are made up for gently after a standstill: no two at once, and on time again in the end', async () => {
    const slots = Array.from({ length: 100 }, (_, i) => (i + 1) * 10);
    const seen = run(new EvenStarts(150, () => now), slots, 10);
    await until(95);
    now += 60;
    await until(1_100);
    expect(seen).toHaveLength(100);
    const gaps = seen.slice(1).map(({ at }, i) => at - (seen[i]?.at ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(7);
    expect(seen.filter(({ at }) => at >= 155 && at < 255).length).toBeLessThanOrEqual(13);
    expect(seen.at(-1)).toEqual({ at: 1_000, slot: 1_000 });
  });

  it('are made up for just as gently after a standstill of nearly all that a start may be late', async () => {
    const slots = Array.from({ length: 600 }, (_, i) => (i + 1) * 10);
    const seen = run(new EvenStarts(500, () => now), slots, 10);
    await until(95);
    now += 400;
    await until(6_100);
    expect(seen).toHaveLength(600);
    for (let from = 0; from < 6_000; from += 25)
      expect(seen.filter(({ at }) => at >= from && at < from + 100).length).toBeLessThanOrEqual(13);
    expect(seen.at(-1)).toEqual({ at: 6_000, slot: 6_000 });
  });

  it('do not take place at all when too late, and hold nobody up', async () => {
    const slots = Array.from({ length: 60 }, (_, i) => (i + 1) * 10);
    const seen = run(new EvenStarts(150, () => now), slots, 10);
    now += 400;
    await until(700);
    expect(seen[0]).toEqual({ at: 410, slot: 260 });
    expect(seen.length).toBeGreaterThan(30);
    expect(seen.length).toBeLessThanOrEqual(35);
    expect(seen.at(-1)?.at).toBeLessThan(700);
  });

  it('are not held by a slow stretch before them', async () => {
    const starts = new EvenStarts(150, () => now);
    const seen: number[] = [];
    void starts.turn(10, 60_000).then(() => seen.push(now));
    void starts.turn(20, 10).then(() => seen.push(now));
    await until(40);
    expect(seen).toEqual([10, 20]);
  });

  it('are not slowed by the coarseness of timers where the plan is faster than they are', async () => {
    const slots = Array.from({ length: 2_000 }, (_, i) => i / 4);
    const seen = run(new EvenStarts(150, () => now), slots, 1 / 4);
    await until(505);
    expect(seen).toHaveLength(2_000);
  });
});

describe('a start whose gap is out of all proportion', () => {
  it('does not wait for it: after a takeover the first gap can be anything', async () => {
    const starts = new EvenStarts(200);
    const now = performance.timeOrigin + performance.now();
    expect(await starts.turn(now, 10)).toBe(true);
    expect(await starts.turn(now + 20, 1e12)).toBe(true);
  });
});
