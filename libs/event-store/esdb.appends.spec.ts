import { WrongExpectedVersionError, type EventStoreDBClient } from '@eventstore/db-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedEventStore, type EmbeddedEventStore } from '#libs/embedded-event-store';
import { REAL_TIME } from '#libs/kernel';
import { openConnection, type Connection } from './connection.js';
import { collect, ids, records } from './contract/rig.contract.js';
import { append } from './esdb.appends.js';
import { readStream, type Reading } from './esdb.reads.js';
import { WrongExpectedRevision } from './event-store.port.js';

/**
 * A server that has forgotten the ids it took (a soft-deleted stream, a truncated one): it answers a repeat with a
 * conflict. The embedded node never does, so the answer is put in its mouth, after it has really committed.
 */
describe('a conflict that is none', () => {
  let node: EmbeddedEventStore;
  let connection: Connection;
  let reading: Reading;
  let count = 0;

  beforeAll(async () => {
    node = await startEmbeddedEventStore();
    connection = openConnection(node.connectionString, 1_000);
    reading = { client: connection.client, clock: () => REAL_TIME, deadlineMs: 1_000, patienceMs: 2_000 };
  });
  afterAll(async () => {
    await connection.client.dispose();
    await node.close();
  });

  const forgetful = (commits: boolean): Connection => {
    const client = Object.create(connection.client) as EventStoreDBClient;
    client.appendToStream = async (stream, events, options) => {
      if (commits) await connection.client.appendToStream(stream, events, options);
      throw new WrongExpectedVersionError(undefined, {
        streamName: stream,
        expected: 'no_stream',
        current: 4n,
      } as never);
    };
    return { ...connection, client };
  };

  it('the very events are there: it was our own append', async () => {
    const stream = `a-${String(count++)}`;
    const batch = records(2);
    expect(await append(forgetful(true), reading, stream, 'no-stream', batch)).toMatchObject({ revision: 1n });
    expect(ids(await collect(readStream(reading, stream, {})))).toEqual(ids(batch));
  });

  it('others are there: it is a conflict', async () => {
    const stream = `a-${String(count++)}`;
    await append(connection, reading, stream, 'no-stream', records(2));
    const attempt = append(forgetful(false), reading, stream, 'no-stream', records(2));
    await expect(attempt).rejects.toMatchObject({ name: 'WrongExpectedRevision', actual: 4n });
  });

  it('only the first of them is there: it is a conflict', async () => {
    const stream = `a-${String(count++)}`;
    const [first, second] = records(2);
    if (!first || !second) throw new Error('two are needed');
    await append(connection, reading, stream, 'no-stream', [first]);
    const attempt = append(forgetful(false), reading, stream, 'no-stream', [first, second]);
    await expect(attempt).rejects.toBeInstanceOf(WrongExpectedRevision);
  });

  it('nothing is there: it is a conflict', async () => {
    const attempt = append(forgetful(false), reading, `a-${String(count++)}`, 'no-stream', records(1));
    await expect(attempt).rejects.toBeInstanceOf(WrongExpectedRevision);
  });
});

describe('an append that nobody waits for any more', () => {
  it('arrives whole: it is not cancelled half way', async () => {
    const node = await startEmbeddedEventStore();
    const { client, credentials } = openConnection(node.connectionString, 1_000);
    const patient: Reading = { client, clock: () => REAL_TIME, deadlineMs: 5_000, patienceMs: 5_000 };
    await append({ client, credentials }, patient, 'warm-1', 'no-stream', records(1));
    for (const deadlineMs of [1, 5, 10, 20]) {
      const stream = `late-${String(deadlineMs)}`;
      const hasty: Reading = { ...patient, deadlineMs, patienceMs: 0 };
      await append({ client, credentials }, hasty, stream, 'no-stream', records(500)).catch(() => undefined);
      const lengths = new Set<number>();
      while (!lengths.has(500)) lengths.add((await collect(readStream(patient, stream, {}))).length);
      expect([...lengths].filter((n) => n !== 0)).toEqual([500]);
    }
    await client.dispose();
    await node.close();
  });
});
