import { describe, expect, it } from 'vitest';
import { comparePositions, type Position } from '#libs/kernel';
import type { Followed, StoredRecord } from '../index.js';
import { collect, ids, records, revisions, type Rig } from './rig.contract.js';

export const subscriptionsContract = (rig: Rig): void => {
  /** Everything told until `enough` says so. */
  const told = async (
    options: { prefixes: string[]; after?: Position | undefined },
    enough: (all: readonly Followed[]) => boolean,
    onEach: (followed: Followed) => Promise<void> | void = () => undefined,
  ): Promise<Followed[]> => {
    const stop = new AbortController();
    const all: Followed[] = [];
    const { prefixes, after } = options;
    for await (const f of rig.store.subscribe({ prefixes, signal: stop.signal, ...(after ? { after } : {}) })) {
      all.push(f);
      await onEach(f);
      if (enough(all)) stop.abort();
    }
    return all;
  };
  const events = (all: readonly Followed[]): StoredRecord[] =>
    all.flatMap((f) => (f.kind === 'event' ? [f.record] : []));
  const has = (n: number) => (all: readonly Followed[]) => events(all).length >= n;
  const isCaughtUp = (all: readonly Followed[]) => all.some((f) => f.kind === 'caught-up');

  describe('subscribe', () => {
    it('gives the past, then says that it has caught up', async () => {
      const prefix = rig.prefix();
      const batch = records(5);
      await rig.store.append(`${prefix}1`, 'no-stream', batch);
      const all = await told({ prefixes: [prefix] }, isCaughtUp);
      expect(ids(events(all))).toEqual(ids(batch));
      expect(all.at(-1)?.kind).toBe('caught-up');
    });

    it('starts after a position', async () => {
      const prefix = rig.prefix();
      const { position } = await rig.store.append(`${prefix}1`, 'no-stream', records(3));
      await rig.store.append(`${prefix}1`, 2n, records(2));
      expect(revisions(events(await told({ prefixes: [prefix], after: position }, isCaughtUp)))).toEqual([3, 4]);
    });

    it('goes on with what is appended later', async () => {
      const prefix = rig.prefix();
      let next = 0;
      const appendOne = async () => {
        const expected = next === 0 ? ('no-stream' as const) : BigInt(next - 1);
        next += 1;
        await rig.store.append(`${prefix}1`, expected, records(1));
      };
      const all = await told({ prefixes: [prefix], after: await rig.store.head() }, has(5), async (f) => {
        if (f.kind !== 'checkpoint' && next < 5) await appendOne();
      });
      expect(revisions(events(all))).toEqual([0, 1, 2, 3, 4]);
    });

    it('only of the prefixes', async () => {
      const [one, two, other] = [rig.prefix(), rig.prefix(), rig.prefix()];
      for (const p of [one, other, two, other, one]) {
        await rig.store.append(`${p}${String(Math.random())}`, 'no-stream', records(1));
      }
      const all = events(await told({ prefixes: [one, two] }, isCaughtUp));
      expect(all.map((r) => r.stream.slice(0, one.length))).toEqual([one, two, one]);
    });

    it('caught up means at least as far as the head was before', async () => {
      const head = (await rig.store.append(rig.stream(), 'no-stream', records(1))).position;
      const all = await told({ prefixes: [rig.prefix()] }, isCaughtUp);
      const last = all.findLast((f) => f.kind === 'checkpoint');
      expect(last && comparePositions(last.position, head)).toBeGreaterThanOrEqual(0);
    });

    it('checkpoints come for what does not match, in place and in order', async () => {
      const [prefix, noise] = [rig.prefix(), rig.prefix()];
      const after = await rig.store.head();
      await rig.store.append(`${prefix}1`, 'no-stream', records(1));
      await rig.store.append(`${noise}1`, 'no-stream', records(200));
      await rig.store.append(`${prefix}1`, 0n, records(1));
      const all = await told({ prefixes: [prefix], after }, isCaughtUp);
      const positions = all.flatMap((f) =>
        f.kind === 'event' ? [f.record.position] : f.kind === 'checkpoint' ? [f.position] : [],
      );
      expect(events(all)).toHaveLength(2);
      expect(positions.length).toBeGreaterThan(3);
      expect(positions.every((p, i) => i === 0 || comparePositions(p, positions[i - 1] ?? p) > 0)).toBe(true);
    });

    it('a slow consumer misses nothing, and hears of no checkpoint before the events it stands behind', async () => {
      const prefix = rig.prefix();
      const after = await rig.store.head();
      const noise = rig.prefix();
      for (let i = 0; i < 20; i++) {
        await rig.store.append(`${prefix}${i}`, 'no-stream', records(40));
        await rig.store.append(`${noise}${i}`, 'no-stream', records(40));
      }
      const all = await told({ prefixes: [prefix], after }, has(800), () => new Promise((r) => setImmediate(r)));
      expect(new Set(ids(events(all))).size).toBe(800);
      let reached: Position | undefined;
      for (const f of all) {
        if (f.kind === 'checkpoint') reached = f.position;
        if (f.kind === 'event' && reached) expect(comparePositions(f.record.position, reached)).toBeGreaterThan(0);
      }
      expect(reached).toBeDefined();
    });

    it('two subscribers are told the same', async () => {
      const prefix = rig.prefix();
      await rig.store.append(`${prefix}1`, 'no-stream', records(100));
      const [a, b] = await Promise.all([
        told({ prefixes: [prefix] }, has(100)),
        told({ prefixes: [prefix] }, has(100)),
      ]);
      expect(ids(events(a))).toEqual(ids(events(b)));
    });

    it('what many writers append meanwhile comes once each, in order within each stream', async () => {
      const prefix = rig.prefix();
      const after = await rig.store.head();
      const reading = told({ prefixes: [prefix], after }, has(320));
      await Promise.all(
        Array.from({ length: 32 }, async (_, w) => {
          for (let i = 0; i < 10; i++) {
            await rig.store.append(`${prefix}${w}`, i === 0 ? 'no-stream' : BigInt(i - 1), records(1));
          }
        }),
      );
      const all = events(await reading);
      expect(new Set(ids(all)).size).toBe(320);
      for (let w = 0; w < 32; w++) {
        expect(revisions(all.filter((r) => r.stream === `${prefix}${w}`))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      }
    });

    it('ends when the signal aborts, while waiting', async () => {
      const stop = new AbortController();
      const reading = collect(rig.store.subscribe({ prefixes: [rig.prefix()], signal: stop.signal }));
      setImmediate(() => {
        stop.abort();
      });
      expect((await reading).every((f) => f.kind !== 'event')).toBe(true);
    });

    it('gives nothing when it has aborted before', async () => {
      const signal = AbortSignal.abort();
      expect(await collect(rig.store.subscribe({ prefixes: [rig.prefix()], signal }))).toEqual([]);
    });

    it.each([[[]], [['']], [['$']], [['alert-', '$et-']]])('refuses the prefixes %j', async (prefixes: string[]) => {
      const { signal } = new AbortController();
      await expect(collect(rig.store.subscribe({ prefixes, signal }))).rejects.toBeInstanceOf(RangeError);
    });

    it('may be left and taken up again many times', async () => {
      const prefix = rig.prefix();
      await rig.store.append(`${prefix}1`, 'no-stream', records(3));
      for (let i = 0; i < 20; i++) {
        const { signal } = new AbortController();
        for await (const f of rig.store.subscribe({ prefixes: [prefix], signal })) if (f.kind === 'event') break;
      }
      expect(events(await told({ prefixes: [prefix] }, has(3)))).toHaveLength(3);
    });
  });
};
