import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedEventStore, type EmbeddedEventStore } from '#libs/embedded-event-store';
import { BatchedAppends } from './batched-appends.js';
import { openConnection } from './connection.js';
import { collect, ids, record, records } from './contract/rig.contract.js';
import { connectEventStore, WrongExpectedRevision, type EventStore } from './index.js';

describe('many appends on one call', () => {
  let node: EmbeddedEventStore;
  let store: EventStore;
  let batched: BatchedAppends;
  let count = 0;
  const stream = () => `batched${String(count++)}-1`;

  beforeAll(async () => {
    node = await startEmbeddedEventStore();
    const { connectionString } = node;
    store = connectEventStore({ connectionString, deadlineMs: 400, patienceMs: 10_000, manyAppends: true });
    batched = new BatchedAppends(openConnection(connectionString, 5_000), 5_000);
  });
  afterEach(() => {
    node.faults.clear();
  });
  afterAll(async () => {
    batched.close();
    await store.close();
    await node.close();
  });

  it('are each answered with their own revision and position, and are there as they were sent', async () => {
    const sent = Array.from({ length: 300 }, () => ({ stream: stream(), events: records(2) }));
    const answers = await Promise.all(sent.map(({ stream: s, events }) => batched.append(s, 'no-stream', events)));
    for (const [i, { stream: s, events }] of sent.entries()) {
      const stored = await collect(store.readStream(s));
      expect(ids(stored)).toEqual(ids(events));
      expect(stored.map((r) => r.data)).toEqual(events.map((e) => e.data));
      expect(answers[i]).toEqual({ revision: 1n, position: stored.at(-1)?.position });
    }
  });

  it('repeated are the same append; at another revision they are refused as in the plain way', async () => {
    const s = stream();
    const first = records(2);
    const done = await store.append(s, 'no-stream', first);
    expect(await store.append(s, 'no-stream', first)).toEqual(done);
    await expect(store.append(s, 'no-stream', [record()])).rejects.toThrow(WrongExpectedRevision);
    await expect(store.append(s, 7n, [record()])).rejects.toMatchObject({ actual: 1n });
    expect(await store.append(s, 1n, [record()])).toMatchObject({ revision: 2n });
    await expect(store.append(s, 2n, [{ ...record(), type: '$x' }])).rejects.toThrow(RangeError);
  });

  it.each(['cut', 'timeout', 'silence'] as const)('whose answer is lost (%s) are there once', async (how) => {
    const streams = Array.from({ length: 40 }, stream);
    const events = streams.map(() => records(2));
    node.faults.inject({ kind: 'answer-lost', how, stream: streams[7] ?? '' });
    const done = await Promise.all(streams.map((s, i) => store.append(s, 'no-stream', events[i] ?? [])));
    expect(done.every(({ revision }) => revision === 1n)).toBe(true);
    for (const [i, s] of streams.entries())
      expect(ids(await collect(store.readStream(s)))).toEqual(ids(events[i] ?? []));
    expect(await batched.append(stream(), 'no-stream', records(1))).toMatchObject({ revision: 0n });
  });
});
