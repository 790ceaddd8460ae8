import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from './language.js';
import { documentOf } from './problem-document.js';
import { problemOf } from './problem-of.js';

/** Answers everything thrown with a problem document (RFC 9457), in the language asked for. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #log = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = problemOf(error);
    const path = request.url.split('?', 1)[0] ?? '/';
    if (problem.status >= 500) this.#log.error({ err: error, path }, problem.message);
    // An answer under way can't be changed any more: the connection's end is what says that it failed.
    if (reply.sent || reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    const language = languageOf(request.headers['accept-language']);
    void reply
      .status(problem.status)
      .headers({ ...problem.headers, 'content-language': language, vary: 'accept-language' })
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(documentOf(problem, language, path)));
  }
}
