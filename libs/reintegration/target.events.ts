import type { System } from '#libs/alert';
import type { DomainEvent, Instant } from '#libs/kernel';
import type { OrdinaryTraffic } from './ordinary-traffic.js';

/** A person of operations stops what is sent to a target: it goes on only when one resumes it. */
export type TargetPaused = DomainEvent<'TargetPaused', { readonly system: System; readonly why: string }>;
export type TargetResumed = DomainEvent<'TargetResumed', { readonly system: System; readonly why: string }>;
/** The most that the target is to be sent, per second; `null` takes the ceiling away. */
export type CeilingSet = DomainEvent<
  'CeilingSet',
  { readonly system: System; readonly perSecond: number | null; readonly why: string }
>;
/** What the target carries anyway, by time of day, as operations know it; `null`: nothing is known of it any more. */
export type OrdinaryTrafficSet = DomainEvent<
  'OrdinaryTrafficSet',
  { readonly system: System; readonly traffic: OrdinaryTraffic | null; readonly why: string }
>;

export const TROUBLES = ['throttled', 'down', 'timeout', 'connection', 'slow'] as const;
export type Trouble = (typeof TROUBLES)[number];

/** The target shows that it suffers: it is sent less, or nothing for a while. */
export type TargetSlowed = DomainEvent<
  'TargetSlowed',
  {
    readonly system: System;
    readonly trouble: Trouble;
    /** What it is believed to bear, per second; `null` while nothing limits it but what it asks for this moment. */
    readonly cap: number | null;
  }
>;
/** It bears what the plan asks for again. */
export type TargetRecovered = DomainEvent<'TargetRecovered', { readonly system: System }>;

/** A replica gives out the target's slots from here on; slots of an earlier epoch make no call. */
export type DispatcherTook = DomainEvent<
  'DispatcherTook',
  { readonly system: System; readonly epoch: number; readonly instance: string }
>;

export type TargetEvent =
  DispatcherTook | TargetPaused | TargetResumed | CeilingSet | OrdinaryTrafficSet | TargetSlowed | TargetRecovered;

/** The stream of a target. */
export const targetStream = (system: System): string => `target-${system}`;

/** How the target did over a stretch of time, as the calls of every replica show it. */
export interface Observed {
  readonly from: Instant;
  readonly until: Instant;
  /** Those that ended in it: turned away (429, 503), without an answer (in time), or answered. */
  readonly calls: number;
  readonly rejected: number;
  readonly unanswered: number;
  /** Half of the answers, and nineteen in twenty, came within so many of the machine's milliseconds; absent without any. */
  readonly medianMs?: number | undefined;
  readonly p95Ms?: number | undefined;
}

/** The evidence that the target was not overloaded (DX-25), or how it was and what it asked for. */
export type TargetObserved = DomainEvent<
  'TargetObserved',
  Observed & {
    readonly system: System;
    /** Of the dispatcher that heard the calls. */
    readonly epoch: number;
    /** The target asked to be left alone until then. */
    readonly heldUntil?: Instant | undefined;
  }
>;

/** The stream of what is observed of a target: apart from what is decided about it, which stays short. */
export const callsStream = (system: System): string => `calls-${system}`;
