import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldView, type Recorded } from '#libs/kernel';
import {
  decodeRecord,
  execute,
  openViews,
  WrongExpectedRevision,
  type ExpectedRevision,
  type NewRecord,
} from '../index.js';
import { collect, ids, records, type Rig } from './rig.contract.js';
import {
  context,
  tally,
  tallyCodec,
  tallyView,
  type TallyCommand,
  type TallyEvent,
  type TallyRow,
} from './tally.contract.js';

/** What an append must do, after the commit check of the public server (facts in the docs of the node). */
class Model {
  readonly #streams = new Map<string, string[]>();

  read(stream: string): readonly string[] {
    return this.#streams.get(stream) ?? [];
  }

  append(stream: string, expected: ExpectedRevision, batch: readonly NewRecord[]): bigint | undefined {
    const held = this.#streams.get(stream) ?? [];
    const after = expected === 'no-stream' ? 0 : Number(expected) + 1;
    if (after === held.length) {
      this.#streams.set(stream, [...held, ...ids(batch)]);
      return BigInt(held.length + batch.length - 1);
    }
    const there = held.slice(after, after + batch.length);
    const same = after < held.length && there.length === batch.length && ids(batch).every((id, i) => id === there[i]);
    return same ? BigInt(after + batch.length - 1) : undefined;
  }
}

interface Step {
  readonly stream: number;
  readonly expected: number;
  readonly batch: number;
}

const STEPS = fc.array(
  fc.record<Step>({
    stream: fc.nat({ max: 2 }),
    expected: fc.integer({ min: -1, max: 6 }),
    batch: fc.nat({ max: 5 }),
  }),
  { minLength: 1, maxLength: 25 },
);

const COMMANDS = fc.array(
  fc.record({
    stream: fc.nat({ max: 2 }),
    id: fc.nat({ max: 8 }),
    command: fc.oneof(
      { weight: 6, arbitrary: fc.record({ type: fc.constant('Add' as const), n: fc.integer({ min: -50, max: 50 }) }) },
      {
        weight: 3,
        arbitrary: fc.record({
          type: fc.constant('AddEach' as const),
          ns: fc.array(fc.nat({ max: 9 }), { maxLength: 4 }),
        }),
      },
      { weight: 1, arbitrary: fc.constant({ type: 'Close' as const }) },
    ),
  }),
  { minLength: 1, maxLength: 20 },
);

export const propertiesContract = (rig: Rig): void => {
  describe('properties', () => {
    it('any sequence of appends does what the model says', async () => {
      await fc.assert(
        fc.asyncProperty(STEPS, async (steps) => {
          const prefix = rig.prefix();
          const model = new Model();
          // Few batches, used again and again: repeats and overlaps are what is interesting.
          const batches = [1, 2, 3, 1, 2, 1].map((n) => records(n));
          for (const step of steps) {
            const stream = `${prefix}${String(step.stream)}`;
            const expected = step.expected < 0 ? ('no-stream' as const) : BigInt(step.expected);
            const batch = batches[step.batch] ?? [];
            const revision = model.append(stream, expected, batch);
            const outcome = await rig.store.append(stream, expected, batch).catch((error: unknown) => error);
            if (revision === undefined) expect(outcome).toBeInstanceOf(WrongExpectedRevision);
            else expect(outcome).toMatchObject({ revision });
          }
          for (const s of [0, 1, 2]) {
            const stream = `${prefix}${String(s)}`;
            expect(ids(await collect(rig.store.readStream(stream)))).toEqual(model.read(stream));
          }
        }),
        { numRuns: 25 },
      );
    });

    it('any sequence of commands, some of them twice, is what the decider makes of each once', async () => {
      await fc.assert(
        fc.asyncProperty(COMMANDS, async (steps) => {
          const prefix = rig.prefix();
          const states = new Map<string, typeof tally.initial>();
          const done = new Set<string>();
          for (const { stream: s, id, command } of steps) {
            const stream = `${prefix}${String(s)}`;
            const commandId = `${stream}/${String(id)}`;
            const state = states.get(stream) ?? tally.initial;
            const outcome = await run(stream, command, commandId);
            if (done.has(commandId)) expect(outcome).toMatchObject({ repeated: true });
            else if (state.closed && command.type !== 'Close') expect(outcome).toBe('refused');
            else {
              const events = tally.decide(command, state);
              if (events.length > 0) done.add(commandId);
              states.set(stream, events.reduce(tally.evolve, state));
              expect(outcome).toMatchObject({ repeated: false, state: states.get(stream) });
            }
          }
        }),
        { numRuns: 20 },
      );
    });

    it('a view on SQLite, fed in batches of any size, is the fold in memory', async () => {
      await fc.assert(
        fc.asyncProperty(
          COMMANDS,
          fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 9 }),
          async (steps, cuts) => {
            const prefix = rig.prefix();
            for (const [i, { stream, command }] of steps.entries())
              await run(`${prefix}${String(stream)}`, command, `c${String(i)}`);
            const stored = await collect(rig.store.readAll({ prefixes: [prefix] }));
            const view = tallyView(prefix);
            const views = openViews({ file: ':memory:', views: [view], codecs: [tallyCodec] });
            for (let from = 0, cut = 0; from < stored.length; cut++) {
              const batch = stored.slice(from, from + (cuts[cut % cuts.length] ?? 1));
              const last = batch.at(-1);
              if (last) views.applyBatch(batch, last.position);
              from += batch.length;
            }
            const history = stored.map((r) => decodeRecord(tallyCodec, r) as Recorded<TallyEvent>);
            expect(new Map([...views.all<TallyRow>(view)].map(({ key, row }) => [key, row]))).toEqual(
              foldView(view, history),
            );
            views.close();
          },
        ),
        { numRuns: 20 },
      );
    });
  });

  const run = async (stream: string, command: TallyCommand, commandId: string): Promise<unknown> => {
    try {
      return await execute(rig.store, {
        stream,
        decider: tally,
        codec: tallyCodec,
        command,
        context: context(commandId),
      });
    } catch (error) {
      if (error instanceof Error && error.name === 'Refusal') return 'refused';
      throw error;
    }
  };
};
