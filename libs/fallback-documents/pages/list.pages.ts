import {
  field,
  headingBlock,
  leadingOf,
  pageBreaks,
  PAGE_SIZE,
  rowBlock,
  stacked,
  wrapped,
  write,
  type Mark,
  type Page,
  type TableStyle,
  type Typeface,
} from '#libs/page-layout';
import { officeTime } from '../office-time.js';
import { footer, MARGIN, replacedBand } from './frame.js';
import { LIST_COLUMNS } from './list.columns.js';
import { listHeader, runningHeader } from './list.header.js';
import type { Printable } from './printable.js';

const STYLE: TableStyle = { body: { size: 6.7 }, heading: { size: 5.6, bold: true }, padding: 0.65, rule: 0.12 };
const { height: HEIGHT, width: WIDTH } = PAGE_SIZE.landscape;
const BOTTOM = HEIGHT - 10.5;
const CLOSING = { boxes: 34, gap: 2 } as const;

const TOTAL = { size: 7.6, bold: true } as const;

/** Exact sums; a page with many currencies needs more than a line for them. */
const totalsLines = ({ sheet: { totals: sums } }: Printable, typeface: Typeface): readonly string[] => {
  const counts = [
    `${sums.lines} envois / consignments`,
    `${sums.packages} colis / packages`,
    `${sums.grossMassKg} kg brut / gross`,
  ];
  const values = sums.values.map(({ currency, amount }) => `${amount} ${currency}`);
  return wrapped(`TOTAL : ${[...counts, ...values].join(' · ')}`, WIDTH - 2 * MARGIN - 3, TOTAL, typeface);
};

const totals = (lines: readonly string[], y: number, typeface: Typeface): Mark[] => [
  { kind: 'box', x: MARGIN, y, w: WIDTH - 2 * MARGIN, h: totalsHeight(lines) - 1, fill: 'pale' },
  ...write({ x: MARGIN + 1.5, y: y + 3.9, text: lines.join('\n'), width: WIDTH, ...TOTAL }, typeface),
];

const totalsHeight = (lines: readonly string[]): number => 4 + lines.length * leadingOf(TOTAL.size);

/** Signature of the operator (DX-04), and the room for the office's stamp and the visa of the office of exit. */
const closing = (printed: Printable, y: number, typeface: Typeface): Mark[] => {
  const sums = totalsLines(printed, typeface);
  const { signature, fallback, officeOfExit, addressedTo, kind } = printed.sheet;
  const w = (WIDTH - 2 * MARGIN - 2 * CLOSING.gap) / 3;
  const signed = `${signature.name}\n${officeTime(signature.signedAt, fallback.zone)}`;
  const release =
    kind === 'manifest'
      ? `Cachet du bureau ${addressedTo.office} : vaut mainlevée pour les envois non sélectionnés / stamp of the office: release`
      : `Service ${addressedTo.office} : observations / remarks of the service`;
  const visa =
    kind === 'manifest'
      ? `Visa du bureau de sortie ${officeOfExit} : vaut certification de sortie / visa of the office of exit: proof of exit`
      : 'Date, nom et qualité de l’agent / date, name and rank of the officer';
  const at = (column: number) => ({
    x: MARGIN + column * (w + CLOSING.gap),
    y: y + totalsHeight(sums) + 1,
    w,
    h: CLOSING.boxes,
  });
  return [
    ...totals(sums, y + 1, typeface),
    ...field({ ...at(0), label: 'Signature de l’opérateur / signature of the operator', value: signed }, typeface),
    ...field({ ...at(1), label: release }, typeface),
    ...field({ ...at(2), label: visa }, typeface),
  ];
};

/**
 * A list on A4 across: its header on the first page, the headings of the table on each, totals and signature under the
 * last line.
 */
export const listPages = (
  printed: Printable,
  typeface: Typeface,
): { readonly count: number; readonly pages: Iterable<Page> } => {
  const { lines } = printed;
  const heading = headingBlock(LIST_COLUMNS, STYLE, typeface);
  const first = listHeader(printed, typeface);
  const next = runningHeader(printed, typeface);
  const rows = lines.map((line, index) => {
    const texts = LIST_COLUMNS.map(({ of }) => of(line, index));
    return rowBlock(texts, LIST_COLUMNS, STYLE, typeface);
  });
  const heights = rows.map(({ height }) => height);
  const room = { first: BOTTOM - first.height - heading.height, next: BOTTOM - next.height - heading.height };
  const breaks = pageBreaks(heights, room);
  const [from, to] = breaks.at(-1) ?? [0, 0];
  const used = heights.slice(from, to).reduce((sum, height) => sum + height, 0);
  const left = (breaks.length === 1 ? room.first : room.next) - used;
  const closingHeight = totalsHeight(totalsLines(printed, typeface)) + CLOSING.boxes + 2;
  // Totals and signature stay together: on a page of their own where the last one has no room for both.
  const all = left >= closingHeight ? breaks : [...breaks, [to, to] as const];

  const page = ([start, end]: readonly [number, number], index: number): Page => {
    const header = index === 0 ? first : next;
    const last = index === all.length - 1;
    const table = stacked(end > start ? [heading, ...rows.slice(start, end)] : [], MARGIN, header.height);
    return {
      orientation: 'landscape',
      marks: [
        ...header.marks,
        ...table.marks,
        ...(last ? closing(printed, header.height + table.height, typeface) : []),
        ...footer(printed, 'landscape', index + 1, all.length, typeface),
        ...replacedBand(printed, 'landscape', typeface),
      ],
    };
  };
  return {
    count: all.length,
    pages: {
      *[Symbol.iterator]() {
        for (const [index, range] of all.entries()) yield page(range, index);
      },
    },
  };
};
