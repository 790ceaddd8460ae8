import { comparePositions, type Position } from '#libs/kernel';
import { streamNameFilter, type AllStreamResolvedEvent } from '@eventstore/db-client';
import { BUFFER, readAll, readHead, type Reading } from './esdb.reads.js';
import { EventStoreUnavailable, type Followed, type ReadAllOptions, type StoredRecord } from './event-store.port.js';
import type { SubscribeOptions } from './event-store.port.js';
import { backoffMs, describe, isTransient, pause } from './failures.js';
import { Intake } from './intake.js';
import { checkMax, toStoredRecord } from './records.js';

/** In units of the server's search window (32 events): how often it says how far it has looked. */
const CHECKPOINT_INTERVAL = 1;

type Mark = Exclude<Followed, { kind: 'event' }>;

const checkPrefixes = (prefixes: readonly string[]): void => {
  if (prefixes.length === 0) throw new RangeError('at least one stream prefix is needed');
  if (prefixes.some((p) => p === '' || p.startsWith('$')))
    throw new RangeError("prefixes are of the product's streams");
};

/** What one subscription of the client's tells, in the order of the log. @param waitMs bound on the wait for each */
async function* told(
  reading: Reading,
  { after, prefixes, signal }: SubscribeOptions,
  { head, waitMs }: { head?: Position | undefined; waitMs?: number } = {},
): AsyncGenerator<Followed, void, undefined> {
  let reached = after;
  const subscription = reading.client.subscribeToAll(
    {
      fromPosition: after ?? 'start',
      filter: streamNameFilter({
        prefixes: [...prefixes],
        checkpointInterval: CHECKPOINT_INTERVAL,
        checkpointReached: (_, position) => {
          intake.mark({ kind: 'checkpoint', position });
        },
      }),
    },
    { highWaterMark: BUFFER },
  );
  const intake = new Intake<AllStreamResolvedEvent, Mark>(subscription, () => subscription.unsubscribe());
  subscription.on('caughtUp', () => {
    if (head) intake.mark({ kind: 'checkpoint', position: head });
    intake.mark({ kind: 'caught-up' });
  });
  const isNews = (position: Position): boolean => reached === undefined || comparePositions(position, reached) > 0;
  try {
    for (;;) {
      const taken = await intake.next({ signal, ...(waitMs === undefined ? {} : { waitMs }) });
      if (!taken) return;
      if (taken.kind === 'mark') {
        if (taken.mark.kind === 'checkpoint') {
          if (!isNews(taken.mark.position)) continue;
          reached = taken.mark.position;
        }
        yield taken.mark;
      } else if (taken.chunk.event) {
        const record = toStoredRecord(taken.chunk.event, taken.chunk.commitPosition, reading.clock());
        reached = record.position;
        yield { kind: 'event', record };
      }
    }
  } finally {
    intake.cancel();
  }
}

/**
 * @see EventStore.subscribe
 *
 * Once caught up, everything up to the head as it was before subscribing has been considered: that position is told as
 * a checkpoint, or a follower of a quiet corner would for ever seem to lag.
 */
export async function* subscribe(
  reading: Reading,
  options: SubscribeOptions,
): AsyncGenerator<Followed, void, undefined> {
  checkPrefixes(options.prefixes);
  const stopped = (): boolean => options.signal.aborted;
  if (stopped()) return;
  const head = await readHead(reading);
  try {
    yield* told(reading, options, { head });
  } catch (error) {
    if (stopped()) return;
    throw new EventStoreUnavailable(`the subscription dropped: ${describe(error)}`, error);
  }
  if (!stopped()) throw new EventStoreUnavailable('the store ended the subscription');
}

/**
 * Reads forwards what matches, to the end of the log. The client's own read of everything takes no filter; a
 * subscription does, so this is one that is left when it has caught up, and the rest of the log stays on the server.
 * Leaving it resets a stream, which is not to happen often: a first page is read plain, and near the end that is all.
 */
export async function* readMatching(
  reading: Reading,
  range: ReadAllOptions & { readonly prefixes: readonly string[] },
): AsyncGenerator<StoredRecord, void, undefined> {
  const { until, max, prefixes } = range;
  checkMax(max);
  checkPrefixes(prefixes);
  const near = yield* readAll(reading, range, 1);
  if (near.ended) return;
  let { given, reached } = near;
  let since = Date.now();
  const { signal } = new AbortController();
  for (let attempt = 0; ; attempt++) {
    try {
      const rest = { prefixes, signal, ...(reached ? { after: reached } : {}) };
      for await (const followed of told(reading, rest, { waitMs: reading.deadlineMs })) {
        if (followed.kind === 'caught-up') return;
        const position = followed.kind === 'event' ? followed.record.position : followed.position;
        const beyond = until ? comparePositions(position, until) : -1;
        if (followed.kind === 'event' && beyond <= 0) {
          yield followed.record;
          given += 1;
        }
        if (beyond >= 0 || given === max) return;
        reached = position;
        attempt = 0;
        since = Date.now();
      }
    } catch (error) {
      if (!isTransient(error)) throw error;
      if (Date.now() - since >= reading.patienceMs) {
        const what = `reading the log failed for ${String(reading.patienceMs)} ms`;
        throw new EventStoreUnavailable(`${what}: ${describe(error)}`, error);
      }
    }
    await pause(backoffMs(attempt, { firstMs: 20, maxMs: 1_000 }));
  }
}
