import type { Actor, Codec, Decider, DomainEvent, Instant, Metadata, Position } from '#libs/kernel';
import { eventIds } from './event-ids.js';
import { WrongExpectedRevision, type EventStore, type NewRecord } from './event-store.port.js';
import { backoffMs, pause } from './failures.js';
import { loadHistory, type History } from './load-state.js';

/** What stands beside a command: who, when, why, and what recognises it when it comes twice. */
export interface CommandContext {
  /** Derived from what makes the command one: `commandIdOf`, or the event that a reaction answers. */
  readonly commandId: string;
  readonly actor: Actor;
  readonly correlationId: string;
  /** The event or command that caused it; the command itself when absent. */
  readonly causationId?: string;
  readonly occurredAt: Instant;
  readonly requestHash?: string;
  readonly idempotencyKey?: string;
  readonly codeVersion: string;
}

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
  /** How often a command is decided anew because somebody else appended meanwhile. */
  readonly attempts?: number;
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
    super(
      `${stream} is at ${actual === undefined ? 'no revision' : String(actual)}, the request is about ${String(expected)}`,
    );
  }
}

const ATTEMPTS = 8;

/** Ids hold the request's hash too: two requests racing under one key must not pass for one append. */
const recordsOf = <E extends DomainEvent>(
  codec: Codec<E>,
  events: readonly E[],
  context: CommandContext,
): NewRecord[] => {
  const { requestHash, idempotencyKey, causationId, ...rest } = context;
  const ids = eventIds(
    requestHash === undefined ? context.commandId : `${context.commandId}/${requestHash}`,
    events.length,
  );
  return events.map((event, index) => {
    const metadata: Metadata = {
      correlationId: rest.correlationId,
      causationId: causationId ?? rest.commandId,
      commandId: rest.commandId,
      ...(requestHash === undefined ? {} : { requestHash }),
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      actor: rest.actor,
      occurredAt: rest.occurredAt,
      rules: event.rules ?? [],
      codeVersion: rest.codeVersion,
    };
    return { id: ids[index] as string, ...codec.encode(event), metadata };
  });
};

/** What was recorded when the command was first carried out. @throws KeyReused when it was another request */
const recordedResult = <S, E extends DomainEvent>(
  stream: string,
  decider: Pick<Decider<never, S, E>, 'initial' | 'evolve'>,
  history: History<S, E>,
  context: CommandContext,
): Executed<S, E> | undefined => {
  const last = history.events.findLastIndex((r) => r.metadata.commandId === context.commandId);
  const recorded = history.events[last];
  if (!recorded) return undefined;
  if (recorded.metadata.requestHash !== context.requestHash) {
    throw new KeyReused(stream, context.commandId, context.idempotencyKey);
  }
  let state = decider.initial;
  for (const { event } of history.events.slice(0, last + 1)) state = decider.evolve(state, event);
  return {
    revision: recorded.revision,
    position: recorded.position,
    events: history.events.filter((r) => r.metadata.commandId === context.commandId).map((r) => r.event),
    state,
    repeated: true,
  };
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
  const { stream, decider, codec, command, context, expectedRevision: seen, attempts = ATTEMPTS } = execution;
  const unread: History<S, E> = { events: [], state: decider.initial, revision: undefined, position: undefined };
  for (let attempt = 0; ; attempt++) {
    const blind = attempt === 0 && execution.likelyNew === true && seen === undefined;
    const history = blind ? unread : await loadHistory(store, stream, decider, codec);
    const before = recordedResult(stream, decider, history, context);
    if (before) return before;
    if (seen !== undefined && seen !== history.revision) throw new StaleRevision(stream, seen, history.revision);
    const decision = decideOn(decider, command, history.state, blind);
    if (decision === undefined) continue;
    const { state, events } = decision;
    if (events.length === 0) {
      if (blind) continue;
      return { revision: history.revision, position: history.position, events, state, repeated: false };
    }
    try {
      const appended = await store.append(stream, history.revision ?? 'no-stream', recordsOf(codec, events, context));
      return { ...appended, events, state, repeated: false };
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision) || attempt + 1 >= attempts) throw error;
    }
    if (!blind) await pause(backoffMs(attempt, { firstMs: 2, maxMs: 100 }));
  }
};

/** A blind decision may refuse only because the stream was not read: it is then read before anything is said. */
const decideOn = <C, S, E extends DomainEvent>(
  decider: Decider<C, S, E>,
  command: C,
  before: S,
  blind: boolean,
): { events: readonly E[]; state: S } | undefined => {
  try {
    const events = decider.decide(command, before);
    let state = before;
    for (const event of events) state = decider.evolve(state, event);
    return { events, state };
  } catch (error) {
    if (blind) return undefined;
    throw error;
  }
};
