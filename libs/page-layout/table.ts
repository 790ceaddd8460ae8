import { moved, type Mark, type TextStyle, type Typeface } from './page.js';
import { leadingOf, wrapped } from './words.js';

/** A column of a table. A line break in its title or in a cell starts a line of its own. */
export interface Column {
  readonly title: string;
  /** Millimetres. */
  readonly width: number;
  readonly align?: 'left' | 'right';
}

/** A row laid out at the origin. */
export interface Block {
  readonly height: number;
  readonly marks: readonly Mark[];
}

export interface TableStyle {
  readonly body: TextStyle;
  readonly heading: TextStyle;
  /** Millimetres between a cell's edge and its text. */
  readonly padding: number;
  /** Thickness of the rules in millimetres. */
  readonly rule: number;
}

const cell = (
  text: string,
  { width, align }: Column,
  x: number,
  style: TextStyle,
  padding: number,
  typeface: Typeface,
): { readonly marks: readonly Mark[]; readonly lines: number } => {
  const room = width - 2 * padding;
  const lines = text === '' ? [] : wrapped(text, room, style, typeface);
  const leading = leadingOf(style.size);
  const marks = lines.map((line, index): Mark => {
    const indent = align === 'right' ? room - typeface.width(line, style) : 0;
    return { kind: 'text', x: x + padding + indent, y: padding + leading * (index + 0.8), text: line, ...style };
  });
  return { marks, lines: lines.length };
};

const row = (
  texts: readonly string[],
  columns: readonly Column[],
  style: TextStyle,
  { padding, rule }: TableStyle,
  typeface: Typeface,
): Block => {
  const starts = columns.map((_, index) => columns.slice(0, index).reduce((sum, column) => sum + column.width, 0));
  const cells = columns.map((column, i) => cell(texts[i] ?? '', column, starts[i] ?? 0, style, padding, typeface));
  const most = Math.max(1, ...cells.map(({ lines }) => lines));
  const height = most * leadingOf(style.size) + 2 * padding;
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const rules = [...starts, width].map((x): Mark => ({
    kind: 'line',
    x1: x,
    y1: 0,
    x2: x,
    y2: height,
    width: rule,
    ink: 'grey',
  }));
  const under: Mark = { kind: 'line', x1: 0, y1: height, x2: width, y2: height, width: rule, ink: 'grey' };
  return { height, marks: [...cells.flatMap(({ marks }) => marks), ...rules, under] };
};

/** The headings of a table, on a shade, to be repeated on each page. */
export const headingBlock = (columns: readonly Column[], style: TableStyle, typeface: Typeface): Block => {
  const titles = columns.map(({ title }) => title);
  const { height, marks } = row(titles, columns, style.heading, style, typeface);
  const w = columns.reduce((sum, column) => sum + column.width, 0);
  const shade: Mark = { kind: 'box', x: 0, y: 0, w, h: height, fill: 'pale' };
  const over: Mark = { kind: 'line', x1: 0, y1: 0, x2: w, y2: 0, width: style.rule, ink: 'grey' };
  return { height, marks: [shade, ...marks, over] };
};

export const rowBlock = (
  texts: readonly string[],
  columns: readonly Column[],
  style: TableStyle,
  typeface: Typeface,
): Block => row(texts, columns, style.body, style, typeface);

/** From which row to which (not included) each page goes; a row taller than a page has one to itself. */
export const pageBreaks = (
  heights: readonly number[],
  room: { readonly first: number; readonly next: number },
): readonly (readonly [from: number, to: number])[] => {
  const pages: [number, number][] = [];
  let from = 0;
  let used = 0;
  heights.forEach((height, index) => {
    const capacity = pages.length === 0 ? room.first : room.next;
    if (index > from && used + height > capacity + 1e-6) {
      pages.push([from, index]);
      from = index;
      used = 0;
    }
    used += height;
  });
  return [...pages, [from, heights.length]];
};

/** Blocks one under the other. */
export const stacked = (blocks: readonly Block[], x: number, y: number): Block => {
  let height = 0;
  const marks: Mark[] = [];
  for (const block of blocks) {
    marks.push(...moved(block.marks, x, y + height));
    height += block.height;
  }
  return { height, marks };
};
