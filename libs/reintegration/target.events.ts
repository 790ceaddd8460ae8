import type { System } from '#libs/alert';
import type { DomainEvent } from '#libs/kernel';
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
