import { articlesOf, type FurtherArticle } from '#libs/delta-x';
import { field, leadingOf, PAGE_SIZE, wrapped, write, type Mark, type Typeface } from '#libs/page-layout';
import { codeText } from '../content.js';
import { officeTime } from '../office-time.js';
import type { PaperLine } from '../sheet.js';
import { ARTICLE_COLUMNS } from './article.columns.js';
import { MARGIN, runningSize } from './frame.js';
import { PROCEDURE } from './list.words.js';
import { lookOf } from './look.js';
import { numberText, type Printable } from './printable.js';
import { tablePages, type TablePages } from './table.pages.js';

const { width: WIDTH } = PAGE_SIZE.landscape;
const RIGHT = WIDTH - MARGIN;
const CODE = 27;
const BOXES = 32;
const TOTAL = { size: 7.6, bold: true } as const;

/** Where the copies of the DAU send the reader for the articles after the first. */
export const continuedText = (count: number): string =>
  `Suite : liste d’articles jointe, articles 2 à ${count} / continued on the list of articles attached, items 2 to ${count}`;

/** What the list says before its rows: which DAU it belongs to, and what it is for (DX-17). */
const heading = (printed: Printable, line: PaperLine, typeface: Typeface) => {
  const { sheet, documentId, version, contentSha256 } = printed;
  const { operator, fallback, assistance, mentions, officeOfExit } = sheet;
  const { reference, consignor, consignee } = line.consignment;
  const belongs =
    `DAU E/S N° ${numberText(printed)} · ${reference} · ${operator.name} · ${operator.eori} · ` +
    `expéditeur / consignor ${consignor.name} · destinataire / consignee ${consignee.name}`;
  const started = `Procédure de secours engagée le ${officeTime(fallback.startedAt, fallback.zone)} · ${assistance} · ${mentions.join(', ')}`;
  const purpose =
    `Jointe aux exemplaires 1 à 3 du DAU ; présentée avec lui au bureau de sortie ${officeOfExit} pour visa. L’article 1 figure sur le DAU. / ` +
    `Attached to copies 1 to 3 of the SAD and presented with it to the office of exit. Item 1 stands on the SAD.`;
  const width = RIGHT - CODE - MARGIN - 2;
  const lines = wrapped(belongs, width, { size: 8 }, typeface);
  const below = 29 + lines.length * leadingOf(8);
  const marks: Mark[] = [
    ...write({ x: MARGIN, y: 11.5, text: PROCEDURE, size: 7.2, ink: 'grey' }, typeface),
    ...write({ x: MARGIN, y: 18.5, text: 'LISTE D’ARTICLES', size: 14, bold: true }, typeface),
    ...write({ x: MARGIN, y: 23, text: 'List of articles (items) of the SAD', size: 9, ink: 'grey' }, typeface),
    ...write({ x: MARGIN, y: 29, text: lines.join('\n'), size: 8 }, typeface),
    ...write({ x: MARGIN, y: below, text: started, size: 7.5 }, typeface),
    ...write({ x: MARGIN, y: below + 3.6, text: purpose, size: 6.4, width }, typeface),
    {
      kind: 'code',
      x: RIGHT - CODE + 2,
      y: MARGIN - 1.5,
      side: CODE,
      text: codeText(documentId, version, contentSha256, sheet.link),
    },
  ];
  return { marks, height: Math.max(MARGIN + CODE, below + 3.6 + 2 * leadingOf(6.4)) };
};

const running = (printed: Printable, line: PaperLine, typeface: Typeface) => {
  const { operator, assistance, mentions } = printed.sheet;
  const text = `LISTE D’ARTICLES · DAU E/S N° ${numberText(printed)} · ${line.consignment.reference}`;
  const right = `${operator.name} · ${operator.eori} · ${assistance} · ${mentions.join(', ')}`;
  const size = runningSize(printed, right, RIGHT - 150, typeface);
  return {
    marks: [
      ...write({ x: MARGIN, y: 12, text, size: 9, bold: true }, typeface),
      ...write({ x: 150, y: 12, text: right, size, width: RIGHT - 150, align: 'right' }, typeface),
    ],
    height: 15,
  };
};

/** Of every article, the first one too: what the DAU's boxes 5, 6 and 22 say, and the value in euro. */
const totalsLines = ({ sheet: { totals } }: Printable, line: PaperLine, typeface: Typeface): readonly string[] => {
  const values = totals.values.map(({ currency, amount }) => `${amount} ${currency}`);
  const sums = [
    `${articlesOf(line).length} articles / items`,
    `${totals.packages} colis / packages`,
    `${totals.grossMassKg} kg brut / gross`,
    ...values,
    `valeur / value ${line.valueEur} EUR`,
  ];
  const text = `TOTAL, article 1 compris / item 1 included : ${sums.join(' · ')}`;
  return wrapped(text, WIDTH - 2 * MARGIN - 3, TOTAL, typeface);
};

const totalsHeight = (lines: readonly string[]): number => 4 + lines.length * leadingOf(TOTAL.size);

/** The declarant's signature, and the room for the endorsements of the office of export and of exit (DX-17). */
const closing = (printed: Printable, lines: readonly string[], top: number, typeface: Typeface): Mark[] => {
  const { signature, fallback, addressedTo, officeOfExit } = printed.sheet;
  const { byHand } = lookOf(printed);
  const w = (WIDTH - 2 * MARGIN - 4) / 3;
  const at = (column: number) => ({
    x: MARGIN + column * (w + 2),
    y: top + 1 + totalsHeight(lines),
    w,
    h: BOXES,
  });
  const value = `${signature.name}\n${officeTime(signature.signedAt, fallback.zone)}`;
  const visas = [
    `Visa du bureau d’exportation ${addressedTo.office} / endorsement of the office of export`,
    `Visa du bureau de sortie ${officeOfExit} / visa of the office of exit`,
  ];
  const y = top + 1;
  return [
    { kind: 'box', x: MARGIN, y, w: WIDTH - 2 * MARGIN, h: totalsHeight(lines) - 1, fill: 'pale' },
    ...write({ x: MARGIN + 1.5, y: y + 3.9, text: lines.join('\n'), width: WIDTH, ...TOTAL }, typeface),
    ...field({ ...at(0), ...byHand, label: 'Signature du déclarant / signature of the declarant', value }, typeface),
    ...visas.flatMap((label, index) => field({ ...at(index + 1), ...byHand, label }, typeface)),
  ];
};

/** DX-17: the articles after the first, as a list that goes with the DAU. */
export const articlePages = (
  printed: Printable,
  line: PaperLine,
  further: readonly FurtherArticle[],
  typeface: Typeface,
): TablePages => {
  const sums = totalsLines(printed, line, typeface);
  return tablePages(
    printed,
    {
      columns: ARTICLE_COLUMNS,
      rows: further.map((article, index) => ARTICLE_COLUMNS.map(({ of }) => of(article, index + 2))),
      first: heading(printed, line, typeface),
      next: running(printed, line, typeface),
      closing: {
        height: totalsHeight(sums) + BOXES + 2,
        marks: (y) => closing(printed, sums, y, typeface),
      },
    },
    typeface,
  );
};
