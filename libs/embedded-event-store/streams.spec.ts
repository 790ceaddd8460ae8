import { randomUUID } from 'node:crypto';
import type { EventStoreDBClient as Client } from '@eventstore/db-client';
import {
  AccessDeniedError,
  BACKWARDS,
  DeadlineExceededError,
  END,
  EventStoreDBClient,
  FORWARDS,
  jsonEvent,
  binaryEvent,
  persistentSubscriptionToStreamSettingsFromDefaults,
  MaxAppendSizeExceededError,
  StreamDeletedError,
  StreamNotFoundError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { credentials } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nameOf, shared, streams, streamServices } from './protocol.js';
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

const event = (n: number, id: string = randomUUID(), type = 'Counted.v1') =>
  jsonEvent({ id, type, data: { n }, metadata: { by: 'spec' } });
const newStream = (prefix = 's'): string => `${prefix}-${randomUUID()}`;
const read = async (stream: string, options: Parameters<Client['readStream']>[1] = {}): Promise<number[]> => {
  const found: number[] = [];
  for await (const { event: recorded } of client.readStream(stream, options)) {
    found.push((recorded?.data as { n: number }).n);
  }
  return found;
};
const readAll = async (options: Parameters<Client['readAll']>[0]): Promise<string[]> => {
  const found: string[] = [];
  for await (const { event: recorded } of client.readAll(options)) {
    found.push(`${recorded?.streamId ?? ''}@${String(recorded?.revision)}`);
  }
  return found;
};

/** Over the bare protocol. */
const readFiltered = async ({
  prefixes = [],
  regex = '',
}: {
  prefixes?: string[];
  regex?: string;
}): Promise<string[]> => {
  const expression = new streams.ReadReq.Options.FilterOptions.Expression().setPrefixList(prefixes).setRegex(regex);
  const options = new streams.ReadReq.Options()
    .setAll(new streams.ReadReq.Options.AllOptions().setStart(new shared.Empty()))
    .setCount('1000')
    .setFilter(new streams.ReadReq.Options.FilterOptions().setStreamIdentifier(expression).setMax(32));
  const bare = new streamServices.StreamsClient(`127.0.0.1:${node.port}`, credentials.createInsecure());
  const found: string[] = [];
  try {
    for await (const response of bare.read(
      new streams.ReadReq().setOptions(options),
    ) as AsyncIterable<streams.ReadResp>) {
      found.push(nameOf(response.getEvent()?.getEvent()?.getStreamIdentifier()));
    }
  } finally {
    bare.close();
  }
  return found;
};

describe.each([
  ['BatchAppend', {}],
  ['Append', { credentials: { username: 'admin', password: 'changeit' } }],
])('an append by %s', (_path, options) => {
  it('answers with revision and position, and reads back what was written', async () => {
    const stream = newStream();
    const first = await client.appendToStream(stream, [event(1), event(2)], {
      expectedRevision: 'no_stream',
      ...options,
    });
    expect(first).toMatchObject({ success: true, nextExpectedRevision: 1n });
    const second = await client.appendToStream(stream, event(3), { expectedRevision: 1n, ...options });
    expect(second.position?.commit).toBeGreaterThan((first.position?.commit ?? 0n) + 1n);
    expect(await read(stream)).toEqual([1, 2, 3]);
  });

  it('keeps id, type, metadata, time, and bytes that are no JSON', async () => {
    const stream = newStream('données-é');
    const id = randomUUID();
    const before = Date.now();
    await client.appendToStream(stream, event(1, id), options);
    await client.appendToStream(stream, binaryEvent({ type: 'Raw.v1', data: Buffer.from([0, 255, 128]) }), options);
    const recorded = [];
    for await (const { event: one } of client.readStream(stream)) recorded.push(one);
    const metadata = { by: 'spec' };
    expect(recorded[0]).toMatchObject({
      id,
      type: 'Counted.v1',
      streamId: stream,
      revision: 0n,
      isJson: true,
      metadata,
    });
    expect(recorded[0]?.created.getTime()).toBeGreaterThanOrEqual(before);
    expect(recorded[1]).toMatchObject({ type: 'Raw.v1', isJson: false });
    expect([...(recorded[1]?.data as Uint8Array)]).toEqual([0, 255, 128]);
  });

  it.each<[bigint | 'no_stream' | 'stream_exists']>([[0n], [7n], ['no_stream']])(
    'expecting %s is refused by a stream at revision 1',
    async (expectedRevision) => {
      const stream = newStream();
      await client.appendToStream(stream, [event(1), event(2)], options);
      const refused = client.appendToStream(stream, event(3), { expectedRevision, ...options });
      await expect(refused).rejects.toBeInstanceOf(WrongExpectedVersionError);
      const expectedVersion = expectedRevision;
      await expect(refused).rejects.toMatchObject({ expectedVersion, actualVersion: 1n, streamName: stream });
      expect(await read(stream)).toEqual([1, 2]);
    },
  );

  it('to a stream that must exist is refused when it does not', async () => {
    const refused = client.appendToStream(newStream(), event(1), { expectedRevision: 'stream_exists', ...options });
    await expect(refused).rejects.toMatchObject({ type: 'wrong-expected-version', actualVersion: 'no_stream' });
  });

  it('repeated with the same ids and expectation answers as the first and writes nothing', async () => {
    const stream = newStream();
    const events = [event(1), event(2)];
    const expectation = { expectedRevision: 'no_stream', ...options } as const;
    const first = await client.appendToStream(stream, events, expectation);
    await client.appendToStream(stream, event(3), options);
    expect(await client.appendToStream(stream, events, expectation)).toEqual(first);
    expect(await read(stream)).toEqual([1, 2, 3]);
  });

  it('of more than 1 MiB is refused whole, and the next is taken', async () => {
    const stream = newStream();
    const large = Array.from({ length: 5 }, () => jsonEvent({ type: 'Large.v1', data: { text: 'x'.repeat(250_000) } }));
    const refused = client.appendToStream(stream, large, options);
    await expect(refused).rejects.toBeInstanceOf(MaxAppendSizeExceededError);
    await expect(read(stream)).rejects.toBeInstanceOf(StreamNotFoundError);
    await client.appendToStream(stream, event(1), options);
    expect(await read(stream)).toEqual([1]);
  });

  it('in several messages is one append', async () => {
    const stream = newStream();
    const events = Array.from({ length: 40 }, (_, n) => event(n));
    await client.appendToStream(stream, events, { batchAppendSize: 1024, expectedRevision: 'no_stream', ...options });
    expect(await read(stream)).toHaveLength(40);
  });

  it('to $all or with an id that is no UUID is refused', async () => {
    await expect(client.appendToStream('$all', event(1), options)).rejects.toBeInstanceOf(AccessDeniedError);
    await expect(client.appendToStream(newStream(), event(1, 'not-an-id'), options)).rejects.toThrow();
  });
});

it('a batch append whose deadline has passed writes nothing', async () => {
  const stream = newStream();
  await expect(client.appendToStream(stream, event(1), { deadline: 0 })).rejects.toBeInstanceOf(DeadlineExceededError);
  await expect(read(stream)).rejects.toBeInstanceOf(StreamNotFoundError);
});

describe('reading a stream', () => {
  const stream = newStream('read');
  beforeAll(async () => {
    for (let n = 0; n < 1000; n += 250) {
      await client.appendToStream(
        stream,
        Array.from({ length: 250 }, (_, m) => event(n + m)),
      );
    }
  });

  it.each([
    ['forwards', {}, 0, 999],
    ['from a revision, itself included', { fromRevision: 400n }, 400, 999],
    ['so many', { fromRevision: 10n, maxCount: 5 }, 10, 14],
    ['backwards', { direction: BACKWARDS, fromRevision: END }, 999, 0],
    ['backwards from a revision', { direction: BACKWARDS, fromRevision: 300n }, 300, 0],
    ['backwards so many', { direction: BACKWARDS, fromRevision: END, maxCount: 3 }, 999, 997],
  ] as const)('%s', async (_name, options, first, last) => {
    const found = await read(stream, options);
    expect([found[0], found.at(-1), found.length]).toEqual([first, last, Math.abs(last - first) + 1]);
  });

  it('beyond its end finds nothing', async () => {
    expect(await read(stream, { fromRevision: 1000n })).toEqual([]);
  });

  it('tells a missing stream', async () => {
    await expect(read('nobody-writes-here')).rejects.toBeInstanceOf(StreamNotFoundError);
  });
});

describe('reading the whole log', () => {
  it('is in the order of the appends, both ways, from a position on', async () => {
    const [a, b] = [newStream('whole'), newStream('whole')];
    const first = await client.appendToStream(a, event(1));
    await client.appendToStream(b, event(2));
    await client.appendToStream(a, event(3));
    const fromPosition = first.position;
    if (fromPosition === undefined) throw new Error('no position');
    expect(await readAll({ fromPosition })).toEqual([`${a}@0`, `${b}@0`, `${a}@1`]);
    expect(await readAll({ fromPosition: END, direction: BACKWARDS, maxCount: 3 })).toEqual([
      `${a}@1`,
      `${b}@0`,
      `${a}@0`,
    ]);
    expect(await readAll({ fromPosition, direction: BACKWARDS, maxCount: 1 })).not.toContain(`${a}@0`);
    expect(await readAll({ fromPosition: END, direction: FORWARDS })).toEqual([]);
  });

  it('may be filtered, though this client does not ask for it', async () => {
    const mark = `f${randomUUID().slice(0, 8)}`;
    for (const [n, letter] of ['a', 'b', 'c', 'a'].entries())
      await client.appendToStream(`${mark}-${letter}`, event(n));
    expect(await readFiltered({ prefixes: [`${mark}-a`, `${mark}-c`] })).toEqual([
      `${mark}-a`,
      `${mark}-c`,
      `${mark}-a`,
    ]);
    expect(await readFiltered({ regex: `^${mark}-b` })).toEqual([`${mark}-b`]);
    await expect(readFiltered({ regex: '(' })).rejects.toThrow(/not a regular expression/);
  });
});

describe('what a stream no longer shows', () => {
  it('a soft delete hides it until it is written again, from where it stood', async () => {
    const stream = newStream();
    await client.appendToStream(stream, [event(1), event(2)]);
    await client.deleteStream(stream, { expectedRevision: 1n });
    await expect(read(stream)).rejects.toBeInstanceOf(StreamNotFoundError);
    expect(await client.appendToStream(stream, event(3), { expectedRevision: 'no_stream' })).toMatchObject({
      nextExpectedRevision: 2n,
    });
    expect(await read(stream)).toEqual([3]);
    expect((await client.getStreamMetadata(stream)).metadata).toEqual({ truncateBefore: 2 });
  });

  it('a tombstone ends it', async () => {
    const stream = newStream();
    await client.appendToStream(stream, event(1));
    await expect(client.tombstoneStream(stream, { expectedRevision: 5n })).rejects.toThrow(/WrongExpectedVersion/);
    await client.tombstoneStream(stream, { expectedRevision: 0n });
    await expect(read(stream)).rejects.toBeInstanceOf(StreamDeletedError);
    await expect(client.appendToStream(stream, event(2))).rejects.toBeInstanceOf(StreamDeletedError);
    await expect(client.deleteStream(stream)).rejects.toBeInstanceOf(StreamDeletedError);
  });

  it('a delete of a stream that is not there is refused', async () => {
    await expect(client.deleteStream(newStream())).rejects.toThrow(/WrongExpectedVersion/);
  });

  it.each([
    ['maxCount', { maxCount: 2 }, [3, 4]],
    ['truncateBefore', { truncateBefore: 1 }, [2, 3, 4]],
    ['maxAge', { maxAge: 3600 }, [1, 2, 3, 4]],
  ] as const)('%s', async (_name, metadata, left) => {
    const stream = newStream();
    await client.appendToStream(stream, [event(1), event(2), event(3), event(4)]);
    await client.setStreamMetadata(stream, { ...metadata, owner: 'spec' });
    expect(await read(stream)).toEqual(left);
    expect(await read(stream, { direction: BACKWARDS, fromRevision: END })).toEqual(left.toReversed());
    expect((await client.getStreamMetadata(stream)).metadata).toEqual({ ...metadata, owner: 'spec' });
  });
});

it('does not announce what it does not do, and says so when asked', async () => {
  await expect(
    client.createPersistentSubscriptionToStream('s', 'g', persistentSubscriptionToStreamSettingsFromDefaults()),
  ).rejects.toThrow(/[Pp]ersistent/);
});

it('is found by gossip as a cluster of one', async () => {
  const seeds = EventStoreDBClient.connectionString(node.connectionString.replace('esdb://', 'esdb+discover://'));
  const stream = newStream();
  await seeds.appendToStream(stream, event(1));
  expect(await read(stream)).toEqual([1]);
  await seeds.dispose();
});
