import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePositions, formatPosition, parsePosition, type Position } from './event.js';

const half = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const position: fc.Arbitrary<Position> = fc.record({ commit: half, prepare: half });
const equal = fc.tuple(position, fc.boolean()).map(([p, same]) => (same ? { ...p, prepare: p.commit } : p));

describe('a position', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(equal, (p) => {
        expect(parsePosition(formatPosition(p))).toEqual(p);
      }),
    );
    expect(formatPosition({ commit: 420n, prepare: 420n })).toBe('420');
    expect(formatPosition({ commit: 420n, prepare: 410n })).toBe('420-410');
  });

  it.each(['', '-1', '1-', '-', 'a', '1.5', '0x10', '1-2-3', ' 1', '1\n', '123456789012345678901'])(
    'refuses %j',
    (text) => {
      expect(parsePosition(text)).toBeUndefined();
    },
  );

  it('orders by commit, then by prepare, beyond what a number holds', () => {
    const far = 2n ** 63n;
    const ordered: Position[] = [
      { commit: 1n, prepare: 9n },
      { commit: 2n, prepare: 1n },
      { commit: 2n, prepare: 2n },
      { commit: far, prepare: far },
      { commit: far, prepare: far + 1n },
      { commit: far + 1n, prepare: 0n },
    ];
    expect(ordered.toReversed().toSorted(comparePositions)).toEqual(ordered);
    fc.assert(
      fc.property(position, position, (a, b) => {
        expect(Math.sign(comparePositions(a, b))).toBe(-Math.sign(comparePositions(b, a)) + 0);
        expect(comparePositions(a, a)).toBe(0);
      }),
    );
  });
});
