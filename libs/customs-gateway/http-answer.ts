import type { Unavailable } from './customs-gateway.port.js';
import { decodeXml } from './xml/safe-xml.js';

/** Errors of a connection that was never made: no byte of the message has left. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
/** Statuses by which a server, or a gateway before it, turns a request away unread. */
const TURNED_AWAY = new Set([401, 403, 404, 405, 407, 429]);
const LONGEST_WAIT_MS = 3_600_000;

const codeOf = (error: unknown): string | undefined => {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
};

/** A failure of `fetch`, or of reading what it answered. */
export const troubleOf = (error: unknown): Unavailable => {
  const name = error instanceof Error ? error.name : '';
  if (name === 'TimeoutError') {
    return { outcome: 'unavailable', kind: 'timeout', mayHaveArrived: true, detail: 'no complete answer in time' };
  }
  if (name === 'AbortError') {
    return { outcome: 'unavailable', kind: 'connection', mayHaveArrived: true, detail: 'given up by the caller' };
  }
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = codeOf(cause);
  return {
    outcome: 'unavailable',
    kind: code === 'UND_ERR_CONNECT_TIMEOUT' ? 'timeout' : 'connection',
    mayHaveArrived: !(code !== undefined && NEVER_SENT.has(code)),
    detail: `${code ?? 'error'}: ${cause instanceof Error ? cause.message : String(cause)}`,
  };
};

/** `Tue, 03 Mar 2026 08:00:30 GMT`: what else a lenient date parser makes of a header is not what its sender meant. */
const HTTP_DATE = /^[A-Z][a-z]{2}, .* GMT$/;

/** @returns milliseconds from `nowMs`; `undefined` when the header says nothing that can be followed */
export const retryAfterMs = (header: string | null, nowMs: number): number | undefined => {
  const text = header?.trim() ?? '';
  const ms = /^\d{1,9}$/.test(text)
    ? Number(text) * 1_000
    : HTTP_DATE.test(text)
      ? Date.parse(text) - nowMs
      : Number.NaN;
  return Number.isNaN(ms) ? undefined : Math.min(LONGEST_WAIT_MS, Math.max(0, ms));
};

/**
 * An HTTP answer that says nothing about the declaration. A 503 counts as "not taken" only with a `Retry-After`: the
 * service says so itself then, while a bare one may come from a proxy that lost the service in the middle.
 */
export const withoutVerdict = (response: Response, detail: string): Unavailable => {
  const wait = retryAfterMs(response.headers.get('retry-after'), Date.now());
  const saysNotTaken = response.status === 503 && wait !== undefined;
  return {
    outcome: 'unavailable',
    kind: response.status === 429 ? 'throttled' : 'down',
    ...(wait !== undefined && { retryAfterMs: wait }),
    mayHaveArrived: !(TURNED_AWAY.has(response.status) || saysNotTaken),
    detail: `HTTP ${response.status}: ${detail}`,
  };
};

/**
 * The body as text, counted as it comes so that an endless one is cut off.
 * @throws UnsafeXml when it is larger than `maxBytes` or not UTF-8; the error of the connection when that breaks
 */
export const readBody = async (response: Response, maxBytes: number): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const body: AsyncIterable<Uint8Array> | null = response.body;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    size += chunk.byteLength;
    // Leaving the loop cancels the stream; `decodeXml` then refuses what has come for its size.
    if (size > maxBytes) break;
  }
  return decodeXml(Buffer.concat(chunks), maxBytes);
};
