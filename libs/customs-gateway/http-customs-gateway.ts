import type {
  Accepted,
  CallOptions,
  CustomsGateway,
  EnquiryAnswer,
  Refused,
  StatesAnswer,
  SubmissionAnswer,
  Unavailable,
} from './customs-gateway.port.js';
import { parseDeltaXAnswer, type DeltaXAnswer } from './delta-x/delta-x-answer.codec.js';
import { parseDeltaXStates } from './delta-x/delta-x-states.codec.js';
import { readBody, troubleOf, withoutVerdict } from './http-answer.js';
import { isMrn } from './mrn.js';
import { CUSTOMS_REFUSAL } from './refusal-codes.js';
import { UnsafeXml } from './xml/safe-xml.js';
import { loadSchema, SCHEMAS, validateXml, type Schema } from './xml/schema.js';

export interface HttpCustomsGatewayOptions {
  /** Root of the service, `https://customs.example`; `/delta-x/declarations` is added. */
  readonly url: string;
  /** Of one exchange, in the machine's milliseconds. */
  readonly timeoutMs?: number;
  readonly maxAnswerBytes?: number;
  /** Setting `CUSTOMS_SCHEMAS` (see `loadSchema`). */
  readonly schemasDirectory?: string;
}

const HEADERS = {
  accept: 'application/xml',
  // The cap on an answer's size is on what arrives: a small compressed body may be a large one.
  'accept-encoding': 'identity',
  'content-type': 'application/xml; charset=utf-8',
};

type Verdict<T> = { readonly answer: T } | { readonly refused: Refused } | { readonly trouble: Unavailable };

const reasonOf = (problem: string): string => {
  try {
    const { detail, title } = JSON.parse(problem) as { detail?: unknown; title?: unknown };
    return [detail, title].find((text) => typeof text === 'string') ?? problem.slice(0, 512);
  } catch {
    return problem.slice(0, 512);
  }
};

/** Reads an answer without guessing: only an answer of our schema, or a problem document about the message, is a verdict. */
const verdictOf = async <T>(response: Response, maxBytes: number, parse: (xml: string) => T): Promise<Verdict<T>> => {
  const type = response.headers.get('content-type') ?? '';
  const isXml = /^(application|text)\/xml\b/.test(type);
  const isProblem = type.startsWith('application/problem+json');
  const body = await readBody(response, maxBytes);
  if (isXml && [200, 404].includes(response.status)) return { answer: parse(body) };
  if (isProblem && [400, 413, 415, 422].includes(response.status)) {
    const code = `http-${response.status}`;
    return { refused: { outcome: 'refused', refusedBy: 'customs', code, reason: reasonOf(body) } };
  }
  return {
    trouble: withoutVerdict(response, isProblem ? reasonOf(body) : `no answer of Delta X (${type || 'no type'})`),
  };
};

const acceptedOrRefused = (answer: Exclude<DeltaXAnswer, { kind: 'unknown' }>): Accepted | Refused => {
  if (answer.kind === 'accepted') {
    return { outcome: 'accepted', mrn: answer.mrn, acceptedAt: answer.answeredAt, mrnChecks: isMrn(answer.mrn) };
  }
  const { code, reason, field, rule, first, answeredAt } = answer;
  return {
    outcome: 'refused',
    refusedBy: 'customs',
    code,
    reason,
    refusedAt: answeredAt,
    ...(field !== undefined && { field }),
    ...(rule !== undefined && { rule }),
    ...(first !== undefined && { first }),
  };
};

const unread = (detail: string): Unavailable => ({
  outcome: 'unavailable',
  kind: 'down',
  mayHaveArrived: true,
  detail,
});

const failsOwnSchema = (xml: string, schema: Schema): Refused | undefined => {
  const refused = { outcome: 'refused', refusedBy: 'gateway', code: CUSTOMS_REFUSAL.invalid } as const;
  try {
    const [fault] = validateXml(xml, schema);
    return fault && { ...refused, reason: fault.message, ...(fault.path !== undefined && { field: fault.path }) };
  } catch (error) {
    if (error instanceof UnsafeXml) return { ...refused, reason: error.message };
    throw error;
  }
};

/**
 * Delta X over HTTP. Connections are kept alive and shared by every gateway of the process.
 * @throws TypeError when `url` is none
 */
export const httpCustomsGateway = (options: HttpCustomsGatewayOptions): CustomsGateway => {
  const { timeoutMs: defaultTimeout = 10_000, maxAnswerBytes = 64 * 1024, schemasDirectory } = options;
  const declarations = new URL('/delta-x/declarations', options.url);
  const outgoing = loadSchema(SCHEMAS.deltaXReintegration, schemasDirectory);

  const states = new URL('/delta-x/states', options.url);

  const exchange = async <T>(
    url: URL,
    message: string | undefined,
    parse: (xml: string) => T,
    call: CallOptions = {},
  ): Promise<Verdict<T>> => {
    const timeout = AbortSignal.timeout(call.timeoutMs ?? defaultTimeout);
    const signal = call.signal ? AbortSignal.any([call.signal, timeout]) : timeout;
    try {
      const sent = message === undefined ? { method: 'GET' } : { method: 'POST', body: message };
      const response = await fetch(url, { ...sent, headers: HEADERS, redirect: 'manual', signal });
      return await verdictOf(response, maxAnswerBytes, parse);
    } catch (error) {
      const unreadable = error instanceof UnsafeXml || error instanceof RangeError;
      // `fetch` gives back the reason of an abort, which may be any value at all.
      if (call.signal?.aborted) return { trouble: troubleOf(new DOMException('aborted', 'AbortError')) };
      return { trouble: unreadable ? unread(`unreadable answer: ${error.message}`) : troubleOf(error) };
    }
  };

  const ask = async <T>(url: URL, parse: (xml: string) => T, call?: CallOptions): Promise<T | Unavailable> => {
    const verdict = await exchange(url, undefined, parse, call);
    if ('answer' in verdict) return verdict.answer;
    // An enquiry carries no message: that it was turned away tells nothing about the message sent earlier.
    if ('refused' in verdict) return unread(`${verdict.refused.code}: ${verdict.refused.reason}`);
    return { ...verdict.trouble, mayHaveArrived: true };
  };

  return {
    async submit(message, call): Promise<SubmissionAnswer> {
      const fault = failsOwnSchema(message.xml, outgoing);
      if (fault) return fault;
      const verdict = await exchange(declarations, message.xml, parseDeltaXAnswer, call);
      if ('refused' in verdict) return verdict.refused;
      if ('trouble' in verdict) return verdict.trouble;
      const { answer } = verdict;
      if (answer.kind === 'unknown' || answer.messageId !== message.messageId) {
        return unread(`the answer is about ${answer.messageId ?? 'no message'}, not about ${message.messageId}`);
      }
      return acceptedOrRefused(answer);
    },

    async enquire({ messageId, operator, reference }, call): Promise<EnquiryAnswer> {
      const byMessageId = new URL(`${declarations.pathname}/${encodeURIComponent(messageId)}`, declarations);
      const own = await ask(byMessageId, parseDeltaXAnswer, call);
      if ('outcome' in own) return own;
      if (own.kind !== 'unknown') {
        if (own.messageId !== messageId) return unread(`the answer is about ${own.messageId ?? 'no message'}`);
        return { known: true, foundBy: 'message-id', messageId, ...acceptedOrRefused(own) };
      }
      const byReference = new URL(declarations);
      byReference.search = new URLSearchParams({ operator, reference }).toString();
      const other = await ask(byReference, parseDeltaXAnswer, call);
      if ('outcome' in other) return other;
      if (other.kind !== 'accepted') return { known: false, outcome: 'unknown' };
      if (other.operator !== operator || other.reference !== reference || other.messageId === undefined) {
        return unread(`the answer is about ${other.reference ?? 'no reference'}, not about ${reference}`);
      }
      return { known: true, foundBy: 'reference', messageId: other.messageId, ...acceptedOrRefused(other) };
    },

    async statesOf({ operator, reference }, call): Promise<StatesAnswer> {
      const url = new URL(states);
      url.search = new URLSearchParams({ operator, reference }).toString();
      const answer = await ask(url, parseDeltaXStates, call);
      if ('outcome' in answer) return answer;
      if (answer.operator !== operator || answer.reference !== reference)
        return unread(`the answer is about ${answer.reference}, not about ${reference}`);
      const [first, ...more] = answer.declarations;
      return first ? { outcome: 'known', declarations: [first, ...more] } : { outcome: 'unknown' };
    },
  };
};
