import type { ArticleRow, DeclarationInFull } from '../api/declaration-rows.js';
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

/** A rectification changes what the paper says; a correction what was typed otherwise than it says. */
export type Became = 'rectified' | 'corrected';

const NAMES = Object.keys(RECTIFIABLE_DATA);
/** Said once for a whole manifest: not typed for each declaration. */
const OF_HEADER = new Set(NAMES.slice(NAMES.indexOf('declarationKind')).filter((name) => name !== 'officeOfExit'));
const OF_ARTICLE = /^asLodged\.(furtherArticles\[(\d+)\]\.(\w+))$/;

interface Datum {
  readonly datum: string;
  readonly name: MessageKey;
  /** Of a DAU, after the first; counted from 1. */
  readonly article?: number;
}

/** The data to choose from; a correction may be of every article that the page knows. */
export const dataOf = (became: Became, initial: Readonly<Record<string, string>>): readonly Datum[] => {
  const all = Object.entries(RECTIFIABLE_DATA).map(([datum, name]): Datum => ({ datum, name }));
  if (became === 'rectified') return all;
  const ofArticles = Object.keys(initial).flatMap((key): Datum[] => {
    const [, datum, index, column] = OF_ARTICLE.exec(key) ?? [];
    const name = column === undefined ? undefined : nameOfDatum(column);
    return datum === undefined || name === undefined ? [] : [{ datum, name, article: Number(index) + 2 }];
  });
  return [...all.filter(({ datum }) => !OF_HEADER.has(datum)), ...ofArticles];
};

const articleTexts = (article: ArticleRow): Readonly<Record<string, string | number | undefined>> => ({
  packages: article.packages,
  description: article.description,
  cn8: article.cn8,
  procedure: article.procedure,
  gross_mass_kg: article.grossMassKg,
  country_of_provenance: article.countryOfProvenance,
  invoice_value: article.invoiceValue,
  currency: article.currency,
});

/** What the page knows of the data as they were lodged, under the names that the form of the act has. */
export const lodgedTexts = (row: DeclarationInFull): Readonly<Record<string, string>> => {
  const { consignment, officeOfClearance, officeOfExit } = row;
  const texts: Readonly<Record<string, string | number | undefined>> = {
    officeOfClearance,
    officeOfExit,
    ...(consignment ? articleTexts(consignment) : {}),
    consignor_name: consignment?.consignor?.name,
    consignor_address: consignment?.consignor?.address,
    consignee_name: consignment?.consignee?.name,
    consignee_address: consignment?.consignee?.address,
  };
  const ofArticles = (row.furtherArticles ?? []).flatMap((article, index) =>
    Object.entries(articleTexts(article)).map(
      ([column, text]) => [`furtherArticles[${index}].${column}`, text] as const,
    ),
  );
  return Object.fromEntries(
    [...Object.entries(texts), ...ofArticles].flatMap(([field, value]) =>
      value === undefined ? [] : [[`asLodged.${field}`, String(value)]],
    ),
  );
};
