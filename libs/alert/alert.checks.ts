import { refuseState, type Instant, type Objection, type RuleId } from '#libs/kernel';
import type { EaseDeadline } from './alert.commands.js';
import type { Notice } from './alert.events.js';

/** @throws Refusal */
export const notInFuture = (field: string, at: Instant, now: Instant): void => {
  if (at > now) {
    throw refuseState(
      { en: `this instant is in the future (${at})`, fr: `cet instant est dans le futur (${at})` },
      { field, todo: { en: 'give the instant of the message', fr: 'indiquez l’instant du message' } },
    );
  }
};

/**
 * An alert of one operator's own names the operator and its assistance request: every document refers to it.
 * @throws Refusal
 */
export const scopeIsComplete = ({ scope }: Notice): void => {
  if (scope.kind !== 'operator') return;
  for (const [field, value] of [
    ['scope.eori', scope.eori],
    ['scope.assistanceNumber', scope.assistanceNumber],
  ] as const) {
    if (value.trim() === '')
      throw refuseState({ en: 'this must be given', fr: 'cette donnée est obligatoire' }, { field });
  }
};

/** DX-24, EC-16: an easing is recorded with who decided it and why. */
export const unrecorded = ({ why, decidedBy }: EaseDeadline, rule: RuleId): Objection[] => {
  const found: Objection[] = [];
  if (why.trim() === '')
    found.push({ rule, field: 'why', text: { en: 'the reason is missing', fr: 'il manque le motif' } });
  if (decidedBy.trim() === '') {
    const text = { en: 'who decided it is missing', fr: 'il manque l’auteur de la décision' };
    found.push({ rule, field: 'decidedBy', text });
  }
  return found;
};
