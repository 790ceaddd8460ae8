import type { Actor, Codec, DomainEvent, Instant, Metadata } from '#libs/kernel';
import { eventIds } from './event-ids.js';
import type { NewRecord } from './event-store.port.js';

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

const metadataOf = (context: CommandContext, event: DomainEvent): Metadata => ({
  correlationId: context.correlationId,
  causationId: context.causationId ?? context.commandId,
  commandId: context.commandId,
  ...(context.requestHash === undefined ? {} : { requestHash: context.requestHash }),
  ...(context.idempotencyKey === undefined ? {} : { idempotencyKey: context.idempotencyKey }),
  actor: context.actor,
  occurredAt: context.occurredAt,
  rules: event.rules ?? [],
  codeVersion: context.codeVersion,
});

/**
 * The events of a command, ready to be appended: the same for the same command, whenever it is carried out. The ids
 * hold the request's hash too, or two different requests racing under one key would pass for one append.
 */
export const recordsOf = <E extends DomainEvent>(
  codec: Codec<E>,
  events: readonly E[],
  context: CommandContext,
): NewRecord[] => {
  const { commandId, requestHash } = context;
  const ids = eventIds(requestHash === undefined ? commandId : `${commandId}/${requestHash}`, events.length);
  return events.map((event, index) => ({
    id: ids[index] as string,
    ...codec.encode(event),
    metadata: metadataOf(context, event),
  }));
};
