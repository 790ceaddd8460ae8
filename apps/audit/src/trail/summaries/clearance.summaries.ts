import {
  isPersonalField,
  type Change,
  type ClearanceEvent,
  type ControlKind,
  type ControlResult,
  type ExitDocument,
  type ReleasedBy,
  type WithheldBecause,
} from '#libs/delta-x';
import type { Text } from '#libs/kernel';
import { minute, type Summaries } from './words.js';

const controlText: Readonly<Record<ControlKind, Text>> = {
  documentary: { en: 'Documentary control', fr: 'Contrôle documentaire' },
  physical: { en: 'Physical control', fr: 'Contrôle physique' },
  waived: { en: 'Control waived', fr: 'Contrôle levé' },
};
/** Each datum with what it was and became; of persons only that it was. */
const fieldsOf = (changes: readonly Change[]): string =>
  changes
    .map(({ field, asLodged = '–', rectified }) =>
      rectified === undefined || isPersonalField(field) ? field : `${field} (${asLodged} → ${rectified})`,
    )
    .join(', ');

const resultText: Readonly<Record<ControlResult, Text>> = {
  satisfactory: { en: 'satisfactory', fr: 'satisfaisant' },
  unsatisfactory: { en: 'not satisfactory', fr: 'non satisfaisant' },
};
const releaseText: Readonly<Record<ReleasedBy, Text>> = {
  stamp: { en: 'by its stamp', fr: 'par son cachet' },
  explicit: { en: 'explicitly', fr: 'explicitement' },
  'after-control': { en: 'after the control', fr: 'après contrôle' },
};
const withheldText: Readonly<Record<WithheldBecause, Text>> = {
  seized: { en: 'seized', fr: 'saisie' },
  abandoned: { en: 'abandoned', fr: 'abandon' },
  destroyed: { en: 'destroyed', fr: 'destruction' },
  returned: { en: 'returned to the operator', fr: 'restitution à l’opérateur' },
  other: { en: 'another cause', fr: 'autre cause' },
};
const documentText: Readonly<Record<ExitDocument, Text>> = {
  'manifest-copy': { en: 'a copy of the manifest', fr: 'une copie du manifeste' },
  'dau-copy-3': { en: 'copy 3 of the DAU', fr: 'l’exemplaire 3 du DAU' },
  'records-extract': { en: 'an extract of the records', fr: 'un extrait des écritures' },
};

/** What happened to the goods, in a line; without personal data. */
export const clearanceSummaries: Summaries<ClearanceEvent> = {
  DauPresented: ({ authentication, box, office, copy3WithGoods }) => ({
    en: `DAU E/S ${authentication === 'stamped' ? `stamped by ${office} in box ${box}` : `pre-authenticated by ${office}, box ${box}`}${copy3WithGoods ? '; copy 3 travels with the goods' : ''}`,
    fr: `DAU E/S ${authentication === 'stamped' ? `visé par ${office} en case ${box}` : `pré-authentifié par ${office}, case ${box}`}${copy3WithGoods ? ' ; l’exemplaire 3 accompagne les marchandises' : ''}`,
  }),
  SelectedForControl: ({ office, selectedAt }) => ({
    en: `Selected for control by ${office} on ${minute.en(selectedAt)}`,
    fr: `Sélectionnée pour contrôle par ${office} le ${minute.fr(selectedAt)}`,
  }),
  ControlRecorded: ({ kind, result, controlledAt }) => ({
    en: `${controlText[kind].en}, ${resultText[result].en}, on ${minute.en(controlledAt)}`,
    fr: `${controlText[kind].fr}, ${resultText[result].fr}, le ${minute.fr(controlledAt)}`,
  }),
  GoodsReleased: ({ by, office, releasedAt }) => ({
    en: `Released by ${office} ${releaseText[by].en} on ${minute.en(releasedAt)}`,
    fr: `Mainlevée de ${office} ${releaseText[by].fr} le ${minute.fr(releasedAt)}`,
  }),
  GoodsWithheld: ({ because, office, withheldAt }) => ({
    en: `Withheld by ${office} on ${minute.en(withheldAt)} (${withheldText[because].en}): no release comes`,
    fr: `Retenues définitivement par ${office} le ${minute.fr(withheldAt)} (${withheldText[because].fr}) : aucune mainlevée`,
  }),
  GoodsTaken: ({ takenAt }) => ({
    en: `Taken by the operator on its own premises on ${minute.en(takenAt)}, no restriction`,
    fr: `Marchandises enlevées par l’opérateur dans ses locaux le ${minute.fr(takenAt)}, sans restriction`,
  }),
  ExitEndorsed: ({ on, office, endorsedAt }) => ({
    en: `Exit certified: visa of ${office} on ${documentText[on].en}, ${minute.en(endorsedAt)}`,
    fr: `Sortie certifiée : visa de ${office} sur ${documentText[on].fr}, ${minute.fr(endorsedAt)}`,
  }),
  RectificationRecorded: ({ act, changes, rectifiedAt }) => ({
    en: `Rectified afterwards (${act}): ${fieldsOf(changes)}, on ${minute.en(rectifiedAt)}; what was lodged stays`,
    fr: `Rectifiée ensuite (${act}) : ${fieldsOf(changes)}, le ${minute.fr(rectifiedAt)} ; le dépôt reste tel quel`,
  }),
};
