import type { FastifyInstance } from 'fastify';
import { sendProblem } from './problem.js';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** Whoever plays the administration does so on this machine. */
export const loopbackOnly = (scope: FastifyInstance): void => {
  scope.addHook('onRequest', async (request, reply) => {
    if (LOOPBACK.test(request.ip)) return;
    await sendProblem(reply, { status: 403, detail: 'the control API answers callers of its own machine only' });
  });
};

/** A body with these properties and no others. */
export const closed = (properties: object, required: readonly string[] = []): object => ({
  body: { type: 'object', additionalProperties: false, properties, required },
});
