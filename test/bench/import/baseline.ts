import { randomUUID } from 'node:crypto';
import { jsonEvent, type EventStoreDBClient, type JSONType } from '@eventstore/db-client';

/** An event as an import wrote it: its like is what the baseline appends. */
export interface Sample {
  readonly type: string;
  readonly data: JSONType;
  readonly metadata: JSONType;
}

/** The events of one imported line, as the log holds them. */
export const sampleOf = async (client: EventStoreDBClient, stream: string): Promise<readonly Sample[]> => {
  const events: Sample[] = [];
  for await (const { event } of client.readStream(stream)) {
    if (event?.isJson === true) {
      const { type, data, metadata } = event;
      events.push({ type, data: data, metadata: metadata as JSONType });
    }
  }
  return events;
};

/**
 * The client alone: as many appends of the same events as an import makes, to as many new streams, so many at a time.
 * @returns appends a second
 */
export const rawRate = async (
  client: EventStoreDBClient,
  sample: readonly Sample[],
  appends: number,
  inFlight: number,
): Promise<number> => {
  let left = appends;
  const start = performance.now();
  const worker = async (): Promise<void> => {
    while (left-- > 0) {
      const events = sample.map(({ type, data, metadata }) => jsonEvent({ id: randomUUID(), type, data, metadata }));
      await client.appendToStream(`bench-${randomUUID()}`, events, { expectedRevision: 'no_stream' });
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return appends / ((performance.now() - start) / 1_000);
};
