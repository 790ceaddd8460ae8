import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { decodeXml, deltaXAnswer, MAX_XML_BYTES } from '#libs/customs-gateway';
import type { Instant } from '#libs/kernel';
import { decide, readArrival, type About } from './decide.js';
import type { Fault, FaultKind } from './faults.js';
import type { LedgerEntry } from './ledger.js';
import { problemOf, sendProblem } from './problem.js';
import type { Simulator } from './simulator.js';

interface Received {
  readonly receivedMs: number;
  readonly receivedAt: Instant;
  readonly latencyMs: number;
}

const XML = 'application/xml; charset=utf-8';
const NO_ANSWER: readonly FaultKind[] = ['loseAnswer', 'dropRequest', 'hang'];
const kindOf = (request: FastifyRequest): LedgerEntry['kind'] => (request.method === 'POST' ? 'submission' : 'enquiry');

/** Cuts the connection: the caller learns nothing. */
const cut = (reply: FastifyReply): FastifyReply => {
  reply.hijack();
  reply.raw.socket?.destroy();
  return reply;
};

/** Leaves the connection open, for ever silent. */
const hang = (reply: FastifyReply): FastifyReply => {
  reply.hijack();
  return reply;
};

/** Gives the answer, in the way that the planted fault wants it given. */
const answer = async (
  simulator: Simulator,
  reply: FastifyReply,
  fault: Fault | undefined,
  { status, xml }: { status: number; xml: string },
): Promise<FastifyReply> => {
  switch (fault?.kind) {
    case 'loseAnswer':
    case 'dropRequest':
      return cut(reply);
    case 'hang':
      return hang(reply);
    case 'garbage':
      return reply.code(200).type(XML).send('<answer><<<not the answer that was asked for');
    case 'answerLate':
      await wait(fault.ms ?? 1_000, undefined, { signal: simulator.closing.signal });
      return reply.code(status).type(XML).send(xml);
    default:
      return reply.code(status).type(XML).send(xml);
  }
};

/** Delta X as an EDI partner meets it: submissions and enquiries, behind one door. */
export const deltaXRoutes =
  (simulator: Simulator) =>
  (scope: FastifyInstance): void => {
    const { ledger, faults, closing } = simulator;
    const received = new WeakMap<FastifyRequest, Received>();
    const receivedOf = (request: FastifyRequest): Received => {
      const found = received.get(request);
      if (!found) throw new Error('a request has come in by no door');
      return found;
    };
    const recordBefore = (
      request: FastifyRequest,
      entry: Omit<LedgerEntry, 'kind' | 'receivedMs' | 'receivedAt'>,
    ): void => {
      const { receivedMs, receivedAt } = receivedOf(request);
      ledger.record({ kind: kindOf(request), receivedMs, receivedAt, ...entry });
    };

    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      /^(application|text)\/xml\s*(;\s*charset="?utf-8"?\s*)?$/i,
      { parseAs: 'buffer' },
      (_request, body, done) => {
        done(null, body);
      },
    );

    scope.addHook('onRequest', async (request, reply) => {
      const receivedMs = Date.now();
      const receivedAt = simulator.now(receivedMs);
      const entry = simulator.enter(receivedAt);
      received.set(request, { receivedMs, receivedAt, latencyMs: entry.open ? entry.latencyMs : 0 });
      if (entry.open) return;
      const status = entry.verdict === 'throttled' ? 429 : 503;
      recordBefore(request, { verdict: entry.verdict, status });
      reply.header('retry-after', String(entry.retryAfterSeconds));
      await sendProblem(reply, {
        status,
        detail: entry.verdict === 'throttled' ? 'more requests than Delta X takes' : 'Delta X is down',
      });
    });

    scope.setErrorHandler((error, request, reply) => {
      const problem = problemOf(error);
      if (problem.status === 500 && !closing.signal.aborted) request.log.error({ err: error }, 'a request has failed');
      else if (!closing.signal.aborted) recordBefore(request, { verdict: 'malformed', status: problem.status });
      return sendProblem(reply, problem);
    });

    scope.post('/delta-x/declarations', { bodyLimit: MAX_XML_BYTES }, async (request, reply) => {
      const { receivedMs, receivedAt, latencyMs } = receivedOf(request);
      await wait(latencyMs, undefined, { signal: closing.signal });
      const arrival = readArrival(decodeXml(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)));
      const planted = faults.find('submission', arrival.reference);
      if (planted && (planted.kind === 'dropRequest' || (planted.kind === 'hang' && !planted.commit))) {
        faults.use(planted);
        const { messageId, operator, reference } = arrival;
        recordBefore(request, { verdict: 'dropped', messageId, operator, reference, fault: planted.kind });
        return planted.kind === 'hang' ? hang(reply) : cut(reply);
      }
      const other = planted?.kind === 'refuse' ? undefined : planted;
      const silent = other !== undefined && NO_ANSWER.includes(other.kind);
      const decision = decide(
        ledger,
        arrival,
        { receivedMs, receivedAt, status: silent ? undefined : 200, fault: other?.kind },
        { now: simulator.now(), planted },
      );
      if (planted && (other || decision.faultUsed)) faults.use(planted);
      return answer(simulator, reply, other, { status: 200, xml: decision.xml });
    });

    const enquire = async (
      request: FastifyRequest,
      reply: FastifyReply,
      about: About,
      found: About & { xml?: string },
    ): Promise<FastifyReply> => {
      const known = found.xml !== undefined;
      const fault = faults.find('enquiry', found.reference ?? about.reference);
      if (fault) faults.use(fault);
      const silent = fault !== undefined && NO_ANSWER.includes(fault.kind);
      const status = known ? 200 : 404;
      recordBefore(request, {
        ...about,
        verdict: known ? 'known' : 'unknown',
        status: silent ? undefined : status,
        fault: fault?.kind,
      });
      const xml = found.xml ?? deltaXAnswer({ ...about, answeredAt: simulator.now(), kind: 'unknown' });
      return answer(simulator, reply, fault, { status, xml });
    };

    const messageId = { type: 'string', minLength: 1, maxLength: 70 };
    scope.get<{ Params: { messageId: string } }>(
      '/delta-x/declarations/:messageId',
      { schema: { params: { type: 'object', properties: { messageId } } } },
      async (request, reply) => {
        await wait(receivedOf(request).latencyMs, undefined, { signal: closing.signal });
        const kept = ledger.answerTo(request.params.messageId);
        const found = kept ? { xml: kept.xml, ...(kept.reference !== undefined && { reference: kept.reference }) } : {};
        return enquire(request, reply, { messageId: request.params.messageId }, found);
      },
    );

    const text = { type: 'string', minLength: 1, maxLength: 70 };
    const query = {
      type: 'object',
      required: ['operator', 'reference'],
      additionalProperties: false,
      properties: { operator: text, reference: text },
    };
    scope.get<{ Querystring: { operator: string; reference: string } }>(
      '/delta-x/declarations',
      { schema: { querystring: query } },
      async (request, reply) => {
        await wait(receivedOf(request).latencyMs, undefined, { signal: closing.signal });
        const { operator, reference } = request.query;
        const first = ledger.firstAcceptance(operator, reference);
        return enquire(request, reply, { operator, reference }, first ? { xml: first.xml, reference } : {});
      },
    );
  };
