import type { Instant } from '#libs/kernel';
import { write, type Mark, type Typeface } from '#libs/page-layout';
import { officeDate, officeHour, zoneName } from '../office-time.js';

/** Millimetres, from one outer edge of the frame to the other (DX-34). */
export const STAMP = { width: 59, height: 26 } as const;

/** Thickness of the frame, inside the stamp's measures. */
const FRAME = 0.5;

/** The words of the model, French above English; both fit the width of the stamp. */
const WORDS = {
  title: ['PROCÉDURE DE SECOURS', 'FALLBACK PROCEDURE'],
  because: ['AUCUNE DONNÉE DISPONIBLE DANS LE SYSTÈME', 'NO DATA AVAILABLE IN THE SYSTEM'],
  since: 'ENGAGÉE LE / INITIATED ON',
} as const;

/** DX-34, DX-05: the stamp, red, with the date and hour of the fallback's start by the office's own clock. */
export const stampMarks = (
  x: number,
  y: number,
  { startedAt, zone }: { readonly startedAt: Instant; readonly zone: string },
  typeface: Typeface,
): Mark[] => {
  const line = (text: string, baseline: number, size: number, bold: boolean): Mark[] =>
    write(
      { x: x + 1, y: y + baseline, text, size, bold, ink: 'red', width: STAMP.width - 2, align: 'centre' },
      typeface,
    );
  const instant = `${officeDate(startedAt, zone)}  ${officeHour(startedAt, zone)}`;
  return [
    { kind: 'box', x, y, w: STAMP.width, h: STAMP.height, line: FRAME, ink: 'red' },
    ...line(WORDS.title[0], 5, 10.5, true),
    ...line(WORDS.title[1], 8.5, 8, true),
    ...line(WORDS.because[0], 12.3, 6.2, true),
    ...line(WORDS.because[1], 14.9, 6, false),
    ...line(WORDS.since, 18, 5.6, false),
    ...line(instant, 22, 9.5, true),
    ...line(`(${zoneName(startedAt, zone)})`, 24.6, 5, false),
  ];
};
