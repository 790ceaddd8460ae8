import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { Language } from '#libs/problem-details';
import type { Sheet } from './sheet.js';

/** `plain`: RFC 4180, for programs. `excel-fr`: for a French Excel, which wants `;`, a byte order mark and headings. */
export const CSV_VARIANTS = ['plain', 'excel-fr'] as const;
export type CsvVariant = (typeof CSV_VARIANTS)[number];

/** What a spreadsheet would take for a formula, or for the way into one, where a cell begins with it (OWASP). */
const FORMULA = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/** A cell that no spreadsheet runs, whatever a stranger wrote into it. */
export const harmless = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

async function* records<Row>(
  { columns }: Sheet<Row>,
  rows: AsyncIterable<Row>,
  language: Language,
): AsyncGenerator<string[]> {
  for await (const row of rows) yield columns.map(({ cell }) => harmless(cell(row, language) ?? ''));
}

/** A report as CSV, written as its rows come. */
export const sheetCsv = <Row>(
  sheet: Sheet<Row>,
  rows: AsyncIterable<Row>,
  variant: CsvVariant,
  language: Language,
): Readable => {
  const excel = variant === 'excel-fr';
  const headings = sheet.columns.map(({ id, title }) => (excel ? title.fr : id));
  const csv = stringify({
    header: true,
    columns: headings,
    delimiter: excel ? ';' : ',',
    bom: excel,
    record_delimiter: 'windows',
  });
  const source = Readable.from(records(sheet, rows, excel ? 'fr' : language));
  source.on('error', (error) => csv.destroy(error));
  csv.on('close', () => source.destroy());
  return source.pipe(csv);
};
