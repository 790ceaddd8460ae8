import type { DeclarationEvent } from '#libs/delta-x';
import type { Text } from '#libs/kernel';
import { holdRule, type Exclusion, type Failure, type Hold, type ReintegrationEvent } from '#libs/reintegration';
import { clearanceSummaries } from './clearance.summaries.js';
import { correctionSummaries } from './correction.summaries.js';
import { dcgMoved } from './manifest.summaries.js';
import { priorSummaries } from './prior.summaries.js';
import { amount, minute, systemName, type Summaries } from './words.js';

const exclusionText: Readonly<Record<Exclusion, Text>> = {
  'evn-kept-in-stock-records': {
    en: 'negligible value, kept in the stock records',
    fr: 'valeur négligeable, conservée en comptabilité matière',
  },
  'goods-not-released': { en: 'the goods are not released', fr: 'marchandises sans mainlevée' },
  'goes-on-normally': { en: 'released before the outage, it goes on normally', fr: 'BAE antérieur, suite normale' },
};

const holdText: Readonly<Record<Hold, Text>> = {
  'cancel-first': { en: 'cancel the one in the system first', fr: 'annuler d’abord celle du système' },
  'under-control': { en: 'under control', fr: 'sous contrôle' },
};

const failureText: Readonly<Record<Failure, Text>> = {
  throttled: { en: 'the system asked to slow down', fr: 'le système demande de ralentir' },
  down: { en: 'the system is down', fr: 'le système est indisponible' },
  timeout: { en: 'no answer in time', fr: 'pas de réponse à temps' },
  connection: { en: 'the connection broke', fr: 'la connexion a été rompue' },
};

const list = (holds: readonly Hold[], language: keyof Text): string =>
  holds.map((hold) => `${holdText[hold][language]} (${holdRule[hold]})`).join(', ');

/** What happened to a declaration, in a line; without personal data. */
export const declarationSummaries: Summaries<DeclarationEvent | ReintegrationEvent> = {
  ...priorSummaries,
  ...clearanceSummaries,
  DauDcgDateMoved: ({ period, from, to }) => dcgMoved({ reference: period, from, to }),
  ...correctionSummaries,
  DeclarationLodged: ({ kind, consignment, furtherArticles = [], officeOfClearance, lodgedAt, valueEur }) => {
    const { length: more } = furtherArticles;
    const articles = more === 0 ? '' : `, ${1 + more} articles`;
    return {
      en: `${kind} ${consignment.reference} lodged on paper at ${officeOfClearance} on ${minute.en(lodgedAt)}${articles}, ${amount.en(valueEur)} EUR`,
      fr: `${kind} ${consignment.reference} déposée sur papier à ${officeOfClearance} le ${minute.fr(lodgedAt)}${articles}, ${amount.fr(valueEur)} EUR`,
    };
  },
  ObligationOpened: ({ system, holds, dueBy }) => ({
    en: `To be re-integrated in ${systemName[system]}${dueBy === undefined ? '' : `, by ${minute.en(dueBy)} at the latest`}${holds.length > 0 ? `, held: ${list(holds, 'en')}` : ''}`,
    fr: `À réintégrer dans ${systemName[system]}${dueBy === undefined ? '' : `, au plus tard le ${minute.fr(dueBy)}`}${holds.length > 0 ? `, retenue : ${list(holds, 'fr')}` : ''}`,
  }),
  ObligationExcluded: ({ because }) => ({
    en: `Not to be re-integrated: ${exclusionText[because].en}`,
    fr: `À ne pas réintégrer : ${exclusionText[because].fr}`,
  }),
  ExclusionWithdrawn: ({ because }) => ({
    en: `Corrected: no longer excluded as ${exclusionText[because].en}`,
    fr: `Rectifiée : n’est plus exclue au titre de ${exclusionText[because].fr}`,
  }),
  HoldPlaced: ({ hold }) => ({
    en: `Held from now on: ${holdText[hold].en} (${holdRule[hold]})`,
    fr: `Retenue désormais : ${holdText[hold].fr} (${holdRule[hold]})`,
  }),
  HoldLifted: ({ hold, holdsLeft }) => ({
    en: `No longer held (${holdText[hold].en})${holdsLeft > 0 ? `; ${holdsLeft} left` : ''}`,
    fr: `N’est plus retenue (${holdText[hold].fr})${holdsLeft > 0 ? ` ; reste ${holdsLeft}` : ''}`,
  }),
  ReintegrationAttempted: ({ system, attempt, slotAt }) => ({
    en: `Attempt ${attempt} to send to ${systemName[system]}, in its slot of ${minute.en(slotAt)}`,
    fr: `Envoi n° ${attempt} vers ${systemName[system]}, dans son créneau du ${minute.fr(slotAt)}`,
  }),
  ReintegrationAccepted: ({ mrn, acceptedAt, inTime, byEnquiry }) => ({
    en: `Accepted as ${mrn} on ${minute.en(acceptedAt)}, ${inTime ? 'in time' : 'after the deadline'}${byEnquiry ? ', learnt by asking' : ''}`,
    fr: `Acceptée sous ${mrn} le ${minute.fr(acceptedAt)}, ${inTime ? 'dans le délai' : 'hors délai'}${byEnquiry ? ', appris en interrogeant' : ''}`,
  }),
  ReintegrationRefused: ({ code, reason, field }) => ({
    en: `Refused by customs (${code}${field === undefined ? '' : `, ${field}`}): ${reason}`,
    fr: `Refusée par la douane (${code}${field === undefined ? '' : `, ${field}`}) : ${reason}`,
  }),
  AttemptFailed: ({ attempt, failure, mayHaveArrived }) => ({
    en: `Attempt ${attempt} failed: ${failureText[failure].en}${mayHaveArrived ? '; it may have arrived all the same' : ''}`,
    fr: `Échec de l’envoi n° ${attempt} : ${failureText[failure].fr}${mayHaveArrived ? ' ; il a pu arriver malgré tout' : ''}`,
  }),
  ReintegrationReopened: ({ code }) => ({
    en: `To be sent again after refusal ${code}`,
    fr: `À renvoyer après le refus ${code}`,
  }),
  DoubleDetected: ({ mrn, firstMrn }) =>
    mrn === undefined
      ? {
          en: `Double: the first declaration still stands, and ${firstMrn} is recorded`,
          fr: `Doublon : la première déclaration subsiste, et ${firstMrn} est enregistré`,
        }
      : {
          en: `Double: the system answers ${mrn}, ${firstMrn} is already recorded`,
          fr: `Doublon : le système répond ${mrn}, ${firstMrn} est déjà enregistré`,
        },
};
