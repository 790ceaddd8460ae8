import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import supertest from 'supertest';
import { openAccess } from '#libs/access';
import { startEmbeddedEventStore } from '#libs/embedded-event-store';
import { connectEventStore, type EventStore } from '#libs/event-store';
import { instantOf } from '#libs/kernel';
import { createAudit } from './audit.app.js';

/** A real audit over a real node, both in this process, and the tokens of the demonstration persons. */
export interface RunningAudit {
  readonly store: EventStore;
  readonly app: NestFastifyApplication;
  /** Asks as a person; nobody when absent. */
  get(path: string, person?: string): supertest.Test;
  close(): Promise<void>;
}

export const startAudit = async (): Promise<RunningAudit> => {
  const node = await startEmbeddedEventStore();
  const store = connectEventStore({ connectionString: node.connectionString });
  const access = await openAccess({ production: false });
  const app = await createAudit({ store, access, now: () => instantOf(Date.now()), logLevel: 'silent' });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  await app.listen(0, '127.0.0.1');
  const tokens = new Map<string, string>();
  for (const person of ['marion', 'paul', 'helene', 'omar', 'claire']) {
    const issued = await access.devIssuer?.issue(person, Date.now());
    tokens.set(person, issued?.accessToken ?? '');
  }
  return {
    store,
    app,
    get: (path, person) => {
      const asked = supertest(app.getHttpServer()).get(path);
      return person === undefined ? asked : asked.set('authorization', `Bearer ${tokens.get(person) ?? ''}`);
    },
    close: async () => {
      await app.close();
      await store.close();
      await node.close();
    },
  };
};
