import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NodeProcess } from './embedded-event-store-process.js';

const WRITERS = 32;
const KILLS = 6;
const SEED = 20_260_302;
/** An append may never be answered when the node dies: then it is repeated. */
const PATIENCE_MS = 2000;

interface Acknowledged {
  readonly ids: readonly string[];
  /** On one logical clock: when it was first sent, and when its answer came. */
  readonly sent: number;
  readonly answered: number;
  readonly position: bigint;
}

/** Numbers from 0 to 1 that are the same on each run (a linear congruential generator, Numerical Recipes' constants). */
const seeded = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

let dataDir: string;
let node: NodeProcess | undefined;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'reprise-crash-'));
});
afterEach(async () => {
  await node?.end('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

/** One stream, one append after the other; each repeated, unchanged, until it is acknowledged. */
class Writer {
  readonly stream = `writer-${randomUUID()}`;
  readonly acknowledged: Acknowledged[] = [];
  repeated = 0;
  private next = 0n;

  constructor(
    private readonly client: EventStoreDBClient,
    private readonly tick: () => number,
    private readonly random: () => number,
  ) {}

  async run(stopped: () => boolean, onAcknowledged: () => void): Promise<void> {
    while (!stopped()) {
      const events = Array.from({ length: 1 + Math.floor(this.random() * 3) }, () =>
        jsonEvent({ id: randomUUID(), type: 'Written.v1', data: { filler: 'x'.repeat(200) } }),
      );
      const sent = this.tick();
      const position = await this.untilAcknowledged(events);
      this.next += BigInt(events.length);
      this.acknowledged.push({ ids: events.map(({ id }) => id), sent, answered: this.tick(), position });
      onAcknowledged();
    }
  }

  private async untilAcknowledged(events: ReturnType<typeof jsonEvent>[]): Promise<bigint> {
    const expectedRevision = this.next === 0n ? 'no_stream' : this.next - 1n;
    for (;;) {
      const append = this.client.appendToStream(this.stream, events, { expectedRevision });
      const answer = await Promise.race([append.catch(() => undefined), pause(PATIENCE_MS, undefined)]);
      if (answer?.position !== undefined) {
        expect(answer.nextExpectedRevision).toBe(this.next + BigInt(events.length) - 1n);
        return answer.position.commit;
      }
      this.repeated += 1;
      await pause(20);
    }
  }
}

describe('the node under SIGKILL', () => {
  it(`keeps every acknowledged append of ${WRITERS} writers, once and in order, through ${KILLS} kills`, async () => {
    const random = seeded(SEED);
    node = await NodeProcess.start(dataDir);
    const { port, connectionString } = node;
    const clients = Array.from({ length: 4 }, () => EventStoreDBClient.connectionString(connectionString));
    let now = 0;
    const writers = Array.from({ length: WRITERS }, (_, n) => {
      const client = clients[n % clients.length];
      if (client === undefined) throw new Error('no client');
      return new Writer(client, () => (now += 1), random);
    });
    let stopped = false;
    let acknowledged = 0;
    let reached = (): void => undefined;
    const untilFurther = (count: number): Promise<void> => {
      const goal = acknowledged + count;
      return new Promise((resolve) => {
        reached = () => {
          if (acknowledged >= goal) resolve();
        };
      });
    };
    const writing = writers.map((writer) =>
      writer.run(
        () => stopped,
        () => {
          acknowledged += 1;
          reached();
        },
      ),
    );
    for (let kill = 0; kill < KILLS; kill += 1) {
      await untilFurther(40 + Math.floor(random() * 300));
      await node.end('SIGKILL');
      node = await NodeProcess.start(dataDir, port);
    }
    await untilFurther(WRITERS);
    stopped = true;
    await Promise.all(writing);

    const reader = EventStoreDBClient.connectionString(connectionString);
    for (const writer of writers) {
      const ids: string[] = [];
      for await (const { event } of reader.readStream(writer.stream)) {
        expect(event?.revision).toBe(BigInt(ids.length));
        ids.push(event?.id ?? '');
      }
      expect(ids).toEqual(writer.acknowledged.flatMap((append) => append.ids));
    }
    const all: string[] = [];
    let last = -1n;
    for await (const { event } of reader.readAll()) {
      if (event === undefined) continue;
      expect(event.position.commit).toBeGreaterThan(last);
      last = event.position.commit;
      all.push(event.id);
    }
    expect(all).toHaveLength(new Set(all).size);
    const appends = writers.flatMap((writer) => writer.acknowledged);
    expect(all).toHaveLength(appends.reduce((sum, { ids }) => sum + ids.length, 0));

    // What was acknowledged before another append was sent stands before it in the log.
    let latestSent = 0;
    for (const append of appends.toSorted((a, b) => (a.position < b.position ? -1 : 1))) {
      expect(append.answered).toBeGreaterThan(latestSent);
      latestSent = Math.max(latestSent, append.sent);
    }
    expect(writers.reduce((sum, { repeated }) => sum + repeated, 0)).toBeGreaterThanOrEqual(KILLS);
    await Promise.all([reader, ...clients].map((client) => client.dispose()));
  }, 30_000);
});

describe('the lock between processes', () => {
  it('keeps a second process out with exit code 3, and is not left behind by SIGKILL', async () => {
    node = await NodeProcess.start(dataDir);
    const refused = await NodeProcess.expectRefusal(dataDir);
    expect(refused.code).toBe(3);
    expect(refused.said).toMatch(/already open in process \d+\n$/);
    await node.end('SIGKILL');
    node = await NodeProcess.start(dataDir);
    expect(await node.end('SIGTERM')).toBe(0);
  });
});

describe('SIGTERM', () => {
  it('answers what was sent before and leaves a log that goes on', async () => {
    node = await NodeProcess.start(dataDir);
    const client = EventStoreDBClient.connectionString(node.connectionString);
    await client.appendToStream('s', jsonEvent({ type: 'Written.v1', data: {} }), { expectedRevision: 'no_stream' });
    expect(await node.end('SIGTERM')).toBe(0);
    await client.dispose();
    node = await NodeProcess.start(dataDir);
    const again = EventStoreDBClient.connectionString(node.connectionString);
    const next = await again.appendToStream('s', jsonEvent({ type: 'Written.v1', data: {} }), { expectedRevision: 0n });
    expect(next.nextExpectedRevision).toBe(1n);
    await again.dispose();
  });
});
