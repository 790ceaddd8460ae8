import { describe, expect, it } from 'vitest';
import type { Position } from '#libs/kernel';
import { checkpointStream, Fenced, openCheckpoint, type CheckpointOptions } from '../index.js';
import { collect, type Rig } from './rig.contract.js';

const at = (n: number): Position => ({ commit: BigInt(n), prepare: BigInt(n) });

export const checkpointsContract = (rig: Rig): void => {
  const open = (consumer: string, instance: string, more: Partial<CheckpointOptions> = {}) =>
    openCheckpoint(rig.store, { consumer, instance, codeVersion: 'test', ...more });

  describe('a reactor’s checkpoint', () => {
    it('is at the beginning at first', async () => {
      expect((await open(rig.stream(), 'a')).position).toBeUndefined();
    });

    it('is where it was saved, for the next instance', async () => {
      const consumer = rig.stream();
      const a = await open(consumer, 'a');
      await a.save(at(7));
      await a.save(at(9));
      expect(a.position).toEqual(at(9));
      expect((await open(consumer, 'b')).position).toEqual(at(9));
    });

    it('keeps commit and prepare', async () => {
      const consumer = rig.stream();
      await (await open(consumer, 'a')).save({ commit: 42n, prepare: 40n });
      expect((await open(consumer, 'b')).position).toEqual({ commit: 42n, prepare: 40n });
    });

    it('opening takes over: the instance before is fenced off at its next save', async () => {
      const consumer = rig.stream();
      const a = await open(consumer, 'a');
      await a.save(at(1));
      const b = await open(consumer, 'b');
      await expect(a.save(at(2))).rejects.toMatchObject({ name: 'Fenced', consumer, instance: 'a' });
      await b.save(at(3));
      expect((await open(consumer, 'c')).position).toEqual(at(3));
    });

    it('a fenced instance stays fenced', async () => {
      const consumer = rig.stream();
      const a = await open(consumer, 'a');
      await open(consumer, 'b');
      await expect(a.save(at(1))).rejects.toBeInstanceOf(Fenced);
      await expect(a.save(at(2))).rejects.toBeInstanceOf(Fenced);
      await expect(a.flush()).rejects.toBeInstanceOf(Fenced);
    });

    it('of many that open at once exactly one can save', async () => {
      const consumer = rig.stream();
      const all = await Promise.all(Array.from({ length: 6 }, (_, i) => open(consumer, `i${i}`)));
      const saved = await Promise.allSettled(all.map((c) => c.save(at(5))));
      expect(saved.filter((s) => s.status === 'fulfilled')).toHaveLength(1);
    });

    it('saving an earlier position, or the same, changes nothing', async () => {
      const consumer = rig.stream();
      const a = await open(consumer, 'a');
      await a.save(at(5));
      const { length } = await collect(rig.store.readStream(checkpointStream(consumer)));
      await a.save(at(5));
      await a.save(at(4));
      expect(a.position).toEqual(at(5));
      expect(await collect(rig.store.readStream(checkpointStream(consumer)))).toHaveLength(length);
    });

    it('saves at once come one after the other', async () => {
      const consumer = rig.stream();
      const a = await open(consumer, 'a');
      await Promise.all([1, 2, 3, 4, 5].map((n) => a.save(at(n))));
      expect((await open(consumer, 'b')).position).toEqual(at(5));
    });

    it('at most one write in a time, the rest with flush', async () => {
      const consumer = rig.stream();
      const a = await open(consumer, 'a', { everyMs: 3_600_000 });
      for (let n = 1; n <= 50; n++) await a.save(at(n));
      expect(await collect(rig.store.readStream(checkpointStream(consumer)))).toHaveLength(1);
      await a.flush();
      await a.flush();
      expect(await collect(rig.store.readStream(checkpointStream(consumer)))).toHaveLength(2);
      expect((await open(consumer, 'b')).position).toEqual(at(50));
    });

    it('its stream does not grow without bound', async () => {
      const consumer = rig.stream();
      const a = await open(consumer, 'a');
      for (let n = 1; n <= 60; n++) await a.save(at(n));
      expect((await collect(rig.store.readStream(checkpointStream(consumer)))).length).toBeLessThanOrEqual(16);
      expect((await open(consumer, 'b')).position).toEqual(at(60));
    });

    it('consumers don’t touch each other', async () => {
      const [one, two] = [rig.stream(), rig.stream()];
      const a = await open(one, 'a');
      const b = await open(two, 'a');
      await a.save(at(1));
      await b.save(at(2));
      expect([a.position, b.position]).toEqual([at(1), at(2)]);
    });

    it('one that does not parse is an error, not the beginning', async () => {
      const consumer = rig.stream();
      const a = await open(consumer, 'a');
      const [stored] = await collect(rig.store.readStream(checkpointStream(consumer)));
      if (!stored) throw new Error('no checkpoint');
      const broken = { id: crypto.randomUUID(), type: stored.type, data: { position: 'x' }, metadata: stored.metadata };
      await rig.store.append(checkpointStream(consumer), stored.revision, [broken]);
      await expect(open(consumer, 'b')).rejects.toThrow(/does not parse/);
      expect(a.position).toBeUndefined();
    });
  });
};
