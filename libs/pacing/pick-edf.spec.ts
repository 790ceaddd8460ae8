import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pickEdf, type Eligible } from './pick-edf.js';

const someEligible = fc
  .array(
    fc.record({
      deadline: fc.integer({ min: 1, max: 3 }),
      chainRank: fc.integer({ min: 0, max: 1 }),
      operator: fc.constantFrom('FR1', 'FR2', 'FR3', 'FR10'),
      priority: fc.constantFrom(0, 0, 1),
    }),
    { maxLength: 40 },
  )
  .map((items) => items.map((item, i): Eligible => ({ ...item, id: `d${(i * 7) % 41}` })));
const idsOf = (items: readonly Eligible[]): string[] => items.map((e) => e.id);
const one = (operator: string, id: string, deadline = 1, chainRank = 0): Eligible => ({
  id,
  deadline,
  chainRank,
  operator,
});
const backlog = (operator: string, count: number): Eligible[] =>
  Array.from({ length: count }, (_, i) => one(operator, `${operator}-${String(i).padStart(6, '0')}`));

describe('What goes next', () => {
  it('as many as asked or as there are, each once, and nothing but what is eligible', () => {
    fc.assert(
      fc.property(someEligible, fc.integer({ min: 0, max: 50 }), (eligible, k) => {
        const picked = pickEdf(eligible, k);
        expect(picked).toHaveLength(Math.min(k, eligible.length));
        expect(new Set(picked).size).toBe(picked.length);
        for (const item of picked) expect(eligible).toContain(item);
      }),
    );
  });

  it('nothing that is left behind goes before what was taken: by priority, by deadline, then by place in the chain', () => {
    fc.assert(
      fc.property(someEligible, fc.integer({ min: 0, max: 50 }), (eligible, k) => {
        const picked = pickEdf(eligible, k);
        const urgency = (e: Eligible): number => (e.priority ?? 0) * 100 + e.deadline * 10 + e.chainRank;
        const given = picked.map(urgency);
        expect(given).toEqual(given.toSorted((a, b) => a - b));
        const left = eligible.filter((e) => !picked.includes(e)).map(urgency);
        if (given.length > 0 && left.length > 0) expect(Math.min(...left)).toBeGreaterThanOrEqual(Math.max(...given));
      }),
    );
  });

  it('inside a deadline no operator is two ahead of another who still waits', () => {
    fc.assert(
      fc.property(someEligible, fc.integer({ min: 0, max: 50 }), (mixed, k) => {
        const eligible = mixed.map((e) => ({ ...e, deadline: 1, chainRank: 0, priority: 0 }));
        const picked = pickEdf(eligible, k);
        const of = (items: readonly Eligible[], operator: string): number =>
          items.filter((e) => e.operator === operator).length;
        for (const { operator } of eligible.filter((e) => !picked.includes(e)))
          for (const other of new Set(eligible.map((e) => e.operator)))
            expect(of(picked, other) - of(picked, operator)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('the order in which they come makes no difference, and nothing given is changed', () => {
    fc.assert(
      fc.property(someEligible, fc.integer({ min: 0, max: 50 }), (eligible, k) => {
        const before = structuredClone(eligible);
        const picked = idsOf(pickEdf(eligible, k));
        expect(idsOf(pickEdf(eligible.toReversed(), k))).toEqual(picked);
        expect(eligible).toEqual(before);
      }),
    );
  });

  it('the turns go on from call to call: cut up anyhow, one deadline gives the same order', () => {
    fc.assert(
      fc.property(someEligible, fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 60 }), (mixed, cuts) => {
        const eligible = mixed.map((e) => ({ ...e, deadline: 1, chainRank: 0 }));
        const taken: Eligible[] = [];
        for (const k of cuts) {
          const left = eligible.filter((e) => !taken.includes(e));
          taken.push(...pickEdf(left, k, taken.at(-1)?.operator));
        }
        expect(idsOf(taken)).toEqual(idsOf(pickEdf(eligible, taken.length)));
      }),
    );
  });

  it('ten of one operator are through after twenty, beside 100,000 of another, soon enough for every turn', () => {
    const eligible = [...backlog('FR1', 100_000), ...backlog('FR2', 10)];
    const picked = pickEdf(eligible, 20);
    expect(picked.filter((e) => e.operator === 'FR2')).toHaveLength(10);
  });

  it('a cancellation before the re-integrations of its deadline, and after those due earlier', () => {
    const picked = pickEdf([one('FR1', 'again', 2, 1), one('FR2', 'cancel', 2, 0), one('FR3', 'early', 1, 1)], 3);
    expect(idsOf(picked)).toEqual(['early', 'cancel', 'again']);
  });

  it('the operator after the one served last begins, also when that one has nothing left', () => {
    const eligible = [one('FR1', 'a'), one('FR3', 'c')];
    expect(idsOf(pickEdf(eligible, 1, 'FR1'))).toEqual(['c']);
    expect(idsOf(pickEdf(eligible, 1, 'FR2'))).toEqual(['c']);
    expect(idsOf(pickEdf(eligible, 1, 'FR3'))).toEqual(['a']);
  });
});
