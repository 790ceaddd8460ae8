import type { FastifyInstance } from 'fastify';
import { ledgerSummary } from './ledger-summary.js';
import type { Simulator } from './simulator.js';

const digits = { type: 'string', pattern: '^\\d{1,15}$' };
const page = {
  type: 'object',
  additionalProperties: false,
  properties: { after: digits, limit: digits, reference: { type: 'string', minLength: 1, maxLength: 70 } },
};
const MOST_ROWS = 10_000;

/** What came, when, twice or not. */
export const ledgerRoutes =
  (simulator: Simulator) =>
  (scope: FastifyInstance): void => {
    scope.get('/ledger/summary', () => ledgerSummary(simulator.ledger.database));

    scope.get<{ Querystring: { after?: string; limit?: string; reference?: string } }>(
      '/ledger',
      { schema: { querystring: page } },
      (request, reply) => {
        const { after = '0', limit = '1000', reference } = request.query;
        const most = Math.min(MOST_ROWS, Math.max(1, Number(limit)));
        const rows = simulator.ledger.rows(Number(after), most, reference);
        if (request.headers.accept?.includes('application/x-ndjson')) {
          return reply
            .type('application/x-ndjson; charset=utf-8')
            .send(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
        }
        // A short page is the last one for now.
        return reply.send({ rows, next: rows.length === most ? rows.at(-1)?.seq : undefined });
      },
    );
  };
