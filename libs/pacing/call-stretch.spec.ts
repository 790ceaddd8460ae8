import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heard, LISTENING, toTell, type CallEnd, type Stretch } from './call-stretch.js';

const SECOND = 1_000;
const answered = (at: number, latencyMs: number): CallEnd => ({ kind: 'answered', at, latencyMs });

/** What is told when somebody looks four times a second. */
const told = (calls: readonly CallEnd[], forMs: number): Stretch[] => {
  const stretches: Stretch[] = [];
  const coming = calls.toSorted((a, b) => a.at - b.at);
  let state = LISTENING;
  for (let at = 0; at <= forMs; at += 250) {
    for (; coming[0] && coming[0].at <= at; coming.shift()) state = heard(state, coming[0]);
    const next = toTell(state, at);
    state = next.state;
    if (next.stretch) stretches.push(next.stretch);
  }
  return stretches;
};

describe('What is told of a target', () => {
  it('each ten seconds: how many calls, how they ended, within how much they were answered', () => {
    const calls = Array.from({ length: 100 }, (_, i) => answered(100 * i, i + 1));
    const [one, ...more] = told([...calls, { kind: 'throttled', at: 50 }, { kind: 'timeout', at: 60 }], 20 * SECOND);
    expect(one).toEqual({ from: 0, until: 10_000, calls: 102, rejected: 1, unanswered: 1, medianMs: 50, p95Ms: 95 });
    expect(more).toEqual([]);
  });

  it('goes on where it ended, and anew with the first call after a silence', () => {
    const stretches = told(
      [0, 9, 18, 27, 60].map((s) => answered(s * SECOND, 5)),
      90 * SECOND,
    );
    expect(stretches.map(({ from, until, calls }) => [from / SECOND, until / SECOND, calls])).toEqual([
      [0, 10, 2],
      [10, 20, 1],
      [20, 30, 1],
      [60, 70, 1],
    ]);
  });

  it('at once when it asks to be left alone, when it asks for longer, and when that is over', () => {
    const refused = (at: number, retryAfterMs: number): CallEnd => ({ kind: 'throttled', at, retryAfterMs });
    const calls = [answered(500, 9), refused(2_000, 5_000), refused(2_300, 5_000), refused(4_000, 6_000)];
    expect(told(calls, 30 * SECOND)).toEqual([
      { from: 500, until: 2_000, calls: 2, rejected: 1, unanswered: 0, medianMs: 9, p95Ms: 9, heldUntil: 7_000 },
      { from: 2_000, until: 4_000, calls: 2, rejected: 2, unanswered: 0, heldUntil: 10_000 },
      { from: 4_000, until: 10_000, calls: 0, rejected: 0, unanswered: 0 },
    ]);
  });

  it('has each call in one stretch, and no two stretches overlap: whatever comes', () => {
    const end = fc.record({
      at: fc.integer({ min: 0, max: 120 * SECOND }),
      kind: fc.constantFrom('answered', 'throttled', 'down', 'timeout', 'connection'),
      ms: fc.integer({ min: 0, max: 20 * SECOND }),
    });
    fc.assert(
      fc.property(fc.array(end, { maxLength: 60 }), (ends) => {
        const calls = ends.map(({ at, kind, ms }): CallEnd =>
          kind === 'answered' ? { kind, at, latencyMs: ms } : { kind, at, retryAfterMs: ms % 3 === 0 ? ms : undefined },
        );
        const stretches = told(calls, 160 * SECOND);
        expect(stretches.reduce((sum, s) => sum + s.calls, 0)).toBe(calls.length);
        expect(stretches.at(-1)?.heldUntil).toBeUndefined();
        stretches.forEach((s, i) => {
          expect(s.from).toBeGreaterThanOrEqual(stretches[i - 1]?.until ?? 0);
          expect(s.until).toBeGreaterThanOrEqual(s.from);
          expect(s.rejected + s.unanswered).toBeLessThanOrEqual(s.calls);
        });
      }),
      { numRuns: 100 },
    );
  });
});
