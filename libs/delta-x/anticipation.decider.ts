import { refuse, type Instant, type Refusal, type Text } from '#libs/kernel';
import type { AnticipationDecision, EntryMode } from './anticipation.events.js';
import type { Anticipating } from './anticipation.state.js';
import { confirmed } from './cancellation.decider.js';
import type { Cancelling } from './cancellation.state.js';
import type { DeclarationEvent } from './declaration.events.js';
import type { AlertAsSeen } from './during-alert.js';
import type { Owing } from './owing.js';
import type { PaperSeen } from './paper-seen.js';
import { priorOf, type PriorStates } from './prior-state.js';

interface AtRecovery {
  readonly operator: string;
  readonly reference: string;
  readonly alert: AlertAsSeen;
  readonly now: Instant;
}

/** The delay still runs: the operator validates the declaration, or leaves it. */
export type DecideAnticipated = {
  readonly type: 'DecideAnticipated';
  readonly decision: AnticipationDecision;
} & AtRecovery;
/** The delay has ended: the system deleted the declaration. */
export type RecordDeletion = { readonly type: 'RecordDeletion' } & AtRecovery;
/** A new declaration takes the deleted one's place in Delta X. */
export type EnterAnew = {
  readonly type: 'EnterAnew';
  readonly mode: EntryMode;
  readonly goodsPresented: boolean;
  readonly number?: string | undefined;
} & AtRecovery;

export type AnticipationCommand = DecideAnticipated | RecordDeletion | EnterAnew;

type Reads = PriorStates & Anticipating & PaperSeen & Cancelling & Owing;

const no = (text: Text, todo?: Text, field?: string): Refusal =>
  refuse('DX-31', text, { ...(todo ? { todo } : {}), ...(field === undefined ? {} : { field }) });

interface Standing {
  readonly endsAt: Instant;
  readonly expired: boolean;
}

/** @throws Refusal where it was not anticipated, the alert runs still, or the operator has settled it */
const standing = ({ alert, now }: AtRecovery, state: Reads): Standing => {
  const prior = priorOf(state, alert.alertId);
  if (prior?.state !== 'anticipated') {
    throw no({
      en: 'it was not anticipated when the alert came',
      fr: 'elle n’était pas au statut anticipé au déclenchement de l’alerte',
    });
  }
  if (alert.endedAt === undefined) {
    throw no(
      {
        en: 'the alert has not ended: this is decided at recovery',
        fr: 'l’alerte n’a pas pris fin : cela se décide à la reprise',
      },
      { en: 'wait for the end-of-alert message', fr: 'attendez le message de fin d’alerte' },
    );
  }
  const endsAt = prior.known.anticipationEndsAt;
  if (endsAt === undefined) {
    throw no(
      { en: 'when its delay ends is not known', fr: 'la fin de son délai d’anticipation n’est pas connue' },
      {
        en: 'record its prior state anew, with the end of the delay',
        fr: 'enregistrez à nouveau son état, avec la fin du délai',
      },
      'anticipation_ends_at',
    );
  }
  const status = state.anticipation?.status;
  if (status === 'validated' || status === 'entered-anew') {
    throw no({
      en: status === 'validated' ? 'it was validated' : 'a new one was entered in its place',
      fr: status === 'validated' ? 'elle a été validée' : 'une nouvelle a été saisie à sa place',
    });
  }
  return { endsAt, expired: endsAt <= now || endsAt <= alert.endedAt };
};

const paperToo = (en: string, fr: string): Refusal =>
  refuse(
    'DX-29',
    { en, fr },
    {
      todo: {
        en: 'have the anticipated one cancelled, or let its delay end: the paper one is re-integrated in validated mode',
        fr: 'faites annuler l’anticipée, ou laissez échoir son délai : le papier est réintégré en mode validé',
      },
    },
  );

const decideIt = (command: DecideAnticipated, state: Reads): DeclarationEvent[] => {
  const { operator, reference, alert, decision, now } = command;
  if (decision === 'validate' && state.anticipation?.status === 'validated') return [];
  if (decision === 'leave' && state.anticipation?.status === 'left') return [];
  const { endsAt, expired } = standing(command, state);
  if (expired) {
    throw no(
      {
        en: `its delay ended on ${endsAt}: the system has deleted it`,
        fr: `son délai a pris fin le ${endsAt} : le système l’a supprimée`,
      },
      { en: 'enter a new one', fr: 'saisissez-en une nouvelle' },
    );
  }
  if (decision === 'validate' && state.lodged) {
    throw paperToo(
      'its goods are cleared on paper: validated, it would double the paper one',
      'la marchandise est dédouanée sur papier : validée, elle ferait doublon',
    );
  }
  const data = { operator, reference, alertId: alert.alertId, decision, decidedAt: now };
  return [{ type: 'AnticipatedDecided', data, rules: ['DX-31'] }];
};

/** What the end of the delay comes to: with a paper lodged, what was to be cancelled is gone (DX-29). */
const deletion = ({ operator, reference, alert }: AtRecovery, state: Reads, deletedAt: Instant): DeclarationEvent[] => {
  if (state.anticipation?.status === 'deleted') return [];
  const { cancellation } = state;
  const data = { operator, reference, alertId: alert.alertId, deletedAt };
  const deleted: DeclarationEvent = { type: 'AnticipatedDeleted', data, rules: ['DX-31'] };
  if (!cancellation || cancellation.status === 'confirmed' || cancellation.status === 'first-kept') return [deleted];
  const how = { by: 'expiry', outcome: 'deleted', confirmedAt: deletedAt, evidence: `DX-31: ${deletedAt}` } as const;
  return [deleted, ...confirmed(cancellation, how, state)];
};

const stillRuns = (endsAt: Instant): Refusal =>
  no(
    {
      en: `its delay runs until ${endsAt}: it still stands in Delta X`,
      fr: `son délai court jusqu’au ${endsAt} : elle est toujours dans Delta X`,
    },
    { en: 'validate it, or leave it', fr: 'validez-la, ou laissez-la' },
  );

const recordDeletion = (command: RecordDeletion, state: Reads): DeclarationEvent[] => {
  const { endsAt, expired } = standing(command, state);
  if (!expired) throw stillRuns(endsAt);
  return deletion(command, state, endsAt);
};

const enterAnew = (command: EnterAnew, state: Reads): DeclarationEvent[] => {
  const { operator, reference, alert, mode, goodsPresented, number, now } = command;
  const { anticipation } = state;
  if (
    anticipation?.status === 'entered-anew' &&
    anticipation.mode === mode &&
    anticipation.goodsPresented === goodsPresented &&
    anticipation.number === number
  )
    return [];
  const { endsAt, expired } = standing(command, state);
  if (!expired) throw stillRuns(endsAt);
  if (state.lodged) {
    throw paperToo(
      'its paper is re-integrated: one entered anew would double it',
      'son papier est réintégré : une nouvelle saisie ferait doublon',
    );
  }
  if (goodsPresented && mode === 'anticipated') {
    throw no(
      {
        en: 'the goods were presented to customs: the new one can only be validated',
        fr: 'les marchandises ont été présentées en douane : la nouvelle ne peut être déposée qu’en mode validé',
      },
      { en: 'enter it validated', fr: 'saisissez-la en mode validé' },
      'mode',
    );
  }
  const data = { operator, reference, alertId: alert.alertId, mode, goodsPresented, enteredAt: now };
  const anew = { ...data, ...(number === undefined ? {} : { number }) };
  return [...deletion(command, state, endsAt), { type: 'AnticipatedEnteredAnew', data: anew, rules: ['DX-31'] }];
};

/** DX-31: what the operator makes, at recovery, of a declaration that the outage met anticipated. */
export const decideAnticipation = (command: AnticipationCommand, state: Reads): DeclarationEvent[] => {
  switch (command.type) {
    case 'DecideAnticipated':
      return decideIt(command, state);
    case 'RecordDeletion':
      return recordDeletion(command, state);
    case 'EnterAnew':
      return enterAnew(command, state);
  }
};
