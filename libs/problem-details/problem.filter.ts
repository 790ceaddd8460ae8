import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOf } from './problem-of.js';
import { pathOf, sendProblem } from './send-problem.js';

/** Answers everything thrown with a problem document (RFC 9457); what nobody foresaw is logged whole. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #log = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = problemOf(error);
    if (problem.slug === 'internal') {
      const { method, url } = request;
      this.#log.error({ err: error, method, path: pathOf(url) }, 'request failed');
    }
    // An answer under way can't be changed any more: the connection's end is what says that it failed.
    if (reply.sent || reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    sendProblem(problem, request, reply);
  }
}
