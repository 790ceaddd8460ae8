import type { Column } from '#libs/page-layout';
import type { PaperLine } from '../sheet.js';

interface ListColumn extends Column {
  readonly of: (line: PaperLine, index: number) => string;
}

/** What DX-04 asks of each line, in the order of the form. Widths fill the page's 281 mm. */
export const LIST_COLUMNS: readonly ListColumn[] = [
  { title: 'N°\nNo', width: 9, align: 'right', of: (_, index) => String(index + 1) },
  { title: 'Référence de l’envoi\nConsignment reference', width: 27, of: ({ consignment }) => consignment.reference },
  { title: 'Colis\nPackages', width: 11, align: 'right', of: ({ consignment }) => String(consignment.packages) },
  {
    title: 'Expéditeur (nom, adresse)\nConsignor (name, address)',
    width: 49,
    of: ({ consignment: { consignor } }) => `${consignor.name}\n${consignor.address}`,
  },
  {
    title: 'Destinataire (nom, adresse)\nConsignee (name, address)',
    width: 51,
    of: ({ consignment: { consignee } }) => `${consignee.name}\n${consignee.address}`,
  },
  {
    title: 'Désignation commerciale\nCommercial description',
    width: 47,
    of: ({ consignment }) => consignment.description,
  },
  { title: 'NC8\nCN8', width: 14, of: ({ consignment }) => consignment.cn8 ?? '' },
  { title: 'Régime\nProcedure', width: 13, of: ({ consignment }) => consignment.procedure },
  {
    title: 'Masse brute kg\nGross mass kg',
    width: 18,
    align: 'right',
    of: ({ consignment }) => consignment.grossMassKg,
  },
  { title: 'Prov.\nProv.', width: 9, of: ({ consignment }) => consignment.countryOfProvenance },
  {
    title: 'Valeur facture\nInvoice value',
    width: 21,
    align: 'right',
    of: ({ consignment }) => consignment.invoiceValue,
  },
  { title: 'Devise\nCurr.', width: 12, of: ({ consignment }) => consignment.currency },
];
