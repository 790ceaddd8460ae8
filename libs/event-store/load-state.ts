import type { Codec, Decider, DomainEvent, Position, Recorded } from '#libs/kernel';
import type { EventStore } from './event-store.port.js';
import { decodeRecord } from './recorded.js';
import type { Snapshot } from './state-cache.js';

/** A stream as a decider sees it. */
export interface History<State, Event extends DomainEvent> {
  /** Those read: all of them, or the ones after the snapshot that was given. */
  readonly events: readonly Recorded<Event>[];
  readonly state: State;
  /** Of the last event, whether or not this codec reads it; `undefined` for an empty stream. */
  readonly revision: bigint | undefined;
  readonly position: Position | undefined;
}

export type Folding<S, E extends DomainEvent> = Pick<Decider<never, S, E>, 'initial' | 'evolve'>;

/** Reads and folds a stream, its events kept. @param from goes on from there */
export const loadHistory = async <S, E extends DomainEvent>(
  store: EventStore,
  stream: string,
  decider: Folding<S, E>,
  codec: Codec<E>,
  from?: Snapshot<S>,
): Promise<History<S, E>> => {
  const events: Recorded<E>[] = [];
  let state = from ? from.state : decider.initial;
  let revision = from?.revision;
  let position = from?.position;
  for await (const record of store.readStream(stream, from ? { from: from.revision + 1n } : {})) {
    ({ revision, position } = record);
    const recorded = decodeRecord(codec, record);
    if (!recorded) continue;
    events.push(recorded);
    state = decider.evolve(state, recorded.event);
  }
  return { events, state, revision, position };
};

/** The state of a stream as it stands, the decider's initial one when it is empty. */
export const loadState = async <S, E extends DomainEvent>(
  store: EventStore,
  stream: string,
  decider: Folding<S, E>,
  codec: Codec<E>,
): Promise<Omit<History<S, E>, 'events'>> => {
  const { state, revision, position } = await loadHistory(store, stream, decider, codec);
  return { state, revision, position };
};
