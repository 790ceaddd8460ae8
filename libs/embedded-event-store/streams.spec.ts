import { randomUUID } from 'node:crypto';
import type { EventStoreDBClient as Client } from '@eventstore/db-client';
import { EventStoreDBClient, jsonEvent, StreamNotFoundError, WrongExpectedVersionError } from '@eventstore/db-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EmbeddedEventStore } from './index.js';
import { startEmbeddedEventStore } from './index.js';

let node: EmbeddedEventStore;
let client: Client;

beforeAll(async () => {
  node = await startEmbeddedEventStore();
  client = EventStoreDBClient.connectionString(node.connectionString);
});
afterAll(async () => {
  await client.dispose();
  await node.close();
});

const event = (n: number, id: string = randomUUID()) =>
  jsonEvent({ id, type: 'Counted.v1', data: { n }, metadata: { by: 'spec' } });
const numbers = async (stream: string): Promise<number[]> => {
  const found: number[] = [];
  for await (const { event: read } of client.readStream(stream)) found.push((read?.data as { n: number }).n);
  return found;
};

describe.each([
  ['BatchAppend', {}],
  ['Append', { credentials: { username: 'admin', password: 'changeit' } }],
])('%s', (_path, options) => {
  it('answers with revision and position, and reads back what was written', async () => {
    const stream = `s-${randomUUID()}`;
    const first = await client.appendToStream(stream, [event(1), event(2)], {
      expectedRevision: 'no_stream',
      ...options,
    });
    expect(first.nextExpectedRevision).toBe(1n);
    const second = await client.appendToStream(stream, event(3), { expectedRevision: 1n, ...options });
    expect(second.position?.commit).toBeGreaterThan(first.position?.commit ?? 0n);
    expect(await numbers(stream)).toEqual([1, 2, 3]);
  });

  it('refuses a stale revision and says where the stream is', async () => {
    const stream = `s-${randomUUID()}`;
    await client.appendToStream(stream, [event(1), event(2)], options);
    const stale = client.appendToStream(stream, event(3), { expectedRevision: 0n, ...options });
    await expect(stale).rejects.toBeInstanceOf(WrongExpectedVersionError);
    await expect(stale).rejects.toMatchObject({ expectedVersion: 0n, actualVersion: 1n, streamName: stream });
    expect(await numbers(stream)).toEqual([1, 2]);
  });
});

it('tells a missing stream', async () => {
  await expect(numbers('nobody-writes-here')).rejects.toBeInstanceOf(StreamNotFoundError);
});

it('subscribes', async () => {
  const stream = `sub-${randomUUID()}`;
  await client.appendToStream(stream, [event(1), event(2)]);
  const subscription = client.subscribeToStream(stream);
  const seen: number[] = [];
  for await (const { event: read } of subscription) {
    seen.push((read?.data as { n: number }).n);
    if (seen.length === 2) await client.appendToStream(stream, event(3));
    if (seen.length === 3) break;
  }
  await subscription.unsubscribe();
  expect(seen).toEqual([1, 2, 3]);
});
