import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';
import { UnsafeXml } from '#libs/customs-gateway';

export interface Problem {
  readonly status: number;
  readonly detail: string;
}

/** What an error of a route, of the parser or of the framework means to the caller. */
export const problemOf = (error: unknown): Problem => {
  if (error instanceof UnsafeXml) return { status: error.reason === 'too-large' ? 413 : 400, detail: error.message };
  const { statusCode, message } = error as { statusCode?: unknown; message?: unknown };
  const expected = typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500;
  return expected
    ? { status: statusCode, detail: String(message) }
    : { status: 500, detail: 'the simulator has failed' };
};

/** RFC 9457. */
export const sendProblem = (reply: FastifyReply, { status, detail }: Problem): FastifyReply =>
  reply
    .code(status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail }));
