import { refuse, type Instant } from '#libs/kernel';
import type { DeclarationEvent } from './declaration.events.js';
import type { AlertAsSeen } from './during-alert.js';
import type { OwedMessage } from './prior-state.events.js';
import { priorOf, type PriorStates } from './prior-state.js';
import { triagePolicy } from './triage.policy.js';
import { owedMessages, owedMessageText } from './triage.js';

/** The operator has sent a message that a declaration with BAE still owed. */
export type RecordOwedMessage = {
  readonly type: 'RecordOwedMessage';
  readonly operator: string;
  readonly reference: string;
  readonly alert: AlertAsSeen;
  readonly message: OwedMessage;
  readonly sentAt: Instant;
  readonly now: Instant;
};

/** DX-20: scan and end of scan for BAE/prov, the completion of a DSE for BAE/def: in that order, each once. */
export const recordOwedMessage = (command: RecordOwedMessage, state: PriorStates): DeclarationEvent[] => {
  const { operator, reference, alert, message, sentAt, now } = command;
  const { alertId, startedAt } = alert;
  const prior = priorOf(state, alertId);
  if (prior?.sent.includes(message)) return [];
  const [next] = prior ? owedMessages(prior, triagePolicy(now)) : [];
  const named = owedMessageText[message];
  if (next === undefined) {
    throw refuse(
      'DX-20',
      { en: 'it owes Delta X no message', fr: 'elle ne doit aucun message à Delta X' },
      { field: 'message' },
    );
  }
  if (message !== next) {
    throw refuse(
      'DX-20',
      {
        en: `${named.en} is not due: ${owedMessageText[next].en} is`,
        fr: `${named.fr} n’est pas attendu : c’est ${owedMessageText[next].fr}`,
      },
      { field: 'message' },
    );
  }
  if (sentAt > now) {
    throw refuse('DX-20', { en: `${sentAt} is in the future`, fr: `${sentAt} est dans le futur` }, { field: 'sentAt' });
  }
  // The list says what was owed when the alert came, and each message follows the one before it.
  const since = prior?.lastSentAt ?? startedAt;
  if (since !== undefined && sentAt < since) {
    const [en, fr] = prior?.lastSentAt
      ? ['before the message that it follows', 'avant le message qu’il suit']
      : ['before the alert, when it was still owed', 'avant l’alerte, où il restait dû'];
    throw refuse(
      'DX-20',
      { en: `${sentAt}: ${en} (${since})`, fr: `${sentAt} : ${fr} (${since})` },
      { field: 'sentAt' },
    );
  }
  const data = { operator, reference, alertId: prior?.alertId ?? alertId, message, sentAt };
  return [{ type: 'OwedMessageSent', data, rules: ['DX-20'] }];
};
