import type { Instant, Recorded } from '#libs/kernel';
import type {
  CancellationMeans,
  CancellationOutcome,
  ConfirmedBy,
  First,
  RefusalCause,
} from './cancellation.events.js';
import type { CancellationStatus } from './cancellation.state.js';
import type { DeclarationEvent } from './declaration.events.js';

/** How the cancellation of the first one stands, as it is listed: without what persons wrote about it. */
export interface CancellationShown {
  readonly status: CancellationStatus;
  readonly first: First;
  readonly office: string;
  readonly requests: number;
  readonly means?: CancellationMeans;
  readonly requestedAt?: Instant;
  readonly refusedAt?: Instant;
  readonly because?: RefusalCause;
  readonly confirmedAt?: Instant;
  readonly by?: ConfirmedBy;
  readonly outcome?: CancellationOutcome;
}

export interface CancellationRow {
  /** Absent where no paper doubles anything (DX-29). */
  readonly cancellation?: CancellationShown;
}

const next = (shown: CancellationShown, event: DeclarationEvent): CancellationShown => {
  switch (event.type) {
    case 'CancellationRequested': {
      const { first, office, means, requestedAt, request } = event.data;
      return { status: 'requested', first, office, means, requestedAt, requests: request };
    }
    case 'CancellationRefused': {
      const { because, refusedAt } = event.data;
      return { ...shown, status: 'refused', because, refusedAt };
    }
    case 'CancellationConfirmed': {
      const { confirmedAt, by, outcome } = event.data;
      return { ...shown, status: 'confirmed', confirmedAt, by, outcome };
    }
    case 'FirstDeclarationKept':
      return { ...shown, status: 'first-kept' };
    case 'HoldLifted':
      return event.data.hold === 'cancel-first' ? { ...shown, status: 'confirmed' } : shown;
    default:
      return shown;
  }
};

export const cancellationRow = <R extends CancellationRow & { readonly officeOfClearance?: string }>(
  row: R,
  { event }: Recorded<DeclarationEvent>,
): R => {
  const { cancellation } = row;
  if (event.type === 'CancellationDue') {
    const { first, office } = event.data;
    return { ...row, cancellation: { status: 'due', first, office, requests: cancellation?.requests ?? 0 } };
  }
  if (event.type === 'ObligationOpened' && !cancellation && event.data.holds.includes('cancel-first')) {
    return { ...row, cancellation: { status: 'due', first: {}, office: row.officeOfClearance ?? '', requests: 0 } };
  }
  return cancellation ? { ...row, cancellation: next(cancellation, event) } : row;
};
