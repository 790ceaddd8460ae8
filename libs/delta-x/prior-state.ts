import { Refusal, type Instant, type Objection, type Text } from '#libs/kernel';
import type { Anticipation } from './anticipation.state.js';
import type { OwedMessage, PriorParticulars, PriorState } from './prior-state.events.js';
import { triagePolicy, type Verdict } from './triage.policy.js';
import type { PriorSeen } from './triage.js';

/** How each state is called by those who see it on a screen of Delta X. */
export const priorStateText: Readonly<Record<PriorState, Text>> = {
  anticipated: { en: 'anticipated', fr: 'anticipée' },
  lodged: { en: 'lodged, without BAE', fr: 'déposée, sans BAE' },
  'bae-prov': { en: 'BAE/prov (provisional release)', fr: 'BAE/prov' },
  'bae-def': { en: 'BAE/def (definitive release)', fr: 'BAE/def' },
  'under-control': { en: 'under control', fr: 'sous contrôle' },
  'credit-pending': { en: 'credit pending', fr: 'crédit en attente' },
  'cash-payment': { en: 'cash payment', fr: 'paiement au comptant' },
};

/** A declaration as the operator's list gave it for one outage. */
export interface Prior extends PriorSeen {
  readonly alertId: string;
  /** What the operator has sent for it since (DX-20). */
  readonly sent: readonly OwedMessage[];
  readonly lastSentAt?: Instant;
}

export interface PriorStates {
  /** What the operator's lists said, the last one last: one state for each outage. */
  readonly priors: readonly Prior[];
}

/** What was said for that outage; failing that, what was said last. */
export const priorOf = ({ priors }: PriorStates, alertId: string): Prior | undefined =>
  priors.find((p) => p.alertId === alertId) ?? priors.at(-1);

const ORDER = ['kind', 'number', 'lrn', 'office', 'validatedAt', 'anticipationEndsAt'] as const;

/** Whether two lists say the same of a declaration. */
export const sameParticulars = (a: PriorParticulars, b: PriorParticulars): boolean =>
  ORDER.every((field) => a[field] === b[field]);

export const isPaperAllowed = (verdict: Verdict): boolean => verdict === 'cancel-first' || verdict === 'anticipated';

const DOUBLE: Objection = {
  rule: 'DX-09',
  field: 'reference',
  text: {
    en: 'validated before the alert: a second lodging would double it',
    fr: 'validée avant l’alerte : un second dépôt ferait doublon',
  },
};

/** DX-07, DX-09: both are named, for the one says what it is and the other why. */
const inDeltaX = (state: PriorState): Refusal => {
  const todo = {
    en: 'go on with it in Delta X when the system is back',
    fr: 'poursuivez-la dans Delta X au retour du système',
  };
  return new Refusal([
    {
      rule: 'DX-07',
      field: 'reference',
      text: {
        en: `no paper for a declaration that stands in Delta X as: ${priorStateText[state].en}`,
        fr: `pas de dépôt papier pour une déclaration à l’état « ${priorStateText[state].fr} » dans Delta X`,
      },
      todo,
    },
    DOUBLE,
  ]);
};

/** DX-31: the operator has settled the anticipated one in Delta X. */
const settledThere = (): Refusal =>
  new Refusal([
    {
      rule: 'DX-31',
      field: 'reference',
      text: {
        en: 'the anticipated one was validated, or entered anew, when the system was back',
        fr: 'l’anticipée a été validée, ou saisie à nouveau, au retour du système',
      },
      todo: {
        en: 'have that one cancelled first, if the paper is what cleared the goods',
        fr: 'faites d’abord annuler celle-ci, si c’est le papier qui a dédouané la marchandise',
      },
    },
  ]);

/** @throws Refusal where what stood in Delta X forbids a paper one (DX-07, DX-09), or has since been settled (DX-31) */
export const requirePaperAllowed = (
  prior: PriorSeen | undefined,
  anticipation: Anticipation | undefined,
  at: Instant,
): void => {
  if (!prior) return;
  const verdict = triagePolicy(at).verdictOf[prior.state];
  if (!isPaperAllowed(verdict)) throw inDeltaX(prior.state);
  const status = verdict === 'anticipated' ? anticipation?.status : undefined;
  if (status === 'validated' || status === 'entered-anew') throw settledThere();
};

/** DX-29, DX-31: whether what stood before is there to be doubled: an anticipated one may have been deleted meanwhile. */
export const standsStill = (prior: PriorSeen | undefined, anticipation: Anticipation | undefined): boolean =>
  prior !== undefined && !(prior.state === 'anticipated' && anticipation?.status === 'deleted');
