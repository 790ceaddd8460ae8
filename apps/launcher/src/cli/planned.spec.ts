import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planned, type PlanOutput } from './plan-command.js';
import { jsonFault } from './json-fault.js';

const NOW = Date.parse('2026-11-21T12:00:00Z');

const areaOf = ({ curve }: PlanOutput): number =>
  curve.reduce((sum, { from, to, rate }) => sum + ((Date.parse(to) - Date.parse(from)) * rate) / 1_000, 0);

/** From windows of a millisecond to days, from specks to a thousand million, many of them alike. */
const someClass = fc
  .record({
    release: fc.oneof(fc.constant(0), fc.integer({ min: -5, max: 5 }), fc.integer({ min: 0, max: 100_000_000 })),
    window: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 100_000_000 })),
    work: fc.oneof(fc.constant(1), fc.constant(1e9), fc.double({ min: 1e-3, max: 1e6, noNaN: true })),
  })
  .map(({ release, window, work }) => ({
    release: NOW + release,
    deadline: NOW + Math.max(0, release) + window,
    work,
  }));
const someClasses = fc.array(someClass, { minLength: 1, maxLength: 40 });

describe('the printed plan', () => {
  it.each([
    ['with neither cap nor guard', {}, true],
    ['with a guard that cuts milliseconds', { guard: 3 }, true],
    ['late at a cap', { cap: 7.3 }, false],
  ])('holds all of the work, in order, %s', (_, options, feasible) => {
    fc.assert(
      fc.property(someClasses, (classes) => {
        const made = planned({ now: NOW, classes, ...options });
        const work = classes.reduce((sum, c) => sum + c.work, 0);
        expect(Math.abs(areaOf(made) / work - 1)).toBeLessThan(1e-6);
        made.curve.forEach(({ from, to, rate }, i) => {
          expect(from < to && rate > 0 && Number.isFinite(rate)).toBe(true);
          expect(rate).toBeLessThanOrEqual(made.peak * (1 + 1e-6));
          if (i > 0) expect((made.curve[i - 1]?.to ?? '') <= from).toBe(true);
        });
        if (feasible)
          expect(Math.abs((made.lowerBound ?? 0) / made.peak - 1)).toBeLessThan('guard' in options ? Infinity : 1e-9);
      }),
      { numRuns: 500 },
    );
  });

  it('is the same today as at the origin of time', () => {
    fc.assert(
      fc.property(someClasses, (classes) => {
        const today = planned({ now: NOW, classes });
        const then = planned({
          now: 0,
          classes: classes.map((c) => ({ ...c, release: c.release - NOW, deadline: c.deadline - NOW })),
        });
        expect(today.peak).toBe(then.peak);
        expect(today.curve.map((s) => s.rate)).toEqual(then.curve.map((s) => s.rate));
      }),
      { numRuns: 200 },
    );
  });
});

describe('the place of a fault in JSON', () => {
  it('is found exactly where the engine refuses the text', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.constantFrom('', '"', ',', ']', '}', 'x', '\n', '\\'), (good, at, put) => {
        const place = at % (good.length + 1);
        const text = good.slice(0, place) + put + good.slice(place + 1);
        const refused = (() => {
          try {
            JSON.parse(text);
            return false;
          } catch {
            return true;
          }
        })();
        expect(jsonFault(text) !== undefined).toBe(refused);
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes no longer than the text is long', () => {
    expect(jsonFault(`["${'a'.repeat(1_000_000)}`)).toMatchObject({ line: 1, column: 2 });
  });
});
