import { existsSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { resolve } from 'node:path';
import fastifyProxy from '@fastify/http-proxy';
import fastifyStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Logger } from 'nestjs-pino';
import type { Logger as Pino } from 'pino';
import { Problem, ProblemFilter, sendProblem, validationPipe } from '#libs/problem-details';
import { BackofficeModule } from './backoffice.module.js';
import { Metrics } from './health/metrics.js';
import { logging } from './logging.js';
import { serveDocs } from './openapi.js';
import { ElsewhereFilter } from './requests/elsewhere.filter.js';
import type { Runtime } from './runtime.js';
import { securityHeaders } from './security-headers.js';

const BODY_LIMIT = 1024 * 1024;
/** Where a body is handed on as it comes, whatever its size. */
const STREAMED = '/v1/imports';
const HEADERS_TIMEOUT_MS = 20_000;

const serveConsole = async (server: FastifyInstance, folder: string): Promise<void> => {
  await server.register(fastifyStatic, {
    root: resolve(folder),
    prefix: '/',
    wildcard: false,
    index: ['index.html'],
    setHeaders: (response, path) => {
      // The build names assets by their content; the page itself is asked for each time.
      const forEver = path.includes('/assets/');
      response.header('cache-control', forEver ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
};

const proxyAudit = async (server: FastifyInstance, upstream: string): Promise<void> => {
  await server.register(fastifyProxy, {
    upstream,
    prefix: '/audit',
    rewritePrefix: '/audit',
    replyOptions: {
      onError: (reply) => sendProblem(new Problem('bad-gateway'), reply.request, reply),
    },
  });
};

/**
 * What is left of a body that was refused is let in and dropped, whoever had begun to read it: else nothing that comes
 * behind it on the same connection would ever be read.
 */
const dropRest = (body: IncomingMessage): void => {
  if (body.readableEnded) return;
  body
    .removeAllListeners('readable')
    .on('data', () => undefined)
    .resume();
};

/** The whole app, initialised and not yet listening. The runtime stays the caller's to close, after the app. */
export const createApp = async (runtime: Runtime, log: Pino): Promise<NestFastifyApplication> => {
  const adapter = new FastifyAdapter({ bodyLimit: BODY_LIMIT, trustProxy: false, forceCloseConnections: true });
  const server: FastifyInstance = adapter.getInstance();
  server.addHook('onRequest', (request, reply, done) => {
    reply.headers(securityHeaders(request.url));
    done();
  });
  server.addHook('onResponse', ({ raw }, _reply, done) => {
    dropRest(raw);
    done();
  });
  // JSON, and files where a route takes them: any other body is 415, never text that fails field by field.
  server.removeContentTypeParser('text/plain');
  server.addContentTypeParser(['text/csv', 'application/x-ndjson'], (request, payload, done) => {
    if (request.url.startsWith(STREAMED)) done(null, payload);
    else done(Object.assign(new Error('Unsupported Media Type'), { statusCode: 415 }));
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    BackofficeModule.around(runtime, logging(log)),
    adapter,
    { bodyParser: false, bufferLogs: true, abortOnError: false },
  );
  app.useLogger(app.get(Logger));
  app.useGlobalPipes(validationPipe());
  // The last one that takes an error answers it: the one for every error stands first.
  app.useGlobalFilters(new ProblemFilter(), new ElsewhereFilter());
  app.enableShutdownHooks();
  app.get(Metrics).observe(server);
  const { consoleDir, auditUrl } = runtime.settings;
  if (auditUrl !== undefined) await proxyAudit(server, auditUrl);
  if (consoleDir !== undefined && existsSync(resolve(consoleDir, 'index.html'))) await serveConsole(server, consoleDir);
  else log.warn({ consoleDir }, 'no console to serve');
  serveDocs(app);
  await app.init();
  server.server.headersTimeout = HEADERS_TIMEOUT_MS;
  // An import of a large file over a slow line takes as long as it takes.
  server.server.requestTimeout = 0;
  return app;
};
