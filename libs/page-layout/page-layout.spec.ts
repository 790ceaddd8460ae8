import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { field, pageBreaks, printable, wrapped, write, type Typeface } from '#libs/page-layout';

/** Every letter a millimetre at one point; no letter for what is not Latin. */
const face: Typeface = {
  width: (text, { size }) => Array.from(text).length * size,
  has: (character) => (character.codePointAt(0) ?? 0) < 0x250,
};
const style = { size: 1 };

describe('a text on a page', () => {
  it('is broken into lines that fit, and nothing of it is lost', () => {
    const words = fc.array(fc.stringMatching(/^[a-zé]{1,30}$/), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 25 }), (texts, width) => {
        const lines = wrapped(texts.join(' '), width, style, face);
        expect(lines.every((line) => face.width(line, style) <= width)).toBe(true);
        expect(lines.join('').replaceAll(' ', '')).toBe(texts.join(''));
      }),
    );
  });

  it('keeps its line breaks, and shows by its number what has no letter', () => {
    expect(wrapped('one\ntwo three', 20, style, face)).toEqual(['one', 'two three']);
    expect(printable('a\u{6f22}\u0301', face)).toBe('a‹6F22›‹0301›');
    expect(printable('e\u0301', face)).toBe('é');
  });

  it('stands left, right or in the middle of its width', () => {
    const xOf = (align: 'left' | 'right' | 'centre') =>
      write({ x: 10, y: 5, text: 'abcd', size: 1, width: 20, align }, face).map(
        (mark) => mark.kind === 'text' && mark.x,
      );
    expect([xOf('left'), xOf('right'), xOf('centre')]).toEqual([[10], [26], [18]]);
  });
});

describe('rows on pages', () => {
  it('stand each on one page, in order, no page fuller than it may be', () => {
    const heights = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 80 });
    const room = fc.record({ first: fc.integer({ min: 12, max: 40 }), next: fc.integer({ min: 12, max: 60 }) });
    fc.assert(
      fc.property(heights, room, (rows, capacity) => {
        const pages = pageBreaks(rows, capacity);
        expect(pages.flatMap(([from, to]) => rows.slice(from, to))).toEqual(rows);
        pages.forEach(([from, to], index) => {
          const used = rows.slice(from, to).reduce((sum, height) => sum + height, 0);
          expect(used).toBeLessThanOrEqual(index === 0 ? capacity.first : capacity.next);
        });
      }),
    );
  });

  it('put a row taller than a page on one of its own', () => {
    expect(pageBreaks([5, 50, 5], { first: 20, next: 20 })).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
    ]);
  });
});

describe('a box of a form', () => {
  it('that fits keeps every letter of a long value inside its frame', () => {
    const values = fc.string({ unit: fc.constantFrom('a', 'W', ' '), minLength: 1, maxLength: 400 });
    const narrow: Typeface = { width: (text, { size }) => Array.from(text).length * size * 0.2, has: () => true };
    fc.assert(
      fc.property(values, (value) => {
        const marks = field({ x: 5, y: 5, w: 60, h: 22, label: 'Label', value: value.trim(), fits: true }, narrow);
        for (const mark of marks) {
          if (mark.kind !== 'text' || mark.text === 'Label') continue;
          expect(mark.y).toBeLessThanOrEqual(5 + 22);
          expect(mark.x + narrow.width(mark.text, mark)).toBeLessThanOrEqual(5 + 60);
        }
      }),
    );
  });

  it('is as large as asked where the value is short', () => {
    const sizes = field({ x: 0, y: 0, w: 60, h: 22, label: 'L', value: 'x', size: 9, fits: true }, face).map(
      (mark) => mark.kind === 'text' && mark.size,
    );
    expect(sizes).toContain(9);
  });
});
