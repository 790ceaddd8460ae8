import { isUtf8 } from 'node:buffer';
import { parse } from 'csv-parse/sync';
import type { CsvHeader, FileColumn } from '#libs/delta-x';
import type { Objection, Text } from '#libs/kernel';
import { Problem } from '#libs/problem-details';
import type { FileColumns } from './csv-columns.js';
import type { FileLine } from './line-splitter.js';

const notImportable = (objections: readonly Objection[]): Problem =>
  new Problem('not-importable', undefined, { objections });

const onLine1 = (en: string, fr: string, todo?: Text): Problem =>
  notImportable([{ field: 'line 1', text: { en: `line 1: ${en}`, fr: `ligne 1 : ${fr}` }, ...(todo ? { todo } : {}) }]);

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** How the spreadsheets that our readers use save it. */
export const AS_UTF8: Text = {
  en: 'save the file as UTF-8: in Excel, “CSV UTF-8 (comma delimited)”',
  fr: 'enregistrez le fichier en UTF-8 : dans Excel, « CSV UTF-8 (délimité par des virgules) »',
};
const A_TEXT: Text = {
  en: 'choose the CSV or NDJSON file; a workbook is saved as CSV first',
  fr: 'choisissez le fichier CSV ou NDJSON ; un classeur s’enregistre d’abord en CSV',
};
const AS_SAMPLE: Text = {
  en: 'the first line names the columns; separate them by semicolons or commas',
  fr: 'la première ligne nomme les colonnes, séparées par des points-virgules ou des virgules',
};

/** The first line's text without its byte order mark. @throws Problem for what is no UTF-8 text */
export const firstLine = ({ content }: FileLine): string => {
  if (content === undefined) throw onLine1('longer than 1 MiB', 'plus de 1 Mio');
  const utf16 = (content[0] === 0xff && content[1] === 0xfe) || (content[0] === 0xfe && content[1] === 0xff);
  if (utf16) throw onLine1('this is UTF-16', 'ceci est de l’UTF-16', AS_UTF8);
  if (content.includes(0)) throw onLine1('this is no text', 'ceci n’est pas du texte', A_TEXT);
  if (!isUtf8(content)) throw onLine1('not UTF-8', 'n’est pas en UTF-8', AS_UTF8);
  return (content.subarray(0, 3).equals(BOM) ? content.subarray(3) : content).toString('utf8');
};

/** The more frequent of the two outside quotes. */
const delimiterOf = (text: string): CsvHeader['delimiter'] => {
  const bare = text.replace(/"[^"]*"/g, '');
  return bare.split(';').length > bare.split(',').length ? ';' : ',';
};

/** Reads the header line. @throws Problem naming every column that is unknown, missing or there twice */
export const readHeader = (line: FileLine, { required, named }: FileColumns): CsvHeader => {
  const text = firstLine(line);
  const delimiter = delimiterOf(text);
  let names: string[];
  try {
    names = parse(text, { delimiter })[0] ?? [];
  } catch {
    throw onLine1('a quote is opened and not closed', 'un guillemet est ouvert sans être fermé');
  }
  const found = names.map((name) => ({ name, field: named(name) }));
  const columns = found.map(({ field }) => field).filter((field): field is FileColumn => field !== undefined);
  const unknown = found
    .filter(({ field }) => field === undefined)
    .map(({ name }): Objection => {
      const shown = name.slice(0, 60);
      return { field: shown, text: { en: `unknown column “${shown}”`, fr: `colonne inconnue « ${shown} »` } };
    });
  const missing = required
    .filter((field) => !columns.includes(field))
    .map((field): Objection => ({
      field,
      text: { en: `column ${field} is missing`, fr: `il manque la colonne ${field}` },
      todo: AS_SAMPLE,
    }));
  const twice = [...new Set(columns.filter((field, i) => columns.indexOf(field) !== i))].map((field): Objection => ({
    field,
    text: { en: `column ${field} is there twice`, fr: `colonne ${field} en double` },
  }));
  const errors = [...unknown, ...missing, ...twice];
  if (errors.length > 0) throw notImportable(errors);
  return { delimiter, columns };
};

export const emptyFile = (): Problem => onLine1('the file is empty', 'le fichier est vide', AS_SAMPLE);
