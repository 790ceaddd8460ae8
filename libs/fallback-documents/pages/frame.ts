import { leadingOf, PAGE_SIZE, sizeWithin, write, type Mark, type Page, type Typeface } from '#libs/page-layout';
import { officeTime } from '../office-time.js';
import { lookOf } from './look.js';
import { numberText, type Printable } from './printable.js';

/** Millimetres between the paper's edge and anything printed. */
export const MARGIN = 8;

/** What stands at the foot of every page: which document this is, and which page of how many. */
export const footer = (
  printed: Printable,
  orientation: Page['orientation'],
  page: number,
  pages: number,
  typeface: Typeface,
): Mark[] => {
  const { width, height } = PAGE_SIZE[orientation];
  const { documentId, version, contentSha256, sheet } = printed;
  const y = height - 4.6;
  const small = { size: 5.2, ink: 'grey' } as const;
  const identity = `Document ${documentId} · version ${version} · SHA-256 ${contentSha256}`;
  const made = `Établi le / issued on ${officeTime(sheet.issuedAt, sheet.fallback.zone)}`;
  return [
    { kind: 'line', x1: MARGIN, y1: y - 4.4, x2: width - MARGIN, y2: y - 4.4, width: 0.15, ink: 'grey' },
    ...write({ x: MARGIN, y: y - 2, text: identity, ...small }, typeface),
    ...write({ x: MARGIN, y: y + 0.4, text: made, ...small }, typeface),
    ...write(
      {
        x: width / 2,
        y: y - 1.2,
        text: `Page ${page} / ${pages}`,
        size: 7.5,
        bold: true,
        width: width / 2 - MARGIN,
        align: 'right',
      },
      typeface,
    ),
  ];
};

const RUNNING = 7.5;

/** Letters of what runs over a table: it begins right below, and a long name gets smaller letters, not a second line. */
export const runningSize = (printed: Printable, text: string, width: number, typeface: Typeface): number =>
  lookOf(printed).fits ? sizeWithin(text, { width, height: leadingOf(RUNNING) }, { size: RUNNING }, typeface) : RUNNING;

/** The band over a version that no longer stands, on each of its pages. */
export const replacedBand = (printed: Printable, orientation: Page['orientation'], typeface: Typeface): Mark[] => {
  const { replaced, number, sheet } = printed;
  if (!replaced) return [];
  const { width } = PAGE_SIZE[orientation];
  const by = numberText({ number, version: replaced.by });
  const when = officeTime(replaced.at, sheet.fallback.zone);
  const text = `REMPLACÉ PAR / REPLACED BY  ${by}  —  ${when}  —  ${replaced.reason}`;
  return [
    { kind: 'box', x: MARGIN, y: 1.6, w: width - 2 * MARGIN, h: 5, line: 0.4, ink: 'red' },
    ...write(
      { x: MARGIN + 2, y: 5, text: shortened(text, width - 2 * MARGIN - 4, typeface), size: 8, bold: true, ink: 'red' },
      typeface,
    ),
  ];
};

/** A reason may be long; the whole of it is with the document. */
const shortened = (text: string, width: number, typeface: Typeface): string => {
  const style = { size: 8, bold: true };
  if (typeface.width(text, style) <= width) return text;
  let length = text.length;
  while (length > 0 && typeface.width(`${text.slice(0, length)}…`, style) > width) length--;
  return `${text.slice(0, length)}…`;
};
