import { describe, expect, it } from 'vitest';
import { comparePositions } from '#libs/kernel';
import { AppendTooLarge, WrongExpectedRevision, type ExpectedRevision, type NewRecord } from '../index.js';
import { collect, ids, record, records, revisions, type Rig } from './rig.contract.js';

const MANY = 16;

export const appendsContract = (rig: Rig): void => {
  describe('append: expected revision', () => {
    const cases: readonly (readonly [existing: number, expected: ExpectedRevision, taken: boolean])[] = [
      [0, 'no-stream', true],
      [0, 0n, false],
      [0, 7n, false],
      [1, 'no-stream', false],
      [1, 0n, true],
      [1, 1n, false],
      [1, 2n, false],
      [3, 'no-stream', false],
      [3, 0n, false],
      [3, 1n, false],
      [3, 2n, true],
      [3, 3n, false],
      [3, 9_007_199_254_740_993n, false],
    ];
    it.each(cases)('%i events there, %s expected: taken is %s', async (existing, expected, taken) => {
      const stream = rig.stream();
      if (existing > 0) await rig.store.append(stream, 'no-stream', records(existing));
      const attempt = rig.store.append(stream, expected, records(2));
      if (taken) await expect(attempt).resolves.toMatchObject({ revision: BigInt(existing + 1) });
      else {
        await expect(attempt).rejects.toMatchObject({
          name: 'WrongExpectedRevision',
          stream,
          expected,
          actual: existing === 0 ? undefined : BigInt(existing - 1),
        });
      }
      expect(await collect(rig.store.readStream(stream))).toHaveLength(taken ? existing + 2 : existing);
    });
  });

  describe('append: what it gives back', () => {
    it('the position is that of the last event', async () => {
      const stream = rig.stream();
      const { position, revision } = await rig.store.append(stream, 'no-stream', records(3));
      const stored = await collect(rig.store.readStream(stream));
      expect(stored.at(-1)).toMatchObject({ position, revision });
    });

    it('positions increase along a stream and from append to append', async () => {
      const stream = rig.stream();
      await rig.store.append(stream, 'no-stream', records(4));
      await rig.store.append(stream, 3n, records(4));
      const positions = (await collect(rig.store.readStream(stream))).map((r) => r.position);
      expect(positions.every((p, i) => i === 0 || comparePositions(p, positions[i - 1] ?? p) > 0)).toBe(true);
    });

    it('is there for another connection as soon as it resolves', async () => {
      const stream = rig.stream();
      await rig.store.append(stream, 'no-stream', records(1));
      expect(await collect(rig.connect().readStream(stream))).toHaveLength(1);
    });

    it('takes 500 events at once, in order', async () => {
      const stream = rig.stream();
      const batch = records(500);
      expect(await rig.store.append(stream, 'no-stream', batch)).toMatchObject({ revision: 499n });
      expect(ids(await collect(rig.store.readStream(stream)))).toEqual(ids(batch));
    });
  });

  describe('append: the same append again', () => {
    it('a new stream: answers as the first time, and writes nothing', async () => {
      const stream = rig.stream();
      const batch = records(3);
      const first = await rig.store.append(stream, 'no-stream', batch);
      expect(await rig.store.append(stream, 'no-stream', batch)).toEqual(first);
      expect(await collect(rig.store.readStream(stream))).toHaveLength(3);
    });

    it('an existing stream, others having appended since', async () => {
      const stream = rig.stream();
      await rig.store.append(stream, 'no-stream', records(2));
      const batch = records(2);
      const first = await rig.store.append(stream, 1n, batch);
      await rig.store.append(stream, 3n, records(5));
      expect(await rig.store.append(stream, 1n, batch)).toEqual(first);
      expect(await collect(rig.store.readStream(stream))).toHaveLength(9);
    });

    it('from another connection', async () => {
      const stream = rig.stream();
      const batch = records(1);
      const first = await rig.store.append(stream, 'no-stream', batch);
      expect(await rig.connect().append(stream, 'no-stream', batch)).toEqual(first);
    });

    it('ten at once are one', async () => {
      const stream = rig.stream();
      const batch = records(2);
      const all = await Promise.all(Array.from({ length: 10 }, () => rig.store.append(stream, 'no-stream', batch)));
      expect(new Set(all.map((a) => a.position.commit)).size).toBe(1);
      expect(ids(await collect(rig.store.readStream(stream)))).toEqual(ids(batch));
    });

    const [a, b, c] = records(3) as [NewRecord, NewRecord, NewRecord];
    it.each<[string, NewRecord[]]>([
      ['fewer events than there are is still a repeat', [a]],
      ['all of them', [a, b]],
    ])('%s', async (_, again) => {
      const stream = rig.stream();
      await rig.store.append(stream, 'no-stream', [a, b]);
      await rig.store.append(stream, 1n, records(1));
      await expect(rig.store.append(stream, 'no-stream', again)).resolves.toMatchObject({
        revision: BigInt(again.length - 1),
      });
    });

    it.each<[string, NewRecord[]]>([
      ['more events than were appended', [a, b, c]],
      ['another order', [b, a]],
      ['one replaced', [a, c]],
      ['the second of them alone', [b]],
      ['entirely others', [c]],
    ])('%s: a conflict, not a repeat', async (_, again) => {
      const stream = rig.stream();
      await rig.store.append(stream, 'no-stream', [a, b]);
      await rig.store.append(stream, 1n, records(1));
      await expect(rig.store.append(stream, 'no-stream', again)).rejects.toBeInstanceOf(WrongExpectedRevision);
      expect(revisions(await collect(rig.store.readStream(stream)))).toEqual([0, 1, 2]);
    });

    it('the head is the trap: the same ids with the new revision are written twice', async () => {
      const stream = rig.stream();
      const batch = records(1);
      const { revision } = await rig.store.append(stream, 'no-stream', batch);
      await rig.store.append(stream, revision, batch);
      expect(ids(await collect(rig.store.readStream(stream)))).toEqual([...ids(batch), ...ids(batch)]);
    });
  });

  describe('append: races', () => {
    it('of many who create a stream one wins, and the others learn the revision', async () => {
      const stream = rig.stream();
      const all = await Promise.allSettled(
        Array.from({ length: MANY }, () => rig.store.append(stream, 'no-stream', records(1))),
      );
      const lost = all.filter((r) => r.status === 'rejected').map((r) => r.reason as unknown);
      expect(lost).toHaveLength(MANY - 1);
      expect(lost.every((e) => e instanceof WrongExpectedRevision && e.actual === 0n)).toBe(true);
    });

    it('of many at one revision one wins', async () => {
      const stream = rig.stream();
      await rig.store.append(stream, 'no-stream', records(1));
      const other = rig.connect();
      const all = await Promise.allSettled(
        Array.from({ length: MANY }, (_, i) => (i % 2 ? rig.store : other).append(stream, 0n, records(1))),
      );
      expect(all.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
      expect(await collect(rig.store.readStream(stream))).toHaveLength(2);
    });

    it('64 in flight on streams of their own all arrive', async () => {
      const prefix = rig.prefix();
      const before = await rig.store.head();
      await Promise.all(
        Array.from({ length: 256 }, (_, i) => rig.store.append(`${prefix}${i}`, 'no-stream', records(1))),
      );
      const all = await collect(rig.store.readAll({ ...(before ? { after: before } : {}), prefixes: [prefix] }));
      expect(new Set(all.map((r) => r.stream)).size).toBe(256);
    });
  });

  describe('append: what is refused before it is sent', () => {
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    const [twice] = records(1) as [NewRecord];
    it.each<[string, ExpectedRevision, NewRecord[], RegExp]>([
      ['no events', 'no-stream', [], /at least one event/],
      ['a negative revision', -1n, records(1), /0 to 2\^63-1/],
      ['a revision beyond 2^63-1', 2n ** 63n, records(1), /0 to 2\^63-1/],
      ['an id that is no UUID', 'no-stream', [{ ...record(), id: 'x' }], /UUID/],
      ['an id in capitals', 'no-stream', [{ ...record(), id: record().id.toUpperCase() }], /UUID/],
      ['one id twice', 'no-stream', [twice, twice], /twice/],
      ['no type', 'no-stream', [record({}, '')], /event type/],
      ["a type of the store's own", 'no-stream', [record({}, '$metadata')], /event type/],
      ['data without a JSON form', 'no-stream', [record(() => 1)], /no JSON form/],
      ['undefined data', 'no-stream', [{ ...record(), data: undefined }], /no JSON form/],
      ['a BigInt inside', 'no-stream', [record({ n: 1n })], /BigInt/],
      ['a cycle', 'no-stream', [record(cyclic)], /circular/],
    ])('%s', async (_, expected, batch, message) => {
      const stream = rig.stream();
      await expect(rig.store.append(stream, expected, batch)).rejects.toThrow(message);
      expect(await collect(rig.store.readStream(stream))).toEqual([]);
    });

    it.each(['', ' ', '$streams', '$$alert-1', 'alert-1 ', 'alert-\ud800'])('the stream name %j', async (name) => {
      await expect(rig.store.append(name, 'no-stream', records(1))).rejects.toBeInstanceOf(RangeError);
    });

    it('more than 1 MiB in all, with a message that says so', async () => {
      const stream = rig.stream();
      const half = 'x'.repeat(600_000);
      const attempt = rig.store.append(stream, 'no-stream', [record({ half }), record({ half })]);
      await expect(attempt).rejects.toBeInstanceOf(AppendTooLarge);
      await expect(attempt).rejects.toThrow(/1048576/);
    });

    it('and just below 1 MiB is taken', async () => {
      const stream = rig.stream();
      await rig.store.append(stream, 'no-stream', [record({ most: 'x'.repeat(1024 * 1024 - 1_000) })]);
      expect(await collect(rig.store.readStream(stream))).toHaveLength(1);
    });
  });
};
