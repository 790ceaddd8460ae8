import type { FastifyInstance, FastifyReply } from 'fastify';
import { DELTA_X_STATES_OF_A_DECLARATION, type DeltaXState } from '#libs/customs-gateway';
import { parseInstant, plus, SECOND, type Instant } from '#libs/kernel';
import type { Rules } from './judge-standing.js';
import { closed, loopbackOnly } from './loopback-only.js';
import { conditionAt } from './outages.js';
import { sendProblem } from './problem.js';
import type { RegisteredDeclaration, Seed, Which } from './register.js';
import type { AnnouncedOutage, GlobalisationPeriod } from './service-records.js';
import { CANCELLABLE, type Simulator } from './simulator.js';

const text = { type: 'string', minLength: 1, maxLength: 70 };
const which = { operator: text, reference: text };
const state = { enum: DELTA_X_STATES_OF_A_DECLARATION };
const list = (properties: object, required: readonly string[]): object => ({
  type: 'array',
  maxItems: 10_000,
  items: { type: 'object', additionalProperties: false, properties, required },
});
const seeds = list(
  { ...which, lrn: text, number: text, kind: { enum: ['DSE', 'DAU'] }, state, anticipatedUntil: text },
  ['operator', 'reference', 'state'],
);
const periods = list({ reference: text, from: text, until: text }, ['reference', 'from', 'until']);
const alerts = list({ from: text, until: text }, ['from']);
const rules = { lrnReuse: { enum: ['allowed', 'refused'] }, controlledMention: { enum: ['beside', 'instead'] } };
const cancellation = {
  ...which,
  afterSeconds: { type: 'number', minimum: 0, maximum: 1e9 },
  decline: { type: 'string', minLength: 1, maxLength: 500 },
};
const search = { type: 'object', additionalProperties: false, properties: { ...which, state } };

/** The instants of an order put in one form; `undefined` when one of them is none, or when it ends before it starts. */
const withInstants = <T extends object>(order: T, names: readonly (keyof T)[]): T | undefined => {
  const given = names.filter((name) => order[name] !== undefined);
  const instants = given.map((name) => parseInstant(String(order[name])));
  if (instants.includes(undefined)) return undefined;
  const [from, until] = instants;
  if (from !== undefined && until !== undefined && from >= until) return undefined;
  return { ...order, ...Object.fromEntries(given.map((name, index) => [name, instants[index]])) };
};

const allWithInstants = <T extends object>(orders: readonly T[], names: readonly (keyof T)[]): T[] | undefined => {
  const right = orders.map((order) => withInstants(order, names)).filter((order) => order !== undefined);
  return right.length === orders.length ? right : undefined;
};

const BAD_INSTANT = 'instants are ISO 8601 with an offset, and what begins ends later';
const badInstant = (reply: FastifyReply): FastifyReply => sendProblem(reply, { status: 400, detail: BAD_INSTANT });
const notThere = (reply: FastifyReply): FastifyReply =>
  sendProblem(reply, { status: 404, detail: 'no declaration of that reference stands in Delta X' });

/** What the service does in Delta X outside any message, for those who play it: on this machine only. */
export const serviceRoutes =
  (simulator: Simulator) =>
  (scope: FastifyInstance): void => {
    loopbackOnly(scope);
    const { register, service, goods } = simulator;
    /** Nothing happens by itself in a system that is down. */
    const settled = (): Instant => {
      const now = simulator.now();
      if (!conditionAt(simulator.outages, now).down) register.settle(now);
      return now;
    };

    scope.get<{ Querystring: Partial<Which> & { state?: DeltaXState } }>(
      '/control/declarations',
      { schema: { querystring: search } },
      (request) => {
        settled();
        return { declarations: register.declarations(request.query) };
      },
    );

    scope.get<{ Querystring: Which }>(
      '/control/articles',
      { schema: { querystring: { ...search, properties: which, required: ['operator', 'reference'] } } },
      (request, reply) => {
        const entered = goods.of(request.query);
        return entered ? reply.send(entered) : notThere(reply);
      },
    );

    scope.post<{ Body: { declarations: readonly Seed[] } }>(
      '/control/declarations',
      { schema: closed({ declarations: seeds }, ['declarations']), bodyLimit: 8 * 1024 * 1024 },
      (request, reply) => {
        const wanted = allWithInstants(request.body.declarations, ['anticipatedUntil']);
        if (!wanted) return badInstant(reply);
        return reply.code(201).send({ seeded: register.seed(wanted, simulator.now()) });
      },
    );

    /** Acts on the declaration that stands under the reference. */
    const onStanding = (
      reply: FastifyReply,
      wanted: Which,
      act: (standing: RegisteredDeclaration, now: Instant) => FastifyReply | undefined,
    ): FastifyReply => {
      const now = settled();
      const standing = register.standing(wanted);
      if (!standing) return notThere(reply);
      return act(standing, now) ?? reply.send({ declarations: register.declarations(wanted) });
    };

    scope.put<{ Body: Which & { state: DeltaXState } }>(
      '/control/declarations/state',
      { schema: closed({ ...which, state }, ['operator', 'reference', 'state']) },
      (request, reply) => {
        const { state: wanted, operator, reference } = request.body;
        return onStanding(reply, { operator, reference }, ({ number }, now) => {
          register.setState(number, wanted, now);
          return undefined;
        });
      },
    );

    scope.post<{ Body: Which & { afterSeconds?: number; decline?: string } }>(
      '/control/cancellations',
      { schema: closed(cancellation, ['operator', 'reference']) },
      (request, reply) => {
        const { operator, reference, afterSeconds = 0, decline } = request.body;
        return onStanding(reply, { operator, reference }, ({ number, state: stands }, now) => {
          if (!CANCELLABLE.includes(stands))
            return sendProblem(reply, { status: 409, detail: `the service cancels nothing that stands as ${stands}` });
          if (decline === undefined) register.cancelAt(number, plus(now, afterSeconds * SECOND), now);
          else register.declineCancellation(number, decline, now);
          settled();
          return undefined;
        });
      },
    );

    scope.post<{ Body: Which }>(
      '/control/controls',
      { schema: closed(which, ['operator', 'reference']) },
      (request) => {
        service.select(request.body, simulator.now());
        return service.control(request.body);
      },
    );

    scope.post<{ Body: Which }>(
      '/control/controls/release',
      { schema: closed(which, ['operator', 'reference']) },
      (request, reply) => {
        if (service.release(request.body, simulator.now())) return reply.send(service.control(request.body));
        return sendProblem(reply, { status: 404, detail: 'these goods were not selected for control' });
      },
    );

    scope.put<{ Body: { operator: string; periods: readonly GlobalisationPeriod[] } }>(
      '/control/periods',
      { schema: closed({ operator: text, periods }, ['operator', 'periods']) },
      (request, reply) => {
        const wanted = allWithInstants(request.body.periods, ['from', 'until']);
        if (!wanted) return badInstant(reply);
        service.setPeriods(request.body.operator, wanted);
        return reply.send({ periods: service.periods(request.body.operator) });
      },
    );

    scope.put<{ Body: { alerts: readonly AnnouncedOutage[] } }>(
      '/control/alerts',
      { schema: closed({ alerts }, ['alerts']) },
      (request, reply) => {
        const wanted = allWithInstants(request.body.alerts, ['from', 'until']);
        if (!wanted) return badInstant(reply);
        service.setAnnounced(wanted);
        return reply.send({ alerts: service.announced() });
      },
    );

    scope.put<{ Body: Partial<Rules> }>('/control/rules', { schema: closed(rules) }, (request) => {
      simulator.rules = { ...simulator.rules, ...request.body };
      return simulator.rules;
    });
  };
