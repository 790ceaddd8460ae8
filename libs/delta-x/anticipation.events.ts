import type { DomainEvent, Instant } from '#libs/kernel';

/** What the operator does, at recovery, with an anticipated declaration whose delay still runs (DX-31). */
export const ANTICIPATION_DECISIONS = ['validate', 'leave'] as const;
export type AnticipationDecision = (typeof ANTICIPATION_DECISIONS)[number];

/** How the one that takes a deleted one's place is entered. */
export const ENTRY_MODES = ['validated', 'anticipated'] as const;
export type EntryMode = (typeof ENTRY_MODES)[number];

interface About {
  readonly operator: string;
  readonly reference: string;
  readonly alertId: string;
}

export type AnticipatedDecided = DomainEvent<
  'AnticipatedDecided',
  About & { readonly decision: AnticipationDecision; readonly decidedAt: Instant }
>;

/** Its delay ended before anything was done: the system deleted it. */
export type AnticipatedDeleted = DomainEvent<'AnticipatedDeleted', About & { readonly deletedAt: Instant }>;

/** A new one is entered in its place, in Delta X, as the goods really stand. */
export type AnticipatedEnteredAnew = DomainEvent<
  'AnticipatedEnteredAnew',
  About & {
    readonly mode: EntryMode;
    /** The goods had been presented to customs: only a validated one is then possible. */
    readonly goodsPresented: boolean;
    /** The new one's number in Delta X, where it is known yet. */
    readonly number?: string | undefined;
    readonly enteredAt: Instant;
  }
>;

export type AnticipationEvent = AnticipatedDecided | AnticipatedDeleted | AnticipatedEnteredAnew;
