import type { DeclarationInFull } from '../api/declaration-rows.js';
import type { MessageKey } from '../i18n/translate.js';

/** The data that a rectification may be about, as the API names them, each with the text that names it here. */
export const RECTIFIABLE_DATA = {
  packages: 'field.packages',
  consignor_name: 'field.consignor.name',
  consignor_address: 'field.consignor.address',
  consignee_name: 'field.consignee.name',
  consignee_address: 'field.consignee.address',
  description: 'field.description',
  cn8: 'field.cn8',
  procedure: 'field.procedure',
  gross_mass_kg: 'field.grossMassKg',
  country_of_provenance: 'field.countryOfProvenance',
  invoice_value: 'field.invoiceValue',
  currency: 'field.currency',
  restricted_documents: 'rectify.restrictedDocuments',
  declarationKind: 'field.kind',
  assistance: 'field.assistance',
  mentions: 'rectify.mentions',
  'operator.name': 'field.operator.name',
  officeOfClearance: 'field.officeOfClearance',
  officeOfExit: 'field.officeOfExit',
  singleTransportContract: 'field.singleTransportContract',
  presentation: 'field.presentation',
  transit: 'field.transit',
  'lodging.means': 'rectify.lodgingMeans',
  'lodging.office': 'rectify.lodgingOffice',
  'centralised.authorisation': 'rectify.authorisation',
  'centralised.officeOfDeclaration': 'rectify.officeOfDeclaration',
  'globalisation.reference': 'rectify.period',
} as const satisfies Readonly<Record<string, MessageKey>>;

const isNamed = (field: string): field is keyof typeof RECTIFIABLE_DATA => Object.hasOwn(RECTIFIABLE_DATA, field);

/** The text that names a datum; `undefined` for one of an article after the first, and for older names. */
export const nameOfDatum = (field: string): MessageKey | undefined =>
  isNamed(field) ? RECTIFIABLE_DATA[field] : undefined;

/** What the page knows of the data as they were lodged, under the names that the form of the act has. */
export const lodgedTexts = (row: DeclarationInFull): Readonly<Record<string, string>> => {
  const { consignment, officeOfClearance, officeOfExit } = row;
  const texts: Readonly<Record<string, string | number | undefined>> = {
    officeOfClearance,
    officeOfExit,
    packages: consignment?.packages,
    consignor_name: consignment?.consignor?.name,
    consignor_address: consignment?.consignor?.address,
    consignee_name: consignment?.consignee?.name,
    consignee_address: consignment?.consignee?.address,
    description: consignment?.description,
    cn8: consignment?.cn8,
    procedure: consignment?.procedure,
    gross_mass_kg: consignment?.grossMassKg,
    country_of_provenance: consignment?.countryOfProvenance,
    invoice_value: consignment?.invoiceValue,
    currency: consignment?.currency,
  };
  return Object.fromEntries(
    Object.entries(texts).flatMap(([field, value]) =>
      value === undefined ? [] : [[`asLodged.${field}`, String(value)]],
    ),
  );
};
