import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { DeclarationRow } from '#libs/delta-x';
import type { Text } from '#libs/kernel';
import type { Language } from '#libs/problem-details';

const COLUMNS: readonly (readonly [string, Text])[] = [
  ['office', { en: 'Office', fr: 'Bureau' }],
  ['operator', { en: 'Operator (EORI)', fr: 'Opérateur (EORI)' }],
  ['number', { en: 'Number in Delta X', fr: 'Numéro dans Delta X' }],
  ['lrn', { en: 'LRN', fr: 'LRN' }],
  ['reference', { en: 'Reference', fr: 'Référence' }],
  ['kind', { en: 'Kind', fr: 'Type' }],
  ['validatedAt', { en: 'Validated on', fr: 'Validée le' }],
  ['lodgedAt', { en: 'Paper lodged on', fr: 'Papier déposé le' }],
  ['requestedAt', { en: 'Requested on', fr: 'Demandée le' }],
  ['reason', { en: 'Reason', fr: 'Motif' }],
];

const REASON: Text = {
  en: 'Lodged on paper under the fallback procedure: cancel, so that none doubles the re-integrated one (fiche 5, step 4)',
  fr: 'Déposée sur papier en procédure de secours : à annuler pour éviter tout doublon avec la réintégration (fiche 5, étape 4)',
};

const lineOf = (row: DeclarationRow, language: Language): Readonly<Record<string, string>> => {
  const { operator, reference, known, lodgedAt = '', cancellation } = row;
  return {
    office: cancellation?.office ?? '',
    operator,
    number: cancellation?.first.number ?? '',
    lrn: cancellation?.first.lrn ?? '',
    reference,
    kind: known?.kind ?? '',
    validatedAt: known?.validatedAt ?? '',
    lodgedAt,
    requestedAt: cancellation?.requestedAt ?? '',
    reason: REASON[language],
  };
};

const linesOf = function* (rows: Iterable<DeclarationRow>, language: Language): Generator<object, void, undefined> {
  for (const row of rows) yield lineOf(row, language);
};

/**
 * DX-29: the list that the operator sends to the service, streamed. No cell begins a formula: a spreadsheet would run
 * what a stranger wrote. French lists are parted by semicolons, as spreadsheets there expect.
 */
export const requestList = (rows: Iterable<DeclarationRow>, language: Language): Readable => {
  const csv = stringify({
    header: true,
    columns: COLUMNS.map(([key, header]) => ({ key, header: header[language] })),
    delimiter: language === 'fr' ? ';' : ',',
    escape_formulas: true,
    bom: true,
    record_delimiter: 'windows',
  });
  return Readable.from(linesOf(rows, language)).pipe(csv);
};
