import type { DomainEvent } from '#libs/kernel';

/** How a declaration stood in Delta X when the outage met it. */
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

/** Recorded before any paper: what the operator's list says of a declaration already in Delta X. */
export type PriorStateRecorded = DomainEvent<
  'PriorStateRecorded',
  { readonly operator: string; readonly reference: string; readonly alertId: string; readonly state: PriorState }
>;
