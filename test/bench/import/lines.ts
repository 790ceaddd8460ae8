import { LINE_FIELDS, type LineField } from '#libs/delta-x';

const GOODS = [
  ['lampes de bureau', '94052190'],
  ['Tours de cou en soie', '62141000'],
  ['Pièces de machines agricoles', '84339000'],
  ['Livres imprimés', '49019900'],
] as const;
const PLACES = ['Storgata 1, 0155 Oslo', 'Industriestrasse 4, 8400 Winterthur', '12 King Street, Leeds LS1 2HL'];

const of = <T>(values: readonly T[], n: number): T => values[n % values.length] as T;

export const referenceOf = (n: number): string => `BX26-${String(n).padStart(7, '0')}`;

const line = (n: number): Readonly<Record<LineField, string>> => {
  const [description, cn8] = of(GOODS, n);
  return {
    reference: referenceOf(n),
    packages: String(1 + (n % 9)),
    consignor_name: 'Ateliers Lemaire et fils',
    consignor_address: `${1 + (n % 120)} rue des Tanneurs, 69001 Lyon`,
    consignee_name: `Client ${n}`,
    consignee_address: of(PLACES, n),
    description,
    cn8,
    procedure: '1000',
    gross_mass_kg: `${1 + (n % 30)}.25`,
    country_of_provenance: 'FR',
    invoice_value: `${23 + (n % 2_000)}.${String(n % 100).padStart(2, '0')}`,
    currency: 'EUR',
  };
};

const row = (values: readonly string[]): string => `${values.join(';')}\n`;

/** The header of a manifest's file, and its lines from one number up to another; every one is owed to Delta X. */
export const headerRow = (): string => row(LINE_FIELDS);
export const rows = (from: number, to: number): string => {
  let text = '';
  for (let n = from; n < to; n++) {
    const values = line(n);
    text += row(LINE_FIELDS.map((field) => values[field]));
  }
  return text;
};

/** A list of what stood in Delta X before the outage: every twentieth line of the manifest, without BAE. */
export const priorList = (lines: number): string => {
  let text = row(['reference', 'state', 'lrn', 'number']);
  for (let n = 0; n < lines; n += 20)
    text += row([referenceOf(n), 'lodged', `L${referenceOf(n)}`, `26FR${String(n).padStart(12, '0')}`]);
  return text;
};
