import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  startEmbeddedEventStore,
  type EmbeddedEventStore,
  type FaultOrder,
  type LostAnswer,
} from '#libs/embedded-event-store';
import { collect, ids, record, records, revisions, until } from './contract/rig.contract.js';
import { context, tally, tallyCodec, tallyView, type Tally, type TallyEvent } from './contract/tally.contract.js';
import {
  connectEventStore,
  EventStoreUnavailable,
  execute,
  follow,
  openCheckpoint,
  openViews,
  runViews,
  type EventStore,
  type Executed,
  type FollowStatus,
  type StoredRecord,
} from './index.js';

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.abs(to - from) + 1 }, (_, i) => (from <= to ? from + i : from - i));

/** The store misbehaving as a cluster does, ordered from the embedded node. */
describe('faults', () => {
  let node: EmbeddedEventStore;
  let store: EventStore;
  /** Gives up soon, where giving up is what is looked at. */
  let hasty: EventStore;
  let count = 0;
  const stream = () => `fault${String(count++)}-1`;
  const order = (fault: FaultOrder) => {
    node.faults.inject(fault);
  };

  beforeAll(async () => {
    node = await startEmbeddedEventStore();
    const { connectionString } = node;
    store = connectEventStore({ connectionString, deadlineMs: 400, patienceMs: 10_000 });
    hasty = connectEventStore({ connectionString, deadlineMs: 200, patienceMs: 300 });
  });
  afterEach(() => {
    node.faults.clear();
  });
  afterAll(async () => {
    await store.close();
    await hasty.close();
    await node.close();
  });

  describe('committed, but the answer is lost', () => {
    const ways: readonly LostAnswer[] = ['cut', 'timeout', 'silence'];

    it.each(ways)('%s: the append answers all the same, and is there once', async (how) => {
      const s = stream();
      await store.append(s, 'no-stream', records(2));
      const batch = records(3);
      order({ kind: 'answer-lost', how, stream: s });
      const { revision, position } = await store.append(s, 1n, batch);
      const stored = await collect(store.readStream(s));
      expect(node.faults.list()).toEqual([]);
      expect(revision).toBe(4n);
      expect(stored.at(-1)?.position).toEqual(position);
      expect(ids(stored.slice(2))).toEqual(ids(batch));
    });

    it.each(ways)('%s: a new stream too', async (how) => {
      const s = stream();
      order({ kind: 'answer-lost', how, stream: s });
      expect(await store.append(s, 'no-stream', records(1))).toMatchObject({ revision: 0n });
      expect(await collect(store.readStream(s))).toHaveLength(1);
    });

    it.each(ways)('%s: somebody else appends before the repeat, and it is no conflict', async (how) => {
      const s = stream();
      await store.append(s, 'no-stream', records(1));
      const batch = records(2);
      order({ kind: 'answer-lost', how, stream: s });
      const mine = store.append(s, 0n, batch);
      await until(() => node.faults.struck > 0 && node.faults.list().length === 0);
      const theirs = hasty.append(s, 2n, records(1));
      expect(await mine).toMatchObject({ revision: 2n });
      await theirs;
      expect(ids(await collect(store.readStream(s))).slice(1, 3)).toEqual(ids(batch));
    });

    it('lost twice in a row', async () => {
      const s = stream();
      order({ kind: 'answer-lost', how: 'cut', stream: s, count: 2 });
      const batch = records(1);
      await store.append(s, 'no-stream', batch);
      expect(ids(await collect(store.readStream(s)))).toEqual(ids(batch));
    });

    it('a command is carried out once', async () => {
      const s = stream();
      order({ kind: 'answer-lost', how: 'timeout', stream: s });
      const done = await add(store, s, 5, 'c');
      expect(done).toMatchObject({ revision: 0n, state: { sum: 5 } });
      expect(await add(store, s, 5, 'c')).toMatchObject({ repeated: true, position: done.position });
      expect(await collect(store.readStream(s))).toHaveLength(1);
    });

    it('the writer gave up: the same command later finds that it was carried out', async () => {
      const s = stream();
      const impatient = connectEventStore({
        connectionString: node.connectionString,
        deadlineMs: 100,
        patienceMs: 1,
      });
      order({ kind: 'answer-lost', how: 'silence', stream: s });
      await expect(add(impatient, s, 5, 'c')).rejects.toBeInstanceOf(EventStoreUnavailable);
      await add(store, s, 1, 'd');
      expect(await add(store, s, 5, 'c')).toMatchObject({ repeated: true, revision: 0n, state: { sum: 5 } });
      expect((await collect(store.readStream(s))).map((r) => r.metadata.commandId)).toEqual(['c', 'd']);
      await impatient.close();
    });

    it('a checkpoint is not fenced off by its own write', async () => {
      const consumer = stream();
      const checkpoint = await openCheckpoint(store, { consumer, instance: 'a', codeVersion: 'test' });
      order({ kind: 'answer-lost', how: 'cut', stream: `checkpoint-${consumer}` });
      await checkpoint.save({ commit: 5n, prepare: 5n });
      await checkpoint.save({ commit: 6n, prepare: 6n });
      expect(checkpoint.position).toEqual({ commit: 6n, prepare: 6n });
    });
  });

  describe('not there', () => {
    it('UNAVAILABLE for a while: appends and reads wait it out', async () => {
      const s = stream();
      await store.append(s, 'no-stream', records(1));
      order({ kind: 'unavailable', forMs: 300 });
      const [appended, read] = await Promise.all([store.append(s, 0n, records(1)), collect(store.readStream(s))]);
      expect(appended.revision).toBe(1n);
      expect(read.length).toBeGreaterThanOrEqual(1);
    });

    it('and for longer than patience lasts: EventStoreUnavailable, soon', async () => {
      const s = stream();
      await store.append(s, 'no-stream', records(1));
      order({ kind: 'unavailable', stream: s, count: 10_000 });
      const since = Date.now();
      await expect(hasty.append(s, 0n, records(1))).rejects.toBeInstanceOf(EventStoreUnavailable);
      await expect(collect(hasty.readStream(s))).rejects.toBeInstanceOf(EventStoreUnavailable);
      expect(Date.now() - since).toBeLessThan(5_000);
      node.faults.clear();
      expect(revisions(await collect(hasty.readStream(s)))).toEqual([0]);
    });

    it('not the leader: asked again where the leader is', async () => {
      const s = stream();
      order({ kind: 'not-leader', stream: s, count: 2 });
      expect(await store.append(s, 'no-stream', records(1))).toMatchObject({ revision: 0n });
      order({ kind: 'not-leader', stream: s, count: 2 });
      expect(revisions(await collect(store.readStream(s)))).toEqual([0]);
      expect(node.faults.list()).toEqual([]);
    });

    it('many in flight when it goes: each is there once', async () => {
      const prefix = `fault${String(count++)}-`;
      const appends = Array.from({ length: 100 }, async (_, i) => {
        if (i === 30) order({ kind: 'unavailable', stream: prefix, count: 40 });
        if (i === 60) order({ kind: 'answer-lost', how: 'cut', stream: prefix, count: 10 });
        return store.append(`${prefix}${String(i)}`, 'no-stream', records(1));
      });
      expect((await Promise.all(appends)).every((a) => a.revision === 0n)).toBe(true);
      expect(await collect(store.readAll({ prefixes: [prefix] }))).toHaveLength(100);
    });

    it('disk full: not appended, taken once there is room', async () => {
      const s = stream();
      order({ kind: 'disk-full', count: 3 });
      const batch = records(2);
      await store.append(s, 'no-stream', batch);
      expect(ids(await collect(store.readStream(s)))).toEqual(ids(batch));
    });

    it('disk full for good: EventStoreUnavailable, and nothing is there', async () => {
      const s = stream();
      order({ kind: 'disk-full', count: 10_000 });
      await expect(hasty.append(s, 'no-stream', records(1))).rejects.toThrow(/could not be learnt/);
      node.faults.clear();
      expect(await collect(store.readStream(s))).toEqual([]);
    });

    it('a node that never answers: bounded', async () => {
      const s = stream();
      order({ kind: 'answer-lost', how: 'silence', stream: s, count: 10_000 });
      const since = Date.now();
      // Committed the first time; the repeat is a repeat, whose answer is not lost any more.
      await hasty.append(s, 'no-stream', records(1));
      expect(Date.now() - since).toBeLessThan(3_000);
    });

    it('no node at all', async () => {
      const nowhere = connectEventStore({
        connectionString: 'esdb://127.0.0.1:1?tls=false',
        deadlineMs: 200,
        patienceMs: 200,
      });
      await expect(nowhere.append('a-1', 'no-stream', records(1))).rejects.toBeInstanceOf(EventStoreUnavailable);
      await expect(collect(nowhere.readStream('a-1'))).rejects.toBeInstanceOf(EventStoreUnavailable);
      await expect(collect(nowhere.readAll({ prefixes: ['a-'] }))).rejects.toBeInstanceOf(EventStoreUnavailable);
      await expect(nowhere.head()).rejects.toBeInstanceOf(EventStoreUnavailable);
      await nowhere.close();
    });
  });

  describe('the subscription breaks', () => {
    const breaks: readonly FaultOrder[] = [
      { kind: 'subscription-dropped', afterEvents: 3 },
      { kind: 'consumer-too-slow', afterEvents: 3 },
      { kind: 'fell-behind', afterEvents: 3 },
      { kind: 'unavailable', forMs: 200 },
      { kind: 'subscription-dropped', count: 5 },
    ];
    it.each(breaks)('$kind: the follower comes back and misses nothing', async (fault) => {
      const prefix = `fault${String(count++)}-`;
      const stop = new AbortController();
      const seen: string[] = [];
      const following = follow(store, {
        name: 'test',
        prefixes: [prefix],
        signal: stop.signal,
        handle: (r) => void seen.push(r.id),
      });
      const batch = records(30);
      await store.append(`${prefix}1`, 'no-stream', batch.slice(0, 10));
      await until(() => seen.length === 10);
      const before = node.faults.struck;
      order(fault);
      await store.append(`${prefix}1`, 9n, batch.slice(10, 20));
      await store.append(`${prefix}1`, 19n, batch.slice(20));
      await until(() => seen.length >= 30 && following.status().caughtUp);
      if (fault.forMs === undefined) expect(node.faults.struck).toBeGreaterThan(before);
      expect(seen).toEqual(ids(batch));
      stop.abort();
      await following.done;
    });

    it('while it is away it says so', async () => {
      const prefix = `fault${String(count++)}-`;
      const stop = new AbortController();
      const following = follow(store, { name: 't', prefixes: [prefix], signal: stop.signal, handle: () => undefined });
      await until(() => following.status().caughtUp);
      order({ kind: 'unavailable', forMs: 250 });
      let away: FollowStatus = following.status();
      await until(() => (away = following.status()).state === 'reconnecting');
      expect(away).toMatchObject({ caughtUp: false, lastError: expect.stringMatching(/dropped|failed/) as string });
      await until(() => following.status().caughtUp);
      expect(following.status()).toMatchObject({ state: 'following', lastError: undefined });
      stop.abort();
      await following.done;
    });

    it('views come back and say what the log says', async () => {
      const prefix = `fault${String(count++)}-`;
      const stop = new AbortController();
      const view = tallyView(prefix);
      const views = openViews({ file: ':memory:', views: [view], codecs: [tallyCodec] });
      const running = runViews(store, views, { name: 'test', signal: stop.signal });
      await running.whenReady;
      let done: Executed<Tally, TallyEvent> | undefined;
      for (let i = 0; i < 40; i++) {
        if (i % 10 === 5) order({ kind: 'subscription-dropped', afterEvents: i % 3 });
        done = await add(store, `${prefix}1`, 1, `c${String(i)}`);
      }
      if (!done?.position) throw new Error('nothing done');
      expect(await running.waitFor(done.position, 10_000)).toBe(true);
      expect(views.get(view, `${prefix}1`)).toMatchObject({ sum: 40, count: 40 });
      stop.abort();
      await running.done;
      views.close();
    });
  });

  describe('a node that is gone and comes back', () => {
    it('on the same port: appends, reads and followers go on', async () => {
      const dataDir = mkdtempSync(join(tmpdir(), 'node-'));
      const first = await startEmbeddedEventStore({ dataDir });
      const { port, connectionString } = first;
      const mine = connectEventStore({ connectionString, deadlineMs: 400, patienceMs: 10_000 });
      const stop = new AbortController();
      const seen: string[] = [];
      const following = follow(mine, {
        name: 'test',
        prefixes: ['back-'],
        signal: stop.signal,
        handle: (r) => void seen.push(r.stream),
      });
      await mine.append('back-1', 'no-stream', [record()]);
      await until(() => seen.length === 1);
      await first.close();
      const waiting = Promise.all([
        mine.append('back-2', 'no-stream', [record()]),
        collect(mine.readStream('back-1')),
        collect(mine.readAll({ prefixes: ['back-1'] })),
      ]);
      const second = await startEmbeddedEventStore({ dataDir, port });
      const [appended, ...reads] = await waiting;
      expect(appended).toMatchObject({ revision: 0n });
      expect(reads.map((r) => r.length)).toEqual([1, 1]);
      await mine.append('back-3', 'no-stream', [record()]);
      await until(() => seen.length >= 3);
      expect(seen).toEqual(['back-1', 'back-2', 'back-3']);
      stop.abort();
      await following.done;
      await mine.close();
      await second.close();
      rmSync(dataDir, { recursive: true, force: true });
    });

    const ways: readonly (readonly [string, (from: EventStore) => AsyncIterable<StoredRecord>, number[]])[] = [
      ['a stream', (from) => from.readStream('long-1'), range(0, 1_199)],
      ['a stream backwards', (from) => from.readStream('long-1', { direction: 'backwards' }), range(1_199, 0)],
      ['part of a stream', (from) => from.readStream('long-1', { from: 5n, max: 1_000 }), range(5, 1_004)],
      ['the log', (from) => from.readAll(), range(0, 1_199)],
      ['the log backwards', (from) => from.readAll({ direction: 'backwards' }), range(1_199, 0)],
      ['what matches', (from) => from.readAll({ prefixes: ['long-'] }), range(0, 1_199)],
    ];
    it.each(ways)('in the middle of reading %s: goes on where it was', async (_, read, expected) => {
      const dataDir = mkdtempSync(join(tmpdir(), 'node-'));
      let current = await startEmbeddedEventStore({ dataDir });
      const { port, connectionString } = current;
      const mine = connectEventStore({ connectionString, deadlineMs: 1_000, patienceMs: 10_000 });
      for (let n = 0; n < 3; n++) {
        await mine.append('long-1', n === 0 ? 'no-stream' : BigInt(n * 400 - 1), records(400));
      }
      const seen: number[] = [];
      for await (const r of read(mine)) {
        seen.push(Number(r.revision));
        if (seen.length !== 10) continue;
        await current.close();
        current = await startEmbeddedEventStore({ dataDir, port });
      }
      expect(seen).toEqual(expected);
      await mine.close();
      await current.close();
      rmSync(dataDir, { recursive: true, force: true });
    });
  });

  const add = (to: EventStore, s: string, n: number, id: string): Promise<Executed<Tally, TallyEvent>> =>
    execute(to, { stream: s, decider: tally, codec: tallyCodec, command: { type: 'Add', n }, context: context(id) });
});
