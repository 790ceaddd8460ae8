import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AllStreamSubscription, EventStoreDBClient as Client, Position } from '@eventstore/db-client';
import { END, EventStoreDBClient, eventTypeFilter, jsonEvent, START, streamNameFilter } from '@eventstore/db-client';
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

const event = (n: number, type = 'Counted.v1') => jsonEvent({ type, data: { n } });
const events = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => event(from + n));
const newStream = (prefix = 'sub'): string => `${prefix}-${randomUUID()}`;

/** Takes so many numbers, then leaves. */
const take = async (subscription: ReturnType<Client['subscribeToStream']> | AllStreamSubscription, count: number) => {
  const seen: number[] = [];
  const iterator = subscription[Symbol.asyncIterator]();
  while (seen.length < count) {
    const next = await iterator.next();
    if (next.done === true) break;
    seen.push((next.value.event?.data as { n: number }).n);
  }
  await subscription.unsubscribe();
  return seen;
};
const upTo = (count: number, from = 0): number[] => Array.from({ length: count }, (_, n) => from + n);

describe('a subscription to a stream', () => {
  it('catches up and goes on live, in order, each event once', async () => {
    const stream = newStream();
    await client.appendToStream(stream, events(0, 300));
    const subscription = client.subscribeToStream(stream, { fromRevision: START });
    const caughtUp = once(subscription, 'caughtUp');
    const taken = take(subscription, 400);
    await caughtUp;
    for (let n = 300; n < 400; n += 1) await client.appendToStream(stream, event(n));
    expect(await taken).toEqual(upTo(400));
  });

  it('misses nothing of what is written while it catches up', async () => {
    const stream = newStream();
    await client.appendToStream(stream, events(0, 50));
    const taken = take(client.subscribeToStream(stream, { fromRevision: START }), 500);
    for (let n = 50; n < 500; n += 10) await client.appendToStream(stream, events(n, n + 10));
    expect(await taken).toEqual(upTo(500));
  });

  it('starts after the revision that it names, and at the end when told so', async () => {
    const stream = newStream();
    await client.appendToStream(stream, events(0, 3));
    const ended = client.subscribeToStream(stream, { fromRevision: END });
    const live = once(ended, 'caughtUp');
    const fromEnd = take(ended, 1);
    await live;
    await client.appendToStream(stream, event(3));
    expect(await fromEnd).toEqual([3]);
    expect(await take(client.subscribeToStream(stream, { fromRevision: 1n }), 2)).toEqual([2, 3]);
  });

  it('waits for a stream that is not there yet', async () => {
    const stream = newStream();
    const subscription = client.subscribeToStream(stream);
    const live = once(subscription, 'caughtUp');
    const taken = take(subscription, 1);
    await live;
    await client.appendToStream(stream, event(0));
    expect(await taken).toEqual([0]);
  });

  it('ends when the stream is tombstoned', async () => {
    const stream = newStream();
    await client.appendToStream(stream, event(0));
    const subscription = client.subscribeToStream(stream);
    const live = once(subscription, 'caughtUp');
    const failed = once(subscription, 'error');
    subscription.resume();
    await live;
    await client.tombstoneStream(stream);
    expect((await failed)[0]).toMatchObject({ type: 'stream-deleted' });
  });
});

describe('a subscription to the whole log', () => {
  it('starts after the position that it names', async () => {
    const stream = newStream('pos');
    const first = await client.appendToStream(stream, event(0));
    await client.appendToStream(stream, event(1));
    if (first.position === undefined) throw new Error('no position');
    const filter = streamNameFilter({ prefixes: ['pos-'] });
    expect(await take(client.subscribeToAll({ fromPosition: first.position, filter }), 1)).toEqual([1]);
  });

  it.each([
    ['stream prefixes', (mark: string) => streamNameFilter({ prefixes: [`${mark}a-`, `${mark}c-`] }), [0, 2, 3, 5]],
    ['a stream regex', (mark: string) => streamNameFilter({ regex: `^${mark}b` }), [1, 4]],
    ['type prefixes', (mark: string) => eventTypeFilter({ prefixes: [`${mark}0`] }), [0, 2, 4]],
    ['a type regex', (mark: string) => eventTypeFilter({ regex: `^${mark}[1]$` }), [1, 3, 5]],
  ] as const)('filters by %s, old events and new ones', async (_name, filterOf, expected) => {
    const mark = `m${randomUUID().slice(0, 8)}`;
    const write = (n: number) => client.appendToStream(`${mark}${'abc'[n % 3] ?? ''}-1`, event(n, `${mark}${n % 2}`));
    for (const n of [0, 1, 2]) await write(n);
    const subscription = client.subscribeToAll({ filter: filterOf(mark) });
    const live = once(subscription, 'caughtUp');
    const taken = take(subscription, expected.length);
    await live;
    for (const n of [3, 4, 5]) await write(n);
    expect(await taken).toEqual(expected);
  });

  it('tells by checkpoints how far it has looked where nothing matches', async () => {
    const end = await client.appendToStream(newStream('noise'), events(0, 200));
    const reached: Position[] = [];
    const subscription = client.subscribeToAll({
      filter: streamNameFilter({
        prefixes: ['nothing-'],
        checkpointInterval: 2,
        maxSearchWindow: 10,
        checkpointReached: (_subscription, position) => void reached.push(position),
      }),
    });
    const live = once(subscription, 'caughtUp');
    subscription.resume();
    await live;
    await subscription.unsubscribe();
    expect(reached.length).toBeGreaterThanOrEqual(10);
    for (const [n, { commit }] of reached.entries()) expect(commit).toBeGreaterThan(reached[n - 1]?.commit ?? -1n);
    expect(reached.at(-1)?.commit).toBeLessThanOrEqual(end.position?.commit ?? 0n);
  });

  it('tells a slow reader that it fell behind, then brings it up again, with every event once', async () => {
    const stream = newStream('slow');
    const subscription = client.subscribeToAll({
      fromPosition: END,
      filter: streamNameFilter({ prefixes: ['slow-'] }),
    });
    await once(subscription.resume(), 'caughtUp');
    subscription.pause();
    const total = 18_000;
    for (let n = 0; n < total; n += 500) await client.appendToStream(stream, events(n, n + 500));
    const told: string[] = [];
    subscription.on('fellBehind', () => told.push('fellBehind'));
    subscription.on('caughtUp', () => told.push('caughtUp'));
    const again = once(subscription, 'fellBehind').then(() => once(subscription, 'caughtUp'));
    expect(await take(subscription, total)).toEqual(upTo(total));
    await Promise.race([again, subscription.unsubscribe()]);
    expect(told[0]).toBe('fellBehind');
  });
});
