import type { Mark, Typeface } from './page.js';
import { leadingOf, write } from './words.js';

/** A box of a form: a small label above what is filled in. */
export interface Field {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** The number that the box is known by. */
  readonly box?: string;
  readonly label: string;
  readonly value?: string;
  /** Points, of the value; 8 when absent. */
  readonly size?: number;
  readonly bold?: boolean;
  readonly align?: 'left' | 'right' | 'centre';
}

const LABEL = 4.6;
const PADDING = 0.9;

/** A box with its label and its value, everything inside its frame. */
export const field = ({ x, y, w, h, box, label, value, ...rest }: Field, typeface: Typeface): Mark[] => {
  const { size = 8, bold = false, align = 'left' } = rest;
  const number = box === undefined ? '' : `${box} `;
  const numbered = typeface.width(number, { size: LABEL + 0.6, bold: true });
  const room = w - 2 * PADDING;
  const top = y + PADDING + leadingOf(LABEL) * 0.8;
  const labels = write(
    { x: x + PADDING + numbered, y: top, text: label, size: LABEL, width: room - numbered, ink: 'grey' },
    typeface,
  );
  const lines = new Set(labels.map((mark) => (mark.kind === 'text' ? mark.y : 0))).size;
  const below = top + (lines - 1) * leadingOf(LABEL) + leadingOf(size) * 0.92;
  return [
    { kind: 'box', x, y, w, h, line: 0.15, ink: 'black' },
    ...write({ x: x + PADDING, y: top, text: number.trim(), size: LABEL + 0.6, bold: true }, typeface),
    ...labels,
    ...(value === undefined || value === ''
      ? []
      : write({ x: x + PADDING, y: below, text: value, size, bold, width: room, align }, typeface)),
  ];
};
