import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Chained } from './chains.js';
import { placeChains } from './chained-work.js';
import { pickEdf, type Eligible } from './pick-edf.js';

const ANSWER = 30;
const link = (id: string, after: readonly string[] = [], more: Partial<Chained> = {}): Chained => ({
  id,
  release: 0,
  deadline: 1_000,
  after,
  ...more,
});
const nobody = (): boolean => false;

/** Each may come after some of those before it, so that there is no circle. */
const someLinks = fc
  .array(fc.record({ after: fc.array(fc.nat(40), { maxLength: 3 }), deadline: fc.integer({ min: 100, max: 1_000 }) }), {
    minLength: 1,
    maxLength: 40,
  })
  .map((items) =>
    items.map(({ after, deadline }, i): Chained => {
      const earlier = [...new Set(after.filter((j) => j < i).map((j) => `l${j}`))];
      return link(`l${i}`, earlier, { deadline });
    }),
  );

describe('Chains', () => {
  it('gate what comes after, and leave time for an answer on either side', () => {
    const placed = placeChains([link('arrival'), link('exit', ['arrival'])], nobody, ANSWER);
    expect(placed.get('arrival')).toEqual({ release: 0, deadline: 970, gated: false, rank: 0 });
    expect(placed.get('exit')).toEqual({ release: 30, deadline: 1_000, gated: true, rank: 1 });
  });

  it('open with the acknowledgement; who went first keeps its place in the line', () => {
    const placed = placeChains([link('exit', ['arrival'])], (id) => id === 'arrival', ANSWER);
    expect(placed.get('exit')).toEqual({ release: 0, deadline: 1_000, gated: false, rank: 1 });
  });

  it('wait for what nobody knows, and a circle waits for itself and holds up nobody else', () => {
    expect(placeChains([link('exit', ['gone'])], nobody, ANSWER).get('exit')?.gated).toBe(true);
    const placed = placeChains([link('a', ['b']), link('b', ['a']), link('c')], nobody, ANSWER);
    expect([...placed.values()].map((p) => p.gated)).toEqual([true, true, false]);
  });

  it('sent as they open, each goes once and after all that come before it, within as many rounds as the longest is long', () => {
    fc.assert(
      fc.property(someLinks, fc.integer({ min: 1, max: 8 }), (links, k) => {
        const done: string[] = [];
        for (let round = 0; done.length < links.length; round++) {
          expect(round).toBeLessThanOrEqual(links.length);
          const left = links.filter((l) => !done.includes(l.id));
          const placed = placeChains(left, (id) => done.includes(id), ANSWER);
          const eligible = left.flatMap(({ id }): Eligible[] => {
            const { deadline = 0, gated = true, rank = 0 } = placed.get(id) ?? {};
            return gated ? [] : [{ id, deadline, chainRank: rank, operator: 'FR1' }];
          });
          expect(eligible.length).toBeGreaterThan(0);
          for (const { id } of pickEdf(eligible, k)) {
            for (const before of links.find((l) => l.id === id)?.after ?? []) expect(done).toContain(before);
            done.push(id);
          }
        }
        expect(new Set(done).size).toBe(links.length);
      }),
      { numRuns: 200 },
    );
  });

  it('never leave a link later than its own deadline, nor than what comes after can wait', () => {
    fc.assert(
      fc.property(someLinks, (links) => {
        const placed = placeChains(links, nobody, ANSWER);
        for (const { id, after, deadline } of links) {
          const own = placed.get(id);
          expect(own?.deadline).toBeLessThanOrEqual(deadline);
          for (const before of after) {
            expect(placed.get(before)?.deadline).toBeLessThanOrEqual((own?.deadline ?? 0) - ANSWER);
            expect(placed.get(before)?.rank).toBeLessThan(own?.rank ?? 0);
            expect(own?.release).toBeGreaterThanOrEqual((placed.get(before)?.release ?? 0) + ANSWER);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
