import { describe, expect, it } from 'vitest';
import { eventIds, execute, KeyReused, loadState, StaleRevision, StateCache, WrongExpectedRevision } from '../index.js';
import type { EventStore, Executed, Execution } from '../index.js';
import { Refusal } from '#libs/kernel';
import { collect, ids, metadata, record, type Rig } from './rig.contract.js';
import { context, tally, tallyCodec, type Tally, type TallyCommand, type TallyEvent } from './tally.contract.js';

type More = Partial<Execution<TallyCommand, Tally, TallyEvent>>;

export const executeContract = (rig: Rig): void => {
  const run = (
    stream: string,
    command: TallyCommand,
    id: string,
    more: More = {},
  ): Promise<Executed<Tally, TallyEvent>> =>
    execute(rig.store, { stream, decider: tally, codec: tallyCodec, command, context: context(id), ...more });
  const add = (n: number): TallyCommand => ({ type: 'Add', n });
  const length = async (stream: string) => (await collect(rig.store.readStream(stream))).length;

  describe('execute', () => {
    it('decides on the history and appends what was decided', async () => {
      const stream = rig.stream();
      await run(stream, add(2), '1');
      const done = await run(stream, { type: 'AddEach', ns: [3, 4] }, '2');
      expect(done).toMatchObject({ revision: 2n, repeated: false, state: { sum: 9, count: 3, closed: false } });
      expect(done.events.map((e) => e.data)).toEqual([{ n: 3 }, { n: 4 }]);
      expect((await collect(rig.store.readStream(stream))).at(-1)?.position).toEqual(done.position);
    });

    it('metadata: who, why, when, under which rules', async () => {
      const stream = rig.stream();
      const given = context('c', { causationId: 'cause', requestHash: 'hash', idempotencyKey: 'key' });
      await run(stream, add(1), 'c', { context: given });
      const [stored] = await collect(rig.store.readStream(stream));
      expect(stored?.metadata).toEqual({ ...given, rules: ['DX-04'] });
    });

    it('without a cause the command is its own', async () => {
      const stream = rig.stream();
      await run(stream, { type: 'Close' }, 'c');
      const [stored] = await collect(rig.store.readStream(stream));
      expect(stored?.metadata).toMatchObject({ causationId: 'c', rules: [] });
      expect(stored?.metadata).not.toHaveProperty('requestHash');
    });

    it('ids are derived from the command', async () => {
      const stream = rig.stream();
      await run(stream, { type: 'AddEach', ns: [1, 2] }, 'c-7');
      expect(ids(await collect(rig.store.readStream(stream)))).toEqual(eventIds('c-7', 2));
    });

    it('a refusal appends nothing', async () => {
      const stream = rig.stream();
      await run(stream, { type: 'Close' }, '1');
      await expect(run(stream, add(1), '2')).rejects.toBeInstanceOf(Refusal);
      expect(await length(stream)).toBe(1);
    });

    it('a decision without events appends nothing, and tells where the stream is', async () => {
      const stream = rig.stream();
      const first = await run(stream, { type: 'Close' }, '1');
      expect(await run(stream, { type: 'Close' }, '2')).toEqual({ ...first, events: [], repeated: false });
      expect(await length(stream)).toBe(1);
    });

    it('on an empty stream too', async () => {
      const done = await run(rig.stream(), { type: 'AddEach', ns: [] }, '1');
      expect(done).toEqual({
        revision: undefined,
        position: undefined,
        events: [],
        state: tally.initial,
        repeated: false,
      });
    });

    it('reads older stored names', async () => {
      const stream = rig.stream();
      await rig.store.append(stream, 'no-stream', [record({ amount: 40 }, 'TallyAdded.v1')]);
      expect((await run(stream, add(2), '1')).state.sum).toBe(42);
    });

    it("another context's events in the stream count for the revision alone", async () => {
      const stream = rig.stream();
      await rig.store.append(stream, 'no-stream', [record({}, 'SomethingElse.v1')]);
      expect(await run(stream, add(1), '1')).toMatchObject({ revision: 1n, state: { sum: 1, count: 1 } });
    });

    it('an event that does not parse is an error, not nothing', async () => {
      const stream = rig.stream();
      await rig.store.append(stream, 'no-stream', [record({ n: 'many' }, 'TallyAdded.v2')]);
      await expect(run(stream, add(1), '1')).rejects.toMatchObject({ name: 'UnreadableEvent' });
      expect(await length(stream)).toBe(1);
    });
  });

  describe('execute: the same command again', () => {
    it('is carried out once and answers what was recorded then', async () => {
      const stream = rig.stream();
      const first = await run(stream, { type: 'AddEach', ns: [1, 2] }, 'c');
      await run(stream, add(10), 'd');
      const again = await run(stream, { type: 'AddEach', ns: [1, 2] }, 'c');
      expect(again).toMatchObject({ repeated: true, revision: first.revision, position: first.position });
      expect(again.state).toEqual(first.state);
      expect(again.events.map((e) => e.data)).toEqual(first.events.map((e) => e.data));
      expect(await length(stream)).toBe(3);
    });

    it('even where it would be refused by now', async () => {
      const stream = rig.stream();
      await run(stream, add(1), 'c');
      await run(stream, { type: 'Close' }, 'd');
      expect(await run(stream, add(1), 'c')).toMatchObject({ repeated: true, state: { closed: false } });
    });

    it('even with the revision that it named then', async () => {
      const stream = rig.stream();
      await run(stream, add(1), 'b');
      await run(stream, add(1), 'c', { expectedRevision: 0n });
      expect(await run(stream, add(1), 'c', { expectedRevision: 0n })).toMatchObject({ repeated: true, revision: 1n });
    });

    it('ten at once are one', async () => {
      const stream = rig.stream();
      const all = await Promise.all(Array.from({ length: 10 }, () => run(stream, add(5), 'c')));
      expect(new Set(all.map((r) => r.revision))).toEqual(new Set([0n]));
      expect(await length(stream)).toBe(1);
    });

    const hashed = (requestHash: string) => ({ context: context('c', { requestHash, idempotencyKey: 'key-1' }) });

    it('with another request behind the key: refused', async () => {
      const stream = rig.stream();
      await run(stream, add(1), 'c', hashed('one'));
      expect(await run(stream, add(1), 'c', hashed('one'))).toMatchObject({ repeated: true });
      await expect(run(stream, add(2), 'c', hashed('two'))).rejects.toMatchObject({
        name: 'KeyReused',
        idempotencyKey: 'key-1',
      });
    });

    it('two requests racing under one key: one is carried out, the other refused', async () => {
      const stream = rig.stream();
      const all = await Promise.allSettled([1, 2].map((n) => run(stream, add(n), 'c', hashed(String(n)))));
      const refused = all.filter((r) => r.status === 'rejected').map((r) => r.reason as unknown);
      expect(refused).toHaveLength(1);
      expect(refused[0]).toBeInstanceOf(KeyReused);
      expect(await length(stream)).toBe(1);
    });
  });

  describe('execute: others at work', () => {
    it('decides anew on what they appended', async () => {
      const stream = rig.stream();
      const all = await Promise.all(
        Array.from({ length: 20 }, (_, i) => run(stream, add(1), `c${i}`, { attempts: 100 })),
      );
      expect(all.map((r) => r.state.sum).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    });

    it('gives up after so many attempts', async () => {
      const stream = rig.stream();
      const inTheWay: EventStore = {
        ...rig.store,
        append: async (s, expected, batch) => {
          await rig.store.append(s, expected, [record({ n: 1 }, 'TallyAdded.v2')]);
          return rig.store.append(s, expected, batch);
        },
      };
      const attempt = execute(inTheWay, {
        stream,
        decider: tally,
        codec: tallyCodec,
        command: add(1),
        context: context('c'),
        attempts: 3,
      });
      await expect(attempt).rejects.toBeInstanceOf(WrongExpectedRevision);
      expect(await length(stream)).toBe(3);
    });

    it('a stale revision is refused, and so is a revision of nothing', async () => {
      const stream = rig.stream();
      await run(stream, { type: 'AddEach', ns: [1, 1] }, 'a');
      await expect(run(stream, add(1), 'b', { expectedRevision: 0n })).rejects.toMatchObject({
        name: 'StaleRevision',
        expected: 0n,
        actual: 1n,
      });
      await expect(run(rig.stream(), add(1), 'b', { expectedRevision: 0n })).rejects.toBeInstanceOf(StaleRevision);
      expect(await length(stream)).toBe(2);
    });

    it('of two who have seen the same revision one is refused', async () => {
      const stream = rig.stream();
      await run(stream, add(1), 'a');
      const all = await Promise.allSettled(['b', 'c'].map((id) => run(stream, add(1), id, { expectedRevision: 0n })));
      const refused = all.filter((r) => r.status === 'rejected').map((r) => r.reason as unknown);
      expect(refused).toHaveLength(1);
      expect(refused[0]).toBeInstanceOf(StaleRevision);
    });
  });

  describe('execute: with a cache', () => {
    it('reads only what is new', async () => {
      const stream = rig.stream();
      const cache = new StateCache<Tally>();
      const from: (bigint | undefined)[] = [];
      const watched: EventStore = {
        ...rig.store,
        readStream: (s, options) => {
          from.push(options?.from);
          return rig.store.readStream(s, options);
        },
      };
      for (let i = 0; i < 4; i++) {
        if (i === 3) await run(stream, add(100), 'elsewhere');
        const done = await execute(watched, {
          stream,
          decider: tally,
          codec: tallyCodec,
          command: add(1),
          context: context(`c${i}`),
          cache,
        });
        expect(done.state.sum).toBe(i === 3 ? 104 : i + 1);
      }
      expect(from).toEqual([undefined, 1n, 2n, 3n]);
    });

    it('a repeat still answers what was recorded then', async () => {
      const stream = rig.stream();
      const cache = new StateCache<Tally>();
      const first = await run(stream, add(1), 'a', { cache });
      await run(stream, add(2), 'b', { cache });
      expect(await run(stream, add(1), 'a', { cache })).toMatchObject({ repeated: true, state: first.state });
      expect(await run(stream, add(3), 'c', { cache })).toMatchObject({ repeated: false, state: { sum: 6 } });
    });

    it('answers whole a command that was written and whose answer was lost', async () => {
      const stream = rig.stream();
      const cache = new StateCache<Tally>();
      await run(stream, add(1), 'a', { cache });
      // Another replica's, or one's own before the connection broke: the snapshot does not hold it.
      await run(stream, add(2), 'b');
      expect(await run(stream, add(2), 'b', { cache })).toMatchObject({ repeated: true, state: { sum: 3 } });
      expect(await run(stream, add(3), 'c', { cache })).toMatchObject({ repeated: false, state: { sum: 6 } });
    });

    it('keeps the newer of two snapshots', () => {
      const cache = new StateCache<Tally>();
      const at = (revision: bigint) => ({
        state: tally.initial,
        revision,
        position: { commit: revision, prepare: revision },
        commands: new Map<string, string | undefined>(),
      });
      for (const revision of [4n, 6n, 5n]) cache.keep('s', at(revision));
      expect(cache.get('s')?.revision).toBe(6n);
    });

    it('forgets the streams used least', async () => {
      const cache = new StateCache<Tally>(2);
      const streams = [rig.stream(), rig.stream(), rig.stream()];
      for (const [i, s] of streams.entries()) await run(s, add(1), `c${i}`, { cache });
      expect(streams.map((s) => cache.get(s) !== undefined)).toEqual([false, true, true]);
    });
  });

  describe('loadState', () => {
    it('the state as it stands, the initial one of an empty stream', async () => {
      const stream = rig.stream();
      expect(await loadState(rig.store, stream, tally, tallyCodec)).toEqual({
        state: tally.initial,
        revision: undefined,
        position: undefined,
      });
      const done = await run(stream, { type: 'AddEach', ns: [1, 2, 3] }, 'a');
      expect(await loadState(rig.store, stream, tally, tallyCodec)).toEqual({
        state: done.state,
        revision: done.revision,
        position: done.position,
      });
    });

    it('refuses events whose metadata are not ours', async () => {
      const stream = rig.stream();
      const foreign = { ...record({ n: 1 }, 'TallyAdded.v2'), metadata: { ...metadata(), commandId: 7 as never } };
      await rig.store.append(stream, 'no-stream', [foreign]);
      await expect(loadState(rig.store, stream, tally, tallyCodec)).rejects.toMatchObject({ name: 'UnreadableEvent' });
    });
  });
};
