import type { System } from '#libs/alert';
import type { DomainEvent, Instant, RuleId } from '#libs/kernel';

/** What an obligation is about: it lives on the stream of the thing that must reach the customs system. */
export interface Subject {
  readonly alertId: string;
  readonly system: System;
  readonly operator: string;
  readonly reference: string;
}

/** Why something that was handled on paper must not be sent (again). */
export const EXCLUSIONS = ['evn-kept-in-stock-records', 'goes-on-normally', 'goods-not-released'] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];

/** What must come before the sending. */
export const HOLDS = ['cancel-first', 'under-control'] as const;
export type Hold = (typeof HOLDS)[number];

/** How a sending failed without an answer of the target. */
export const FAILURES = ['throttled', 'down', 'timeout', 'connection'] as const;
export type Failure = (typeof FAILURES)[number];

/** One thing must reach the customs system. Due when its alert has ended and nothing holds it. */
export type ObligationOpened = DomainEvent<
  'ObligationOpened',
  Subject & {
    readonly holds: readonly Hold[];
    /** A deadline of its own, beside the alert's window: the earlier of the two counts (DX-32). */
    readonly dueBy?: Instant | undefined;
    /** There where it had been sent, taken out, and is owed again: never the message of before. */
    readonly submission?: number | undefined;
    /** Streams of what the target must have acknowledged before: a cancellation before what replaces it. */
    readonly after?: readonly string[] | undefined;
  }
>;
/** It must not: a fact as much as its opposite, with its rule. */
export type ObligationExcluded = DomainEvent<
  'ObligationExcluded',
  Subject & {
    readonly because: Exclusion;
    /** There where it was owed until then: whether something held it. */
    readonly wasOwed?: { readonly held: boolean } | undefined;
  }
>;
/** What it rested on was put right before any paper: nothing is decided any more. */
export type ExclusionWithdrawn = DomainEvent<'ExclusionWithdrawn', Subject & { readonly because: Exclusion }>;
/** Something came up, once it was owed already, that must come before the sending. */
export type HoldPlaced = DomainEvent<
  'HoldPlaced',
  Subject & {
    readonly hold: Hold;
    /** Holds in force with this one. */
    readonly holdsNow: number;
    /** There where it was not waiting: the hold tells once it is due again. */
    readonly before?: NotWaiting | undefined;
  }
>;
export type HoldLifted = DomainEvent<
  'HoldLifted',
  Subject & {
    readonly hold: Hold;
    readonly holdsLeft: number;
    readonly evidence: string;
    readonly before?: NotWaiting | undefined;
  }
>;

/** A hold on what is not waiting: on its way, or refused. */
export const NOT_WAITING = ['attempting', 'refused'] as const;
export type NotWaiting = (typeof NOT_WAITING)[number];

/** How the obligation stood when the answer came. */
export const ANSWERABLE = ['owed', 'attempting'] as const;
export type Answerable = (typeof ANSWERABLE)[number];

/** Recorded before anything is sent: after a crash the log knows that something may be under way. */
export type ReintegrationAttempted = DomainEvent<
  'ReintegrationAttempted',
  Subject & {
    readonly attempt: number;
    /** The same for every attempt of one submission: the target tells a repeat by it. */
    readonly messageId: string;
    readonly slotAt: Instant;
    /** The local reference number that it goes under, where that is not its reference. */
    readonly lrn?: string | undefined;
  }
>;
export type ReintegrationAccepted = DomainEvent<
  'ReintegrationAccepted',
  Subject & {
    readonly messageId: string;
    readonly mrn: string;
    readonly acceptedAt: Instant;
    readonly deadline: Instant;
    readonly inTime: boolean;
    /** Learnt by asking the target, not from its answer to the sending. */
    readonly byEnquiry: boolean;
    readonly before: Answerable;
    /** There where it was waiting, sent already as it seems, and something held it. */
    readonly held?: true | undefined;
  }
>;
/** Customs said no: a fact, for a person. */
export type ReintegrationRefused = DomainEvent<
  'ReintegrationRefused',
  Subject & {
    readonly messageId: string;
    readonly code: string;
    readonly reason: string;
    readonly field?: string | undefined;
    readonly before: Answerable;
    readonly held?: true | undefined;
  }
>;
/** No answer: due again. `mayHaveArrived` obliges to ask before sending again. */
export type AttemptFailed = DomainEvent<
  'AttemptFailed',
  Subject & {
    readonly attempt: number;
    readonly failure: Failure;
    readonly mayHaveArrived: boolean;
    /** There where something has come up meanwhile that holds it. */
    readonly held?: true | undefined;
  }
>;
/** A person decided that a refused one is sent again, as a new submission. */
export type ReintegrationReopened = DomainEvent<
  'ReintegrationReopened',
  Subject & {
    readonly code: string;
    readonly why: string;
    /** There where something holds it. */
    readonly held?: true | undefined;
  }
>;
/** Another one than what is recorded stands with the target: for a person, at once. */
export type DoubleDetected = DomainEvent<
  'DoubleDetected',
  Subject & {
    /** Of the other one; absent where it is known to be there, and its number is not. */
    readonly mrn?: string | undefined;
    /** The one recorded first. */
    readonly firstMrn: string;
    readonly rule: RuleId;
  }
>;

export type ReintegrationEvent =
  | ObligationOpened
  | ObligationExcluded
  | ExclusionWithdrawn
  | HoldPlaced
  | HoldLifted
  | ReintegrationAttempted
  | ReintegrationAccepted
  | ReintegrationRefused
  | AttemptFailed
  | ReintegrationReopened
  | DoubleDetected;
