import { describe, expect, it } from 'vitest';
import { execute, KeyReused, StaleRevision } from '../index.js';
import type { EventStore, Executed, Execution } from '../index.js';
import { Refusal } from '#libs/kernel';
import { collect, type Rig } from './rig.contract.js';
import { context, tally, tallyCodec, type Tally, type TallyCommand, type TallyEvent } from './tally.contract.js';

type More = Partial<Execution<TallyCommand, Tally, TallyEvent>>;
type Done = Executed<Tally, TallyEvent>;

/** Commands that are decided on what the caller holds, and not on what is read first. */
export const unreadContract = (rig: Rig): void => {
  const run = (stream: string, command: TallyCommand, id: string, more: More = {}, store = rig.store): Promise<Done> =>
    execute(store, { stream, decider: tally, codec: tallyCodec, command, context: context(id), ...more });
  const unreadable = (): EventStore => ({
    ...rig.store,
    readStream: () => {
      throw new Error('was read');
    },
  });
  const from = ({ state, revision = 0n }: Done): More => ({ known: { state, revision } });
  const unread = (stream: string, command: TallyCommand, id: string, known: Done): Promise<Done> =>
    run(stream, command, id, from(known), unreadable());
  const add = (n: number): TallyCommand => ({ type: 'Add', n });
  const length = async (stream: string) => (await collect(rig.store.readStream(stream))).length;

  describe('execute: likely new', () => {
    it('appends without reading', async () => {
      const stream = rig.stream();
      const done = await run(stream, add(1), 'c', { likelyNew: true }, unreadable());
      expect(done).toMatchObject({ revision: 0n, state: { sum: 1 } });
    });

    it('a stream that exists is read and decided on', async () => {
      const stream = rig.stream();
      await run(stream, add(1), 'a');
      expect(await run(stream, add(2), 'b', { likelyNew: true })).toMatchObject({ revision: 1n, state: { sum: 3 } });
    });

    it('a repeat answers as the first', async () => {
      const stream = rig.stream();
      const first = await run(stream, add(1), 'a', { likelyNew: true });
      await run(stream, add(2), 'b');
      expect(await run(stream, add(1), 'a', { likelyNew: true })).toMatchObject({
        revision: first.revision,
        position: first.position,
        state: first.state,
      });
      expect(await length(stream)).toBe(2);
    });

    it('another request under the key is refused', async () => {
      const stream = rig.stream();
      const hashed = (requestHash: string) => ({ context: context('c', { requestHash }), likelyNew: true });
      await run(stream, add(1), 'c', hashed('one'));
      await expect(run(stream, add(2), 'c', hashed('two'))).rejects.toBeInstanceOf(KeyReused);
    });

    it('a refusal is the refusal of the real state', async () => {
      const stream = rig.stream();
      await run(stream, { type: 'Close' }, 'a');
      await expect(run(stream, add(1), 'b', { likelyNew: true })).rejects.toBeInstanceOf(Refusal);
    });
  });

  describe('execute: on what was just read', () => {
    it('appends without reading, again and again', async () => {
      const stream = rig.stream();
      const known = await run(stream, add(1), 'a');
      const next = await unread(stream, add(2), 'b', known);
      expect(next).toMatchObject({ revision: 1n, state: { sum: 3 }, repeated: false });
      expect(await unread(stream, add(3), 'c', next)).toMatchObject({ revision: 2n, state: { sum: 6 } });
    });

    it('a stream that has moved on is read and decided on', async () => {
      const stream = rig.stream();
      const known = await run(stream, add(1), 'a');
      await run(stream, add(10), 'elsewhere');
      expect(await run(stream, add(2), 'b', from(known))).toMatchObject({ revision: 2n, state: { sum: 13 } });
    });

    it('a stream that has moved on is no longer at the revision that was named', async () => {
      const stream = rig.stream();
      const known = await run(stream, add(1), 'a');
      await run(stream, add(10), 'elsewhere');
      const named = { ...from(known), expectedRevision: 0n };
      await expect(run(stream, add(2), 'b', named)).rejects.toBeInstanceOf(StaleRevision);
      expect(await length(stream)).toBe(2);
    });

    it('a repeat answers as the first, and appends nothing', async () => {
      const stream = rig.stream();
      const known = await run(stream, add(1), 'a');
      const first = await run(stream, add(2), 'b', from(known));
      expect(await run(stream, add(2), 'b', from(known))).toMatchObject({
        revision: first.revision,
        state: { sum: 3 },
      });
      await run(stream, add(10), 'elsewhere');
      expect(await run(stream, add(2), 'b', from(known))).toMatchObject({
        revision: first.revision,
        state: { sum: 3 },
      });
      expect(await length(stream)).toBe(3);
    });

    it('a refusal is the refusal of the real state', async () => {
      const stream = rig.stream();
      await run(stream, add(1), 'a');
      const wrong = { known: { state: { ...tally.initial, closed: true }, revision: 0n } };
      expect(await run(stream, add(2), 'b', wrong)).toMatchObject({ revision: 1n, state: { sum: 3 } });
    });
  });
};
