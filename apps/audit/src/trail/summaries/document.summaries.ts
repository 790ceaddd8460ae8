import type { DocumentEvent, DocumentKind, NumberEvent } from '#libs/fallback-documents';
import type { Text } from '#libs/kernel';
import { minute, type Summaries } from './words.js';

const kindText: Readonly<Record<DocumentKind, Text>> = {
  manifest: { en: 'Manifest', fr: 'Manifeste' },
  dau: { en: 'DAU E/S', fr: 'DAU E/S' },
  'records-entry': { en: 'Record of the entry', fr: 'Relevé de l’inscription' },
  'evn-list': { en: 'List of EVN', fr: 'Relevé des EVN' },
};

/** What happened to a printed document or to a number of the operator's series, in a line; without personal data. */
export const documentSummaries: Summaries<DocumentEvent | NumberEvent> = {
  DocumentIssued: ({ number, sheet, references, pages, contentSha256 }) => ({
    en: `${kindText[sheet.kind].en} no ${number} issued for ${sheet.addressedTo.office}: ${references.length} consignments on ${pages} pages, content ${contentSha256.slice(0, 12)}`,
    fr: `${kindText[sheet.kind].fr} n° ${number} établi pour ${sheet.addressedTo.office} : ${references.length} envois sur ${pages} pages, contenu ${contentSha256.slice(0, 12)}`,
  }),
  DocumentReplaced: ({ number, version, replaces, sheet, references }) => ({
    en: `${kindText[sheet.kind].en} no ${number}: version ${version} replaces version ${replaces}, ${references.length} consignments`,
    fr: `${kindText[sheet.kind].fr} n° ${number} : la version ${version} remplace la version ${replaces}, ${references.length} envois`,
  }),
  DocumentPrinted: ({ version, copies, printedAt }) => ({
    en: `Version ${version} printed on ${minute.en(printedAt)}, ${copies} copies`,
    fr: `Version ${version} imprimée le ${minute.fr(printedAt)}, en ${copies} exemplaires`,
  }),
  DocumentStamped: ({ office, stampedAt }) => ({
    en: `Stamped in box A by ${office} on ${minute.en(stampedAt)}: valid`,
    fr: `Cachet de ${office} apposé en case A le ${minute.fr(stampedAt)} : valable`,
  }),
  DocumentGivenUp: ({ number }) => ({
    en: `Given up: it could not be made under number ${number}`,
    fr: `Abandonné : il n’a pu être établi sous le numéro ${number}`,
  }),
  NumberTaken: ({ number, order, documentId }) => ({
    en: `Number ${number} of the series taken for a document: ${kindText[order.kind].en} ${documentId}`,
    fr: `Numéro ${number} de la série pris pour un document : ${kindText[order.kind].fr} ${documentId}`,
  }),
  NumberVoided: ({ number, documentId }) => ({
    en: `Number ${number} stays unused: document ${documentId} could not be made`,
    fr: `Numéro ${number} laissé sans emploi : le document ${documentId} n’a pu être établi`,
  }),
};
