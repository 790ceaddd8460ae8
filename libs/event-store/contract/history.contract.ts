import { beforeAll, describe, expect, it } from 'vitest';
import { fold, foldView, instant, plus, type Instant, type Position } from '#libs/kernel';
import { execute, hasReached, historyUntil } from '../index.js';
import { collect, record, type Rig } from './rig.contract.js';
import { context, tally, tallyCodec, tallyView, type TallyEvent } from './tally.contract.js';

export const historyContract = (rig: Rig): void => {
  describe('historyUntil', () => {
    let prefix = '';
    const positions: Position[] = [];
    const sumAt = async (until?: Position | Instant) => {
      const history = await collect(
        historyUntil(rig.store, { prefixes: [prefix], codecs: [tallyCodec], ...(until ? { until } : {}) }),
      );
      return fold(
        tally,
        history.map((r) => r.event as TallyEvent),
      ).sum;
    };

    beforeAll(async () => {
      prefix = rig.prefix();
      for (const [i, n] of [1, 10, 100].entries()) {
        const { position } = await execute(rig.store, {
          stream: `${prefix}1`,
          decider: tally,
          codec: tallyCodec,
          command: { type: 'Add', n },
          context: context(`c${i}`),
        });
        if (position) positions.push(position);
        // The next one gets a stamp of its own.
        const stamp = Date.now();
        while (Date.now() === stamp) await new Promise((resolve) => setImmediate(resolve));
      }
      await rig.store.append(`${prefix}2`, 'no-stream', [record({}, 'SomethingElse.v1')]);
    });

    it('everything', async () => {
      expect(await sumAt()).toBe(111);
    });
    it.each([
      [0, 1],
      [1, 11],
      [2, 111],
    ])('until the position of event %i, inclusive', async (i, sum) => {
      expect(await sumAt(positions[i])).toBe(sum);
    });
    it('until the instant of each event, inclusive', async () => {
      const stamps = (await collect(rig.store.readStream(`${prefix}1`))).map((r) => r.recordedAt);
      expect(await Promise.all(stamps.map((s) => sumAt(s)))).toEqual([1, 11, 111]);
      expect(await Promise.all(stamps.map((s) => sumAt(plus(s, -1))))).toEqual([0, 1, 11]);
    });
    it('until long ago, and until long from now', async () => {
      expect(await sumAt(instant('1999-01-01T00:00:00Z'))).toBe(0);
      expect(await sumAt(instant('2999-01-01T00:00:00Z'))).toBe(111);
    });
    it('gives events as their context knows them, with what stands beside them', async () => {
      const [first] = await collect(historyUntil(rig.store, { prefixes: [prefix], codecs: [tallyCodec] }));
      expect(first).toMatchObject({
        stream: `${prefix}1`,
        revision: 0n,
        position: positions[0],
        event: { type: 'Added', data: { n: 1 }, rules: ['DX-04'] },
        metadata: { commandId: 'c0', rules: ['DX-04'] },
      });
    });
    it('folds a view as it stood', async () => {
      const until = positions[1] as Position;
      const history = await collect(historyUntil(rig.store, { prefixes: [prefix], codecs: [tallyCodec], until }));
      const rows = foldView(tallyView(prefix), history as never);
      expect(rows.get(`${prefix}1`)).toMatchObject({ sum: 11, count: 2 });
    });
    it('an event that does not parse is an error', async () => {
      const other = rig.prefix();
      await rig.store.append(`${other}1`, 'no-stream', [record({ n: null }, 'TallyAdded.v2')]);
      const history = historyUntil(rig.store, { prefixes: [other], codecs: [tallyCodec] });
      await expect(collect(history)).rejects.toMatchObject({ name: 'UnreadableEvent' });
    });
    it('two codecs of one stored name are refused', async () => {
      const twice = historyUntil(rig.store, { prefixes: [prefix], codecs: [tallyCodec, { ...tallyCodec }] });
      await expect(collect(twice)).rejects.toThrow(/two codecs/);
    });
    it('hasReached', () => {
      const p = positions[1] as Position;
      expect([
        hasReached(undefined, p),
        hasReached(positions[0], p),
        hasReached(p, p),
        hasReached(positions[2], p),
      ]).toEqual([false, false, true, true]);
    });
  });
};
