import { ARTICLE_COLUMNS, type Article } from './article.js';
import { LINE_COLUMNS } from './consignment.js';
import type { DeclarationLodged } from './delta-x.events.js';

type Lodged = DeclarationLodged['data'];

/** Data of a line that a rectification may be about: all but the reference, by which the declaration is known. */
const LINE = LINE_COLUMNS.filter((column) => column !== 'reference' && column !== 'first');

/** Of the header, or of what a DAU says once. */
const HEADER = [
  'declarationKind',
  'assistance',
  'mentions',
  'operator.name',
  'officeOfClearance',
  'officeOfExit',
  'singleTransportContract',
  'presentation',
  'transit',
  'lodging.means',
  'lodging.office',
  'centralised.authorisation',
  'centralised.officeOfDeclaration',
  'globalisation.reference',
] as const;

/** The names as they are in requests; those of an article after the first are `furtherArticles[0].cn8` and so on. */
export const RECTIFIABLE: readonly string[] = [...LINE, ...HEADER];

/** Fields that hold a person, or where one is found. */
const PERSONAL: ReadonlySet<string> = new Set([
  'consignor_name',
  'consignor_address',
  'consignee_name',
  'consignee_address',
  'operator.name',
]);
export const isPersonalField = (field: string): boolean => PERSONAL.has(field);

const OF_ARTICLE = /^furtherArticles\[(\d{1,3})\]\.([a-z0-9_]+)$/;

const ofArticle = (article: Article): Readonly<Record<(typeof ARTICLE_COLUMNS)[number], string | undefined>> => ({
  packages: String(article.packages),
  description: article.description,
  cn8: article.cn8,
  procedure: article.procedure,
  gross_mass_kg: article.grossMassKg,
  country_of_provenance: article.countryOfProvenance,
  invoice_value: article.invoiceValue,
  currency: article.currency,
  restricted_documents: article.restrictedDocuments?.join(' '),
});

const ofDeclaration = (lodged: Lodged): Readonly<Record<string, string | undefined>> => {
  const { consignor, consignee } = lodged.consignment;
  return {
    ...ofArticle(lodged.consignment),
    consignor_name: consignor.name,
    consignor_address: consignor.address,
    consignee_name: consignee.name,
    consignee_address: consignee.address,
    declarationKind: lodged.kind,
    assistance: lodged.assistance,
    mentions: lodged.mentions.join(' '),
    'operator.name': lodged.operator.name,
    officeOfClearance: lodged.officeOfClearance,
    officeOfExit: lodged.officeOfExit,
    singleTransportContract: String(lodged.singleTransportContract ?? false),
    presentation: lodged.presentation ?? 'office',
    transit: String(lodged.transit ?? false),
    'lodging.means': lodged.lodging?.means ?? 'agreement',
    'lodging.office': lodged.lodging?.office ?? lodged.officeOfClearance,
    'centralised.authorisation': lodged.centralised?.authorisation,
    'centralised.officeOfDeclaration': lodged.centralised?.officeOfDeclaration,
    'globalisation.reference': lodged.globalisation?.reference,
  };
};

/** A datum as it was lodged, as a request would say it; empty where nothing was. `undefined` for no field of it. */
export const asLodged = (lodged: Lodged, field: string): string | undefined => {
  const [, index, column] = OF_ARTICLE.exec(field) ?? [];
  if (index !== undefined) {
    const article = lodged.furtherArticles?.[Number(index)];
    const known = ARTICLE_COLUMNS.find((name) => name === column);
    return article && known ? (ofArticle(article)[known] ?? '') : undefined;
  }
  return RECTIFIABLE.includes(field) ? (ofDeclaration(lodged)[field] ?? '') : undefined;
};
