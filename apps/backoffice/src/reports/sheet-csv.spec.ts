import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { sheetCsv, type CsvVariant } from './sheet-csv.js';
import type { Sheet } from './sheet.js';

interface Row {
  readonly name: string;
  readonly note?: string;
}
const sheet: Sheet<Row> = {
  title: { en: 'Names', fr: 'Noms' },
  columns: [
    { id: 'name', title: { en: 'Name', fr: 'Nom' }, cell: ({ name }) => name },
    { id: 'note', title: { en: 'Note', fr: 'Remarque' }, cell: ({ note }, language) => note && `${language}: ${note}` },
  ],
};
const rowsOf = async function* (rows: readonly Row[]): AsyncGenerator<Row> {
  for (const row of rows) yield await Promise.resolve(row);
};
const text = async (rows: readonly Row[], variant: CsvVariant): Promise<string> => {
  let all = '';
  for await (const chunk of sheetCsv(sheet, rowsOf(rows), variant, 'en')) all += String(chunk);
  return all;
};

describe('a report as CSV', () => {
  const odd = [{ name: 'a "quoted", name', note: 'x;y' }, { name: 'two\nlines' }];

  it('is read back as RFC 4180 says: commas, CRLF, quotes doubled', async () => {
    const csv = await text(odd, 'plain');
    expect(csv.split('\r\n')[0]).toBe('name,note');
    expect(parse(csv, { columns: true })).toEqual([
      { name: 'a "quoted", name', note: 'en: x;y' },
      { name: 'two\nlines', note: '' },
    ]);
  });

  it('opens in a French Excel: a byte order mark, semicolons, French headings and texts', async () => {
    const csv = await text(odd, 'excel-fr');
    expect(csv.startsWith('\uFEFFNom;Remarque\r\n')).toBe(true);
    expect(csv).toContain('"fr: x;y"');
  });

  it('holds no cell that a spreadsheet would run', async () => {
    const wicked = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＠x'];
    for (const variant of ['plain', 'excel-fr'] as const) {
      const csv = await text(
        wicked.map((name) => ({ name })),
        variant,
      );
      const delimiter = variant === 'plain' ? ',' : ';';
      const cells = parse(csv, { delimiter, from_line: 2, bom: true, relax_quotes: true }).map(([cell]) => cell);
      expect(cells).toEqual(wicked.map((name) => `'${name}`));
    }
  });

  it('is written no faster than it is read', async () => {
    let made = 0;
    const endless = async function* (): AsyncGenerator<Row> {
      for (;;) yield await Promise.resolve({ name: String(++made).padStart(200, 'x') });
    };
    const csv = sheetCsv(sheet, endless(), 'plain', 'en');
    for await (const _ of csv) break;
    await new Promise((resolve) => setImmediate(resolve));
    expect(made).toBeLessThan(2_000);
  });
});
