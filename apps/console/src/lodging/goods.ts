import type { LineColumn } from '#libs/delta-x';
import type { FormKey } from '../i18n/form-words.js';

/** How a datum of a consignment is asked for. */
interface Shape {
  readonly optional?: boolean;
  readonly inputMode?: 'decimal' | 'numeric';
  readonly maxLength?: number;
  readonly hint?: FormKey;
  readonly initial?: string;
}

export const SHAPES: Readonly<Record<LineColumn, Shape>> = {
  reference: { maxLength: 35, hint: 'lineHint.reference' },
  packages: { inputMode: 'numeric', maxLength: 8, initial: '1' },
  consignor_name: { maxLength: 70 },
  consignor_address: { maxLength: 140 },
  consignee_name: { maxLength: 70 },
  consignee_address: { maxLength: 140 },
  description: { maxLength: 512 },
  cn8: { optional: true, inputMode: 'numeric', maxLength: 8, hint: 'lineHint.cn8' },
  procedure: { inputMode: 'numeric', maxLength: 4, hint: 'lineHint.procedure', initial: '1000' },
  gross_mass_kg: { inputMode: 'decimal', maxLength: 17 },
  country_of_provenance: { maxLength: 2, initial: 'FR' },
  invoice_value: { inputMode: 'decimal', maxLength: 17 },
  currency: { maxLength: 3, initial: 'EUR' },
  restricted_documents: { optional: true, hint: 'lineHint.restricted_documents' },
  first: { optional: true, maxLength: 35, hint: 'lineHint.first' },
};

/** What a consignment has once, its parties and its reference; and what each of its articles has. */
export const CONSIGNMENT: readonly LineColumn[] = [
  'reference',
  'first',
  'consignor_name',
  'consignor_address',
  'consignee_name',
  'consignee_address',
];
export const ARTICLE: readonly LineColumn[] = [
  'description',
  'cn8',
  'procedure',
  'packages',
  'gross_mass_kg',
  'country_of_provenance',
  'invoice_value',
  'currency',
  'restricted_documents',
];
