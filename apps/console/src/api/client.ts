import { ProblemError, readProblem, unreachable } from './problem.js';

/** What a call needs beside its path. */
export interface CallOptions {
  readonly method?: 'GET' | 'POST';
  readonly token?: string;
  readonly language?: string;
  readonly body?: unknown;
  /** Revision that the change is based on. */
  readonly ifMatch?: string;
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

export interface Answer<Body> {
  readonly body: Body;
  /** Revision from the ETag, where there is one. */
  readonly revision: string | undefined;
  /** Log position of the change: a read with `minPosition` sees it. */
  readonly position: string | undefined;
}

/** A key for one intention; `randomUUID` exists on secure origins only. */
export const newIdempotencyKey = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
};

const headersOf = (options: CallOptions): Record<string, string> => ({
  Accept: 'application/json, application/problem+json',
  ...(options.language ? { 'Accept-Language': options.language } : {}),
  ...(options.token ? { Authorization: `Bearer ${options.token}` } : {}),
  ...(options.body === undefined ? {} : { 'Content-Type': 'application/json' }),
  ...(options.ifMatch === undefined ? {} : { 'If-Match': `"${options.ifMatch}"` }),
  ...(options.idempotencyKey ? { 'Idempotency-Key': options.idempotencyKey } : {}),
});

const bodyOf = async (response: Response): Promise<unknown> => {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

const unquoted = (etag: string | null): string | undefined =>
  etag?.replace(/^W\//, '').replaceAll('"', '') ?? undefined;

const answered = async (path: string, options: CallOptions): Promise<Response> => {
  try {
    return await fetch(path, {
      method: options.method ?? 'GET',
      headers: headersOf(options),
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw unreachable(cause);
  }
};

const refusalOf = (response: Response, body: unknown): ProblemError => {
  const after = Number(response.headers.get('Retry-After'));
  return new ProblemError(readProblem(response.status, body), after > 0 ? after : undefined);
};

/** A file of the API, whole. @throws ProblemError as `call` */
export const download = async (path: string, options: CallOptions): Promise<Blob> => {
  const response = await answered(path, options);
  if (!response.ok) throw refusalOf(response, await bodyOf(response));
  return response.blob();
};

/** One HTTP call. @throws ProblemError on any answer but 2xx, and when there is no answer */
export const call = async <Body>(path: string, options: CallOptions = {}): Promise<Answer<Body>> => {
  const response = await answered(path, options);
  const body = await bodyOf(response);
  if (!response.ok) throw refusalOf(response, body);
  return {
    body: body as Body,
    revision: unquoted(response.headers.get('ETag')),
    position: response.headers.get('Reprise-Position') ?? undefined,
  };
};

/** A query string of what is given; empty values are left out. */
export const query = (values: Readonly<Record<string, string | number | undefined>>): string => {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined && value !== '') params.set(key, String(value));
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
};
