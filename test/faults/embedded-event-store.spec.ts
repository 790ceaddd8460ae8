import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { EventStoreDBClient as Client } from '@eventstore/db-client';
import { CancelledError, EventStoreDBClient, jsonEvent, NotLeaderError, UnavailableError } from '@eventstore/db-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EmbeddedEventStore, FaultOrder } from '#libs/embedded-event-store';
import { startEmbeddedEventStore } from '#libs/embedded-event-store';

let node: EmbeddedEventStore;
let client: Client;

beforeAll(async () => {
  node = await startEmbeddedEventStore({ faultPort: 0 });
});
afterAll(() => node.close());
beforeEach(() => {
  client = EventStoreDBClient.connectionString(node.connectionString);
});
afterEach(async () => {
  node.faults.clear();
  await client.dispose();
});

const event = (n: number) => jsonEvent({ type: 'Counted.v1', data: { n } });
const newStream = (prefix = 'fault'): string => `${prefix}-${randomUUID()}`;
const numbers = async (stream: string): Promise<number[]> => {
  const found: number[] = [];
  for await (const { event: read } of client.readStream(stream)) found.push((read?.data as { n: number }).n);
  return found;
};
const control = async (method: string, body?: unknown): Promise<{ status: number; body: unknown }> => {
  const response = await fetch(`http://127.0.0.1:${node.faultPort ?? 0}/faults`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
};
const order = async (fault: FaultOrder): Promise<void> => expect((await control('POST', fault)).status).toBe(201);

const paths = [
  ['BatchAppend', {}],
  ['Append', { credentials: { username: 'admin', password: 'changeit' } }],
] as const;

describe.each(paths)('an append by %s', (_path, options) => {
  it('committed, its answer cut off: the same append again answers as the first would have', async () => {
    const stream = newStream();
    const events = [event(1), event(2)];
    await order({ kind: 'answer-lost', stream: 'fault-' });
    const append = () => client.appendToStream(stream, events, { expectedRevision: 'no_stream', ...options });
    await expect(append()).rejects.toBeInstanceOf(UnavailableError);
    expect(await append()).toMatchObject({ success: true, nextExpectedRevision: 1n });
    expect(await numbers(stream)).toEqual([1, 2]);
  });

  it('committed, answered with a timeout', async () => {
    const stream = newStream();
    await order({ kind: 'answer-lost', how: 'timeout' });
    await expect(client.appendToStream(stream, event(1), options)).rejects.toThrow();
    expect(await numbers(stream)).toEqual([1]);
  });

  it('refused for want of room: a clear error, nothing written, and the next is taken', async () => {
    const stream = newStream();
    await order({ kind: 'disk-full', count: 2 });
    for (let n = 0; n < 2; n += 1) {
      await expect(client.appendToStream(stream, [event(1), event(2)], options)).rejects.toThrow(/disk is full/);
    }
    await client.appendToStream(stream, event(3), { expectedRevision: 'no_stream', ...options });
    expect(await numbers(stream)).toEqual([3]);
  });

  it('refused by a node that is not the leader, which names the leader', async () => {
    const stream = newStream();
    await order({ kind: 'not-leader' });
    const refused = client.appendToStream(stream, event(1), options);
    await expect(refused).rejects.toBeInstanceOf(NotLeaderError);
    await expect(refused).rejects.toMatchObject({ leader: { address: '127.0.0.1', port: node.port } });
    await client.appendToStream(stream, event(2), { expectedRevision: 'no_stream', ...options });
    expect(await numbers(stream)).toEqual([2]);
  });

  it('refused while the node is unavailable', async () => {
    const stream = newStream();
    await client.appendToStream(stream, event(1), options);
    await order({ kind: 'unavailable', stream: 'fault-' });
    await expect(client.appendToStream(stream, event(2), options)).rejects.toBeInstanceOf(UnavailableError);
    await client.appendToStream(stream, event(3), { expectedRevision: 0n, ...options });
    expect(await numbers(stream)).toEqual([1, 3]);
  });
});

it('an answer that never comes leaves the append committed', async () => {
  const stream = newStream();
  await order({ kind: 'answer-lost', how: 'silence' });
  const waiting = client.appendToStream(stream, event(1), {
    deadline: 100,
    credentials: { username: 'admin', password: 'changeit' },
  });
  await expect(waiting).rejects.toMatchObject({ type: 'deadline-exceeded' });
  expect(await numbers(stream)).toEqual([1]);
});

it('a read is refused while the node is unavailable or not the leader', async () => {
  const stream = newStream();
  await client.appendToStream(stream, event(1));
  await order({ kind: 'unavailable' });
  await expect(numbers(stream)).rejects.toBeInstanceOf(UnavailableError);
  await order({ kind: 'not-leader' });
  await expect(numbers(stream)).rejects.toBeInstanceOf(NotLeaderError);
  expect(await numbers(stream)).toEqual([1]);
});

describe('a subscription', () => {
  const subscribed = async (stream: string) => {
    const subscription = client.subscribeToStream(stream);
    const seen: number[] = [];
    subscription.on('data', ({ event: read }) => seen.push((read?.data as { n: number }).n));
    await once(subscription, 'caughtUp');
    return { subscription, seen };
  };

  it.each([
    ['subscription-dropped', CancelledError],
    ['consumer-too-slow', Error],
  ] as const)('ends by %s, also when it is idle', async (kind, type) => {
    const stream = newStream();
    await client.appendToStream(stream, event(1));
    const { subscription, seen } = await subscribed(stream);
    const failed = once(subscription, 'error');
    await order({ kind, stream });
    expect((await failed)[0]).toBeInstanceOf(type);
    expect(seen).toEqual([1]);
  });

  it('ends in the middle of catching up', async () => {
    const stream = newStream();
    await client.appendToStream(
      stream,
      Array.from({ length: 100 }, (_, n) => event(n)),
    );
    await order({ kind: 'subscription-dropped', stream, afterEvents: 30 });
    const subscription = client.subscribeToStream(stream);
    let seen = 0;
    subscription.on('data', () => (seen += 1));
    await once(subscription, 'error');
    expect(seen).toBe(30);
  });

  it('falls behind, catches up again and misses nothing', async () => {
    const stream = newStream();
    await client.appendToStream(stream, event(1));
    const { subscription, seen } = await subscribed(stream);
    const told = [once(subscription, 'fellBehind'), once(subscription, 'caughtUp')];
    await order({ kind: 'fell-behind', stream });
    await Promise.all(told);
    const next = once(subscription, 'data');
    await client.appendToStream(stream, event(2));
    await next;
    expect(seen).toEqual([1, 2]);
    await subscription.unsubscribe();
  });

  it('ends when the node is down for a time, and can be taken up again after it', async () => {
    const stream = newStream();
    await client.appendToStream(stream, event(1));
    const { subscription } = await subscribed(stream);
    const failed = once(subscription, 'error');
    await order({ kind: 'unavailable', forMs: 150 });
    expect((await failed)[0]).toBeInstanceOf(UnavailableError);
    await expect(client.appendToStream(stream, event(2))).rejects.toThrow(/Server Is Not Ready/);
    await expect.poll(() => numbers(stream).catch(() => []), { timeout: 5000 }).toEqual([1]);
    const again = await subscribed(stream);
    expect(again.seen).toEqual([1]);
    await again.subscription.unsubscribe();
  });
});

describe('the control', () => {
  it('lists what stands, counts strikes, and clears', async () => {
    await order({ kind: 'disk-full', count: 3 });
    await expect(client.appendToStream(newStream(), event(1))).rejects.toThrow();
    expect((await control('GET')).body).toMatchObject({ standing: [{ kind: 'disk-full', count: 2 }] });
    expect((await control('DELETE')).body).toMatchObject({ standing: [] });
    await client.appendToStream(newStream(), event(1));
  });

  it.each([
    [{ kind: 'earthquake' }, /kind is one of/],
    [{ kind: 'disk-full', count: -1 }, /count is not/],
    [{ kind: 'answer-lost', how: 'softly' }, /how is one of/],
    [{ kind: 'disk-full', times: 3 }, /times is no field/],
    ['disk-full', /JSON object/],
  ])('refuses %j in words', async (body, words) => {
    const { status, body: answer } = await control('POST', body);
    expect(status).toBe(400);
    expect((answer as { error: string }).error).toMatch(words);
  });
});
