import { earliest, refuse, refuseState, type Decider, type Refusal, type RuleId, type Text } from '#libs/kernel';
import type {
  BeginAttempt,
  LiftHold,
  RecordAcceptance,
  RecordFailure,
  RecordRefusal,
  ReintegrationCommand,
  Reopen,
} from './reintegration.commands.js';
import type { Hold, ReintegrationEvent } from './reintegration.events.js';
import { evolve, type Reintegration } from './reintegration.state.js';

/** The rule behind each hold. */
export const holdRule: Readonly<Record<Hold, RuleId>> = { 'cancel-first': 'DX-29', 'under-control': 'DX-33' };

const holdText: Readonly<Record<Hold, Text>> = {
  'cancel-first': {
    en: 'the one lodged in Delta X before the outage is to be cancelled first',
    fr: 'celle déposée dans Delta X avant la panne doit d’abord être annulée',
  },
  'under-control': {
    en: 'the goods are under control and not yet released',
    fr: 'la marchandise est sous contrôle, sans mainlevée',
  },
};

const statusText: Readonly<Record<Reintegration['status'], Text>> = {
  none: { en: 'nothing was lodged', fr: 'rien n’a été déposé' },
  excluded: { en: 'it is not to be re-integrated', fr: 'elle ne doit pas être réintégrée' },
  owed: { en: 'it is waiting', fr: 'elle est en attente' },
  attempting: { en: 'it is being sent', fr: 'elle est en cours d’envoi' },
  accepted: { en: 'it is accepted', fr: 'elle est acceptée' },
  refused: { en: 'it is refused', fr: 'elle est refusée' },
};

const nothingOwed = ({ status }: Reintegration): Refusal =>
  refuseState({
    en: `nothing is to be sent here: ${statusText[status].en}`,
    fr: `rien n’est à envoyer ici : ${statusText[status].fr}`,
  });

const refuseHeld = (holds: readonly Hold[]): void => {
  const [hold] = holds;
  if (hold) throw refuse(holdRule[hold], holdText[hold]);
};

type Answerable = Extract<Reintegration, { status: 'owed' | 'attempting' }>;

/** Held before it was ever sent: no answer can be about it. What held it only after the sending undoes no answer. */
const refuseUnsent = (state: Answerable): void => {
  if (state.status === 'owed' && !state.unsure) refuseHeld(state.holds);
};

/** Said where it is so: histories without holds stay as short as they were. */
const heldIf = (isHeld: boolean): { readonly held?: true } => (isHeld ? { held: true } : {});

const wasHeld = ({ status, holds }: Answerable): { readonly held?: true } =>
  heldIf(status === 'owed' && holds.length > 0);

const begin = (command: BeginAttempt, state: Reintegration): ReintegrationEvent[] => {
  if (state.status !== 'owed') throw nothingOwed(state);
  if (state.unsure && !command.enquired) {
    throw refuseState({
      en: 'an earlier sending may have arrived: ask the target first',
      fr: 'un envoi précédent a pu arriver : interrogez d’abord le système',
    });
  }
  refuseHeld(state.holds);
  if (command.now < command.releasedAt)
    throw refuse('DX-21', { en: 'the alert has not ended', fr: 'l’alerte n’a pas pris fin' });
  const { messageId, slotAt, lrn } = command;
  const sent = { messageId, slotAt, ...(lrn === undefined ? {} : { lrn }) };
  return [
    {
      type: 'ReintegrationAttempted',
      data: { ...state.subject, attempt: state.attempts + 1, ...sent },
      rules: ['DX-22', 'DX-25'],
    },
  ];
};

const accept = (command: RecordAcceptance, state: Reintegration): ReintegrationEvent[] => {
  if (state.status === 'none' || state.status === 'excluded') throw nothingOwed(state);
  const { messageId, mrn, acceptedAt, byEnquiry } = command;
  if (state.status === 'accepted') {
    if (state.mrn === mrn || state.doubles.includes(mrn)) return [];
    return [
      { type: 'DoubleDetected', data: { ...state.subject, mrn, firstMrn: state.mrn, rule: 'DX-29' }, rules: ['DX-29'] },
    ];
  }
  if (state.status === 'refused') throw nothingOwed(state);
  refuseUnsent(state);
  const deadline = state.dueBy === undefined ? command.deadline : earliest(command.deadline, state.dueBy);
  const inTime = acceptedAt <= deadline;
  return [
    {
      type: 'ReintegrationAccepted',
      data: {
        ...state.subject,
        messageId,
        mrn,
        acceptedAt,
        deadline,
        inTime,
        byEnquiry,
        before: state.status,
        ...wasHeld(state),
      },
      rules: deadline < command.deadline ? ['DX-24', 'DX-32'] : ['DX-24'],
    },
  ];
};

const recordRefusal = (command: RecordRefusal, state: Reintegration): ReintegrationEvent[] => {
  if (state.status === 'none' || state.status === 'excluded') throw nothingOwed(state);
  if (state.status === 'accepted' || state.status === 'refused') return [];
  refuseUnsent(state);
  const { messageId, code, reason, field } = command;
  const data = { ...state.subject, messageId, code, reason, field, before: state.status, ...wasHeld(state) };
  return [{ type: 'ReintegrationRefused', data }];
};

const fail = (command: RecordFailure, state: Reintegration): ReintegrationEvent[] => {
  if (state.status !== 'attempting') return [];
  const { failure, mayHaveArrived } = command;
  const held = heldIf(state.holds.length > 0);
  const data = { ...state.subject, attempt: state.attempts, failure, mayHaveArrived, ...held };
  return [{ type: 'AttemptFailed', data }];
};

const lift = (command: LiftHold, state: Reintegration): ReintegrationEvent[] => {
  if (state.status !== 'owed' || !state.holds.includes(command.hold)) {
    throw refuse(
      holdRule[command.hold],
      { en: 'it is not held for that', fr: 'elle n’est pas retenue pour ce motif' },
      { field: 'hold' },
    );
  }
  const { hold, evidence } = command;
  if (evidence.trim() === '') {
    const text = { en: 'what shows that it may go is missing', fr: 'il manque la preuve qu’elle peut partir' };
    throw refuse(holdRule[hold], text, { field: 'evidence' });
  }
  return [
    {
      type: 'HoldLifted',
      data: { ...state.subject, hold, holdsLeft: state.holds.length - 1, evidence },
      rules: [holdRule[hold]],
    },
  ];
};

const reopen = (command: Reopen, state: Reintegration): ReintegrationEvent[] => {
  if (state.status !== 'refused') {
    throw refuseState(
      { en: 'only a refused re-integration is sent again', fr: 'seule une réintégration refusée est renvoyée' },
      { todo: { en: 'read it again: somebody may have done it', fr: 'relisez-la : quelqu’un l’a peut-être fait' } },
    );
  }
  if (command.why.trim() === '')
    throw refuseState({ en: 'the reason is missing', fr: 'il manque le motif' }, { field: 'why' });
  const data = { ...state.subject, code: state.code, why: command.why, ...heldIf(state.holds.length > 0) };
  return [{ type: 'ReintegrationReopened', data, rules: ['DX-28'] }];
};

export const reintegrationDecider: Decider<ReintegrationCommand, Reintegration, ReintegrationEvent> = {
  initial: { status: 'none' },
  evolve,
  decide: (command, state) => {
    switch (command.type) {
      case 'BeginAttempt':
        return begin(command, state);
      case 'RecordAcceptance':
        return accept(command, state);
      case 'RecordRefusal':
        return recordRefusal(command, state);
      case 'RecordFailure':
        return fail(command, state);
      case 'LiftHold':
        return lift(command, state);
      case 'Reopen':
        return reopen(command, state);
    }
  },
};

/** What the submitter does next with a thing as it stands (a crash may have left it anywhere). */
export type NextStep = 'send' | 'enquire' | 'nothing';

/** "Attempting" with nobody at work on it, or "unsure": the target is asked before anything is sent again. */
export const nextStep = (state: Reintegration): NextStep => {
  if (state.status === 'attempting') return 'enquire';
  if (state.status !== 'owed') return 'nothing';
  if (state.unsure) return 'enquire';
  return state.holds.length > 0 ? 'nothing' : 'send';
};
