import type { Instant } from '#libs/kernel';
import type { Notice } from './alert.events.js';
import type { OtherAlert } from './own-outage.js';

/** Every command carries `now`: a decision never reads a clock. */
interface At {
  readonly now: Instant;
}

/**
 * The outage is there: the announcement starts the alert (EC-03). Of an operator's own, `announcedAt` is the instant of
 * its assistance request, and `others` the system's other alerts, as far as they are known.
 */
export type AnnounceAlert = { readonly type: 'AnnounceAlert' } & Notice &
  At & { readonly announcedAt: Instant; readonly others?: readonly OtherAlert[] };
/** An outage to come. */
export type PlanAlert = { readonly type: 'PlanAlert' } & Notice &
  At & {
    readonly notifiedAt: Instant;
    readonly from: Instant;
    readonly until?: Instant | undefined;
    /** Of an operator's own: the system's other alerts, for its number is used once. */
    readonly others?: readonly OtherAlert[];
  };
/** A planned outage begins. */
export type StartAlert = { readonly type: 'StartAlert'; readonly startedAt: Instant } & At;
export type EaseDeadline = {
  readonly type: 'EaseDeadline';
  readonly until: Instant;
  readonly why: string;
  readonly decidedBy: string;
} & At;
export type EndAlert = { readonly type: 'EndAlert'; readonly endedAt: Instant } & At;

export type AlertCommand = AnnounceAlert | PlanAlert | StartAlert | EaseDeadline | EndAlert;
