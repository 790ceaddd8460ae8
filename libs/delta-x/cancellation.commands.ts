import type { Instant } from '#libs/kernel';
import type { CancellationMeans, CancellationOutcome, ConfirmedBy, RefusalCause } from './cancellation.events.js';
import type { AlertAsSeen } from './during-alert.js';
import type { OfficeRegister } from './offices.js';

/** The operator asks the service to cancel the first one. */
export type RequestCancellation = {
  readonly type: 'RequestCancellation';
  /** The one that the list named, or the paper's, when absent. */
  readonly office?: string | undefined;
  readonly means: CancellationMeans;
  readonly requestedAt: Instant;
  readonly now: Instant;
  /** The outage: a request may be older than the paper, not than what calls for it. The paper's lodging counts without. */
  readonly alert?: AlertAsSeen;
  readonly offices?: OfficeRegister;
};
/** The first one is gone: said by the service, or seen in Delta X. */
export type ConfirmCancellation = {
  readonly type: 'ConfirmCancellation';
  readonly by: ConfirmedBy;
  readonly outcome: CancellationOutcome;
  readonly confirmedAt: Instant;
  readonly evidence: string;
  readonly now: Instant;
};
/** The service does not cancel it. */
export type RefuseCancellation = {
  readonly type: 'RefuseCancellation';
  readonly because: RefusalCause;
  readonly reason: string;
  readonly refusedAt: Instant;
  readonly now: Instant;
};
/** After the service's no: the first one goes on, the paper one is not re-integrated. */
export type KeepFirst = { readonly type: 'KeepFirst'; readonly why: string };

export type CancellationCommand = RequestCancellation | ConfirmCancellation | RefuseCancellation | KeepFirst;
