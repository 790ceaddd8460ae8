import { POINT, type Ink, type Mark, type TextStyle, type Typeface } from './page.js';

/**
 * A text with nothing lost on paper: what the typeface has no letter for is shown by its number in Unicode, ‹6F22›.
 * Combining signs are joined with their letters first, where such a letter exists.
 */
export const printable = (text: string, typeface: Typeface): string => {
  let shown = '';
  for (const character of text.normalize('NFC').replace(/\s+/gu, ' ')) {
    shown += typeface.has(character)
      ? character
      : `‹${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`;
  }
  return shown;
};

/** A word too long for a line, cut where the line ends. */
const pieces = (word: string, width: number, style: TextStyle, typeface: Typeface): string[] => {
  if (typeface.width(word, style) <= width) return [word];
  const found: string[] = [];
  let piece = '';
  for (const character of word) {
    if (piece !== '' && typeface.width(piece + character, style) > width) {
      found.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...found, piece];
};

/** Lines no wider than `width` millimetres. Nothing is ever left out; a line break in the text stays one. */
export const wrapped = (text: string, width: number, style: TextStyle, typeface: Typeface): string[] =>
  text.split('\n').flatMap((paragraph) => {
    const words = printable(paragraph, typeface)
      .trim()
      .split(' ')
      .flatMap((word) => pieces(word, width, style, typeface));
    const lines: string[] = [];
    let line = '';
    for (const word of words) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && typeface.width(longer, style) > width) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    return [...lines, line];
  });

export interface Written extends TextStyle {
  readonly x: number;
  /** Baseline of the first line. */
  readonly y: number;
  readonly text: string;
  /** Where the text is to be broken; it runs on when absent. */
  readonly width?: number;
  readonly align?: 'left' | 'right' | 'centre';
  readonly ink?: Ink;
  /** Baseline to baseline in millimetres; 1.18 of the size when absent. */
  readonly leading?: number;
}

export const leadingOf = (size: number): number => size * 1.18 * POINT;

/** A text as marks. Aligned right it ends at `x + width`, centred it stands in the middle of `width`. */
export const write = (written: Written, typeface: Typeface): Mark[] => {
  const { x, y, text, width, align = 'left', ink, size, bold, leading = leadingOf(size) } = written;
  const style = { size, ...(bold === undefined ? {} : { bold }) };
  const lines = width === undefined ? [printable(text, typeface)] : wrapped(text, width, style, typeface);
  return lines.flatMap((line, index): Mark[] => {
    if (line === '') return [];
    const room = align === 'left' ? 0 : (width ?? 0) - typeface.width(line, style);
    const indent = align === 'centre' ? room / 2 : room;
    return [{ kind: 'text', x: x + indent, y: y + index * leading, text: line, ...style, ...(ink ? { ink } : {}) }];
  });
};
