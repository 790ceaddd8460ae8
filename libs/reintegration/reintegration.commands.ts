import type { Instant } from '#libs/kernel';
import type { Failure, Hold } from './reintegration.events.js';

export type BeginAttempt = {
  readonly type: 'BeginAttempt';
  readonly messageId: string;
  readonly slotAt: Instant;
  /** The end-of-alert instant: nothing is sent before it. */
  readonly releasedAt: Instant;
  /** The target has just been asked and does not know the message. */
  readonly enquired: boolean;
  /** The local reference number that it goes under, where that is not its reference. */
  readonly lrn?: string | undefined;
  readonly now: Instant;
};
export type RecordAcceptance = {
  readonly type: 'RecordAcceptance';
  readonly messageId: string;
  readonly mrn: string;
  readonly acceptedAt: Instant;
  readonly deadline: Instant;
  readonly byEnquiry: boolean;
};
export type RecordRefusal = {
  readonly type: 'RecordRefusal';
  readonly messageId: string;
  readonly code: string;
  readonly reason: string;
  readonly field?: string | undefined;
};
export type RecordFailure = {
  readonly type: 'RecordFailure';
  readonly failure: Failure;
  readonly mayHaveArrived: boolean;
};
export type LiftHold = { readonly type: 'LiftHold'; readonly hold: Hold; readonly evidence: string };
export type Reopen = { readonly type: 'Reopen'; readonly why: string };

export type ReintegrationCommand = BeginAttempt | RecordAcceptance | RecordRefusal | RecordFailure | LiftHold | Reopen;
