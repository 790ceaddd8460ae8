import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { Instant } from '#libs/kernel';
import {
  headingBlock,
  PAGE_SIZE,
  rowBlock,
  stacked,
  write,
  type Block,
  type Column,
  type Page,
  type TableStyle,
} from '#libs/page-layout';
import { openTypeface, pdfChunks } from '#libs/pdf';
import type { Language } from '#libs/problem-details';
import type { Sheet } from './sheet.js';

/** What stands above the table on each page. */
export interface SheetHeading {
  readonly subtitle: string;
  /** The log position and instant that the report knows. */
  readonly knows: string;
  readonly createdAt: Instant;
}

const { width: WIDTH, height: HEIGHT } = PAGE_SIZE.landscape;
/** Millimetres. */
const MARGIN = 10;
const TABLE_TOP = 24;
const FOOT = 8;
const STYLE: TableStyle = { body: { size: 7 }, heading: { size: 7, bold: true }, padding: 1, rule: 0.1 };

type Typeface = ReturnType<typeof openTypeface>;

const pageOf = (
  number: number,
  title: string,
  { subtitle, knows }: SheetHeading,
  blocks: readonly Block[],
  face: Typeface,
): Page => {
  const right = { x: MARGIN, width: WIDTH - 2 * MARGIN, align: 'right', size: 7, ink: 'grey' } as const;
  return {
    orientation: 'landscape',
    marks: [
      ...write({ x: MARGIN, y: MARGIN + 4, text: title, size: 12, bold: true }, face),
      ...write({ x: MARGIN, y: MARGIN + 9, text: subtitle, size: 8 }, face),
      ...write({ ...right, y: MARGIN + 4, text: knows }, face),
      ...stacked(blocks, MARGIN, TABLE_TOP).marks,
      ...write({ ...right, y: HEIGHT - FOOT, text: String(number) }, face),
    ],
  };
};

async function* pagesOf<Row>(
  { title, columns }: Sheet<Row>,
  rows: AsyncIterable<Row>,
  heading: SheetHeading,
  language: Language,
): AsyncGenerator<Page> {
  const face = openTypeface();
  const printed = columns.filter(({ width }) => width !== undefined);
  const table = printed.map(({ title: t, width = 0 }): Column => ({ title: t[language], width }));
  const top = headingBlock(table, STYLE, face);
  const room = HEIGHT - TABLE_TOP - FOOT - MARGIN;
  let number = 0;
  let blocks: Block[] = [top];
  let used = top.height;
  for await (const row of rows) {
    const block = rowBlock(
      printed.map(({ cell }) => cell(row, language) ?? ''),
      table,
      STYLE,
      face,
    );
    if (used + block.height > room && blocks.length > 1) {
      yield pageOf(++number, title[language], heading, blocks, face);
      // A page takes some milliseconds: others are served before the next one.
      await setImmediate();
      blocks = [top];
      used = top.height;
    }
    blocks.push(block);
    used += block.height;
  }
  yield pageOf(number + 1, title[language], heading, blocks, face);
}

/** A report as a PDF of A4 pages, landscape, written as its rows come: one page at a time is held. */
export const sheetPdf = <Row>(
  sheet: Sheet<Row>,
  rows: AsyncIterable<Row>,
  heading: SheetHeading,
  language: Language,
): Readable => {
  const info = {
    title: `${sheet.title[language]} — ${heading.subtitle}`,
    author: 'Reprise',
    subject: heading.knows,
    createdAt: heading.createdAt,
  };
  return Readable.from(pdfChunks(pagesOf(sheet, rows, heading, language), info), { objectMode: false });
};
