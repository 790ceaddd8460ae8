import { comparePositions, type Position } from '#libs/kernel';
import { streamNameFilter, type AllStreamResolvedEvent } from '@eventstore/db-client';
import type { Reading } from './esdb.reads.js';
import { readHead } from './esdb.reads.js';
import { EventStoreUnavailable, type Followed, type SubscribeOptions } from './event-store.port.js';
import { describe } from './failures.js';
import { Intake } from './intake.js';
import { toStoredRecord } from './records.js';

/** In units of the server's search window (32 events): how often it says how far it has looked. */
const CHECKPOINT_INTERVAL = 1;
/** Events buffered on our side before the server is held back. */
const BUFFER = 256;

type Mark = Exclude<Followed, { kind: 'event' }>;

/**
 * @see EventStore.subscribe
 *
 * Once caught up, everything up to the head as it was before subscribing has been considered: that position is told as
 * a checkpoint, or a follower of a quiet corner would for ever seem to lag.
 */
export async function* subscribe(
  reading: Reading,
  { after, prefixes, signal }: SubscribeOptions,
): AsyncGenerator<Followed, void, undefined> {
  if (prefixes.length === 0) throw new RangeError('a subscription needs at least one stream prefix');
  if (prefixes.some((p) => p === '' || p.startsWith('$')))
    throw new RangeError("prefixes are of the product's streams");
  if (signal.aborted) return;
  const head = await readHead(reading);
  let told = after;
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
  const stopped = (): boolean => signal.aborted;
  const isNews = (position: Position): boolean => told === undefined || comparePositions(position, told) > 0;
  try {
    for (;;) {
      const taken = await intake.next({ signal });
      if (!taken) break;
      if (taken.kind === 'mark') {
        if (taken.mark.kind === 'checkpoint') {
          if (!isNews(taken.mark.position)) continue;
          told = taken.mark.position;
        }
        yield taken.mark;
      } else if (taken.chunk.event) {
        const record = toStoredRecord(taken.chunk.event, taken.chunk.commitPosition, reading.clock());
        if (!isNews(record.position)) continue;
        told = record.position;
        yield { kind: 'event', record };
      }
    }
  } catch (error) {
    if (stopped()) return;
    throw new EventStoreUnavailable(`the subscription dropped: ${describe(error)}`, error);
  } finally {
    intake.close();
  }
  if (!stopped()) throw new EventStoreUnavailable('the store ended the subscription');
}
