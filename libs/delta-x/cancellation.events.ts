import type { DomainEvent, Instant } from '#libs/kernel';

/** How a cancellation is asked of the service. */
export const CANCELLATION_MEANS = ['mailbox', 'paper', 'in-person', 'telephone', 'portal'] as const;
export type CancellationMeans = (typeof CANCELLATION_MEANS)[number];

/** How it became known that the first declaration is gone. */
export const CONFIRMED_BY = ['service', 'enquiry', 'expiry'] as const;
export type ConfirmedBy = (typeof CONFIRMED_BY)[number];

/** Cancelled at the operator's request, or deleted by the system when its delay ended (DX-31). */
export const CANCELLATION_OUTCOMES = ['cancelled', 'deleted'] as const;
export type CancellationOutcome = (typeof CANCELLATION_OUTCOMES)[number];

export const REFUSAL_CAUSES = ['under-control', 'has-bae', 'other'] as const;
export type RefusalCause = (typeof REFUSAL_CAUSES)[number];

/** Which declaration: the paper one carries the same reference. */
interface About {
  readonly operator: string;
  readonly reference: string;
  readonly alertId: string;
}

/** How Delta X knows the first one. */
export interface First {
  readonly number?: string | undefined;
  readonly lrn?: string | undefined;
}

/** Paper doubles a declaration that stands in Delta X without BAE: the first is to be cancelled (DX-29). */
export type CancellationDue = DomainEvent<
  'CancellationDue',
  About & { readonly first: First; readonly office: string }
>;

export type CancellationRequested = DomainEvent<
  'CancellationRequested',
  About & {
    readonly first: First;
    readonly office: string;
    readonly means: CancellationMeans;
    readonly requestedAt: Instant;
    /** 1 for the first request, 2 for the one after a refusal. */
    readonly request: number;
  }
>;

export type CancellationConfirmed = DomainEvent<
  'CancellationConfirmed',
  About & {
    readonly by: ConfirmedBy;
    readonly outcome: CancellationOutcome;
    readonly confirmedAt: Instant;
    /** What shows it: the service's reference, the state that Delta X answered. */
    readonly evidence: string;
  }
>;

/** The service said no: a person decides what then. */
export type CancellationRefused = DomainEvent<
  'CancellationRefused',
  About & { readonly because: RefusalCause; readonly reason: string; readonly refusedAt: Instant }
>;

/** The first one goes on; the paper is not re-integrated. */
export type FirstDeclarationKept = DomainEvent<'FirstDeclarationKept', About & { readonly why: string }>;

export type CancellationEvent =
  CancellationDue | CancellationRequested | CancellationConfirmed | CancellationRefused | FirstDeclarationKept;
