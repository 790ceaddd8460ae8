import { randomUUID } from 'node:crypto';
import { EventStoreDBClient } from '@eventstore/db-client';
import { sampleEvents } from './sample-events.js';

export type Client = EventStoreDBClient;

export const READ_STREAM = 'bench-read';
export const READ_EVENTS = 20_000;
const BATCH = 500;

/** One way to load a server; resolves to how many events went through. */
export interface Load {
  readonly figure: string;
  /** The least share of the no-op server's rate; none for a figure that is only told. */
  readonly gate: number | undefined;
  run(client: Client): Promise<number>;
}

const appendConcurrently = async (client: Client, appends: number, inFlight: number): Promise<number> => {
  const events = sampleEvents(appends);
  const worker = async (): Promise<void> => {
    const stream = `bench-${randomUUID()}`;
    for (let event = events.pop(); event !== undefined; event = events.pop())
      await client.appendToStream(stream, event);
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return appends;
};

export const appendBatches = async (client: Client, stream: string, events: number): Promise<number> => {
  for (let done = 0; done < events; done += BATCH) await client.appendToStream(stream, sampleEvents(BATCH));
  return events;
};

const drain = async (events: AsyncIterable<unknown>): Promise<number> => {
  const iterator = events[Symbol.asyncIterator]();
  let seen = 0;
  while (seen < READ_EVENTS && (await iterator.next()).done !== true) seen += 1;
  return seen;
};

export const loads: readonly Load[] = [
  { figure: 'append, 1 in flight', gate: undefined, run: (client) => appendConcurrently(client, 600, 1) },
  { figure: 'append, 64 in flight', gate: 0.85, run: (client) => appendConcurrently(client, 6400, 64) },
  {
    figure: 'append, batches of 500',
    gate: undefined,
    run: (client) => appendBatches(client, `bench-${randomUUID()}`, 10_000),
  },
  {
    figure: 'readStream',
    gate: 0.6,
    run: (client) => drain(client.readStream(READ_STREAM, { maxCount: READ_EVENTS })),
  },
  { figure: 'readAll', gate: 0.6, run: (client) => drain(client.readAll({ maxCount: READ_EVENTS })) },
  {
    figure: 'catch-up subscription',
    gate: 0.5,
    async run(client) {
      const subscription = client.subscribeToAll();
      const seen = await drain(subscription);
      await subscription.unsubscribe();
      return seen;
    },
  },
];
