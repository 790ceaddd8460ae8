import { describe, expect, it } from 'vitest';
import { comparePositions, type Position } from '#libs/kernel';
import { Fenced, follow, type FollowEach, type Following, type StoredRecord } from '../index.js';
import { ids, records, revisions, until, type Rig } from './rig.contract.js';

export const followContract = (rig: Rig): void => {
  const run = async (
    options: Partial<FollowEach> & { prefixes: string[] },
    work: (following: Following, seen: StoredRecord[]) => Promise<void>,
  ): Promise<Following> => {
    const stop = new AbortController();
    const seen: StoredRecord[] = [];
    const handle = options.handle ?? (() => undefined);
    const following = follow(rig.store, {
      name: 'test',
      signal: stop.signal,
      ...options,
      handle: async (r) => {
        await handle(r);
        seen.push(r);
      },
    });
    try {
      await work(following, seen);
    } finally {
      stop.abort();
      await following.done.catch(() => undefined);
    }
    return following;
  };

  describe('follow', () => {
    it('handles the past and the present in order', async () => {
      const prefix = rig.prefix();
      const batch = records(6);
      await rig.store.append(`${prefix}1`, 'no-stream', batch.slice(0, 3));
      await run({ prefixes: [prefix] }, async (following, seen) => {
        await until(() => following.status().caughtUp);
        await rig.store.append(`${prefix}1`, 2n, batch.slice(3));
        await until(() => seen.length === 6);
        expect(ids(seen)).toEqual(ids(batch));
      });
    });

    it('one record at a time', async () => {
      const prefix = rig.prefix();
      await rig.store.append(`${prefix}1`, 'no-stream', records(20));
      let inHand = 0;
      let most = 0;
      const handle = async () => {
        most = Math.max(most, ++inHand);
        await new Promise((resolve) => setImmediate(resolve));
        inHand -= 1;
      };
      await run({ prefixes: [prefix], handle }, (_, seen) => until(() => seen.length === 20));
      expect(most).toBe(1);
    });

    it('starts after a position', async () => {
      const prefix = rig.prefix();
      const { position: after } = await rig.store.append(`${prefix}1`, 'no-stream', records(2));
      await rig.store.append(`${prefix}1`, 1n, records(2));
      await run({ prefixes: [prefix], after }, async (_, seen) => {
        await until(() => seen.length === 2);
        expect(revisions(seen)).toEqual([2, 3]);
      });
    });

    it('notes the position after the effect, and never goes back', async () => {
      const prefix = rig.prefix();
      await rig.store.append(`${prefix}1`, 'no-stream', records(10));
      const order: string[] = [];
      const noted: Position[] = [];
      const handle = (r: StoredRecord) => void order.push(`handled ${String(r.position.commit)}`);
      const onCheckpoint = (p: Position) => {
        noted.push(p);
        order.push(`noted ${String(p.commit)}`);
      };
      await run({ prefixes: [prefix], handle, onCheckpoint }, (f) => until(() => f.status().caughtUp));
      for (const line of order.filter((l) => l.startsWith('handled'))) {
        const noting = order.indexOf(line.replace('handled', 'noted'));
        expect(noting).toBe(order.indexOf(line) + 1);
      }
      expect(noted.every((p, i) => i === 0 || comparePositions(p, noted[i - 1] ?? p) > 0)).toBe(true);
    });

    it('says how far it is', async () => {
      const prefix = rig.prefix();
      const { position } = await rig.store.append(`${prefix}1`, 'no-stream', records(2));
      const ended = await run({ prefixes: [prefix] }, async (following) => {
        expect(following.status()).toMatchObject({ name: 'test', state: 'following', caughtUp: false });
        await until(() => following.status().caughtUp);
        const status = following.status();
        expect(status).toMatchObject({ state: 'following', lagMs: 0, lastError: undefined });
        expect(status.position && comparePositions(status.position, position)).toBeGreaterThanOrEqual(0);
      });
      expect(ended.status().state).toBe('ended');
    });

    it('a failing record is handled again, and nothing after it meanwhile', async () => {
      const prefix = rig.prefix();
      await rig.store.append(`${prefix}1`, 'no-stream', records(3));
      const tried: number[] = [];
      const handle = (r: StoredRecord) => {
        tried.push(Number(r.revision));
        if (r.revision === 1n && tried.length < 4) throw new Error('poison');
      };
      await run({ prefixes: [prefix], handle }, async (following, seen) => {
        await until(() => following.status().state === 'retrying');
        expect(following.status().lastError).toMatch(/poison/);
        await until(() => seen.length === 3);
        expect(following.status().lastError).toBeUndefined();
      });
      expect(tried).toEqual([0, 1, 1, 1, 2]);
    });

    it('a checkpoint that fails is noted again, the effect is not repeated', async () => {
      const prefix = rig.prefix();
      await rig.store.append(`${prefix}1`, 'no-stream', records(1));
      let failures = 0;
      const handled: string[] = [];
      await run(
        {
          prefixes: [prefix],
          handle: (r) => void handled.push(r.id),
          onCheckpoint: () => {
            if (failures++ < 2) throw new Error('no disk');
          },
        },
        (following) => until(() => following.status().caughtUp),
      );
      expect(failures).toBeGreaterThan(2);
      expect(handled).toHaveLength(1);
    });

    it('under `stop` the first failure ends it', async () => {
      const prefix = rig.prefix();
      await rig.store.append(`${prefix}1`, 'no-stream', records(3));
      const handle = (r: StoredRecord) => {
        if (r.revision === 1n) throw new Error('poison');
      };
      const following = await run({ prefixes: [prefix], handle, onError: 'stop' }, async (f, seen) => {
        await expect(f.done).rejects.toThrow('poison');
        expect(revisions(seen)).toEqual([0]);
      });
      expect(following.status()).toMatchObject({
        state: 'failed',
        lastError: expect.stringMatching(/poison/) as string,
      });
    });

    it('being fenced off ends it under any policy', async () => {
      const prefix = rig.prefix();
      const after = await rig.store.head();
      await rig.store.append(`${prefix}1`, 'no-stream', records(3));
      const onCheckpoint = () => {
        throw new Fenced('consumer', 'instance');
      };
      await run({ prefixes: [prefix], after, onCheckpoint }, async (f, seen) => {
        await expect(f.done).rejects.toBeInstanceOf(Fenced);
        expect(seen).toHaveLength(1);
      });
    });

    it('aborting while a record keeps failing ends it, without having passed over it', async () => {
      const prefix = rig.prefix();
      await rig.store.append(`${prefix}1`, 'no-stream', records(2));
      const handle = () => {
        throw new Error('poison');
      };
      let position: Position | undefined;
      const following = await run(
        { prefixes: [prefix], handle, onCheckpoint: (p) => void (position = p), after: await rig.store.head() },
        async (f) => {
          await until(() => f.status().caughtUp);
          position = f.status().position;
          await rig.store.append(`${prefix}1`, 1n, records(1));
          await until(() => f.status().state === 'retrying');
        },
      );
      expect(following.status()).toMatchObject({ state: 'ended', position });
    });

    it('in batches: all that has arrived, never more than asked, in order', async () => {
      const prefix = rig.prefix();
      const batch = records(95);
      await rig.store.append(`${prefix}1`, 'no-stream', batch);
      const stop = new AbortController();
      const sizes: number[] = [];
      const seen: string[] = [];
      const following = follow(rig.store, {
        name: 'batches',
        prefixes: [prefix],
        signal: stop.signal,
        batchSize: 20,
        handleBatch: (some, position) => {
          expect(position).toEqual(some.at(-1)?.position);
          sizes.push(some.length);
          seen.push(...ids(some));
        },
      });
      await until(() => following.status().caughtUp);
      stop.abort();
      await following.done;
      expect(seen).toEqual(ids(batch));
      expect(Math.max(...sizes)).toBeLessThanOrEqual(20);
      expect(sizes.length).toBeLessThan(40);
    });

    it('what comes soon after a batch is handled together', async () => {
      const prefix = rig.prefix();
      const [first, ...rest] = records(4);
      if (!first) throw new Error('no records');
      const stop = new AbortController();
      const sizes: number[] = [];
      const following = follow(rig.store, {
        name: 'gathers',
        prefixes: [prefix],
        signal: stop.signal,
        batchSize: 3,
        gatherMs: 10_000,
        handleBatch: (some) => void sizes.push(some.length),
      });
      await until(() => following.status().caughtUp);
      await rig.store.append(`${prefix}1`, 'no-stream', [first]);
      await until(() => sizes.length === 1);
      for (const [i, one] of rest.entries()) await rig.store.append(`${prefix}1`, BigInt(i), [one]);
      await until(() => sizes.length === 2);
      stop.abort();
      await following.done;
      expect(sizes).toEqual([1, 3]);
    });

    it('a failing batch comes again as it was', async () => {
      const prefix = rig.prefix();
      await rig.store.append(`${prefix}1`, 'no-stream', records(5));
      const stop = new AbortController();
      const tried: number[][] = [];
      const following = follow(rig.store, {
        name: 'batches',
        prefixes: [prefix],
        signal: stop.signal,
        handleBatch: (some) => {
          tried.push(revisions(some));
          if (tried.length === 1) throw new Error('no disk');
        },
      });
      await until(() => following.status().caughtUp);
      stop.abort();
      await following.done;
      expect(tried[1]).toEqual(tried[0]);
      expect([...(tried[0] ?? []), ...tried.slice(2).flat()]).toEqual([0, 1, 2, 3, 4]);
    });
  });
};
