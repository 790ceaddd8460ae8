import { comparePositions, type ClockSegment, type Position } from '#libs/kernel';
import type { AllStreamResolvedEvent, EventStoreDBClient, ResolvedEvent } from '@eventstore/db-client';
import {
  EventStoreUnavailable,
  type ReadAllOptions,
  type ReadStreamOptions,
  type StoredRecord,
} from './event-store.port.js';
import { backoffMs, describe, errorType, isTransient, pause } from './failures.js';
import { Intake } from './intake.js';
import { checkMax, checkRevision, checkStreamName, toStoredRecord } from './records.js';

/** Events buffered on our side before the server is held back. */
export const BUFFER = 256;

/** What the reading half needs to know; milliseconds. */
export interface Reading {
  readonly client: EventStoreDBClient;
  readonly clock: () => readonly ClockSegment[];
  readonly deadlineMs: number;
  readonly patienceMs: number;
}

/** The event itself; a link to an event that is gone has none, and links are never ours. */
const recordOf = (
  resolved: ResolvedEvent | AllStreamResolvedEvent,
  clock: readonly ClockSegment[],
): StoredRecord | undefined =>
  resolved.event ? toStoredRecord(resolved.event, resolved.commitPosition, clock) : undefined;

/**
 * Reads, and where the transport breaks goes on from the last event given, until nothing has come for `patienceMs`.
 * @param open opens the read after the last record given (from the start of the range when there is none)
 */
async function* resumed(
  reading: Reading,
  what: string,
  open: (last: StoredRecord | undefined) => Intake<ResolvedEvent> | undefined,
): AsyncGenerator<StoredRecord, void, undefined> {
  let last: StoredRecord | undefined;
  let attempt = 0;
  let since = Date.now();
  for (;;) {
    const intake = open(last);
    if (!intake) return;
    try {
      for (;;) {
        const taken = await intake.next({ waitMs: reading.deadlineMs });
        if (taken?.kind !== 'chunk') return;
        const record = recordOf(taken.chunk, reading.clock());
        if (!record) continue;
        last = record;
        attempt = 0;
        yield record;
        since = Date.now();
      }
    } catch (error) {
      if (errorType(error) === 'stream-not-found') return;
      if (!isTransient(error)) throw error;
      if (Date.now() - since >= reading.patienceMs) {
        throw new EventStoreUnavailable(
          `${what} failed for ${String(reading.patienceMs)} ms: ${describe(error)}`,
          error,
        );
      }
    } finally {
      intake.close();
    }
    await pause(backoffMs(attempt++, { firstMs: 20, maxMs: 1_000 }));
  }
}

/** @see EventStore.readStream */
export async function* readStream(
  reading: Reading,
  stream: string,
  { from, direction = 'forwards', max }: ReadStreamOptions,
): AsyncGenerator<StoredRecord, void, undefined> {
  checkStreamName(stream);
  if (from !== undefined) checkRevision('from', from);
  checkMax(max);
  const back = direction === 'backwards';
  let given = 0;
  const records = resumed(reading, `reading ${stream}`, (last) => {
    if (max !== undefined && given >= max) return undefined;
    if (back && last?.revision === 0n) return undefined;
    const start = last ? last.revision + (back ? -1n : 1n) : from;
    const source = reading.client.readStream(
      stream,
      {
        direction,
        fromRevision: start ?? (back ? 'end' : 'start'),
        requiresLeader: true,
        ...(max === undefined ? {} : { maxCount: max - given }),
      },
      { highWaterMark: BUFFER },
    );
    return new Intake(source, () => source.cancel());
  });
  for await (const record of records) {
    given += 1;
    yield record;
  }
}

const startOf = (position: Position | undefined, back: boolean): Position | 'start' | 'end' =>
  position ?? (back ? 'end' : 'start');

/** @see EventStore.readAll: the client's own read of everything takes no filter, so backwards it is done here */
export async function* readAll(
  reading: Reading,
  { after, until, direction = 'forwards', max, prefixes }: ReadAllOptions,
): AsyncGenerator<StoredRecord, void, undefined> {
  checkMax(max);
  const back = direction === 'backwards';
  if (back && until) throw new RangeError('`until` is for reading forwards');
  const records = resumed(reading, 'reading the log', (last) => {
    const fromPosition = startOf(last?.position ?? after, back);
    const source = reading.client.readAll({ direction, fromPosition }, { highWaterMark: BUFFER });
    return new Intake<ResolvedEvent>(source, () => source.cancel());
  });
  let given = 0;
  let reached = after;
  for await (const record of records) {
    // Reading includes the event at the position, after which we promised to start or had already come.
    const order = reached ? comparePositions(record.position, reached) : 1;
    if (reached && (back ? order >= 0 : order <= 0)) continue;
    reached = record.position;
    if (until && comparePositions(record.position, until) > 0) return;
    if (!isWanted(record.stream, prefixes)) continue;
    yield record;
    given += 1;
    if (max !== undefined && given >= max) return;
  }
}

/** Whether a stream is the product's, and of one of the prefixes (any, when there are none). */
export const isWanted = (stream: string, prefixes: readonly string[] | undefined): boolean =>
  !stream.startsWith('$') && (prefixes === undefined || prefixes.some((p) => stream.startsWith(p)));

/** @see EventStore.head */
export const readHead = async (reading: Reading): Promise<Position | undefined> => {
  const records = resumed(reading, 'reading the head of the log', (last) => {
    if (last) return undefined;
    const source = reading.client.readAll({ direction: 'backwards', fromPosition: 'end', maxCount: 1 });
    return new Intake<ResolvedEvent>(source, () => source.cancel());
  });
  for await (const record of records) return record.position;
  return undefined;
};
