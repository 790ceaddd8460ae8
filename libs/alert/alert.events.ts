import type { DomainEvent, Instant } from '#libs/kernel';

/** The customs systems whose outage the product handles. */
export const SYSTEMS = ['delta-x', 'ecs-bs', 'emcs'] as const;
export type System = (typeof SYSTEMS)[number];

/** What the outage touches (the notices of the three systems use these words). */
export const IMPACTS = ['general', 'departure', 'destination', 'office-of-export', 'office-of-exit'] as const;
export type Impact = (typeof IMPACTS)[number];

/** Everyone for an outage of the administration's own; one operator for an outage of its own system. */
export type Scope =
  | { readonly kind: 'everyone' }
  | { readonly kind: 'operator'; readonly eori: string; readonly assistanceNumber: string };

/** Shared by the announced and the planned outage. */
export interface Notice {
  readonly alertId: string;
  readonly system: System;
  readonly scope: Scope;
  readonly impact: Impact;
  /** Where it was published: "météo informatique", a Helpdesk notice. */
  readonly notice: string;
}

export type AlertAnnounced = DomainEvent<'AlertAnnounced', Notice & { readonly announcedAt: Instant }>;
export type AlertPlanned = DomainEvent<
  'AlertPlanned',
  Notice & { readonly notifiedAt: Instant; readonly from: Instant; readonly until?: Instant | undefined }
>;
export type AlertStarted = DomainEvent<
  'AlertStarted',
  { readonly alertId: string; readonly system: System; readonly startedAt: Instant }
>;
/** The deadline relaxed for an outage of exceptional duration: who decided, why, until when. */
export type AlertEased = DomainEvent<
  'AlertEased',
  {
    readonly alertId: string;
    readonly system: System;
    readonly until: Instant;
    readonly why: string;
    readonly decidedBy: string;
  }
>;
export type AlertEnded = DomainEvent<
  'AlertEnded',
  {
    readonly alertId: string;
    readonly system: System;
    /** The instant of the end-of-alert message: the window is counted from it. */
    readonly endedAt: Instant;
    readonly deadline: Instant;
  }
>;

export type AlertEvent = AlertAnnounced | AlertPlanned | AlertStarted | AlertEased | AlertEnded;
