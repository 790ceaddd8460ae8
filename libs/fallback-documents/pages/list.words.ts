import type { DocumentKind, LodgingMeans } from '../sheet.js';

/** Every text stands in French, its English beside or below. */
export const TITLES: Readonly<Record<DocumentKind, readonly [fr: string, en: string]>> = {
  manifest: ['MANIFESTE DE DÉDOUANEMENT', 'Customs clearance manifest'],
  dau: ['DAU E/S', 'SAD, export and exit'],
  'records-entry': ['INSCRIPTION DANS LES ÉCRITURES DU DÉCLARANT', 'Entry in the declarant’s records'],
  'evn-list': ['RELEVÉ DES ENVOIS DE VALEUR NÉGLIGEABLE (EVN)', 'List of consignments of negligible value'],
};

export const PROCEDURE = 'Procédure de secours à l’exportation, téléprocédure Delta X  ·  Fallback procedure at export';

export const MEANS_TEXT: Readonly<Record<LodgingMeans, string>> = {
  agreement: 'Selon la convention Delta X / by the agreement’s means',
  mailbox: 'Messagerie fonctionnelle du bureau / functional mailbox',
  paper: 'Support papier / on paper',
  records: 'Écritures du déclarant / declarant’s records',
};

/** What the operator undertakes by an entry in the records. */
export const UNDERTAKING =
  'Le déclarant s’engage à régulariser dans les 24 heures suivant le message de fin d’alerte, et tient ces données à la disposition du service à tout moment. Marchandises non soumises à prohibitions et restrictions. / ' +
  'The declarant undertakes to regularise within 24 hours of the end-of-alert message and holds these data at the service’s disposal at any time. Goods under no prohibition or restriction.';

export const EVN_NOTE =
  'Envois dont la valeur n’excède pas 22 EUR, suivis sans dépôt papier et conservés en comptabilité matière ; ils ne sont pas réintégrés. / ' +
  'Consignments of 22 EUR or less, tracked without paper and kept in the stock records; they are not re-integrated.';

/** What copy 3 of a DAU is for (DX-11). */
export const TAX_PROOF =
  'L’exemplaire 3 accompagne les marchandises jusqu’au bureau de sortie ; visé, il fait office de justificatif fiscal. / ' +
  'Copy 3 travels with the goods to the office of exit; endorsed, it is the tax proof.';

/** DX-17, under a single transport contract. */
export const EXIT_BY_STAMP =
  'Contrat de transport unique : le cachet du bureau valant bon à enlever certifie la sortie. / ' +
  'Single transport contract: the release stamp of the office certifies exit.';
