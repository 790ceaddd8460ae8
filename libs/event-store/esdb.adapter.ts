import { REAL_TIME, type ClockSegment } from '#libs/kernel';
import { openConnection, type Connection } from './connection.js';
import { BatchedAppends } from './batched-appends.js';
import { append, NO_DEADLINE } from './esdb.appends.js';
import { readAll, readHead, readStream, type Reading } from './esdb.reads.js';
import { readMatching, subscribe } from './esdb.subscription.js';
import type { EventStore } from './event-store.port.js';
import { errorType, within } from './failures.js';
import { loadClock } from './load-clock.js';
import { checkStreamName } from './records.js';

export interface EventStoreOptions {
  /** `esdb://host:port?tls=false`, `esdb+discover://user:password@cluster`. */
  readonly connectionString: string;
  /** Settings of the product's clock, for `recordedAt`; real time when absent. */
  readonly clock?: readonly ClockSegment[];
  /** Bound on one append, and on the wait for one event of a read. */
  readonly deadlineMs?: number;
  /** For how long the same request is repeated while the store doesn't answer. */
  readonly patienceMs?: number;
  /** Many appends at once are to be expected: they share one call. */
  readonly manyAppends?: boolean;
}

const DEADLINE_MS = 5_000;
const PATIENCE_MS = 15_000;
/** What has been answered is durable; closing waits for nothing but the end of reads. */
const CLOSING_MS = 300;

const setKept = async ({ client, credentials }: Connection, stream: string, events: number): Promise<void> => {
  const known = await client.getStreamMetadata(stream).catch((error: unknown) => {
    if (errorType(error) === 'stream-not-found') return undefined;
    throw error;
  });
  if (known?.metadata?.maxCount === events) return;
  const metadata = { ...known?.metadata, maxCount: events };
  await client.setStreamMetadata(stream, metadata, { deadline: NO_DEADLINE, ...(credentials ? { credentials } : {}) });
};

/** The log behind a connection string. Nothing is sent before the first request. */
export const connectEventStore = (options: EventStoreOptions): EventStore => {
  const deadlineMs = options.deadlineMs ?? DEADLINE_MS;
  const connection = openConnection(options.connectionString, deadlineMs);
  const clock = options.clock ?? REAL_TIME;
  const reading: Reading = {
    client: connection.client,
    clock: () => clock,
    deadlineMs,
    patienceMs: options.patienceMs ?? PATIENCE_MS,
  };
  const batched = options.manyAppends === true ? new BatchedAppends(connection, deadlineMs) : undefined;
  return {
    append: async (stream, expected, records) =>
      (await batched?.append(stream, expected, records)) ?? append(connection, reading, stream, expected, records),
    readStream: (stream, read = {}) => readStream(reading, stream, read),
    readAll: ({ prefixes, ...range } = {}) =>
      prefixes && range.direction !== 'backwards'
        ? readMatching(reading, { ...range, prefixes })
        : readAll(reading, prefixes ? { ...range, prefixes } : range),
    subscribe: (follow) => subscribe(reading, follow),
    head: () => readHead(reading),
    keepLast: async (stream, events) => {
      checkStreamName(stream);
      await within(deadlineMs, `the settings of ${stream}`, setKept(connection, stream, events));
    },
    close: async () => {
      batched?.close();
      await within(CLOSING_MS, 'closing', connection.client.dispose()).catch(() => undefined);
    },
  };
};

/** As `connectEventStore`, with the product's clock read from the log first: what an app does at boot. */
export const openEventStore = async (options: Omit<EventStoreOptions, 'clock'>): Promise<EventStore> => {
  const plain = connectEventStore(options);
  try {
    return connectEventStore({ ...options, clock: await loadClock(plain) });
  } finally {
    await plain.close();
  }
};
