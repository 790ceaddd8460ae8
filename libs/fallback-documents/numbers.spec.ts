import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedEventStore, type EmbeddedEventStore } from '#libs/embedded-event-store';
import { connectEventStore, execute, loadHistory, type EventStore } from '#libs/event-store';
import { fold, instant } from '#libs/kernel';
import { dauOrder } from '../../test/fallback-paper.js';
import type { NumberEvent } from './documents.events.js';
import { numberCodec, numberDecider, numberOf, numberStream, type NumberCommand } from './index.js';

const now = instant('2026-03-02T12:00:00Z');
const take = (documentId: string): NumberCommand => ({ type: 'TakeNumber', documentId, order: dauOrder(), now });
const giveUp = (documentId: string, number: number): NumberCommand => ({
  type: 'VoidNumber',
  documentId,
  number,
  why: 'no such declaration',
});

const takenBy = (events: readonly NumberEvent[]): readonly number[] =>
  events.filter(({ type }) => type === 'NumberTaken').map(({ data }) => data.number);

describe('a series of numbers', () => {
  it('is 1 to n without gap or double, whatever is asked and given up', () => {
    const document = fc.integer({ min: 1, max: 6 }).map((n) => `d${n}`);
    const number = fc.integer({ min: 1, max: 12 });
    const command = fc.oneof(
      document.map(take),
      fc.tuple(document, fc.array(number, { maxLength: 3 })).map(([id, givenUp]) => ({ ...take(id), givenUp })),
      fc.tuple(document, number).map(([id, n]) => giveUp(id, n)),
    ) as fc.Arbitrary<NumberCommand>;
    fc.assert(
      fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
        const events: NumberEvent[] = [];
        for (const one of commands) events.push(...numberDecider.decide(one, fold(numberDecider, events)));
        const numbers = takenBy(events);
        expect(numbers).toEqual(numbers.map((_, index) => index + 1));
        const state = fold(numberDecider, events);
        const held = state.documents.filter((id) => id !== null);
        expect(new Set(held).size).toBe(held.length);
        for (const id of held) expect(state.documents[(numberOf(state, id) ?? 0) - 1]).toBe(id);
      }),
    );
  });
});

describe('a number', () => {
  const after = (...commands: NumberCommand[]): NumberEvent[] => {
    const events: NumberEvent[] = [];
    for (const one of commands) events.push(...numberDecider.decide(one, fold(numberDecider, events)));
    return events;
  };

  it('that its document holds already is no other, whatever the paper is said to bear (DX-05)', () => {
    const state = fold(numberDecider, after(take('a'), take('b')));
    expect(numberDecider.decide({ ...take('a'), number: 1 }, state)).toEqual([]);
    expect(() => numberDecider.decide({ ...take('a'), number: 3 }, state)).toThrow('holds number 1');
    expect(() => numberDecider.decide({ ...take('c'), number: 2 }, state)).toThrow('used already');
    expect(() => numberDecider.decide({ ...take('c'), number: 4 }, state)).toThrow('leave a gap');
  });

  it('is voided for the document that took it, and never the next one of that document', () => {
    const again = { ...take('a'), givenUp: [1] } as NumberCommand;
    const events = after(take('a'), again, giveUp('a', 1), giveUp('b', 2));
    expect(events.map(({ type, data }) => [type, data.number])).toEqual([
      ['NumberTaken', 1],
      ['NumberVoided', 1],
      ['NumberTaken', 2],
    ]);
    expect(numberOf(fold(numberDecider, events), 'a')).toBe(2);
  });
});

describe('a series of numbers in the log', () => {
  let node: EmbeddedEventStore;
  let replicas: readonly EventStore[];
  beforeAll(async () => {
    node = await startEmbeddedEventStore();
    const { connectionString } = node;
    replicas = Array.from({ length: 4 }, () => connectEventStore({ connectionString }));
  });
  afterAll(async () => {
    await Promise.all(replicas.map((store) => store.close()));
    await node.close();
  });

  const carryOut = (store: EventStore, command: NumberCommand, commandId: string) =>
    execute(store, {
      stream: numberStream('FR552100554'),
      decider: numberDecider,
      codec: numberCodec,
      command,
      context: {
        commandId,
        actor: { id: 'x', role: 'system' },
        correlationId: 'a1',
        occurredAt: now,
        codeVersion: 't',
      },
      attempts: 200,
    });

  it('is 1 to 32 for 32 requests at once on four replicas, some asked twice', async () => {
    const requests = Array.from({ length: 32 }, (_, n) => `0b0e2c5c-6f43-4c0e-9c53-5a6f6a2b9${String(100 + n)}`);
    // A replica lets its own requests wait for each other; replicas race.
    const share = async (store: EventStore, from: number): Promise<void> => {
      const own = requests.filter((_, n) => n % replicas.length === from);
      const another = requests.slice(from, from + 1);
      for (const id of [...own, ...another]) await carryOut(store, take(`document of ${id}`), id);
    };
    await Promise.all(replicas.map(share));
    const stream = numberStream('FR552100554');
    const { events } = await loadHistory(replicas[0] as EventStore, stream, numberDecider, numberCodec);
    expect(takenBy(events.map(({ event }) => event))).toEqual(requests.map((_, n) => n + 1));
  });
});
