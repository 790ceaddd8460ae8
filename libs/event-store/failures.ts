import { setTimeout as delay } from 'node:timers/promises';
import { isCommandError, ErrorType } from '@eventstore/db-client';
import { EventStoreUnavailable } from './event-store.port.js';

/** Where repeating the same request can't change the answer. Everything else is transport, and is tried again. */
const DEFINITE: ReadonlySet<string> = new Set([
  ErrorType.WRONG_EXPECTED_VERSION,
  ErrorType.STREAM_DELETED,
  ErrorType.STREAM_NOT_FOUND,
  ErrorType.ACCESS_DENIED,
  ErrorType.INVALID_ARGUMENT,
  ErrorType.INVALID_TRANSACTION,
  ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED,
  ErrorType.MISSING_REQUIRED_METADATA_PROPERTY,
  ErrorType.UNSUPPORTED,
]);

export const errorType = (error: unknown): string | undefined =>
  error instanceof Error && isCommandError(error) ? error.type : undefined;

/** True where the same request may yet succeed: not leader, unavailable, out of time, a broken stream. */
export const isTransient = (error: unknown): boolean => {
  const type = errorType(error);
  return type === undefined ? !(error instanceof TypeError || error instanceof RangeError) : !DEFINITE.has(type);
};

export interface Backoff {
  /** Milliseconds before the first repeat; doubles with each. */
  readonly firstMs: number;
  readonly maxMs: number;
}

/** Between half and all of the exponential step, so that clients cut off together don't come back together. */
export const backoffMs = (attempt: number, { firstMs, maxMs }: Backoff): number => {
  const step = Math.min(maxMs, firstMs * 2 ** Math.min(attempt, 20));
  return step / 2 + Math.random() * (step / 2);
};

/** Resolves after `ms`, or at once when the signal aborts: the caller looks at the signal. */
export const pause = async (ms: number, signal?: AbortSignal): Promise<void> => {
  if (signal?.aborted) return;
  await delay(ms, undefined, signal ? { signal } : {}).catch(() => undefined);
};

export const describe = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Rejects when `work` has not settled in `ms`; the late outcome is then dropped. */
export const within = async <T>(ms: number, what: string, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new EventStoreUnavailable(`no answer to ${what} within ${String(ms)} ms`));
    }, ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};
