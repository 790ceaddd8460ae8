import type { DomainEvent, Instant } from '#libs/kernel';
import type { DeclarationKind } from './delta-x.events.js';

/** How a declaration stood in Delta X when the outage met it. `lodged` is validated, without BAE. */
export const PRIOR_STATES = [
  'anticipated',
  'lodged',
  'bae-prov',
  'bae-def',
  'under-control',
  'credit-pending',
  'cash-payment',
] as const;
export type PriorState = (typeof PRIOR_STATES)[number];

/** What else the operator's list says of it; each is there where the list had it. */
export interface PriorParticulars {
  readonly kind?: DeclarationKind | undefined;
  /** The number that Delta X gave: an MRN, or the number before it has one. */
  readonly number?: string | undefined;
  readonly lrn?: string | undefined;
  /** The office that it was lodged at: whom a cancellation is asked of. */
  readonly office?: string | undefined;
  readonly validatedAt?: Instant | undefined;
  /** End of an anticipated declaration's delay: the system then deletes it (DX-31). */
  readonly anticipationEndsAt?: Instant | undefined;
}

interface About {
  readonly operator: string;
  readonly reference: string;
  readonly alertId: string;
}

/** What the operator's list says of a declaration that was in Delta X when the alert came. */
export type PriorStateRecorded = DomainEvent<
  'PriorStateRecorded',
  About & { readonly state: PriorState; readonly known: PriorParticulars }
>;

/** What a declaration that goes on normally still owes the system, in the order of sending (DX-20). */
export const OWED_MESSAGES = ['scan', 'end-of-scan', 'completion'] as const;
export type OwedMessage = (typeof OWED_MESSAGES)[number];

/** The operator says that it has sent one. */
export type OwedMessageSent = DomainEvent<
  'OwedMessageSent',
  About & { readonly message: OwedMessage; readonly sentAt: Instant }
>;

export type PriorStateEvent = PriorStateRecorded | OwedMessageSent;
