import { isUtf8 } from 'node:buffer';
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import type { CsvHeader, LineObjection } from '#libs/delta-x';
import type { FileColumns } from './csv-columns.js';
import { unreadable } from './line-objections.js';
import type { FileLine } from './line-splitter.js';

/** The values of a line, by field. */
export type RawValues = Readonly<Record<string, string>>;

/** A line as values by field, or why it can't be. */
export type ReadLine =
  | { readonly line: FileLine; readonly raw: RawValues; readonly objections?: undefined }
  | { readonly line: FileLine; readonly raw?: RawValues; readonly objections: readonly LineObjection[] };

/** Reads lines of one format; blank lines are left out. */
export type LineReader = (lines: readonly FileLine[]) => readonly ReadLine[];

type Legible = { readonly line: FileLine; readonly text: string };

const legible = (line: FileLine): Legible | ReadLine | undefined => {
  const { content } = line;
  if (content === undefined) return { line, objections: [unreadable.tooLong()] };
  if (!isUtf8(content)) return { line, objections: [unreadable.notUtf8()] };
  const text = content.toString('utf8').replace(/^\uFEFF/, '');
  return text.trim() === '' ? undefined : { line, text };
};

const csvObjection = (error: unknown): LineObjection => {
  if (!(error instanceof CsvError)) throw error;
  return error.code === 'CSV_QUOTE_NOT_CLOSED' ? unreadable.openQuote() : unreadable.strayQuote();
};

/** CSV after its header. A row is one line: a value with a line break in it is never lawful here (DX-04). */
export const csvReader = ({ delimiter, columns }: CsvHeader): LineReader => {
  const options = { delimiter, relax_column_count: true, record_delimiter: '\n', bom: false };
  const rowOf = (line: FileLine, values: readonly string[]): ReadLine => {
    if (values.length !== columns.length)
      return { line, objections: [unreadable.columns(values.length, columns.length)] };
    return { line, raw: Object.fromEntries(columns.map((field, i) => [field, values[i] ?? ''])) };
  };
  const alone = ({ line, text }: Legible): ReadLine => {
    if (!text.includes('"')) return rowOf(line, text.split(delimiter));
    try {
      return rowOf(line, parse(text, options)[0] ?? []);
    } catch (error) {
      return { line, objections: [csvObjection(error)] };
    }
  };
  /** The quoted ones at once: several times faster; one bad quote, and each line is looked at by itself. */
  const together = (lines: readonly Legible[]): readonly ReadLine[] => {
    const quoted = lines.filter(({ text }) => text.includes('"'));
    let rows: readonly (readonly string[])[] = [];
    try {
      rows = quoted.length === 0 ? [] : parse(quoted.map(({ text }) => text).join('\n'), options);
    } catch (error) {
      csvObjection(error);
    }
    if (rows.length !== quoted.length) return lines.map(alone);
    let next = 0;
    return lines.map((l) => (l.text.includes('"') ? rowOf(l.line, rows[next++] ?? []) : alone(l)));
  };
  return (lines) => inOrder(lines, together);
};

const jsonRow = ({ line, text }: Legible, columns: FileColumns): ReadLine => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { line, objections: [unreadable.notJson()] };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { line, objections: [unreadable.notJson()] };
  }
  const raw: Record<string, string> = {};
  const objections: LineObjection[] = [];
  for (const [field, held] of Object.entries(value) as [string, unknown][]) {
    if (!columns.has(field)) objections.push(unreadable.unknownField(field.slice(0, 60)));
    else if (typeof held === 'string') raw[field] = held;
    else if (typeof held === 'number') raw[field] = String(held);
    else if (held !== null) objections.push(unreadable.notText(field));
  }
  return objections.length > 0 ? { line, raw, objections: objections.slice(0, 20) } : { line, raw };
};

/** One JSON object a line, its fields named as the columns of the CSV. */
export const ndjsonReader =
  (columns: FileColumns): LineReader =>
  (lines) =>
    inOrder(lines, (legibles) => legibles.map((legible) => jsonRow(legible, columns)));

const inOrder = (
  lines: readonly FileLine[],
  read: (legibles: readonly Legible[]) => readonly ReadLine[],
): readonly ReadLine[] => {
  const found = lines.map(legible).filter((l) => l !== undefined);
  const texts = found.filter((l): l is Legible => 'text' in l);
  const rows = read(texts);
  let next = 0;
  return found.map((l) => ('text' in l ? (rows[next++] as ReadLine) : l));
};
