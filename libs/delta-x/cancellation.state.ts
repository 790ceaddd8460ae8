import type { Instant } from '#libs/kernel';
import type { CancellationMeans, First } from './cancellation.events.js';
import type { DeclarationEvent } from './declaration.events.js';
import type { PaperSeen } from './paper-seen.js';

export const CANCELLATION_STATUSES = ['due', 'requested', 'refused', 'confirmed', 'first-kept'] as const;
export type CancellationStatus = (typeof CANCELLATION_STATUSES)[number];

/** Where the cancellation of the first one stands. */
export interface Cancellation {
  readonly operator: string;
  readonly reference: string;
  readonly alertId: string;
  readonly status: CancellationStatus;
  readonly first: First;
  readonly office: string;
  readonly requests: number;
  readonly means?: CancellationMeans;
  readonly requestedAt?: Instant;
  readonly refusedAt?: Instant;
}

/** Absent where no paper doubles anything. */
export interface Cancelling {
  readonly cancellation?: Cancellation;
}

const next = (cancellation: Cancellation, event: DeclarationEvent): Cancellation => {
  switch (event.type) {
    case 'CancellationRequested': {
      const { first, office, means, requestedAt, request } = event.data;
      return { ...cancellation, status: 'requested', first, office, means, requestedAt, requests: request };
    }
    case 'CancellationRefused':
      return { ...cancellation, status: 'refused', refusedAt: event.data.refusedAt };
    case 'CancellationConfirmed':
      return { ...cancellation, status: 'confirmed' };
    case 'FirstDeclarationKept':
      return { ...cancellation, status: 'first-kept' };
    case 'HoldLifted':
      // Let go by a person who had seen that the first one is gone.
      return event.data.hold === 'cancel-first' ? { ...cancellation, status: 'confirmed' } : cancellation;
    default:
      return cancellation;
  }
};

export const evolveCancelling = <S extends Cancelling & PaperSeen>(state: S, event: DeclarationEvent): S => {
  const { cancellation } = state;
  if (event.type === 'CancellationDue') {
    return { ...state, cancellation: { ...event.data, status: 'due', requests: cancellation?.requests ?? 0 } };
  }
  if (event.type === 'ObligationOpened' && !cancellation && event.data.holds.includes('cancel-first')) {
    // Histories from before the duty was an event of its own have the hold alone.
    const { operator, reference, alertId } = event.data;
    const office = state.lodged?.officeOfClearance ?? '';
    const about = { operator, reference, alertId };
    return { ...state, cancellation: { ...about, status: 'due', first: {}, office, requests: 0 } };
  }
  return cancellation ? { ...state, cancellation: next(cancellation, event) } : state;
};
