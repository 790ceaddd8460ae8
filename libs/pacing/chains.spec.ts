import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BadChain, unchained, type Chained } from './chains.js';

const ANSWER = 10;
/** Each may wait for any before it; then shuffled by id, so that the order given says nothing. */
const someChains: fc.Arbitrary<Chained[]> = fc
  .array(
    fc.record({
      release: fc.integer({ min: 0, max: 100 }),
      window: fc.integer({ min: 1, max: 100 }),
      after: fc.array(fc.nat(), { maxLength: 3 }),
    }),
    { maxLength: 15 },
  )
  .map((drawn) =>
    drawn
      .map(({ release, window, after }, i) => ({
        id: `c${i}`,
        release,
        deadline: release + window,
        after: i === 0 ? [] : after.map((n) => `c${n % i}`),
      }))
      .sort((a, b) => (a.release - b.release) * 7 - (a.deadline - b.deadline)),
  );

const link = (id: string, release: number, deadline: number, ...after: string[]): Chained => ({
  id,
  release,
  deadline,
  after,
});

/** Independent of the code: every path through the links, by depth first. */
const alongPaths = (items: readonly Chained[], item: Chained, way: 'back' | 'on'): number =>
  way === 'back'
    ? Math.max(
        item.release,
        ...items.filter((i) => item.after.includes(i.id)).map((i) => alongPaths(items, i, way) + ANSWER),
      )
    : Math.min(
        item.deadline,
        ...items.filter((i) => i.after.includes(item.id)).map((i) => alongPaths(items, i, way) - ANSWER),
      );

describe('Chains, made plannable as if their links were independent', () => {
  it('a release waits for the answers before it, a deadline leaves time for what comes after: along every path', () => {
    fc.assert(
      fc.property(someChains, (items) => {
        unchained(items, ANSWER).forEach((freed, i) => {
          const item = items[i] as Chained;
          expect(freed).toEqual({
            ...item,
            release: alongPaths(items, item, 'back'),
            deadline: alongPaths(items, item, 'on'),
          });
        });
      }),
      { numRuns: 300 },
    );
  });

  it('cancel, then re-integrate', () => {
    const freed = unchained([link('again', 0, 100, 'cancel'), link('cancel', 5, 100)], ANSWER);
    expect(freed).toEqual([link('again', 15, 100, 'cancel'), link('cancel', 5, 90)]);
  });

  it('done twice it is the same as done once', () => {
    fc.assert(
      fc.property(someChains, (items) => {
        const once = unchained(items, ANSWER);
        expect(unchained(once, ANSWER)).toEqual(once);
      }),
    );
  });

  it('what is not in a chain stays as it is', () => {
    const alone = [link('a', 3, 4), link('b', 1, 9)];
    expect(unchained(alone, ANSWER)).toEqual(alone);
  });

  it('a circle is refused, and only those in it are named', () => {
    const items = [link('x', 0, 9, 'a'), link('a', 0, 9, 'b'), link('b', 0, 9, 'a'), link('y', 0, 9)];
    expect(() => unchained(items, ANSWER)).toThrow(new BadChain('a, b wait for one another'));
    expect(() => unchained([link('a', 0, 9, 'a')], ANSWER)).toThrow(BadChain);
  });

  it('a link to nothing and two links of one name are refused', () => {
    expect(() => unchained([link('a', 0, 9, 'gone')], ANSWER)).toThrow(
      new BadChain('a waits for gone, which is not there'),
    );
    expect(() => unchained([link('a', 0, 9), link('a', 0, 9)], ANSWER)).toThrow(BadChain);
  });

  it('a hundred thousand that wait for one, and a chain of ten thousand', () => {
    const many = Array.from({ length: 100_000 }, (_, i) => link(`f${i}`, 0, 1e9, 'first'));
    expect(unchained([...many, link('first', 7, 1e9)], ANSWER)[0]?.release).toBe(17);
    const long = Array.from({ length: 10_000 }, (_, i) => link(`l${i}`, 0, 1e9, ...(i > 0 ? [`l${i - 1}`] : [])));
    expect(unchained(long, ANSWER).at(-1)?.release).toBe(99_990);
  });
});
