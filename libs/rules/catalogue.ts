import type { RuleId, Text } from '#libs/kernel';
import { sourceOf, type SourceDocument } from './sources.js';

/** What is shown wherever a rule is cited. */
export interface Citation {
  readonly rule: RuleId;
  readonly document: SourceDocument;
  /** Where in the document, as it numbers its own parts. */
  readonly section: Text;
  readonly gist: Text;
}

type Entry = readonly [section: Text, en: string, fr: string];

const numbered = (number: string): Text => ({ en: number, fr: number });
const step = (number: string, part?: Text): Text => ({
  en: `step ${number}${part ? `, ${part.en}` : ''}`,
  fr: `étape ${number}${part ? `, ${part.fr}` : ''}`,
});
const NOTES: Text = { en: 'notes', fr: 'remarques' };
const REMINDER: Text = { en: 'reminder', fr: 'rappel' };

const entries: Readonly<Record<RuleId, Entry>> = {
  'EC-03': [
    numbered('§3'),
    'The administration’s announcement starts the alert for every operator.',
    'L’annonce de l’administration ouvre l’alerte pour tous les opérateurs.',
  ],
  'EC-16': [
    numbered('§4'),
    'Re-integration within 24 hours of the end of the alert; the office may relax it.',
    'Réintégration dans les 24 heures suivant la fin de l’alerte ; le bureau peut assouplir.',
  ],
  'EM-03': [
    numbered('V.1'),
    'A planned unavailability is notified at least 24 hours before it begins.',
    'Une indisponibilité planifiée est notifiée au moins 24 heures à l’avance.',
  ],
  'EM-21': [
    numbered('IV.3'),
    'Data are introduced immediately once the system is back.',
    'Les données sont introduites immédiatement au retour du système.',
  ],
  'DX-04': [step('2'), 'What a manifest must hold.', 'Les mentions obligatoires du manifeste.'],
  'DX-05': [
    step('2'),
    'The declaration number is the operator’s own and unique.',
    'Le numéro de déclaration est propre à l’opérateur et unique.',
  ],
  'DX-07': [
    step('3.1'),
    'Paper only for what has no BAE and is not under control, credit pending or cash payment.',
    'Dépôt papier réservé à ce qui n’a pas de BAE et n’est ni sous contrôle, ni crédit en attente, ni paiement au comptant.',
  ],
  'DX-09': [
    step('3.1', NOTES),
    'No second, paper lodging of a declaration validated before the alert.',
    'Pas de nouveau dépôt d’une déclaration validée avant l’alerte.',
  ],
  'DX-10': [
    step('3.1', NOTES),
    'Centralised clearance: the document goes to the office of declaration named in the authorisation.',
    'Dédouanement centralisé : le document va au bureau de déclaration prévu dans l’agrément.',
  ],
  'DX-20': [
    step('4'),
    'A declaration with BAE before the outage goes on normally and is never re-integrated.',
    'Une déclaration ayant obtenu le BAE avant la panne poursuit son cycle et n’est jamais réintégrée.',
  ],
  'DX-21': [
    step('4'),
    'Re-integrated: only what had no BAE and was lodged during the fallback.',
    'Réintégration : seulement ce qui n’avait pas de BAE et a été déposé pendant la procédure de secours.',
  ],
  'DX-22': [
    step('4'),
    'Taxable consignments over 22 EUR are re-integrated electronically.',
    'Les envois taxables de plus de 22 EUR sont réintégrés par voie électronique.',
  ],
  'DX-23': [
    step('4'),
    'Consignments of 22 EUR or less (EVN) stay in the stock records.',
    'Les EVN (22 EUR au plus) restent en comptabilité matière.',
  ],
  'DX-24': [
    step('4'),
    '24 hours after the end-of-alert message, unless relaxed.',
    '24 heures après le message de fin d’alerte, sauf assouplissement.',
  ],
  'DX-25': [
    step('4'),
    'Re-integration is spread so as not to overload the system.',
    'La réintégration est lissée pour ne pas surcharger le système.',
  ],
  'DX-26': [
    step('4'),
    'Re-integrated in validated mode, never anticipated.',
    'Réintégration en mode validé, jamais anticipé.',
  ],
  'DX-27': [
    step('4'),
    'Special mention 50000 and the real clearance date.',
    'Mention spéciale 50000 et date réelle du dédouanement.',
  ],
  'DX-28': [
    step('4'),
    'The data are those lodged during the outage.',
    'Les données sont celles déposées pendant la panne.',
  ],
  'DX-29': [
    step('4', REMINDER),
    'What was lodged in Delta X without BAE is cancelled before the paper one is re-integrated.',
    'Ce qui était déposé sans BAE dans Delta X est annulé avant la réintégration.',
  ],
  'DX-33': [
    step('4'),
    'What was physically controlled is re-integrated only after its release, with mention 52000.',
    'Ce qui a fait l’objet d’un contrôle physique n’est réintégré qu’après mainlevée, avec la mention 52000.',
  ],
};

/** @throws Error for a rule that the catalogue does not hold: a rule is never cited without its source */
export const cite = (rule: RuleId): Citation => {
  const entry = entries[rule];
  if (!entry) throw new Error(`rule ${rule} is not in the catalogue`);
  return { rule, document: sourceOf(rule), section: entry[0], gist: { en: entry[1], fr: entry[2] } };
};

export const citedRules = Object.keys(entries) as RuleId[];
