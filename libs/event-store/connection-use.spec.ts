import diagnostics from 'node:diagnostics_channel';
import { constants, type ClientHttp2Stream } from 'node:http2';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startEmbeddedEventStore, type EmbeddedEventStore } from '#libs/embedded-event-store';
import { REAL_TIME } from '#libs/kernel';
import { openConnection } from './connection.js';
import { collect, record, records } from './contract/rig.contract.js';
import { append } from './esdb.appends.js';
import { subscribe } from './esdb.subscription.js';
import { connectEventStore, type EventStore, type Followed } from './index.js';

const many = (times: number): number[] => Array.from({ length: times }, (_, i) => i);

/** The first of what comes, the rest being left. */
const first = async <T>(source: AsyncIterable<T>): Promise<T | undefined> => {
  for await (const item of source) return item;
  return undefined;
};

/**
 * A server ends a connection, with everybody's calls on it, when it counts too many stream resets: Node's after a
 * thousand and then 33 a second. Counted here on the client's side, which is where they are sent.
 */
describe('how the connection is used', () => {
  let node: EmbeddedEventStore;
  let store: EventStore;
  let resets = 0;
  const LONG = 'long-1';
  const count = (message: unknown) => {
    const { stream } = message as { stream: ClientHttp2Stream };
    if (stream.rstCode !== constants.NGHTTP2_NO_ERROR) resets += 1;
  };

  beforeAll(async () => {
    node = await startEmbeddedEventStore();
    store = connectEventStore({ connectionString: node.connectionString, patienceMs: 0 });
    await store.append('short-1', 'no-stream', records(20));
    await store.append(LONG, 'no-stream', records(1_500));
    await store.append(LONG, 1_499n, records(1_500));
    await store.append('short-2', 'no-stream', records(20));
  });
  afterAll(async () => {
    await store.close();
    await node.close();
  });
  beforeEach(() => {
    resets = 0;
    diagnostics.subscribe('http2.client.stream.close', count);
  });
  afterEach(() => {
    diagnostics.unsubscribe('http2.client.stream.close', count);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['of a stream that is not there', () => collect(store.readStream('none-1'))],
    ['read to its end', () => collect(store.readStream('short-1'))],
    ['left at the first event', () => first(store.readStream('short-1'))],
    ['left at the first event of many', () => first(store.readStream(LONG))],
    ['of so many', () => collect(store.readStream(LONG, { max: 3 }))],
    ['of so many, left early', () => first(store.readStream(LONG, { max: 3 }))],
    ['backwards, left early', () => first(store.readStream(LONG, { direction: 'backwards' }))],
    ['of the head', () => store.head()],
    ['of the log, of so many', () => collect(store.readAll({ max: 2 }))],
    ['of the log, left early', () => first(store.readAll())],
    ['of the log backwards, of what matches', () => first(store.readAll({ direction: 'backwards', prefixes: ['s'] }))],
    ['of the log, of what matches, near', () => collect(store.readAll({ prefixes: ['short'], max: 3 }))],
    ['for an append that others came before', () => store.append(LONG, 3n, [record()]).catch(() => undefined)],
  ])('a read %s resets nothing', async (_, read) => {
    for (let i = 0; i < 5; i++) await read();
    await first(store.readStream('short-1'));
    expect(resets).toBe(0);
  });

  it('what is counted are resets: a subscription that is left is one', async () => {
    const { signal } = new AbortController();
    await first(store.subscribe({ prefixes: ['short'], signal }));
    await store.head();
    expect(resets).toBe(1);
  });

  it('1,500 reads in a row, of streams that are not there, on one connection', async () => {
    const reads = many(1_500).map((i) => () => collect(store.readStream(`none-${i}`)));
    await Promise.all(
      many(50).map(async () => {
        for (let read = reads.pop(); read; read = reads.pop()) expect(await read()).toEqual([]);
      }),
    );
  });

  it('a connection that is lost all the same: reads and appends repeat', async () => {
    const patient = connectEventStore({ connectionString: node.connectionString });
    const { signal } = new AbortController();
    const leave = async () => first(patient.subscribe({ prefixes: ['short'], signal })).catch(() => undefined);
    const codes = new Set<number | undefined>();
    const watch = (message: unknown) => {
      codes.add((message as { stream: ClientHttp2Stream }).stream.rstCode);
    };
    const isLost = () => codes.has(constants.NGHTTP2_INTERNAL_ERROR);
    diagnostics.subscribe('http2.client.stream.close', watch);
    try {
      for (let i = 0; !isLost() && i < 100; i++) {
        const [read, appended] = await Promise.all([
          collect(patient.readStream('short-1')),
          patient.append(`new-${i}`, 'no-stream', records(1)),
          ...many(40).map(leave),
        ]);
        expect(read).toHaveLength(20);
        expect(appended.revision).toBe(0n);
      }
    } finally {
      diagnostics.unsubscribe('http2.client.stream.close', watch);
    }
    expect(isLost()).toBe(true);
    await patient.close();
  }, 30_000);
});

describe('closing', () => {
  it.each<[string, (followed: Followed) => boolean]>([
    ['at its first event, the rest unread', (f) => f.kind === 'event'],
    ['when it has caught up', (f) => f.kind === 'caught-up'],
  ])('does not wait for a subscription that was left %s', async (_, isEnough) => {
    const node = await startEmbeddedEventStore();
    const store = connectEventStore({ connectionString: node.connectionString });
    await store.append('a-1', 'no-stream', records(1_500));
    const appending = store.append('a-2', 'no-stream', records(400));
    const stop = new AbortController();
    for await (const followed of store.subscribe({ prefixes: ['a-'], signal: stop.signal })) {
      if (isEnough(followed)) stop.abort();
    }
    await appending;
    const before = performance.now();
    await store.close();
    expect(performance.now() - before).toBeLessThan(500);
    const again = connectEventStore({ connectionString: node.connectionString });
    expect(await collect(again.readStream('a-2'))).toHaveLength(400);
    await again.close();
    await node.close();
  });

  it.each<[string, (followed: Followed) => boolean]>([
    ['at its first event', (f) => f.kind === 'event'],
    ['when it has caught up', (f) => f.kind === 'caught-up'],
  ])('nothing is left open on the client by a subscription that was left %s', async (_, isEnough) => {
    const node = await startEmbeddedEventStore();
    const { client, credentials } = openConnection(node.connectionString, 5_000);
    const reading = { client, clock: () => REAL_TIME, deadlineMs: 5_000, patienceMs: 0 };
    await append({ client, credentials }, reading, 'a-1', 'no-stream', records(1_500));
    const { signal } = new AbortController();
    for await (const followed of subscribe(reading, { prefixes: ['a-'], signal })) if (isEnough(followed)) break;
    await client.dispose();
    await node.close();
  });

  it('does not wait for a reader who has stopped half way', async () => {
    const node = await startEmbeddedEventStore();
    const store = connectEventStore({ connectionString: node.connectionString });
    await store.append('a-1', 'no-stream', records(50));
    const reader = store.readStream('a-1')[Symbol.asyncIterator]();
    await reader.next();
    await store.head();
    const before = performance.now();
    await store.close();
    expect(performance.now() - before).toBeLessThan(500);
    await reader.return?.();
    await node.close();
  });
});
