import { LINE_FIELDS, type LineField } from '#libs/delta-x';
import { owedLines, type Line } from './consignments.js';

/** What is said of a line that is refused. Without a rule it can't be read, and no rule has looked at it. */
export interface Expected {
  readonly field?: LineField;
  readonly rule?: string;
  readonly kind: string;
}

/** A row of the file: a line, or the text of one that no line makes. */
export interface Row {
  readonly row: Line | string;
  readonly expected?: Expected;
}

type Fault = readonly [kind: string, field: LineField, values: Partial<Line>, rule?: string];

const missing: readonly Fault[] = LINE_FIELDS.filter((field) => field !== 'cn8').map((field) => [
  `${field} missing`,
  field,
  { [field]: '' },
]);

const wrong: readonly Fault[] = [
  ['over 1,000 EUR without CN8', 'cn8', { cn8: '', invoice_value: '1000.01', currency: 'EUR' }],
  ['over 1,000 EUR in USD without CN8', 'cn8', { cn8: '', invoice_value: '1161.45', currency: 'USD' }],
  ['CN8 of six digits', 'cn8', { cn8: '621410' }],
  ['CN8 with spaces', 'cn8', { cn8: '6214 10 00' }],
  ['CN8 in chapter 77, which is not in use', 'cn8', { cn8: '77010000' }],
  ['country that does not exist', 'country_of_provenance', { country_of_provenance: 'ZZ' }],
  ['country by its name', 'country_of_provenance', { country_of_provenance: 'France' }],
  ['currency that does not exist', 'currency', { currency: 'EURO' }],
  ['currency as a sign', 'currency', { currency: '€' }],
  ['currency without a rate', 'currency', { currency: 'THB', invoice_value: '4200.00' }, 'DX-22'],
  ['procedure of import', 'procedure', { procedure: '4000' }],
  ['procedure of two digits', 'procedure', { procedure: '10' }],
  ['value with a decimal comma', 'invoice_value', { invoice_value: '49,90', currency: 'EUR' }],
  ['value with a space between thousands', 'invoice_value', { invoice_value: '1 250.00', currency: 'EUR' }],
  ['negative value', 'invoice_value', { invoice_value: '-49.90', currency: 'EUR' }],
  ['mass with a decimal comma', 'gross_mass_kg', { gross_mass_kg: '1,250' }],
  ['mass of zero', 'gross_mass_kg', { gross_mass_kg: '0.000' }],
  ['negative mass', 'gross_mass_kg', { gross_mass_kg: '-2.5' }],
  ['no package', 'packages', { packages: '0' }],
  ['half a package', 'packages', { packages: '1.5' }],
  ['reference with a slash', 'reference', { reference: 'BX26/000404' }],
  ['reference of 36 characters', 'reference', { reference: 'BX26-'.padEnd(36, '0') }],
  ['consignor’s name of 71 characters', 'consignor_name', { consignor_name: 'Société '.padEnd(71, 'é') }],
  ['consignor’s address of 141 characters', 'consignor_address', { consignor_address: '1 rue '.padEnd(141, 'o') }],
  ['consignee’s name of 71 characters', 'consignee_name', { consignee_name: 'Şirket '.padEnd(71, 'ş') }],
  ['consignee’s address of 141 characters', 'consignee_address', { consignee_address: 'Calle '.padEnd(141, 'ñ') }],
  ['description of 513 characters', 'description', { description: 'Livres '.padEnd(513, 'œ') }],
  ['control character', 'description', { description: 'Livres\u0007imprimés' }],
  ['tabulator', 'consignee_name', { consignee_name: 'Zoë\tPapadakis' }],
];

const textOf = (line: Line): string => LINE_FIELDS.map((field) => line[field]).join(';');

/** Every kind of bad line, a good one before each fifth; the last one opens a quote and never closes it. */
export const badLines = (seed: number): Row[] => {
  const faults = [...missing, ...wrong];
  const lines = owedLines(seed, faults.length + Math.ceil(faults.length / 5) + 7, 'BX26');
  const next = (): Line => {
    const line = lines.shift();
    if (line === undefined) throw new RangeError('too few lines');
    return line;
  };
  const first = next();
  const judged = faults.flatMap(([kind, field, values, rule = 'DX-04'], i): Row[] => {
    const bad: Row = { row: { ...next(), ...values }, expected: { field, rule, kind } };
    return i % 5 === 4 ? [{ row: next() }, bad] : [bad];
  });
  const again: Line = { ...next(), reference: first.reference };
  return [
    { row: first },
    ...judged,
    { row: again, expected: { field: 'reference', rule: 'DX-05', kind: 'reference lodged above with other data' } },
    { row: textOf(next()).replace(/;[^;]*$/, ''), expected: { kind: 'a column too few' } },
    { row: `${textOf(next())};EUR`, expected: { kind: 'a column too many' } },
    { row: textOf({ ...next(), description: 'Table de 19" en bois' }), expected: { kind: 'quote inside a value' } },
    { row: { ...next(), reference: 'BX26-900001', description: 'Affiche 19"; encadrée' } },
    { row: textOf({ ...next(), description: '"Livres imprimés' }), expected: { kind: 'quote opened and not closed' } },
  ];
};
