import {
  headingBlock,
  pageBreaks,
  PAGE_SIZE,
  rowBlock,
  stacked,
  type Column,
  type Mark,
  type Page,
  type TableStyle,
  type Typeface,
} from '#libs/page-layout';
import { footer, MARGIN, replacedBand } from './frame.js';
import type { Printable } from './printable.js';

const STYLE: TableStyle = { body: { size: 6.7 }, heading: { size: 5.6, bold: true }, padding: 0.65, rule: 0.12 };
/** Where the rows end; the footer stands below. */
const BOTTOM = PAGE_SIZE.landscape.height - 10.5;

interface Headed {
  readonly marks: readonly Mark[];
  readonly height: number;
}

/** A table with what stands over and under it. */
export interface Tabled {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** Over the headings of the first page, and of each later one. */
  readonly first: Headed;
  readonly next: Headed;
  /** Under the last row. */
  readonly closing: { readonly height: number; readonly marks: (y: number) => readonly Mark[] };
}

/** The pages of a table, to be numbered within a document: `from` pages stand before them, `of` are all. */
export interface TablePages {
  readonly count: number;
  readonly pages: (from: number, of: number) => Iterable<Page>;
}

/**
 * A table on A4 across: its header on the first page, the headings on each, what closes it under the last row, or on a
 * page of its own where the last one has no room for all of that.
 */
export const tablePages = (printed: Printable, table: Tabled, typeface: Typeface): TablePages => {
  const { columns, first, next, closing } = table;
  const heading = headingBlock(columns, STYLE, typeface);
  const rows = table.rows.map((texts) => rowBlock(texts, columns, STYLE, typeface));
  const heights = rows.map(({ height }) => height);
  const room = { first: BOTTOM - first.height - heading.height, next: BOTTOM - next.height - heading.height };
  const breaks = pageBreaks(heights, room);
  const [from, to] = breaks.at(-1) ?? [0, 0];
  const used = heights.slice(from, to).reduce((sum, height) => sum + height, 0);
  const left = (breaks.length === 1 ? room.first : room.next) - used;
  const all = left >= closing.height ? breaks : [...breaks, [to, to] as const];

  const page = (index: number, before: number, of: number): Page => {
    const [start, end] = all[index] ?? [0, 0];
    const header = index === 0 ? first : next;
    const body = stacked(end > start ? [heading, ...rows.slice(start, end)] : [], MARGIN, header.height);
    return {
      orientation: 'landscape',
      marks: [
        ...header.marks,
        ...body.marks,
        ...(index === all.length - 1 ? closing.marks(header.height + body.height) : []),
        ...footer(printed, 'landscape', before + index + 1, of, typeface),
        ...replacedBand(printed, 'landscape', typeface),
      ],
    };
  };
  return {
    count: all.length,
    pages: (before, of) => ({
      *[Symbol.iterator]() {
        for (const index of all.keys()) yield page(index, before, of);
      },
    }),
  };
};
