import type { Ink, Mark, TextStyle, Typeface } from './page.js';
import { leadingOf, wrapped, write } from './words.js';

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
  /** Points; 4.6 when absent. */
  readonly labelSize?: number;
  /** Grey when absent. */
  readonly labelInk?: Ink;
  /** A value too long for the frame gets smaller letters; absent, it runs over. */
  readonly fits?: boolean;
}

const LABEL = 4.6;
const PADDING = 0.9;

const STEP = 0.5;
const SMALLEST = 3;

/** The largest size, from the one asked for downwards, at which a text stands in a room of millimetres. */
export const sizeWithin = (
  text: string,
  room: { readonly width: number; readonly height: number },
  { size, bold = false }: TextStyle,
  typeface: Typeface,
): number => {
  const lines = wrapped(text, room.width, { size, bold }, typeface).length;
  if (size - STEP < SMALLEST || lines * leadingOf(size) <= room.height) return size;
  return sizeWithin(text, room, { size: size - STEP, bold }, typeface);
};

/** A box with its label and its value, everything inside its frame. */
export const field = ({ x, y, w, h, box, label, value, ...rest }: Field, typeface: Typeface): Mark[] => {
  const { bold = false, align = 'left', labelSize = LABEL, labelInk = 'grey', fits = false } = rest;
  const number = box === undefined ? '' : `${box} `;
  const numbered = typeface.width(number, { size: LABEL + 0.6, bold: true });
  const room = w - 2 * PADDING;
  const top = y + PADDING + leadingOf(labelSize) * 0.8;
  const labels = write(
    { x: x + PADDING + numbered, y: top, text: label, size: labelSize, width: room - numbered, ink: labelInk },
    typeface,
  );
  const lines = new Set(labels.map((mark) => (mark.kind === 'text' ? mark.y : 0))).size;
  const labelled = top + (lines - 1) * leadingOf(labelSize);
  const height = y + h - PADDING / 2 - labelled;
  const asked = rest.size ?? 8;
  const size = fits && value ? sizeWithin(value, { width: room, height }, { size: asked, bold }, typeface) : asked;
  const below = labelled + leadingOf(size) * 0.92;
  return [
    { kind: 'box', x, y, w, h, line: 0.15, ink: 'black' },
    ...write({ x: x + PADDING, y: top, text: number.trim(), size: LABEL + 0.6, bold: true }, typeface),
    ...labels,
    ...(value === undefined || value === ''
      ? []
      : write({ x: x + PADDING, y: below, text: value, size, bold, width: room, align }, typeface)),
  ];
};
