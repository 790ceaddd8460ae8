import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { announceReady, exitWithParent } from '#libs/process-lifecycle';
import { Reintegrator } from './reintegrator.js';
import { ReintegratorModule } from './reintegrator.module.js';
import { settingsFrom } from './settings.js';

exitWithParent();
const log = pino({ level: process.env['LOG_LEVEL'] ?? 'info', base: { app: 'reintegrator' } }, pino.destination(2));
const settings = settingsFrom(process.env);
const reintegrator = await Reintegrator.open(settings, log);
const app = await NestFactory.create<NestFastifyApplication>(
  ReintegratorModule.of(reintegrator),
  new FastifyAdapter(),
  {
    logger: false,
  },
);
app.enableShutdownHooks();
reintegrator.start();
await app.listen(settings.port, settings.host);
announceReady({ app: 'reintegrator', url: await app.getUrl() });
