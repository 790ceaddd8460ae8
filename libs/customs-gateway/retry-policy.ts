import type { EnquiryAnswer, Refused, SubmissionAnswer, Unavailable } from './customs-gateway.port.js';
import { CUSTOMS_REFUSAL } from './refusal-codes.js';

/** The machine's milliseconds. */
export interface RetryLimits {
  readonly firstMs: number;
  readonly longestMs: number;
}

const LIMITS: RetryLimits = { firstMs: 500, longestMs: 60_000 };

/**
 * How long to wait before trying again: exponential back-off with half of each step spread by `jitter`, and never less
 * than the system asked for. Those it told to wait are spread over a tenth more, so that they do not come back at once.
 * @param attempt from 1: the attempt that failed
 * @param jitter in [0, 1); an input, so that the same input gives the same delay
 */
export const retryDelay = (
  attempt: number,
  answer: Pick<Unavailable, 'retryAfterMs'>,
  jitter = 0.5,
  { firstMs, longestMs }: RetryLimits = LIMITS,
): number => {
  const step = Math.min(longestMs, firstMs * 2 ** Math.min(30, Math.max(0, attempt - 1)));
  const backOff = step / 2 + (step / 2) * jitter;
  const asked = (answer.retryAfterMs ?? 0) * (1 + jitter / 10);
  return Math.round(Math.max(backOff, asked));
};

/**
 * What a refusal says about doubles. `duplicateMessage` (26): the message id is known, with other content.
 * `duplicateReference` (91): another message was accepted for the declaration. Both are settled by asking the system
 * what it holds, never by sending under a new id.
 */
export const duplicatePolicy = (
  refused: Refused,
): 'enquire-by-message-id' | 'enquire-by-reference' | 'no-duplicate' => {
  if (refused.code === CUSTOMS_REFUSAL.duplicateMessage) return 'enquire-by-message-id';
  return refused.code === CUSTOMS_REFUSAL.duplicateReference ? 'enquire-by-reference' : 'no-duplicate';
};

export type NextStep =
  /** The answer is a fact: record it. A refusal then goes to a person. */
  | { readonly step: 'record' }
  /** The same message, under the same id. */
  | { readonly step: 'send-again'; readonly afterMs: number }
  | { readonly step: 'enquire'; readonly afterMs: number };

/** @param attempt from 1: the attempt that got this answer */
export const afterSubmission = (answer: SubmissionAnswer, attempt: number, jitter = 0.5): NextStep => {
  switch (answer.outcome) {
    case 'accepted':
      return { step: 'record' };
    case 'refused':
      return duplicatePolicy(answer) === 'no-duplicate' ? { step: 'record' } : { step: 'enquire', afterMs: 0 };
    case 'unavailable': {
      const afterMs = retryDelay(attempt, answer, jitter);
      return { step: answer.mayHaveArrived ? 'enquire' : 'send-again', afterMs };
    }
  }
};

/**
 * @param attempt from 1: how often the system has been asked
 * @param because the refusal that led to asking, if one did: it stands when the system then knows of nothing
 */
export const afterEnquiry = (answer: EnquiryAnswer, attempt: number, because?: Refused, jitter = 0.5): NextStep => {
  if (answer.known) return { step: 'record' };
  if (answer.outcome === 'unavailable') return { step: 'enquire', afterMs: retryDelay(attempt, answer, jitter) };
  return because ? { step: 'record' } : { step: 'send-again', afterMs: 0 };
};
