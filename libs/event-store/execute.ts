import type { Codec, Decider, DomainEvent, Position } from '#libs/kernel';
import { recordsOf, type CommandContext } from './command-records.js';
import { WrongExpectedRevision, type Appended, type EventStore } from './event-store.port.js';
import { backoffMs, pause } from './failures.js';
import { loadHistory, type Folding, type History } from './load-state.js';
import type { Snapshot, StateCache } from './state-cache.js';

export interface Execution<Command, State, Event extends DomainEvent> {
  readonly stream: string;
  readonly decider: Decider<Command, State, Event>;
  readonly codec: Codec<Event>;
  readonly command: Command;
  readonly context: CommandContext;
  /** The revision that the caller has seen (If-Match); the command is then decided against no other. */
  readonly expectedRevision?: bigint;
  /**
   * The stream is new in all likelihood: decide on the initial state and append without reading first. One round trip
   * in place of two; where the stream does exist it is read and decided again.
   */
  readonly likelyNew?: boolean;
  /**
   * The stream as the caller has just read it: decide on that and append without reading again. Where somebody has
   * appended since, or the decision says no, it is read and decided anew.
   */
  readonly known?: Known<State>;
  /** For streams of thousands of events: goes on from the state last seen. */
  readonly cache?: StateCache<State>;
  /** How often a command is decided because somebody else appended meanwhile; 8 when absent. */
  readonly attempts?: number;
}

/** A stream folded up to a revision. */
export interface Known<State> {
  readonly state: State;
  readonly revision: bigint;
}

export interface Executed<State, Event extends DomainEvent> {
  /** Of the stream after the command; `undefined` when it is still empty. */
  readonly revision: bigint | undefined;
  /** Of the command's last event; the stream's last when it gave none. */
  readonly position: Position | undefined;
  readonly events: readonly Event[];
  readonly state: State;
  /** True when the command had been carried out before, and this is what was recorded then. */
  readonly repeated: boolean;
}

/** An idempotency key used again for another request. */
export class KeyReused extends Error {
  override readonly name = 'KeyReused';
  constructor(
    readonly stream: string,
    readonly commandId: string,
    readonly idempotencyKey: string | undefined,
  ) {
    super(`the key ${idempotencyKey ?? commandId} was used before, for another request`);
  }
}

/** What the caller has seen is no longer how things stand. */
export class StaleRevision extends Error {
  override readonly name = 'StaleRevision';
  constructor(
    readonly stream: string,
    readonly expected: bigint,
    readonly actual: bigint | undefined,
  ) {
    const now = actual === undefined ? 'has no events' : `is at revision ${String(actual)}`;
    super(`${stream} ${now}, the request is about revision ${String(expected)}`);
  }
}

const ATTEMPTS = 8;

/** What was recorded when the command was first carried out. @throws KeyReused when it was another request */
const recordedResult = <S, E extends DomainEvent>(
  stream: string,
  decider: Folding<S, E>,
  history: History<S, E>,
  context: CommandContext,
): Executed<S, E> | undefined => {
  const last = history.events.findLastIndex((r) => r.metadata.commandId === context.commandId);
  const recorded = history.events[last];
  if (!recorded) return undefined;
  if (recorded.metadata.requestHash !== context.requestHash) {
    throw new KeyReused(stream, context.commandId, context.idempotencyKey);
  }
  const upTo = history.events.slice(0, last + 1);
  return {
    revision: recorded.revision,
    position: recorded.position,
    events: upTo.filter((r) => r.metadata.commandId === context.commandId).map((r) => r.event),
    state: upTo.reduce((state, r) => decider.evolve(state, r.event), decider.initial),
    repeated: true,
  };
};

/** What the stream held before a command. */
interface Before<S, E extends DomainEvent> extends History<S, E> {
  readonly commands: Map<string, string | undefined>;
}

const look = async <C, S, E extends DomainEvent>(
  store: EventStore,
  { stream, decider, codec, cache, context }: Execution<C, S, E>,
): Promise<Before<S, E>> => {
  const cached = cache?.get(stream);
  // A repeat answers what was recorded then, and the snapshot no longer holds it.
  const from: Snapshot<S> | undefined = cached?.commands.has(context.commandId) ? undefined : cached;
  let history = await loadHistory(store, stream, decider, codec, from);
  // Nor does it where the command was recorded since: written, its answer lost.
  if (from && history.events.some(({ metadata }) => metadata.commandId === context.commandId)) {
    history = await loadHistory(store, stream, decider, codec);
  }
  if (!cache) return { ...history, commands: new Map() };
  const commands = from?.commands ?? new Map<string, string | undefined>();
  for (const { metadata } of history.events) commands.set(metadata.commandId, metadata.requestHash);
  const { state, revision, position } = history;
  if (revision !== undefined && position) cache.keep(stream, { state, revision, position, commands });
  return { ...history, commands };
};

/**
 * Carries out one command: reads its stream, decides, appends with the revision that was read. A command that comes
 * twice is carried out once and answers the same. When somebody else appended meanwhile it is decided anew, unless
 * the caller had named the revision.
 * @throws Refusal, KeyReused, StaleRevision, WrongExpectedRevision after the last attempt, EventStoreUnavailable
 */
export const execute = async <C, S, E extends DomainEvent>(
  store: EventStore,
  execution: Execution<C, S, E>,
): Promise<Executed<S, E>> => {
  const { stream, decider, codec, command, context, expectedRevision: seen, cache, known } = execution;
  const unread = known ?? (execution.likelyNew ? { state: decider.initial, revision: undefined } : undefined);
  if (unread && (seen === undefined || seen === unread.revision)) {
    const done = await executeUnread(store, execution, unread);
    if (done) return done;
  }
  for (let attempt = 1; ; attempt++) {
    const before = await look(store, execution);
    const repeated = recordedResult(stream, decider, before, context);
    if (repeated) return repeated;
    if (seen !== undefined && seen !== before.revision) throw new StaleRevision(stream, seen, before.revision);
    const events = decider.decide(command, before.state);
    if (events.length === 0) {
      const { revision, position, state } = before;
      return { revision, position, events, state, repeated: false };
    }
    let appended: Appended;
    try {
      appended = await store.append(stream, before.revision ?? 'no-stream', recordsOf(codec, events, context));
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision) || attempt >= (execution.attempts ?? ATTEMPTS)) throw error;
      await pause(backoffMs(attempt, { firstMs: 2, maxMs: 100 }));
      continue;
    }
    const state = events.reduce((s, e) => decider.evolve(s, e), before.state);
    if (cache) {
      before.commands.set(context.commandId, context.requestHash);
      cache.keep(stream, { ...appended, state, commands: before.commands });
    }
    return { ...appended, events, state, repeated: false };
  }
};

/** `undefined` where the stream has to be read before anything can be said: it is elsewhere, or the decision said no. */
const executeUnread = async <C, S, E extends DomainEvent>(
  store: EventStore,
  { stream, decider, codec, command, context }: Execution<C, S, E>,
  { state: before, revision }: { readonly state: S; readonly revision: bigint | undefined },
): Promise<Executed<S, E> | undefined> => {
  let events: readonly E[];
  try {
    events = decider.decide(command, before);
  } catch {
    return undefined;
  }
  if (events.length === 0) return undefined;
  try {
    const appended = await store.append(stream, revision ?? 'no-stream', recordsOf(codec, events, context));
    const state = events.reduce((s, e) => decider.evolve(s, e), before);
    return { ...appended, events, state, repeated: false };
  } catch (error) {
    if (error instanceof WrongExpectedRevision) return undefined;
    throw error;
  }
};
