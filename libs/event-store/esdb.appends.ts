import type { Position } from '#libs/kernel';
import { WrongExpectedVersionError, type AppendResult, type EventData } from '@eventstore/db-client';
import type { Connection } from './connection.js';
import type { Reading } from './esdb.reads.js';
import { readStream } from './esdb.reads.js';
import {
  EventStoreUnavailable,
  WrongExpectedRevision,
  type Appended,
  type ExpectedRevision,
  type NewRecord,
  type StoredRecord,
} from './event-store.port.js';
import { backoffMs, describe, isTransient, pause, within } from './failures.js';
import { checkRevision, checkStreamName, toEventData } from './records.js';

/**
 * An append is never cancelled, by a deadline or otherwise: to cancel, HTTP/2 ends the request properly first, and a
 * server that reads so far before it reads of the cancellation commits the events that had been sent by then. We stop
 * waiting instead. (The client caps it at a year.)
 */
export const NO_DEADLINE = Number.MAX_SAFE_INTEGER;

const send = (
  connection: Connection,
  reading: Reading,
  stream: string,
  expected: ExpectedRevision,
  events: EventData[],
): Promise<AppendResult> =>
  within(
    reading.deadlineMs,
    `an append to ${stream}`,
    connection.client.appendToStream(stream, events, {
      expectedRevision: expected === 'no-stream' ? 'no_stream' : expected,
      ...(connection.credentials ? { credentials: connection.credentials } : {}),
      requiresLeader: true,
      deadline: NO_DEADLINE,
    }),
  );

/** The events right after the expected revision, when they are exactly the ones asked for. */
const alreadyThere = async (
  reading: Reading,
  stream: string,
  expected: ExpectedRevision,
  records: readonly NewRecord[],
): Promise<StoredRecord | undefined> => {
  const first = expected === 'no-stream' ? 0n : expected + 1n;
  let last: StoredRecord | undefined;
  let index = 0;
  for await (const record of readStream(reading, stream, { from: first, max: records.length })) {
    // A truncated stream starts later than asked: what was there can't be compared any more.
    if (record.revision !== first + BigInt(index) || record.id !== records[index]?.id) return undefined;
    last = record;
    index += 1;
  }
  return index === records.length ? last : undefined;
};

const actualOf = (error: WrongExpectedVersionError): bigint | undefined =>
  typeof error.actualVersion === 'bigint' && error.actualVersion >= 0n ? error.actualVersion : undefined;

/** The store leaves the position out where it recognises a repeat. */
const positionAt = async (reading: Reading, stream: string, revision: bigint): Promise<Position> => {
  for await (const record of readStream(reading, stream, { from: revision, max: 1 })) return record.position;
  throw new EventStoreUnavailable(`${stream}@${String(revision)} was taken but can't be read back`);
};

/**
 * Every repeat carries the same ids and the same expected revision: only then does the store recognise it (against the
 * head of a stream it never does). Whatever is not a plain answer leaves the outcome open, and repeating is how it is
 * learnt: either the store takes the events now, or it says they are there, or somebody else has the revision.
 * @see EventStore.append
 */
export const append = async (
  connection: Connection,
  reading: Reading,
  stream: string,
  expected: ExpectedRevision,
  records: readonly NewRecord[],
): Promise<Appended> => {
  checkStreamName(stream);
  if (expected !== 'no-stream') checkRevision('the expected revision', expected);
  const events = toEventData(stream, records);
  const since = Date.now();
  for (let attempt = 0; ; attempt++) {
    try {
      const { nextExpectedRevision: revision, position } = await send(connection, reading, stream, expected, events);
      return { revision, position: position ?? (await positionAt(reading, stream, revision)) };
    } catch (error) {
      if (error instanceof WrongExpectedVersionError) {
        const last = await alreadyThere(reading, stream, expected, records);
        if (last) return { revision: last.revision, position: last.position };
        throw new WrongExpectedRevision(stream, expected, actualOf(error));
      }
      if (!isTransient(error)) throw error;
      if (Date.now() - since >= reading.patienceMs) {
        const what = `the outcome of an append to ${stream} could not be learnt`;
        throw new EventStoreUnavailable(`${what}: ${describe(error)}`, error);
      }
    }
    await pause(backoffMs(attempt, { firstMs: 20, maxMs: 1_000 }));
  }
};
