import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowed, control, UNTROUBLED, type Control, type Sample } from './control.js';

const trouble = (at: number, rate: number, more: Partial<Exclude<Sample, { kind: 'answered' }>> = {}): Sample => ({
  kind: 'throttled',
  at,
  rate,
  ...more,
});
const hear = (state: Control, ...samples: readonly Sample[]): Control =>
  samples.reduce((heard, s) => control(heard, s, 'rate' in s ? s.rate : 10), state);
const answers = (from: number, count: number, latencyMs: number, everyMs = 100): Sample[] =>
  Array.from({ length: count }, (_, i) => ({ kind: 'answered', at: from + i * everyMs, latencyMs }));

describe('One piece of news', () => {
  it('a target that shows no limit is given none but ours', () => {
    const state = hear(UNTROUBLED, ...answers(0, 100, 50));
    expect(allowed(state, 10_000)).toBe(Infinity);
    expect(allowed(state, 10_000, 40)).toBe(40);
  });

  it('429 takes the rate to seven tenths, once for all the calls that were under way', () => {
    const state = hear(UNTROUBLED, ...[0, 100, 300, 900].map((at) => trouble(at, 100)));
    expect(state.cap).toBe(70);
    expect(hear(state, ...answers(950, 1, 50), trouble(1_100, 70)).cap).toBeLessThan(0.7 * 75);
  });

  it('climbs back by equal steps, where it was within half a minute', () => {
    const state = hear(UNTROUBLED, trouble(0, 100));
    const at = (s: number) => allowed(state, s * 1_000);
    expect(at(10) - at(5)).toBeCloseTo(at(5) - at(0), 9);
    expect(at(19)).toBeLessThan(100);
    expect(at(30)).toBeGreaterThan(100);
  });

  it('Retry-After is nothing at all until then, and half from then on', () => {
    const state = hear(UNTROUBLED, trouble(0, 100, { retryAfterMs: 30_000 }));
    expect(allowed(state, 29_999)).toBe(0);
    expect(allowed(state, 30_000)).toBe(50);
    expect(allowed(state, 31_000)).toBeCloseTo(51.5, 9);
  });

  it('a Retry-After that comes with the second refusal of a round trip counts as well', () => {
    const state = hear(UNTROUBLED, trouble(0, 100), trouble(200, 100, { retryAfterMs: 10_000 }));
    expect(allowed(state, 10_100)).toBe(0);
    expect(allowed(state, 10_200)).toBe(50);
  });

  it('the longest Retry-After holds, and answers from before the hold do not shorten it', () => {
    const state = hear(
      UNTROUBLED,
      trouble(0, 100, { retryAfterMs: 60_000 }),
      trouble(100, 100, { retryAfterMs: 5_000 }),
      ...answers(200, 20, 300),
    );
    expect(allowed(state, 59_999)).toBe(0);
    expect(allowed(state, 60_000)).toBe(50);
  });

  it('one lost call among many says nothing; two close together do', () => {
    const fine = hear(UNTROUBLED, ...answers(0, 50, 50), trouble(5_000, 50, { kind: 'timeout' }));
    expect(allowed(fine, 5_000)).toBe(Infinity);
    expect(allowed(hear(fine, trouble(5_100, 50, { kind: 'timeout' })), 5_100)).toBe(35);
  });

  it('nobody there: left alone for longer and longer, up to a minute, then asked gently, and half at the first answer', () => {
    let state = UNTROUBLED;
    let calls = 0;
    const waits: number[] = [];
    for (let at = 0; at < 3_600_000; at += 100) {
      const rate = allowed(state, at, 100);
      if (rate <= 0) continue;
      calls += rate / 10;
      const held = state.heldUntil;
      state = control(state, trouble(at, rate, { kind: 'down' }), rate);
      if (state.heldUntil > held) waits.push(state.heldUntil - at);
    }
    expect(waits.slice(0, 7)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000]);
    expect(waits.at(-1)).toBe(60_000);
    expect(calls).toBeLessThan(250);
    state = hear(state, ...answers(3_700_000, 1, 50));
    expect(allowed(state, 3_700_000)).toBe(50);
  });

  it('an outage says nothing of how much the target bears: quickly back up from the first answer, slowly after a new refusal', () => {
    const down = hear(UNTROUBLED, ...[0, 3_000, 9_000].map((at) => trouble(at, 10, { kind: 'down' })));
    const back = hear(down, ...answers(60_000, 1, 50));
    const at = (state: Control, s: number) => allowed(state, 60_000 + s * 1_000);
    expect(at(back, 0)).toBe(5);
    expect(at(back, 10)).toBeCloseTo(10, 9);
    const refused = hear(back, trouble(70_000, 10));
    expect(at(refused, 10)).toBe(7);
    expect(at(refused, 20)).toBeLessThan(10);
  });

  it('a slow beginning is no rise over the first quick answer; a rise after it is one', () => {
    const cold = hear(UNTROUBLED, ...answers(0, 12, 400), ...answers(1_200, 20, 20));
    expect(cold.cap).toBe(Infinity);
    expect(hear(cold, ...answers(4_000, 20, 400)).cap).toBeLessThan(10);
  });

  it('latency at three times its floor is trouble before anybody is refused, and to a third at the lowest', () => {
    const before = hear(UNTROUBLED, ...answers(0, 100, 100));
    const some = hear(before, ...answers(10_000, 30, 900));
    expect(allowed(some, 13_000, 10)).toBeLessThan(10);
    let [state, lowest] = [before, 10];
    for (const sample of answers(10_000, 3_000, 900)) {
      state = control(state, sample, allowed(state, sample.at, 10));
      lowest = Math.min(lowest, allowed(state, sample.at, 10));
    }
    expect(lowest).toBeGreaterThan(10 / 3.1);
    expect(lowest).toBeLessThan(10 / 1.9);
  });

  it('one slow answer is not trouble', () => {
    const state = hear(UNTROUBLED, ...answers(0, 100, 50), ...answers(10_000, 1, 20_000), ...answers(30_100, 20, 50));
    expect(allowed(state, 33_000)).toBe(Infinity);
  });
});

describe('Whatever is heard', () => {
  const someSample = fc.record({
    gap: fc.integer({ min: 0, max: 5_000 }),
    kind: fc.constantFrom('answered' as const, 'throttled' as const, 'down' as const, 'timeout' as const),
    latencyMs: fc.integer({ min: 1, max: 5_000 }),
    retryAfterMs: fc.option(fc.integer({ min: 0, max: 60_000 }), { nil: undefined }),
  });

  it('never above the ceiling nor our own rate at the cut, nothing in a hold, one cut a round trip, the same each time', () => {
    fc.assert(
      fc.property(fc.array(someSample, { maxLength: 80 }), fc.integer({ min: 1, max: 200 }), (heard, ceiling) => {
        const run = (): Control[] => {
          let at = 0;
          let state = UNTROUBLED;
          return heard.map(({ gap, kind, latencyMs, retryAfterMs }) => {
            at += gap;
            const rate = allowed(state, at, ceiling);
            const before = state;
            const sample: Sample =
              kind === 'answered' ? { kind, at, latencyMs } : { kind, at, rate, ...(retryAfterMs && { retryAfterMs }) };
            state = control(state, sample, rate);
            const now = allowed(state, at, ceiling);
            expect(now).toBeLessThanOrEqual(ceiling);
            expect(now >= 0 && !Number.isNaN(now)).toBe(true);
            if (retryAfterMs && kind !== 'answered') expect(allowed(state, at + retryAfterMs - 1, ceiling)).toBe(0);
            if (state.lastCut !== before.lastCut) {
              expect(at - before.lastCut).toBeGreaterThanOrEqual(1_000);
              expect(state.cap).toBeLessThanOrEqual(Math.max(before.cap, 0.2) + before.climb * at);
            }
            expect(state.heldUntil).toBeGreaterThanOrEqual(before.heldUntil);
            return state;
          });
        };
        expect(run()).toEqual(run());
      }),
      { numRuns: 500 },
    );
  });
});
