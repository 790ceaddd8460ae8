import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import request from 'supertest';
import { DEV_PERSONS } from '#libs/access';
import { startEmbeddedEventStore, type EmbeddedEventStore } from '#libs/embedded-event-store';
import { createApp } from '../src/create-app.js';
import { Runtime } from '../src/runtime.js';
import { settingsOf } from '../src/settings.js';

export type Person = 'marion' | 'paul' | 'helene' | 'omar' | 'claire';
type Method = 'get' | 'post' | 'put' | 'patch' | 'head' | 'delete';

/** A whole back office on a real node of its own, in memory; `close` ends both. */
export class Backoffice {
  #keys = 0;

  constructor(
    readonly node: EmbeddedEventStore,
    readonly app: NestFastifyApplication,
    readonly runtime: Runtime,
    readonly url: string,
    readonly folder: string,
    readonly tokens: ReadonlyMap<string, string>,
  ) {}

  token(person: Person): string {
    return this.tokens.get(person) ?? '';
  }

  /** A key never used before. */
  key(): string {
    return `key-${String(++this.#keys)}`;
  }

  /** A request as a person, with a fresh Idempotency-Key where it is a change. */
  as(person: Person, method: Method, path: string): request.Test {
    const agent = request(this.url);
    const test = agent[method](path).set('authorization', `Bearer ${this.token(person)}`);
    return method === 'get' || method === 'head' ? test : test.set('idempotency-key', this.key());
  }

  /** An alert on Delta X, started. */
  async alert(body: object = {}): Promise<{ alertId: string; revision: string; etag: string }> {
    const notice = { system: 'delta-x', impact: 'general', notice: 'météo informatique' };
    const answer = await this.as('helene', 'post', '/v1/alerts')
      .send({ ...notice, ...body })
      .expect(201);
    const { alertId, revision } = answer.body as { alertId: string; revision: string };
    return { alertId, revision, etag: answer.headers['etag'] ?? '' };
  }

  async manifest(alertId: string, body: object = {}): Promise<string> {
    const answer = await this.as('marion', 'post', '/v1/manifests')
      .send({ ...manifestOf(alertId), ...body })
      .expect(201);
    return (answer.body as { manifestId: string }).manifestId;
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.runtime.close();
    await this.node.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** An answer's body, of which nothing is known yet. */
export const bodyOf = (response: { readonly body: unknown }): unknown => response.body;

export const OPERATOR = 'FR552100554';

export const manifestOf = (alertId: string): object => ({
  alertId,
  consignmentType: 'other',
  assistance: 'Alerte CID',
  mentions: ['50000'],
  operator: { eori: OPERATOR, name: 'Rapide Express SAS' },
  officeOfClearance: 'FR002650',
  officeOfExit: 'FR002650',
  signature: { name: 'Marion Vasseur' },
});

export const lineOf = (reference: string, more: object = {}): Record<string, string> => ({
  reference,
  packages: '2',
  consignor_name: 'Atelier Lumen',
  consignor_address: '3 rue des Forges, 59800 Lille',
  consignee_name: 'Kari Nordmann',
  consignee_address: 'Storgata 1, 0155 Oslo',
  description: 'lampes de bureau',
  cn8: '94052190',
  procedure: '1000',
  gross_mass_kg: '3.5',
  country_of_provenance: 'FR',
  invoice_value: '149.90',
  currency: 'EUR',
  ...more,
});

export const startBackoffice = async (env: Readonly<Record<string, string>> = {}): Promise<Backoffice> => {
  const node = await startEmbeddedEventStore();
  const folder = await mkdtemp(join(tmpdir(), 'backoffice-'));
  const settings = settingsOf({ ESDB_URL: node.connectionString, DATA_DIR: folder, ...env });
  const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' });
  const runtime = await Runtime.open(settings, log);
  const app = await createApp(runtime, log);
  await app.listen(0, '127.0.0.1');
  await runtime.running.whenReady;
  const tokens = new Map<string, string>();
  for (const { person } of DEV_PERSONS) {
    const issued = await runtime.access.devIssuer?.issue(person, Date.now());
    tokens.set(person, issued?.accessToken ?? '');
  }
  return new Backoffice(node, app, runtime, await app.getUrl(), folder, tokens);
};

/** Waits until something holds, at most ten seconds. */
export const until = async (holds: () => boolean | Promise<boolean>, what: string): Promise<void> => {
  const end = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
