import type { Instant } from '#libs/kernel';
import type { HeldDeclaration } from './delta-x/delta-x-states.codec.js';

/** A message ready to go. Sending it again under the same `messageId` is the same message, and must be byte for byte. */
export interface CustomsMessage {
  /** UUID, stable over every attempt to deliver this content (`messageIdFor`). */
  readonly messageId: string;
  /** The operator's own number of the declaration; unique for one operator (DX-05). */
  readonly reference: string;
  readonly xml: string;
}

/** What is asked about: the message, and the declaration that it carries. */
export interface Question {
  readonly messageId: string;
  /** EORI: references are unique only within one operator's series. */
  readonly operator: string;
  readonly reference: string;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** From the first byte sent to the last byte received, in the machine's milliseconds. */
  readonly timeoutMs?: number;
}

/** A declaration that customs already holds. */
export interface EarlierAcceptance {
  readonly messageId: string;
  readonly mrn: string;
  readonly acceptedAt: Instant;
}

export interface Accepted {
  readonly outcome: 'accepted';
  readonly mrn: string;
  /** On the clock of the customs system. */
  readonly acceptedAt: Instant;
  /** False: the MRN's check digit does not match. It is still the number that customs gave; show a warning. */
  readonly mrnChecks: boolean;
}

/** A fact for a person to act on: sending the same content again would be refused again. */
export interface Refused {
  readonly outcome: 'refused';
  /** `gateway`: the message failed its own schema and was never sent. */
  readonly refusedBy: 'customs' | 'gateway';
  /** A code of `CUSTOMS_REFUSAL`; `http-415` and the like when the system could not even read the message. */
  readonly code: string;
  readonly reason: string;
  /** Path of the offending element, `/reintegration/consignment/cn8`. */
  readonly field?: string;
  readonly rule?: string;
  readonly refusedAt?: Instant;
  /** On a double: the declaration accepted first. */
  readonly first?: EarlierAcceptance;
}

/** Nothing was learnt about the declaration. */
export interface Unavailable {
  readonly outcome: 'unavailable';
  readonly kind: 'throttled' | 'down' | 'timeout' | 'connection';
  /** The machine's milliseconds, as the system asked for them. */
  readonly retryAfterMs?: number;
  /** True unless it is certain that the message was not taken: then enquire before sending again. */
  readonly mayHaveArrived: boolean;
  /** For the log, not for decisions. */
  readonly detail: string;
}

export type SubmissionAnswer = Accepted | Refused | Unavailable;

export type EnquiryAnswer =
  /** The system answered, and holds neither the message nor an accepted declaration of that reference. */
  | { readonly known: false; readonly outcome: 'unknown' }
  /** `foundBy: 'reference'`: another message, named by `messageId`, was accepted for the same declaration. */
  | ((Accepted | Refused) & {
      readonly known: true;
      readonly foundBy: 'message-id' | 'reference';
      readonly messageId: string;
    })
  | (Unavailable & { readonly known?: never });

/** What the system holds under one reference: a declaration from before the outage, its cancellation, a re-integration. */
export type StatesAnswer =
  | { readonly outcome: 'known'; readonly declarations: readonly [HeldDeclaration, ...HeldDeclaration[]] }
  /** The system answered, and holds none of that reference. */
  | { readonly outcome: 'unknown' }
  | Unavailable;

/**
 * One customs system, as the submitters see it. One implementation a protocol; all pass `customs-gateway.contract.ts`.
 *
 * Deliberately not in it:
 * - retries, pacing, queues: the caller decides when: a call that got no answer is due again, in a slot of its plan;
 * - batches: a batch half taken is an outcome that nobody can record;
 * - building messages: codecs do, purely, so that what was sent can be rebuilt from the log;
 * - exceptions for transport trouble: trouble is an answer (`unavailable`), and the caller must look at it;
 * - a guess: an answer that can't be read is `unavailable` and may have arrived, never a refusal.
 */
export interface CustomsGateway {
  submit(message: CustomsMessage, options?: CallOptions): Promise<SubmissionAnswer>;
  /** By message id first, then by reference (which finds doubles, DX-29). Changes nothing at the target. */
  enquire(question: Question, options?: CallOptions): Promise<EnquiryAnswer>;
  /** How each declaration of that reference stands there, the oldest first (DX-29, DX-31). Changes nothing. */
  statesOf(declaration: Omit<Question, 'messageId'>, options?: CallOptions): Promise<StatesAnswer>;
}
