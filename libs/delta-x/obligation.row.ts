import type { Instant, Recorded } from '#libs/kernel';
import { holdRule } from '#libs/reintegration';
import type { DeclarationEvent } from './declaration.events.js';

/** Where a declaration stands, in the order of its life. */
export const DECLARATION_STATUSES = [
  'prior',
  'goes-on',
  'kept',
  'held',
  'owed',
  'attempting',
  'refused',
  'accepted',
] as const;
export type DeclarationStatus = (typeof DECLARATION_STATUSES)[number];

/** What a listed declaration shows of what is owed and what became of it. */
export interface ObligationRow {
  readonly status: DeclarationStatus;
  /** Its own deadline, where it has one: the earlier of this and the alert's counts (DX-32). */
  readonly dueBy?: Instant;
  readonly attempts: number;
  readonly submission: number;
  readonly attemptedAt?: Instant;
  readonly unsure: boolean;
  readonly mrn?: string;
  readonly acceptedAt?: Instant;
  readonly inTime?: boolean;
  /** Why a person is needed: the code that customs gave, or the rule that holds it. */
  readonly cause?: string;
  readonly reason?: string;
}

const clear = <R extends ObligationRow>(row: R): R => {
  const { cause: _cause, reason: _reason, ...rest } = row;
  return rest as R;
};

export const obligationRow = <R extends ObligationRow>(
  row: R,
  { event, recordedAt }: Recorded<DeclarationEvent>,
): R => {
  switch (event.type) {
    case 'ObligationOpened': {
      const { holds, dueBy } = event.data;
      const due = dueBy === undefined ? row : { ...row, dueBy };
      const [hold] = holds;
      return hold ? { ...due, status: 'held', cause: holdRule[hold] } : { ...due, status: 'owed' };
    }
    case 'HoldPlaced':
      return { ...row, status: 'held', cause: holdRule[event.data.hold] };
    case 'ObligationExcluded':
      return { ...row, status: event.data.because === 'evn-kept-in-stock-records' ? 'kept' : 'goes-on' };
    case 'ExclusionWithdrawn':
      return { ...row, status: 'prior' };
    case 'HoldLifted':
      return event.data.holdsLeft === 0 ? { ...clear(row), status: 'owed' } : row;
    case 'ReintegrationAttempted':
      return { ...row, status: 'attempting', attempts: event.data.attempt, attemptedAt: recordedAt, unsure: false };
    case 'AttemptFailed':
      return { ...row, status: 'owed', unsure: event.data.mayHaveArrived };
    case 'ReintegrationAccepted': {
      const { mrn, acceptedAt, inTime } = event.data;
      return { ...clear(row), status: 'accepted', unsure: false, mrn, acceptedAt, inTime };
    }
    case 'ReintegrationRefused':
      return { ...row, status: 'refused', unsure: false, cause: event.data.code, reason: event.data.reason };
    case 'ReintegrationReopened':
      return { ...clear(row), status: 'owed', submission: row.submission + 1, unsure: false };
    case 'DoubleDetected':
      return { ...row, cause: event.data.rule, reason: `${event.data.firstMrn} / ${event.data.mrn}` };
    default:
      return row;
  }
};
