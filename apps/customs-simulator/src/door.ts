import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Instant } from '#libs/kernel';
import type { LedgerEntry } from './ledger.js';
import { problemOf, sendProblem } from './problem.js';
import type { Simulator } from './simulator.js';

export interface Received {
  readonly receivedMs: number;
  readonly receivedAt: Instant;
  /** The machine's milliseconds that the answer is to take. */
  readonly latencyMs: number;
}

export interface Door {
  /** How the request came in. */
  readonly received: (request: FastifyRequest) => Received;
  /** A row of the ledger for a request that no decision writes one for. */
  readonly record: (request: FastifyRequest, entry: Omit<LedgerEntry, 'kind' | 'receivedMs' | 'receivedAt'>) => void;
}

const kindOf = (request: FastifyRequest): LedgerEntry['kind'] => {
  if (request.method === 'POST') return 'submission';
  return request.url.startsWith('/delta-x/states') ? 'state-enquiry' : 'enquiry';
};

/** The one way in: whoever comes is turned away while the system is down or full, and leaves a row in the ledger. */
export const openDoor = (simulator: Simulator, scope: FastifyInstance): Door => {
  const known = new WeakMap<FastifyRequest, Received>();
  const received = (request: FastifyRequest): Received => {
    const found = known.get(request);
    if (!found) throw new Error('a request has come in by no door');
    return found;
  };
  const record: Door['record'] = (request, entry) => {
    const { receivedMs, receivedAt } = received(request);
    simulator.ledger.record({ kind: kindOf(request), receivedMs, receivedAt, ...entry });
  };

  scope.addHook('onRequest', async (request, reply) => {
    const receivedMs = Date.now();
    const receivedAt = simulator.now(receivedMs);
    const entry = simulator.enter(receivedAt);
    known.set(request, { receivedMs, receivedAt, latencyMs: entry.open ? entry.latencyMs : 0 });
    if (entry.open) return;
    const status = entry.verdict === 'throttled' ? 429 : 503;
    record(request, { verdict: entry.verdict, status });
    reply.header('retry-after', String(entry.retryAfterSeconds));
    await sendProblem(reply, {
      status,
      detail: entry.verdict === 'throttled' ? 'more requests than Delta X takes' : 'Delta X is down',
    });
  });

  scope.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error);
    const { aborted } = simulator.closing.signal;
    if (problem.status === 500 && !aborted) request.log.error({ err: error }, 'a request has failed');
    else if (!aborted) record(request, { verdict: 'malformed', status: problem.status });
    return sendProblem(reply, problem);
  });

  return { received, record };
};
