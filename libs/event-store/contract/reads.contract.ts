import { beforeAll, describe, expect, it } from 'vitest';
import { comparePositions, type Position } from '#libs/kernel';
import type { ReadStreamOptions } from '../index.js';
import { collect, ids, records, revisions, type Rig } from './rig.contract.js';

const range = (from: number, to: number): number[] =>
  from <= to
    ? Array.from({ length: to - from + 1 }, (_, i) => from + i)
    : Array.from({ length: from - to + 1 }, (_, i) => from - i);

export const readsContract = (rig: Rig): void => {
  describe('readStream', () => {
    let ten = '';
    beforeAll(async () => {
      ten = rig.stream();
      await rig.store.append(ten, 'no-stream', records(10));
    });

    it('an unknown stream is an empty one, in both directions', async () => {
      expect(await collect(rig.store.readStream(rig.stream()))).toEqual([]);
      expect(await collect(rig.store.readStream(rig.stream(), { direction: 'backwards' }))).toEqual([]);
    });

    it.each<[string, ReadStreamOptions, number[]]>([
      ['everything', {}, range(0, 9)],
      ['from the first', { from: 0n }, range(0, 9)],
      ['from the middle, inclusive', { from: 4n }, range(4, 9)],
      ['from the last', { from: 9n }, [9]],
      ['from beyond the end', { from: 10n }, []],
      ['from far beyond the end', { from: 2n ** 60n }, []],
      ['one', { max: 1 }, [0]],
      ['a window', { from: 3n, max: 3 }, [3, 4, 5]],
      ['a window over the end', { from: 8n, max: 5 }, [8, 9]],
      ['backwards', { direction: 'backwards' }, range(9, 0)],
      ['the last', { direction: 'backwards', max: 1 }, [9]],
      ['backwards from the middle, inclusive', { direction: 'backwards', from: 4n }, range(4, 0)],
      ['backwards from the first', { direction: 'backwards', from: 0n }, [0]],
      ['a window backwards', { direction: 'backwards', from: 6n, max: 2 }, [6, 5]],
      ['more than there are', { max: 1_000_000 }, range(0, 9)],
    ])('%s', async (_, options, expected) => {
      expect(revisions(await collect(rig.store.readStream(ten, options)))).toEqual(expected);
    });

    it.each<[string, ReadStreamOptions]>([
      ['a negative revision', { from: -1n }],
      ['a revision beyond 2^63-1', { from: 2n ** 64n }],
      ['max 0', { max: 0 }],
      ['max 1.5', { max: 1.5 }],
    ])('refuses %s', async (_, options) => {
      await expect(collect(rig.store.readStream(ten, options))).rejects.toBeInstanceOf(RangeError);
    });

    it("refuses the store's own streams", async () => {
      await expect(collect(rig.store.readStream('$all'))).rejects.toBeInstanceOf(RangeError);
    });

    it('may be left at any point, many times over', async () => {
      for (let i = 0; i < 50; i++) {
        for await (const r of rig.store.readStream(ten)) if (r.revision === 1n) break;
      }
      expect(await collect(rig.store.readStream(ten))).toHaveLength(10);
    });

    it('2,000 events come in order, to a slow reader too', async () => {
      const stream = rig.stream();
      await rig.store.append(stream, 'no-stream', records(1_000));
      await rig.store.append(stream, 999n, records(1_000));
      const seen: bigint[] = [];
      for await (const r of rig.store.readStream(stream)) {
        if (seen.length % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
        seen.push(r.revision);
      }
      expect(seen.map(Number)).toEqual(range(0, 1_999));
    });

    it('what is appended behind a read that has ended is there for the next', async () => {
      const stream = rig.stream();
      await rig.store.append(stream, 'no-stream', records(1));
      await collect(rig.store.readStream(stream));
      await rig.store.append(stream, 0n, records(1));
      expect(revisions(await collect(rig.store.readStream(stream)))).toEqual([0, 1]);
    });
  });

  describe('readAll', () => {
    let start: Position | undefined;
    let prefix = '';
    let positions: Position[] = [];
    const since = () => (start ? { after: start } : {});

    beforeAll(async () => {
      start = await rig.store.head();
      prefix = rig.prefix();
      for (const [i, s] of ['a', 'b', 'a', 'c', 'b', 'a'].entries()) {
        const revision = ['a', 'b', 'a', 'c', 'b', 'a'].slice(0, i).filter((x) => x === s).length;
        const expected = revision === 0 ? ('no-stream' as const) : BigInt(revision - 1);
        positions.push((await rig.store.append(`${prefix}${s}-1`, expected, records(1))).position);
      }
      positions = [...positions];
    });
    const place = (p: Position): number => positions.findIndex((q) => comparePositions(p, q) === 0);
    const at = (i: number): Position => positions[i] as Position;
    const places = async (options: Parameters<Rig['store']['readAll']>[0]) =>
      (await collect(rig.store.readAll({ prefixes: [prefix], ...options }))).map((r) => place(r.position));

    it('in the order of the log, across streams', async () => {
      expect(await places(since())).toEqual([0, 1, 2, 3, 4, 5]);
    });
    it('after a position: that event is not given again', async () => {
      expect(await places({ after: at(2) })).toEqual([3, 4, 5]);
    });
    it('after the last one: nothing', async () => {
      expect(await places({ after: at(5) })).toEqual([]);
    });
    it('until a position, inclusive', async () => {
      expect(await places({ ...since(), until: at(3) })).toEqual([0, 1, 2, 3]);
    });
    it('between two positions', async () => {
      expect(await places({ after: at(0), until: at(4) })).toEqual([1, 2, 3, 4]);
    });
    it('until what lies before the start: nothing', async () => {
      expect(await places({ after: at(3), until: at(1) })).toEqual([]);
    });
    it('backwards', async () => {
      expect(await places({ direction: 'backwards', max: 6 })).toEqual([5, 4, 3, 2, 1, 0]);
    });
    it('backwards from a position: that event is not given', async () => {
      expect(await places({ direction: 'backwards', after: at(2), max: 2 })).toEqual([1, 0]);
    });
    it('the last one', async () => {
      expect(await places({ direction: 'backwards', max: 1 })).toEqual([5]);
    });
    it('a bound on how many counts those wanted, not those looked at', async () => {
      expect(await places({ ...since(), prefixes: [`${prefix}c`], max: 1 })).toEqual([3]);
    });
    it('one prefix', async () => {
      expect(await places({ ...since(), prefixes: [`${prefix}a`] })).toEqual([0, 2, 5]);
    });
    it('several prefixes', async () => {
      expect(await places({ ...since(), prefixes: [`${prefix}c`, `${prefix}b`] })).toEqual([1, 3, 4]);
    });
    it('a prefix that nobody has', async () => {
      expect(await places({ ...since(), prefixes: [rig.prefix()] })).toEqual([]);
    });
    it("without prefixes: everything but the store's own streams", async () => {
      await rig.store.keepLast(`${prefix}c-1`, 5);
      const all = await collect(rig.store.readAll(since()));
      expect(all.some((r) => r.stream.startsWith('$'))).toBe(false);
      expect(all.filter((r) => r.stream.startsWith(prefix))).toHaveLength(6);
    });
    it('without prefixes after a position, until a position: the one exclusive, the other inclusive', async () => {
      const between = await collect(rig.store.readAll({ after: at(1), until: at(4) }));
      const ours = between.filter((r) => r.stream.startsWith(prefix)).map((r) => place(r.position));
      expect(ours).toEqual([2, 3, 4]);
    });
    it('without prefixes backwards from a position, so many', async () => {
      const before = await collect(rig.store.readAll({ direction: 'backwards', after: at(3), max: 1 }));
      expect(before.map((r) => comparePositions(r.position, at(3)))).toEqual([expect.any(Number)]);
      expect(comparePositions(before[0]?.position ?? at(3), at(3))).toBeLessThan(0);
    });
    it('an end makes no sense backwards', async () => {
      await expect(places({ direction: 'backwards', until: at(1) })).rejects.toBeInstanceOf(RangeError);
    });
    it('tells the same as the streams do', async () => {
      const [stored] = await collect(rig.store.readStream(`${prefix}c-1`));
      const [inAll] = await collect(rig.store.readAll({ ...since(), prefixes: [`${prefix}c`] }));
      expect(inAll).toEqual(stored);
    });
    it('may be left early, many times over', async () => {
      for (let i = 0; i < 30; i++) for await (const r of rig.store.readAll(since())) if (r.id) break;
      expect(await places(since())).toHaveLength(6);
    });
  });

  describe('head', () => {
    it('is at or after the last append', async () => {
      const { position } = await rig.store.append(rig.stream(), 'no-stream', records(3));
      const head = await rig.store.head();
      expect(head && comparePositions(head, position)).toBeGreaterThanOrEqual(0);
    });
  });

  describe('keepLast', () => {
    it('a reader sees only the last events, under their own revisions', async () => {
      const stream = rig.stream();
      const batch = records(9);
      await rig.store.append(stream, 'no-stream', batch);
      await rig.store.keepLast(stream, 3);
      const left = await collect(rig.store.readStream(stream));
      expect(revisions(left)).toEqual([6, 7, 8]);
      expect(ids(left)).toEqual(ids(batch.slice(6)));
    });
    it('appending goes on at the next revision', async () => {
      const stream = rig.stream();
      await rig.store.append(stream, 'no-stream', records(5));
      await rig.store.keepLast(stream, 1);
      await rig.store.keepLast(stream, 1);
      expect(await rig.store.append(stream, 4n, records(1))).toMatchObject({ revision: 5n });
      expect(revisions(await collect(rig.store.readStream(stream)))).toEqual([5]);
    });
  });
};
