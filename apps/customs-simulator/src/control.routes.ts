import type { FastifyInstance } from 'fastify';
import { epochMs, parseInstant, plus, SECOND, type Instant } from '#libs/kernel';
import { FAULT_KINDS, FAULTY_CALLS, type FaultOrder } from './faults.js';
import { closed, loopbackOnly } from './loopback-only.js';
import { conditionAt, endCurrent, isOutage, type Outage } from './outages.js';
import { sendProblem } from './problem.js';
import type { Capacity, Latency } from './settings.js';
import type { Simulator } from './simulator.js';

const positive = { type: 'number', exclusiveMinimum: 0, maximum: 1e9 };
const notNegative = { type: 'number', minimum: 0, maximum: 1e9 };
const wholeSeconds = { type: 'integer', minimum: 0, maximum: 3_600 };
const short = { type: 'string', minLength: 1, maxLength: 500 };

const outageProperties = {
  kind: { enum: ['down', 'brown-out'] },
  from: short,
  until: short,
  forSeconds: positive,
  share: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
  retryAfterSeconds: wholeSeconds,
};
const faultProperties = {
  kind: { enum: FAULT_KINDS },
  count: { type: 'integer', minimum: 1, maximum: 1_000_000 },
  on: { enum: FAULTY_CALLS },
  references: { type: 'array', items: short, minItems: 1, maxItems: 10_000 },
  ms: { type: 'number', minimum: 0, maximum: 600_000 },
  code: { type: 'string', pattern: '^[0-9A-Za-z][0-9A-Za-z.-]{0,29}$' },
  reason: short,
  commit: { type: 'boolean' },
};

interface OutageOrder extends Omit<Outage, 'from' | 'until'> {
  readonly from?: string;
  readonly until?: string;
  /** Seconds of the product's clock, in place of `until`. */
  readonly forSeconds?: number;
}

/** `undefined` when the order makes no outage. */
const outageOf = (order: OutageOrder, now: Instant): Outage | undefined => {
  const { from, until, forSeconds, ...rest } = order;
  const start = from === undefined ? now : parseInstant(from);
  if (start === undefined || (until !== undefined && forSeconds !== undefined)) return undefined;
  const end = forSeconds === undefined ? until && parseInstant(until) : plus(start, forSeconds * SECOND);
  if (until !== undefined && end === undefined) return undefined;
  const outage = { ...rest, from: start, ...(end !== undefined && { until: end }) };
  return isOutage(outage) ? outage : undefined;
};

const BAD_OUTAGE =
  'an outage is down, or a brown-out with a share above 0 and below 1; its instants are ISO 8601 with an offset, and it ends after it starts';

/** How tests and demonstrations play the administration: for callers of this machine only. */
export const controlRoutes =
  (simulator: Simulator) =>
  (scope: FastifyInstance): void => {
    loopbackOnly(scope);

    const state = (): object => {
      const now = simulator.now();
      const { down, share } = conditionAt(simulator.outages, now);
      return {
        state: down ? 'down' : share < 1 ? 'brown-out' : 'up',
        productTime: now,
        scale: simulator.clock.at(-1)?.scale ?? 1,
        capacity: { ...simulator.meter.capacity, share },
        load: simulator.meter.load(epochMs(now), share),
        latency: simulator.latency,
        outages: simulator.outages,
        faults: simulator.faults.list(),
        rules: simulator.rules,
      };
    };

    scope.get('/control', state);

    scope.put<{ Body: { state: 'up' | 'down'; retryAfterSeconds?: number } }>(
      '/control/state',
      { schema: closed({ state: { enum: ['up', 'down'] }, retryAfterSeconds: wholeSeconds }, ['state']) },
      (request) => {
        const now = simulator.now();
        const { state: wanted, ...rest } = request.body;
        simulator.outages = endCurrent(simulator.outages, now);
        if (wanted === 'down') simulator.outages = [...simulator.outages, { kind: 'down', from: now, ...rest }];
        return state();
      },
    );

    scope.put<{ Body: { perSecond: number; windowSeconds?: number } }>(
      '/control/capacity',
      { schema: closed({ perSecond: positive, windowSeconds: positive }, ['perSecond']) },
      (request) => {
        const capacity: Capacity = { ...simulator.meter.capacity, ...request.body };
        simulator.meter.capacity = capacity;
        return state();
      },
    );

    scope.put<{ Body: Partial<Latency> }>(
      '/control/latency',
      {
        schema: closed({
          baseMs: { ...notNegative, maximum: 600_000 },
          loadedMs: { ...notNegative, maximum: 600_000 },
        }),
      },
      (request) => {
        simulator.latency = { ...simulator.latency, ...request.body };
        return state();
      },
    );

    scope.post<{ Body: OutageOrder }>(
      '/control/outages',
      { schema: closed(outageProperties, ['kind']) },
      (request, reply) => {
        const outage = outageOf(request.body, simulator.now());
        if (!outage) return sendProblem(reply, { status: 400, detail: BAD_OUTAGE });
        simulator.outages = [...simulator.outages, outage];
        return reply.code(201).send(outage);
      },
    );

    scope.delete('/control/outages', () => {
      simulator.outages = [];
      return state();
    });

    scope.post<{ Body: FaultOrder }>(
      '/control/faults',
      { schema: closed(faultProperties, ['kind']) },
      (request, reply) => {
        if (request.body.kind === 'refuse' && (request.body.on ?? 'submission') !== 'submission') {
          return sendProblem(reply, { status: 400, detail: 'an enquiry can not be refused' });
        }
        return reply.code(201).send(simulator.faults.plant(request.body));
      },
    );

    scope.delete('/control/faults', () => {
      simulator.faults.clear();
      return state();
    });

    scope.delete<{ Params: { id: string } }>(
      '/control/faults/:id',
      { schema: { params: { type: 'object', properties: { id: { type: 'string', pattern: '^\\d{1,9}$' } } } } },
      (request, reply) => {
        if (simulator.faults.remove(Number(request.params.id))) return reply.code(204).send();
        return sendProblem(reply, { status: 404, detail: 'there is no such fault, or it is used up' });
      },
    );
  };
