import type { Article } from './article.js';
import type { Consignment, LineColumn, RawLine } from './consignment.js';

/** The text of a column, `''` where there is none. */
export const textIn = (raw: RawLine, field: LineColumn): string => raw[field]?.trim() ?? '';

/** Codes in one text, with blanks or commas between. */
export const codesOf = (text: string): string[] => text.split(/[\s,]+/).filter((code) => code !== '');

/** The goods of a line that was found sound. */
export const articleIn = (raw: RawLine): Article => ({
  packages: Number(textIn(raw, 'packages')),
  description: textIn(raw, 'description'),
  ...(textIn(raw, 'cn8') === '' ? {} : { cn8: textIn(raw, 'cn8') }),
  procedure: textIn(raw, 'procedure'),
  grossMassKg: textIn(raw, 'gross_mass_kg'),
  countryOfProvenance: textIn(raw, 'country_of_provenance'),
  invoiceValue: textIn(raw, 'invoice_value'),
  currency: textIn(raw, 'currency'),
  ...(textIn(raw, 'restricted_documents') === ''
    ? {}
    : { restrictedDocuments: codesOf(textIn(raw, 'restricted_documents')) }),
});

/** A line that was found sound. */
export const consignmentIn = (raw: RawLine): Consignment => ({
  reference: textIn(raw, 'reference'),
  consignor: { name: textIn(raw, 'consignor_name'), address: textIn(raw, 'consignor_address') },
  consignee: { name: textIn(raw, 'consignee_name'), address: textIn(raw, 'consignee_address') },
  ...articleIn(raw),
  ...(textIn(raw, 'first') === '' ? {} : { first: textIn(raw, 'first') }),
});
