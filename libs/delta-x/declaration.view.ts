import type { Instant, Recorded, View } from '#libs/kernel';
import { holdRule, type ReintegrationEvent } from '#libs/reintegration';
import { declarationStream } from './declaration.decider.js';
import type { DeclarationEvent, DeclarationKind, PriorState } from './delta-x.events.js';

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

/** A declaration as it is listed: no personal data. */
export interface DeclarationRow {
  readonly operator: string;
  readonly reference: string;
  /** The last outage that it was about. */
  readonly alertId: string;
  readonly status: DeclarationStatus;
  readonly prior?: PriorState;
  readonly manifestId?: string;
  readonly kind?: DeclarationKind;
  readonly lodgedAt?: Instant;
  readonly officeOfClearance?: string;
  readonly description?: string;
  readonly invoiceValue?: string;
  readonly currency?: string;
  readonly valueEur?: string;
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
  readonly revision: string;
}

type Events = DeclarationEvent | ReintegrationEvent;

const fresh = (operator: string, reference: string, alertId: string): DeclarationRow => ({
  operator,
  reference,
  alertId,
  status: 'prior',
  attempts: 0,
  submission: 1,
  unsure: false,
  revision: '0',
});

const clear = ({ cause: _cause, reason: _reason, ...row }: DeclarationRow): DeclarationRow => row;

const next = (row: DeclarationRow, { event, recordedAt }: Recorded<Events>): DeclarationRow => {
  switch (event.type) {
    case 'PriorStateRecorded':
      return { ...row, prior: event.data.state };
    case 'DeclarationLodged': {
      const { manifestId, kind, lodgedAt, officeOfClearance, valueEur, consignment } = event.data;
      const { description, invoiceValue, currency } = consignment;
      return { ...row, manifestId, kind, lodgedAt, officeOfClearance, description, invoiceValue, currency, valueEur };
    }
    case 'ObligationOpened': {
      const [hold] = event.data.holds;
      return hold ? { ...row, status: 'held', cause: holdRule[hold] } : { ...row, status: 'owed' };
    }
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
  }
};

const identity = ({ event }: Recorded<Events>): { operator: string; reference: string } =>
  event.type === 'DeclarationLodged'
    ? { operator: event.data.operator.eori, reference: event.data.consignment.reference }
    : event.data;

export const declarationView: View<DeclarationRow, Events> = {
  name: 'declarations',
  version: 2,
  prefixes: ['declaration-'],
  project: (recorded, read) => {
    const { operator, reference } = identity(recorded);
    const key = declarationStream(operator, reference);
    const { alertId } = recorded.event.data;
    const row = next(read(key) ?? fresh(operator, reference, alertId), recorded);
    return [{ key, row: { ...row, alertId, revision: String(recorded.revision) } }];
  },
  columns: {
    alertId: (r) => r.alertId,
    operator: (r) => r.operator,
    reference: (r) => r.reference,
    status: (r) => r.status,
    mrn: (r) => r.mrn ?? null,
    cause: (r) => r.cause ?? null,
    manifestId: (r) => r.manifestId ?? null,
  },
};
