import type { Instant, RuleId, Text } from '#libs/kernel';
import type { OwedMessage, PriorParticulars, PriorState } from './prior-state.events.js';
import type { TriagePolicy, Verdict } from './triage.policy.js';

/** A declaration as the list gave it, with what the operator has sent for it since. */
export interface PriorSeen {
  readonly state: PriorState;
  readonly known: PriorParticulars;
  readonly sent?: readonly OwedMessage[];
}

/** Whether an anticipated declaration is still there (DX-31); absent for the other states. */
export type Delay = 'running' | 'expired' | 'unknown';

export interface Triage {
  readonly verdict: Verdict;
  readonly rules: readonly RuleId[];
  /** Messages still to be sent, in order (DX-20). */
  readonly owed: readonly OwedMessage[];
  readonly delay?: Delay;
  readonly text: Text;
  readonly todo: Text;
}

export const owedMessageText: Readonly<Record<OwedMessage, Text>> = {
  scan: { en: 'the scan message', fr: 'le message de scan' },
  'end-of-scan': { en: 'the end-of-scan message', fr: 'le message de fin de scan' },
  completion: { en: 'the completion message', fr: 'le message de complétion' },
};

export const verdictText: Readonly<Record<Verdict, Text>> = {
  'goes-on': { en: 'it goes on normally', fr: 'elle poursuit son cycle' },
  'paper-refused': { en: 'no paper: it is in the hands of the service', fr: 'pas de papier : elle relève du service' },
  'cancel-first': {
    en: 'paper is allowed, and the first one is to be cancelled',
    fr: 'papier possible, la première est à annuler',
  },
  anticipated: { en: 'anticipated: its delay decides', fr: 'anticipée : son délai décide' },
};

/**
 * Messages that a declaration still owes. Where the list did not say DSE or DAU, as if it were the one that owes more:
 * better one message too many on the list than one that nobody sends.
 */
export const owedMessages = ({ state, known, sent = [] }: PriorSeen, policy: TriagePolicy): readonly OwedMessage[] =>
  (policy.owed[state]?.[known.kind ?? 'DSE'] ?? []).filter((message) => !sent.includes(message));

const delayOf = ({ anticipationEndsAt }: PriorParticulars, at: Instant): Delay =>
  anticipationEndsAt === undefined ? 'unknown' : at < anticipationEndsAt ? 'running' : 'expired';

const delayTodo: Readonly<Record<Delay, Text>> = {
  running: {
    en: 'when the system is back, validate it or leave it',
    fr: 'au retour du système, validez-la ou laissez-la',
  },
  expired: {
    en: 'the system deletes it: enter a new one as the goods stand',
    fr: 'le système la supprime : saisissez-en une nouvelle selon la situation des marchandises',
  },
  unknown: { en: 'say when its delay ends', fr: 'indiquez la fin de son délai d’anticipation' },
};

const listed = (messages: readonly OwedMessage[], language: keyof Text): string =>
  messages.map((message) => owedMessageText[message][language]).join(language === 'en' ? ' and ' : ' et ');

const todoOf = (verdict: Verdict, owed: readonly OwedMessage[], delay: Delay | undefined): Text => {
  switch (verdict) {
    case 'goes-on':
      return owed.length === 0
        ? { en: 'nothing more to send', fr: 'plus rien à transmettre' }
        : { en: `send ${listed(owed, 'en')}`, fr: `transmettez ${listed(owed, 'fr')}` };
    case 'paper-refused':
      return {
        en: 'go on with it in Delta X when the system is back',
        fr: 'poursuivez-la dans Delta X au retour du système',
      };
    case 'cancel-first':
      return {
        en: 'once its paper is lodged, ask the service to cancel it',
        fr: 'une fois le papier déposé, demandez son annulation au service',
      };
    case 'anticipated':
      return delayTodo[delay ?? 'unknown'];
  }
};

/** DX-07, DX-09, DX-20, DX-29, DX-31: what becomes of a declaration that the outage met in Delta X, as seen at `at`. */
export const triage = (prior: PriorSeen, policy: TriagePolicy, at: Instant): Triage => {
  const verdict = policy.verdictOf[prior.state];
  const owed = owedMessages(prior, policy);
  const delay = verdict === 'anticipated' ? delayOf(prior.known, at) : undefined;
  return {
    verdict,
    rules: policy.rulesOf[verdict],
    owed,
    ...(delay === undefined ? {} : { delay }),
    text: verdictText[verdict],
    todo: todoOf(verdict, owed, delay),
  };
};
