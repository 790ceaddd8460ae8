import { refuse, Refusal, type Instant, type Text } from '#libs/kernel';
import type { Anticipating } from './anticipation.state.js';
import type {
  CancellationCommand,
  ConfirmCancellation,
  KeepFirst,
  RefuseCancellation,
  RequestCancellation,
} from './cancellation.commands.js';
import type { CancellationConfirmed } from './cancellation.events.js';
import type { Cancellation, Cancelling } from './cancellation.state.js';
import { inTime, sinceTheOutage, sinceThePaper, sinceTheRequest } from './cancellation-times.js';
import { isOffice } from './codes.js';
import type { DeclarationEvent } from './declaration.events.js';
import { officeUnknown } from './form-check.js';
import { STARTING_OFFICES } from './offices.js';
import { excludeOwed, liftCancelFirst, type Owing } from './owing.js';
import type { PaperSeen } from './paper-seen.js';
import { priorOf, type PriorStates } from './prior-state.js';

type Reads = Cancelling & Owing & PriorStates & Anticipating & PaperSeen;

const because = (text: Text, field?: string, todo?: Text): Refusal =>
  refuse('DX-29', text, { ...(field === undefined ? {} : { field }), ...(todo ? { todo } : {}) });

/** @throws Refusal where nothing is to be cancelled, or it is settled */
const unsettled = ({ cancellation }: Cancelling): Cancellation => {
  if (!cancellation) {
    throw because({
      en: 'nothing to cancel: no paper doubles a declaration that stands in Delta X without BAE',
      fr: 'rien à annuler : aucun papier ne fait doublon avec une déclaration déposée sans BAE dans Delta X',
    });
  }
  if (cancellation.status === 'confirmed')
    throw because({ en: 'it is cancelled already', fr: 'elle est déjà annulée' });
  if (cancellation.status === 'first-kept') {
    throw because({
      en: 'it was decided that the first one goes on: the paper is not re-integrated',
      fr: 'il a été décidé que la première poursuit son cycle : le papier n’est pas réintégré',
    });
  }
  return cancellation;
};

const notRequested = (): Refusal =>
  because({ en: 'its cancellation was not requested', fr: 'son annulation n’est pas demandée' }, undefined, {
    en: 'record the request first',
    fr: 'enregistrez d’abord la demande',
  });

const said = (field: string, text: string): void => {
  if (text.trim() === '') throw because({ en: 'this must be said', fr: 'cette donnée est obligatoire' }, field);
};

const aboutOf = ({ operator, reference, alertId }: Cancellation) => ({ operator, reference, alertId });

const request = (command: RequestCancellation, state: Cancelling & PaperSeen): DeclarationEvent[] => {
  const due = unsettled(state);
  const { means, requestedAt, now, office = due.office, offices = STARTING_OFFICES } = command;
  if (due.status === 'requested') {
    if (due.office === office && due.means === means && due.requestedAt === requestedAt) return [];
    throw because(
      {
        en: `its cancellation was requested on ${due.requestedAt ?? ''}: it is not asked twice`,
        fr: `son annulation est demandée depuis le ${due.requestedAt ?? ''} : une seule demande suffit`,
      },
      undefined,
      { en: 'wait for the answer, or record it', fr: 'attendez la réponse, ou enregistrez-la' },
    );
  }
  if (!isOffice(office)) {
    const todo = { en: 'two letters and six characters, FR002650', fr: 'deux lettres et six caractères, FR002650' };
    throw because({ en: `${office} is no office code`, fr: `${office} n’est pas un code de bureau` }, 'office', todo);
  }
  const [unknown] = officeUnknown('office', office, requestedAt, offices, 'DX-29');
  if (unknown) throw new Refusal([unknown]);
  inTime('requestedAt', requestedAt, now, sinceTheOutage(command.alert) ?? sinceThePaper(state));
  if (due.refusedAt !== undefined && requestedAt < due.refusedAt) {
    throw because(
      {
        en: `the service refused it later (${due.refusedAt})`,
        fr: `le service l’a refusée ensuite (${due.refusedAt})`,
      },
      'requestedAt',
    );
  }
  const data = { ...aboutOf(due), first: due.first, office, means, requestedAt, request: due.requests + 1 };
  return [{ type: 'CancellationRequested', data, rules: ['DX-29'] }];
};

/** What the end of the first one comes to, however it became known. */
export const confirmed = (
  due: Cancellation,
  how: Omit<CancellationConfirmed['data'], 'operator' | 'reference' | 'alertId'>,
  state: Owing,
): DeclarationEvent[] => [
  { type: 'CancellationConfirmed', data: { ...aboutOf(due), ...how }, rules: ['DX-29'] },
  ...liftCancelFirst(state, how.evidence),
];

/** DX-31: deleted by the system, it is no longer the operator's to validate or leave. */
const deletedAnticipated = (
  { operator, reference, alertId }: Cancellation,
  at: Instant,
  state: Reads,
): DeclarationEvent[] =>
  priorOf(state, alertId)?.state === 'anticipated' && state.anticipation?.status !== 'deleted'
    ? [{ type: 'AnticipatedDeleted', data: { operator, reference, alertId, deletedAt: at }, rules: ['DX-31'] }]
    : [];

const confirm = (command: ConfirmCancellation, state: Reads): DeclarationEvent[] => {
  if (state.cancellation?.status === 'confirmed') return [];
  const due = unsettled(state);
  const { by, outcome, confirmedAt, evidence, now } = command;
  said('evidence', evidence);
  // What is seen in Delta X is a fact, whoever brought it about; the service acts at the operator's request.
  if (by === 'service' && due.requestedAt === undefined) throw notRequested();
  inTime('confirmedAt', confirmedAt, now, by === 'service' ? sinceTheRequest(due) : undefined);
  if (by === 'service' && outcome === 'deleted' && priorOf(state, due.alertId)?.state !== 'anticipated') {
    throw because(
      {
        en: 'only an anticipated declaration is deleted, at the end of its delay (DX-31)',
        fr: 'seule une déclaration anticipée est supprimée, à la fin de son délai (DX-31)',
      },
      'outcome',
      { en: 'say “cancelled”', fr: 'indiquez « annulée »' },
    );
  }
  return [
    ...(outcome === 'deleted' ? deletedAnticipated(due, confirmedAt, state) : []),
    ...confirmed(due, { by, outcome, confirmedAt, evidence }, state),
  ];
};

const declined = (command: RefuseCancellation, state: Cancelling): DeclarationEvent[] => {
  const due = unsettled(state);
  if (due.status === 'refused') return [];
  if (due.status !== 'requested') throw notRequested();
  const { because: cause, reason, refusedAt, now } = command;
  said('reason', reason);
  inTime('refusedAt', refusedAt, now, sinceTheRequest(due));
  const data = { ...aboutOf(due), because: cause, reason, refusedAt };
  return [{ type: 'CancellationRefused', data, rules: ['DX-29'] }];
};

const keepFirst = ({ why }: KeepFirst, state: Cancelling & Owing): DeclarationEvent[] => {
  if (state.cancellation?.status === 'first-kept') return [];
  const due = unsettled(state);
  if (due.status !== 'refused') {
    throw because(
      {
        en: 'the first one goes on only where the service has refused to cancel it',
        fr: 'la première ne poursuit son cycle que si le service a refusé de l’annuler',
      },
      undefined,
      { en: 'have it cancelled', fr: 'faites-la annuler' },
    );
  }
  said('why', why);
  if (state.reintegration.status === 'accepted') {
    throw because({
      en: `the paper one is re-integrated as ${state.reintegration.mrn}: one of the two must go`,
      fr: `la déclaration papier est réintégrée sous ${state.reintegration.mrn} : l’une des deux doit disparaître`,
    });
  }
  const kept: DeclarationEvent = { type: 'FirstDeclarationKept', data: { ...aboutOf(due), why }, rules: ['DX-29'] };
  return [kept, ...excludeOwed(state, ['DX-29'])];
};

/** DX-29: no declaration doubles a paper one; the cancellation comes before the paper one is re-integrated. */
export const decideCancellation = (command: CancellationCommand, state: Reads): DeclarationEvent[] => {
  switch (command.type) {
    case 'RequestCancellation':
      return request(command, state);
    case 'ConfirmCancellation':
      return confirm(command, state);
    case 'RefuseCancellation':
      return declined(command, state);
    case 'KeepFirst':
      return keepFirst(command, state);
  }
};
