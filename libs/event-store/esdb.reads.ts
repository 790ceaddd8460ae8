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
/**
 * Events asked for in one call. Each ends by itself, so that a reader who leaves lets it end (`Intake.leave`); it has
 * then cost a part of what was read. Doubles from call to call.
 */
export const FIRST_PAGE = 64;
const LARGEST_PAGE = 2_048;
/** For how long a reader who leaves waits for the end of the call; milliseconds. */
const LEAVING_MS = 500;

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

interface Paging {
  readonly first?: number;
  /** Calls at most. */
  readonly pages?: number;
  /** How many events are still wanted. */
  readonly wanted?: () => number;
}

/**
 * Reads, and where the transport breaks goes on from the last event given, until nothing has come for `patienceMs`.
 * @param open opens a read of so many events after the last record given (from the start of the range when there is
 * none); `undefined` when none can be there
 * @returns whether that was everything, and not merely as many pages as were allowed
 */
async function* resumed(
  reading: Reading,
  what: string,
  open: (count: number, last: StoredRecord | undefined) => Intake<ResolvedEvent> | undefined,
  { first = FIRST_PAGE, pages = Infinity, wanted = () => Infinity }: Paging = {},
): AsyncGenerator<StoredRecord, boolean, undefined> {
  let last: StoredRecord | undefined;
  let attempt = 0;
  let since = Date.now();
  let size = first;
  let full = 0;
  while (full < pages) {
    const asked = Math.min(size, wanted());
    const intake = asked > 0 ? open(asked, last) : undefined;
    if (!intake) return true;
    try {
      for (;;) {
        const taken = await intake.next({ waitMs: reading.deadlineMs });
        if (taken?.kind !== 'chunk') break;
        const record = recordOf(taken.chunk, reading.clock());
        if (!record) continue;
        last = record;
        attempt = 0;
        yield record;
        since = Date.now();
      }
      if (intake.taken < asked) return true;
      full += 1;
      size = Math.min(size * 2, LARGEST_PAGE);
      continue;
    } catch (error) {
      intake.cancel();
      if (errorType(error) === 'stream-not-found') return true;
      if (!isTransient(error)) throw error;
      if (Date.now() - since >= reading.patienceMs) {
        throw new EventStoreUnavailable(
          `${what} failed for ${String(reading.patienceMs)} ms: ${describe(error)}`,
          error,
        );
      }
    } finally {
      await intake.leave(LEAVING_MS);
    }
    await pause(backoffMs(attempt++, { firstMs: 20, maxMs: 1_000 }));
  }
  return false;
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
  const open = (maxCount: number, last: StoredRecord | undefined) => {
    if (back && last?.revision === 0n) return undefined;
    const fromRevision = last ? last.revision + (back ? -1n : 1n) : (from ?? (back ? 'end' : 'start'));
    const source = reading.client.readStream(
      stream,
      { direction, fromRevision, maxCount, requiresLeader: true },
      { highWaterMark: BUFFER },
    );
    return new Intake<ResolvedEvent>(source, () => source.cancel());
  };
  const wanted = max === undefined ? {} : { wanted: () => max - given };
  for await (const record of resumed(reading, `reading ${stream}`, open, wanted)) {
    given += 1;
    yield record;
  }
}

/** How far a read of the log has come. */
export interface Progress {
  /** All that was asked for has been given. */
  readonly ended: boolean;
  readonly reached: Position | undefined;
  readonly given: number;
}

/** @param pages calls at most @see EventStore.readAll: the client's own read of everything takes no filter, it is here */
export async function* readAll(
  reading: Reading,
  { after, until, direction = 'forwards', max, prefixes }: ReadAllOptions,
  pages?: number,
): AsyncGenerator<StoredRecord, Progress, undefined> {
  checkMax(max);
  const back = direction === 'backwards';
  if (back && until) throw new RangeError('`until` is for reading forwards');
  const open = (maxCount: number, last: StoredRecord | undefined) => {
    const fromPosition = last?.position ?? after ?? (back ? 'end' : 'start');
    const source = reading.client.readAll({ direction, fromPosition, maxCount }, { highWaterMark: BUFFER });
    return new Intake<ResolvedEvent>(source, () => source.cancel());
  };
  let given = 0;
  let reached = after;
  const progress = (ended: boolean): Progress => ({ ended, reached, given });
  // One more than wanted: that at the position itself is sent too, forwards.
  const first = prefixes || max === undefined ? FIRST_PAGE : Math.min(max + 1, FIRST_PAGE);
  const records = resumed(reading, 'reading the log', open, { first, ...(pages === undefined ? {} : { pages }) });
  try {
    for (;;) {
      const { done, value } = await records.next();
      if (done) return progress(value);
      // Reading includes the event at the position, after which we promised to start or had already come.
      const order = reached ? comparePositions(value.position, reached) : 1;
      if (reached && (back ? order >= 0 : order <= 0)) continue;
      reached = value.position;
      if (until && comparePositions(value.position, until) > 0) return progress(true);
      if (!isWanted(value.stream, prefixes)) continue;
      yield value;
      given += 1;
      if (given === max) return progress(true);
    }
  } finally {
    await records.return(false);
  }
}

/** Whether a stream is the product's, and of one of the prefixes (any, when there are none). */
export const isWanted = (stream: string, prefixes: readonly string[] | undefined): boolean =>
  !stream.startsWith('$') && (prefixes === undefined || prefixes.some((p) => stream.startsWith(p)));

/** @see EventStore.head */
export const readHead = async (reading: Reading): Promise<Position | undefined> => {
  const open = (maxCount: number) => {
    const source = reading.client.readAll({ direction: 'backwards', fromPosition: 'end', maxCount });
    return new Intake<ResolvedEvent>(source, () => source.cancel());
  };
  const records = resumed(reading, 'reading the head of the log', open, { first: 1, pages: 1 });
  for await (const record of records) return record.position;
  return undefined;
};
