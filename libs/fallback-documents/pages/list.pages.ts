import { field, leadingOf, PAGE_SIZE, wrapped, write, type Mark, type Page, type Typeface } from '#libs/page-layout';
import { officeTime } from '../office-time.js';
import { MARGIN } from './frame.js';
import { LIST_COLUMNS } from './list.columns.js';
import { listHeader, runningHeader } from './list.header.js';
import { lookOf } from './look.js';
import type { Printable } from './printable.js';
import { tablePages } from './table.pages.js';

const { width: WIDTH } = PAGE_SIZE.landscape;
const CLOSING = { boxes: 34, gap: 2 } as const;

const TOTAL = { size: 7.6, bold: true } as const;

/** Exact sums; a page with many currencies needs more than a line for them. */
const totalsLines = (printed: Printable, typeface: Typeface): readonly string[] => {
  const { totals: sums } = printed.sheet;
  const one = (count: number): boolean => count === 1 && lookOf(printed).ofTheCase;
  const counts = [
    `${sums.lines} ${one(sums.lines) ? 'envoi / consignment' : 'envois / consignments'}`,
    `${sums.packages} ${one(sums.packages) ? 'colis / package' : 'colis / packages'}`,
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

/** What the office's stamp and the visa are worth here (DX-15, DX-16). */
const byHand = (printed: Printable): readonly [release: string, visa: string] => {
  const { officeOfExit, addressedTo, kind, singleTransportContract } = printed.sheet;
  if (kind !== 'manifest') {
    return [
      `Service ${addressedTo.office} : observations / remarks of the service`,
      'Date, nom et qualité de l’agent / date, name and rank of the officer',
    ];
  }
  if (singleTransportContract && lookOf(printed).ofTheCase) {
    return [
      `Cachet du bureau ${addressedTo.office} : vaut mainlevée pour les envois non sélectionnés et, sous contrat de transport unique, certifie leur sortie / stamp of the office: release and, under a single transport contract, proof of exit`,
      'Visa du bureau de sortie : sans objet sous contrat de transport unique / visa of the office of exit: none needed under a single transport contract',
    ];
  }
  return [
    `Cachet du bureau ${addressedTo.office} : vaut mainlevée pour les envois non sélectionnés / stamp of the office: release`,
    `Visa du bureau de sortie ${officeOfExit} : vaut certification de sortie / visa of the office of exit: proof of exit`,
  ];
};

/** Signature of the operator (DX-04), and the room for the office's stamp and the visa of the office of exit. */
const closing = (printed: Printable, y: number, typeface: Typeface): Mark[] => {
  const sums = totalsLines(printed, typeface);
  const { signature, fallback } = printed.sheet;
  const w = (WIDTH - 2 * MARGIN - 2 * CLOSING.gap) / 3;
  const signed = `${signature.name}\n${officeTime(signature.signedAt, fallback.zone)}`;
  const [release, visa] = byHand(printed);
  const { byHand: look } = lookOf(printed);
  const at = (column: number) => ({
    x: MARGIN + column * (w + CLOSING.gap),
    y: y + totalsHeight(sums) + 1,
    w,
    h: CLOSING.boxes,
  });
  return [
    ...totals(sums, y + 1, typeface),
    ...field(
      { ...at(0), ...look, label: 'Signature de l’opérateur / signature of the operator', value: signed },
      typeface,
    ),
    ...field({ ...at(1), ...look, label: release }, typeface),
    ...field({ ...at(2), ...look, label: visa }, typeface),
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
  const empty = lookOf(printed).ofTheCase ? '–' : '';
  const list = tablePages(
    printed,
    {
      columns: LIST_COLUMNS,
      rows: printed.lines.map((line, index) => LIST_COLUMNS.map(({ of }) => of(line, index) || empty)),
      first: listHeader(printed, typeface),
      next: runningHeader(printed, typeface),
      closing: {
        height: totalsHeight(totalsLines(printed, typeface)) + CLOSING.boxes + 2,
        marks: (y) => closing(printed, y, typeface),
      },
    },
    typeface,
  );
  return { count: list.count, pages: list.pages(0, list.count) };
};
