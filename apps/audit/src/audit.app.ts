import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import { AuditModule, type AuditParts } from './audit.module.js';

/** Longer than any key of ours: the router's own bound would answer "not found". */
const LONGEST_PARAMETER = 512;

/** The audit as an application, not yet listening. Closing it leaves the store open: it belongs to whoever gave it. */
export const createAudit = async (parts: AuditParts): Promise<NestFastifyApplication> => {
  const app = await NestFactory.create<NestFastifyApplication>(
    AuditModule.with(parts),
    new FastifyAdapter({ routerOptions: { maxParamLength: LONGEST_PARAMETER } }),
    { bufferLogs: true, abortOnError: false },
  );
  app.useLogger(app.get(Logger));
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', async (_request, reply) => {
      // Who asks decides what is shown, and it may be personal data: nobody in between keeps it.
      void reply.header('cache-control', 'no-store');
      return Promise.resolve();
    });
  return app;
};
