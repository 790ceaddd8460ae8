import { comparePositions, type Instant, type Position, type Recorded } from '#libs/kernel';
import type { EventStore } from './event-store.port.js';
import { decoderOf, type Decoding } from './recorded.js';

export interface HistoryUntil {
  readonly prefixes: readonly string[];
  readonly codecs: readonly Decoding[];
  /** A position (inclusive), or an instant: everything recorded at or before it. The whole log when absent. */
  readonly until?: Position | Instant;
}

/**
 * The events of the past, in log order, for a fold of how things stood then. Streams them: the memory needed is the
 * fold's own. Ends at the first event recorded later, so that a second run over a grown log gives the same.
 * @throws UnreadableEvent
 */
export async function* historyUntil(
  store: EventStore,
  { prefixes, codecs, until }: HistoryUntil,
): AsyncGenerator<Recorded, void, undefined> {
  const decode = decoderOf(codecs);
  const position = typeof until === 'object' ? until : undefined;
  for await (const record of store.readAll({ prefixes, ...(position ? { until: position } : {}) })) {
    if (typeof until === 'string' && record.recordedAt > until) return;
    const recorded = decode(record);
    if (recorded) yield recorded;
  }
}

/** Whether one position is at or after another; `undefined` is before everything. */
export const hasReached = (position: Position | undefined, target: Position): boolean =>
  position !== undefined && comparePositions(position, target) >= 0;
