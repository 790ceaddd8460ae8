import Fastify, { LogController, type FastifyInstance } from 'fastify';
import { epochMs } from '#libs/kernel';
import { controlRoutes } from './control.routes.js';
import { deltaXRoutes } from './delta-x.routes.js';
import { ledgerRoutes } from './ledger.routes.js';
import { ledgerSummary } from './ledger-summary.js';
import { serviceRoutes } from './service.routes.js';
import { conditionAt } from './outages.js';
import { problemOf, sendProblem } from './problem.js';
import type { SimulatorSettings } from './settings.js';
import { Simulator } from './simulator.js';

export interface RunningSimulator {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const WHAT_IT_IS = {
  name: 'customs-simulator',
  simulates: 'Delta X (export declarations, re-integration after an outage)',
  notice:
    'A simulator for tests and demonstrations. It is no service of any administration, and nothing sent here is lodged.',
  submit: 'POST /delta-x/declarations',
  enquire: ['GET /delta-x/declarations/{messageId}', 'GET /delta-x/declarations?operator=&reference='],
  states: 'GET /delta-x/states?operator=&reference=',
  ledger: ['GET /ledger', 'GET /ledger/summary'],
  control: ['GET /control', 'GET /control/declarations'],
};

const aboutRoutes =
  (simulator: Simulator) =>
  (scope: FastifyInstance): void => {
    scope.get('/', () => WHAT_IT_IS);
    scope.get('/health/live', () => ({ status: 'ok' }));
    scope.get('/health/ready', () => ({ status: 'ok', productTime: simulator.now() }));
    scope.get('/metrics', (_request, reply) => {
      const now = simulator.now();
      const { down, share } = conditionAt(simulator.outages, now);
      const summary = ledgerSummary(simulator.ledger.database);
      const counted = (['received', 'accepted', 'refused', 'repeated', 'throttled', 'unavailable'] as const).map(
        (name) => `customs_simulator_submissions_total{what="${name}"} ${summary[name]}`,
      );
      return reply
        .type('text/plain; version=0.0.4; charset=utf-8')
        .send(
          [
            '# TYPE customs_simulator_submissions_total counter',
            ...counted,
            '# TYPE customs_simulator_up gauge',
            `customs_simulator_up ${down ? 0 : 1}`,
            '# TYPE customs_simulator_load_ratio gauge',
            `customs_simulator_load_ratio ${simulator.meter.load(epochMs(now), share)}`,
            '',
          ].join('\n'),
        );
    });
  };

/** @throws when the port is taken or the ledger can't be opened */
export const startSimulator = async (settings: SimulatorSettings): Promise<RunningSimulator> => {
  const simulator = new Simulator(settings);
  const app = Fastify({
    logger: { level: settings.logLevel, stream: process.stderr },
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    requestTimeout: 30_000,
    // Unknown fields are refused and nothing is converted: what was sent is what is judged.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, allErrors: true } },
  });
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error);
    if (problem.status === 500) request.log.error({ err: error }, 'a request has failed');
    return sendProblem(reply, problem);
  });
  app.setNotFoundHandler((request, reply) =>
    sendProblem(reply, { status: 404, detail: `nothing at ${request.method} ${request.url.slice(0, 200)}` }),
  );
  app.addHook('preClose', () => {
    simulator.closing.abort();
  });
  for (const routes of [aboutRoutes, deltaXRoutes, controlRoutes, serviceRoutes, ledgerRoutes]) {
    app.register((scope, _options, done) => {
      routes(simulator)(scope);
      done();
    });
  }
  try {
    const url = await app.listen({ port: settings.port, host: settings.host });
    return {
      url,
      close: async () => {
        await app.close();
        simulator.close();
      },
    };
  } catch (error) {
    await app.close();
    simulator.close();
    throw error;
  }
};
