import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { RejectedLine } from '#libs/delta-x';
import type { Language } from '#libs/problem-details';
import { reportErrors } from './import-report.js';

const COLUMNS = ['line', 'reference', 'field', 'rule', 'source', 'section', 'text', 'todo'];

async function* ndjson(rejected: AsyncIterable<RejectedLine>, language: Language): AsyncGenerator<string> {
  for await (const line of rejected) {
    for (const error of reportErrors(line, language)) yield `${JSON.stringify(error)}\n`;
  }
}

async function* rows(rejected: AsyncIterable<RejectedLine>, language: Language): AsyncGenerator<object> {
  for await (const line of rejected) yield* reportErrors(line, language);
}

/** Every error, streamed. In CSV no cell begins a formula: a spreadsheet would run what a stranger wrote. */
export const errorReport = (
  rejected: AsyncIterable<RejectedLine>,
  format: 'ndjson' | 'csv',
  language: Language,
): Readable => {
  if (format === 'ndjson') return Readable.from(ndjson(rejected, language), { objectMode: false });
  const csv = stringify({
    header: true,
    columns: COLUMNS,
    escape_formulas: true,
    bom: true,
    record_delimiter: 'windows',
  });
  return Readable.from(rows(rejected, language)).pipe(csv);
};
