import type { Localised } from './rows.js';

/** One reason of a refusal: the rule that decides, where it is written, what to do. */
export interface ProblemReason {
  readonly rule?: string;
  readonly source?: string;
  readonly section?: string;
  readonly field?: string;
  readonly text?: Localised;
  readonly todo?: Localised;
}

/** RFC 9457 problem details as the product writes them. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly errors: readonly ProblemReason[];
}

/** What a person can do about it; each has a text of its own in both languages. */
export type Remedy = 'sign-in' | 'other-role' | 'reload' | 'correct' | 'wait' | 'server' | 'gone' | 'report';

/** An answer that is not a success, or none at all (`status` 0). */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  constructor(
    readonly problem: Problem,
    readonly retryAfterSeconds?: number,
  ) {
    super(problem.detail ?? problem.title);
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Reads a problem document; anything else becomes a problem that says at least the status. */
export const readProblem = (status: number, body: unknown): Problem => {
  if (!isRecord(body)) return { type: 'about:blank', title: `HTTP ${status}`, status, errors: [] };
  const detail = text(body['detail']) ?? text(body['message']);
  const errors = Array.isArray(body['errors']) ? body['errors'].filter(isRecord) : [];
  return {
    type: text(body['type']) ?? 'about:blank',
    title: text(body['title']) ?? `HTTP ${status}`,
    status,
    ...(detail === undefined ? {} : { detail }),
    errors: errors,
  };
};

/** The server did not answer. */
export const unreachable = (cause: unknown): ProblemError =>
  new ProblemError({
    type: 'about:blank',
    title: cause instanceof Error ? cause.message : String(cause),
    status: 0,
    errors: [],
  });

const REMEDIES: Readonly<Record<number, Remedy>> = {
  0: 'server',
  401: 'sign-in',
  403: 'other-role',
  404: 'gone',
  409: 'reload',
  412: 'reload',
  428: 'reload',
  429: 'wait',
  503: 'wait',
};

export const remedyOf = (status: number): Remedy =>
  REMEDIES[status] ?? (status >= 500 ? (status === 502 || status === 504 ? 'wait' : 'report') : 'correct');
