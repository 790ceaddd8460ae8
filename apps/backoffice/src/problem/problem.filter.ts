import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '#libs/event-store';
import { asProblem } from './as-problem.js';
import { problemDocument } from './document.js';
import { languageOf } from './language.js';
import { Elsewhere } from '../requests/reads.js';

/** The path without its query, which may hold a token. */
export const pathOf = (url: string): string => url.split('?', 1)[0] ?? url;

/** As much of a request and a reply as a problem needs: those of the framework and of its plugins alike. */
interface ProblemRequest {
  readonly url: string;
  readonly headers: { readonly 'accept-language'?: string | undefined };
}
interface ProblemReply {
  code(status: number): this;
  headers(values: Readonly<Record<string, string>>): this;
  type(contentType: string): this;
  send(payload: string): unknown;
}

/** Answers with the problem that an error means. */
export const sendProblem = (error: unknown, request: ProblemRequest, reply: ProblemReply): void => {
  const { parts } = asProblem(error);
  const language = languageOf(request.headers['accept-language']);
  reply
    .code(parts.status)
    .headers({ ...parts.headers, 'content-language': language, vary: 'Accept-Language' })
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemDocument(parts, language, pathOf(request.url))));
};

/** Every error of every route becomes a problem document; what nobody foresaw is logged whole and answered bare. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (error instanceof Elsewhere) {
      void reply.code(307).header('location', error.location).send();
      return;
    }
    if (asProblem(error).parts.status === 500) {
      this.log.error({ err: error, method: request.method, path: pathOf(request.url) }, 'request failed');
    }
    if (reply.sent || reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    sendProblem(error, request, reply);
  }
}
