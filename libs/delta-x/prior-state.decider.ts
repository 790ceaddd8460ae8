import { refuse, type Instant } from '#libs/kernel';
import type { ExclusionWithdrawn, ObligationExcluded } from '#libs/reintegration';
import type { Cancelling } from './cancellation.state.js';
import type { DeclarationEvent } from './declaration.events.js';
import type { Owing } from './owing.js';
import type { PaperSeen } from './paper-seen.js';
import { priorAfterPaper } from './prior-after-paper.js';
import type { PriorParticulars, PriorState } from './prior-state.events.js';
import { sameParticulars, type PriorStates } from './prior-state.js';
import { triagePolicy } from './triage.policy.js';

export type RecordPriorState = {
  readonly type: 'RecordPriorState';
  readonly operator: string;
  readonly reference: string;
  readonly alertId: string;
  readonly state: PriorState;
  readonly known: PriorParticulars;
  readonly now: Instant;
};

/** DX-20: what has its BAE goes on and is never re-integrated; put right before any paper, nothing is decided. */
const beforePaper = (command: RecordPriorState, before: PriorState | undefined): DeclarationEvent[] => {
  const { operator, reference, alertId, state, now } = command;
  const { verdictOf } = triagePolicy(now);
  const wasExcluded = before !== undefined && verdictOf[before] === 'goes-on';
  if ((verdictOf[state] === 'goes-on') === wasExcluded) return [];
  const data = { alertId, system: 'delta-x', operator, reference, because: 'goes-on-normally' } as const;
  const changed: ObligationExcluded | ExclusionWithdrawn = wasExcluded
    ? { type: 'ExclusionWithdrawn', data, rules: ['DX-20'] }
    : { type: 'ObligationExcluded', data, rules: ['DX-20'] };
  return [changed];
};

/**
 * What the operator's list says of a declaration. Learnt once its paper is lodged, it still counts: the paper waits for
 * the cancellation of the first (DX-29), or is not re-integrated at all (DX-07, DX-09, DX-20).
 */
export const recordPriorState = (
  command: RecordPriorState,
  state: PriorStates & PaperSeen & Owing & Cancelling,
): DeclarationEvent[] => {
  const { operator, reference, alertId, state: prior, known, now } = command;
  const before = state.priors.find((p) => p.alertId === alertId);
  if (before?.state === prior && sameParticulars(before.known, known)) return [];
  const { verdictOf, rulesOf } = triagePolicy(now);
  const recorded: DeclarationEvent = {
    type: 'PriorStateRecorded',
    data: { operator, reference, alertId, state: prior, known },
    rules: rulesOf[verdictOf[prior]],
  };
  if (!state.lodged) return [recorded, ...beforePaper(command, before?.state)];
  if (state.lodged.alertId !== alertId) {
    throw refuse(
      'DX-05',
      {
        en: 'this number was lodged on paper in another outage',
        fr: 'ce numéro a été déposé sur papier lors d’une autre panne',
      },
      {
        field: 'reference',
        todo: {
          en: 'a number is used once: check which declaration the list means',
          fr: 'un numéro ne sert qu’une fois : vérifiez quelle déclaration vise la liste',
        },
      },
    );
  }
  return [recorded, ...priorAfterPaper(command, { ...state, lodged: state.lodged })];
};

export const evolvePriorStates = <S extends PriorStates>(state: S, event: DeclarationEvent): S => {
  if (event.type === 'PriorStateRecorded') {
    const { alertId, state: prior, known } = event.data;
    const { sent, lastSentAt } = state.priors.find((p) => p.alertId === alertId) ?? { sent: [] };
    const others = state.priors.filter((p) => p.alertId !== alertId);
    const told = { alertId, state: prior, known, sent, ...(lastSentAt === undefined ? {} : { lastSentAt }) };
    return { ...state, priors: [...others, told] };
  }
  if (event.type === 'OwedMessageSent') {
    const { alertId, message, sentAt: lastSentAt } = event.data;
    const priors = state.priors.map((p) =>
      p.alertId === alertId ? { ...p, sent: [...p.sent, message], lastSentAt } : p,
    );
    return { ...state, priors };
  }
  return state;
};
