import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedEventStore, type EmbeddedEventStore } from '#libs/embedded-event-store';
import { connectEventStore, type EventStore, type StoredRecord } from '#libs/event-store';
import { instantOf } from '#libs/kernel';
import { callsStream } from '#libs/reintegration';
import { ProductClock } from './product-clock.js';
import { TargetObserver } from './target-observer.js';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const SECOND = 1_000;

describe('what a dispatcher tells of its target', () => {
  let node: EmbeddedEventStore;
  let store: EventStore;
  const T0 = Date.now() - 60 * SECOND;
  beforeAll(async () => {
    node = await startEmbeddedEventStore();
    store = connectEventStore({ connectionString: node.connectionString });
  });
  afterAll(async () => {
    await store.close();
    await node.close();
  });

  /** Ten times as fast as the machine. */
  const clock = new ProductClock([{ realMs: T0, productMs: T0, scale: 10 }]);
  const observer = (instance: string, on = store): TargetObserver =>
    new TargetObserver({ system: 'delta-x', store: on, clock, instance, codeVersion: 'test', log });
  const told = async (): Promise<StoredRecord[]> => {
    const records: StoredRecord[] = [];
    for await (const record of store.readStream(callsStream('delta-x'))) records.push(record);
    return records;
  };

  it('is in the product’s time, and once where the answer of the log was lost', async () => {
    let lost = 1;
    const forgetful: EventStore = Object.assign(Object.create(store) as EventStore, {
      append: async (...given: Parameters<EventStore['append']>) => {
        const appended = await store.append(...given);
        if (lost-- > 0) throw new Error('no answer');
        return appended;
      },
    });
    const first = observer('one', forgetful);
    expect(await first.begin()).toBeUndefined();
    first.note({ kind: 'answered', at: T0, latencyMs: 40 });
    await expect(first.look(1, T0 + 10 * SECOND)).rejects.toThrow('no answer');
    first.note({ kind: 'throttled', at: T0 + 11 * SECOND, retryAfterMs: 30 * SECOND });
    await first.look(1, T0 + 11 * SECOND);
    expect((await told()).map((r) => [r.type, r.data])).toMatchObject([
      ['TargetObserved.v1', { from: instantOf(T0), until: instantOf(T0 + 100 * SECOND), calls: 1, medianMs: 40 }],
      ['TargetObserved.v1', { calls: 1, rejected: 1, heldUntil: instantOf(T0 + 410 * SECOND) }],
    ]);
  });

  it('goes on where another left off: what the target asked for is kept, and its end is told', async () => {
    const next = observer('two');
    expect(await next.begin()).toBe(T0 + 41 * SECOND);
    await next.look(2, T0 + 20 * SECOND);
    expect(await told()).toHaveLength(2);
    await next.look(2, T0 + 42 * SECOND);
    expect((await told()).at(-1)?.data).toMatchObject({ epoch: 2, calls: 0 });
    expect((await told()).at(-1)?.data).not.toHaveProperty('heldUntil');
    const gone = observer('one');
    gone.note({ kind: 'answered', at: T0 + 43 * SECOND, latencyMs: 40 });
    await gone.look(1, T0 + 60 * SECOND);
    expect(await told()).toHaveLength(3);
  });
});
