import type { RuleId } from '#libs/kernel';
import { ANNEX, ANTICIPATED, DELTA_ECS, NOTES, PHYSICAL, REMINDER, step, TWO_STEP, type Entry } from './entry.js';

/** Fiche 5, Delta X export: every rule that the product takes from it. */
export const deltaXRules: Readonly<Record<RuleId, Entry>> = {
  'DX-01': [
    step('1'),
    'A manifest may be used only when the office of exit is in France.',
    'Le manifeste n’est possible que si le bureau de sortie est situé en France.',
  ],
  'DX-02': [
    step('1'),
    'Where goods leave through another Member State, the form is the DAU E/S, copies 1 to 3.',
    'Lorsque les marchandises sortent par un autre État membre, le formulaire est le DAU E/S (exemplaires 1 à 3).',
  ],
  'DX-03': [
    step('1'),
    'Consignments of negligible value may be tracked in the operator’s own system, by local arrangement.',
    'Les EVN peuvent être suivis dans le système de l’opérateur, selon des modalités locales.',
  ],
  'DX-04': [step('2'), 'What a manifest must hold.', 'Les mentions obligatoires du manifeste.'],
  'DX-05': [
    step('2'),
    'The DAU E/S: a unique number of the operator’s own, the outage and its stamp in box 31, 50000 in box 44, signature, documents.',
    'Le DAU E/S : un numéro unique propre à l’opérateur, la panne et son cachet en case 31, 50000 en case 44, signature, documents.',
  ],
  'DX-06': [
    step('2'),
    'Pre-authentication on the operator’s premises, or the office’s stamp in box A, before the document is valid.',
    'Pré-authentification dans les locaux de l’opérateur ou cachet du bureau en case A, avant que le document soit valable.',
  ],
  'DX-07': [
    step('3.1'),
    'Paper only for what has no BAE and is not under control, credit pending or cash payment.',
    'Dépôt papier réservé à ce qui n’a pas de BAE et n’est ni sous contrôle, ni crédit en attente, ni paiement au comptant.',
  ],
  'DX-08': [
    step('3.1'),
    'A manifest goes by the Delta X agreement’s means, a DAU to the office’s functional mailbox or on paper.',
    'Le manifeste est transmis selon la convention Delta X, le DAU par messagerie fonctionnelle ou sur papier.',
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
  'DX-11': [
    step('3.1', NOTES),
    'When the EAD can’t be printed, copy 3 travels with the goods and, endorsed, is the tax proof.',
    'Si l’EAD ne peut être imprimé, l’exemplaire 3 accompagne les marchandises et, visé, vaut justificatif fiscal.',
  ],
  'DX-12': [
    step('3.1', NOTES),
    'An AEO (OEA-C, OEA-F) may enter the goods in its records instead of lodging paper.',
    'Un OEA-C ou OEA-F peut inscrire les marchandises dans ses écritures au lieu de déposer un papier.',
  ],
  'DX-13': [
    step('3.1', NOTES),
    'Any operator may enter EVN in its records instead of lodging paper.',
    'Tout opérateur peut inscrire les EVN dans ses écritures au lieu de déposer un papier.',
  ],
  'DX-14': [
    step('3.2'),
    'On the operator’s premises: unrestricted goods at any time; restricted ones in opening hours, with explicit release.',
    'Dans les locaux de l’opérateur : à tout moment sans restriction ; sinon aux heures d’ouverture et avec mainlevée explicite.',
  ],
  'DX-15': [
    step('3.2'),
    'Elsewhere the office releases; its stamp is the release of what is not selected for control.',
    'Ailleurs, la mainlevée vient du bureau ; son cachet vaut mainlevée pour ce qui n’est pas sélectionné pour contrôle.',
  ],
  'DX-16': [
    step('3.3'),
    'Exit through a French office: the release stamp under transit or a single contract, else the office of exit’s visa.',
    'Sortie par un bureau français : cachet de mainlevée sous transit ou contrat unique, sinon visa du bureau de sortie.',
  ],
  'DX-17': [
    step('3.3'),
    'Exit through another Member State: the release stamp under transit or a single contract, else the endorsed DAU’s visa.',
    'Sortie par un autre État membre : cachet de mainlevée sous transit ou contrat unique, sinon visa du DAU au bureau de sortie.',
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
  'DX-30': [
    step('4', DELTA_ECS),
    'What is entered a posteriori is not sent to ECS: the visa or the release stamp is the exit proof.',
    'Ce qui est saisi a posteriori n’est pas transmis à ECS : le visa ou le cachet de mainlevée prouve la sortie.',
  ],
  'DX-31': [
    step('4', ANTICIPATED),
    'Anticipated: validated or not while its delay runs; once it has expired, entered anew.',
    'Statut anticipé : à valider ou non tant que le délai court ; délai échu, une nouvelle saisie.',
  ],
  'DX-32': [
    step('4', TWO_STEP),
    'A DSE is re-integrated by the end of its globalisation period; the DCG’s date may move by the outage’s length.',
    'La DSE est réintégrée avant la fin de globalisation ; la date de validation de la DCG peut être prolongée de la durée de la panne.',
  ],
  'DX-33': [
    step('4', PHYSICAL),
    'What was physically controlled is re-integrated only after its release, with mention 52000.',
    'Ce qui a fait l’objet d’un contrôle physique n’est réintégré qu’après mainlevée, avec la mention 52000.',
  ],
  'DX-34': [
    ANNEX,
    'The stamp: 26 x 59 mm, red ink, with the date and hour at which the fallback began.',
    'Le cachet : 26 x 59 mm, encre rouge, avec la date et l’heure de début de la procédure de secours.',
  ],
};
