import type { Need } from '#libs/delta-x';
import type { RuleId, Text } from '#libs/kernel';

/** Why something waits for a person: of a declaration, or of a paper. */
export type Concern = Exclude<Need, 'doubled'> | 'attempting' | 'accepted' | 'stamp-awaited' | 'issue-unfinished';

/** Accepted with a cause means a double: nothing else leaves one there. */
export const concernOf = (need: Need): Concern => (need === 'doubled' ? 'accepted' : need);

/** The rule behind a concern, where its cause does not say it. */
export const concernRule: Readonly<Partial<Record<Concern, RuleId>>> = {
  'cancellation-due': 'DX-29',
  'cancellation-requested': 'DX-29',
  'cancellation-refused': 'DX-29',
  'enter-anew': 'DX-31',
  'message-owed': 'DX-20',
  'control-unreleased': 'DX-33',
  'control-unsatisfactory': 'DX-33',
  'release-awaited': 'DX-14',
  'own-deadline': 'DX-32',
  'mention-missing': 'DX-33',
  'stamp-awaited': 'DX-06',
  'issue-unfinished': 'DX-05',
};

/** What a person does about it. */
export const todos: Readonly<Record<Concern, Text>> = {
  refused: {
    en: 'correct what was typed otherwise than its paper says, then send it again',
    fr: 'corrigez la saisie qui diffère du papier, puis renvoyez',
  },
  held: {
    en: 'do what comes first (cancel the earlier declaration, end the control), then lift the hold',
    fr: 'faites le préalable (annuler la première déclaration, clore le contrôle), puis levez la retenue',
  },
  attempting: {
    en: 'sent and unanswered for long: ask the customs system',
    fr: 'envoyée et sans réponse depuis longtemps : interrogez le système douanier',
  },
  accepted: {
    en: 'customs knows it under two MRNs: have one cancelled',
    fr: 'la douane la connaît sous deux MRN : faites-en annuler un',
  },
  'cancellation-due': {
    en: 'ask the service to cancel the one in Delta X: its paper stays in the stock records',
    fr: 'demandez au service d’annuler celle de Delta X : son papier reste en comptabilité matières',
  },
  'cancellation-requested': {
    en: 'asked for and not confirmed: ask the office what became of it, then record its answer',
    fr: 'demandée et non confirmée : relancez le bureau, puis enregistrez sa réponse',
  },
  'cancellation-refused': {
    en: 'the service said no: ask again with what it wants, or keep the first one and leave the paper',
    fr: 'le service a refusé : redemandez avec ce qu’il attend, ou conservez la première et laissez le papier',
  },
  'enter-anew': {
    en: 'its delay has ended and the system deleted it: enter a new one as the goods stand',
    fr: 'son délai est échu et le système l’a supprimée : saisissez-en une nouvelle selon la situation des marchandises',
  },
  'message-owed': {
    en: 'send the message that it still owes in Delta X, then record it',
    fr: 'transmettez dans Delta X le message qu’elle doit encore, puis enregistrez-le',
  },
  'control-unreleased': {
    en: 'the deadline is near and the goods are under control: have the service release them, or relax the deadline',
    fr: 'l’échéance approche et les marchandises sont sous contrôle : obtenez la mainlevée, ou un assouplissement du délai',
  },
  'control-unsatisfactory': {
    en: 'a control found something amiss: record a second one and the release, or that the service withholds the goods',
    fr: 'un contrôle a relevé une irrégularité : enregistrez un second contrôle et la mainlevée, ou la retenue définitive',
  },
  'release-awaited': {
    en: 'the goods need a document of public order: they leave with the service’s explicit release only',
    fr: 'marchandises soumises à un document d’ordre public : elles ne partent qu’avec la mainlevée expresse du service',
  },
  'own-deadline': {
    en: 'the globalisation period ends soon: settle what keeps it from being sent before then',
    fr: 'la période de globalisation s’achève bientôt : levez d’ici là ce qui empêche l’envoi',
  },
  'mention-missing': {
    en: 'accepted without the mention of its physical control: have it rectified in Delta X, then record that',
    fr: 'acceptée sans la mention du contrôle physique : faites-la rectifier dans Delta X, puis enregistrez-le',
  },
  'stamp-awaited': {
    en: 'the paper is not valid before the office has stamped box A: have it stamped, then record it',
    fr: 'le document n’est valable qu’après le cachet du bureau en case A : faites-le apposer, puis enregistrez-le',
  },
  'issue-unfinished': {
    en: 'a number was taken and its document never made: issue it again with the same key, or start the service anew',
    fr: 'un numéro a été pris sans que son document soit établi : refaites la demande avec la même clé, ou relancez le service',
  },
};

export const CONCERNS = Object.keys(todos) as readonly Concern[];
