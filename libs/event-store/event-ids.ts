import { v5 as uuidV5 } from 'uuid';

/** Namespaces of our own (RFC 9562, section 5.5), drawn once; never to change, or a repeat is no longer recognised. */
const COMMANDS = '0b0e2c5c-6f43-4c0e-9c53-5a6f6a2b9d11';
const EVENTS = '7d2f1f0a-2f5b-4a35-8a1e-3f4f0c1c7e29';

/** Joins without ambiguity: `["a","bc"]` and `["ab","c"]` differ. */
const joined = (...parts: readonly string[]): string => JSON.stringify(parts);

/**
 * The id of the command behind an idempotency key. One person's key is nobody else's, and the same key on another
 * kind of request is another command.
 * @param scope what the key is unique within: the route, say
 */
export const commandIdOf = (actorId: string, idempotencyKey: string, scope: string): string =>
  uuidV5(joined(actorId, scope, idempotencyKey), COMMANDS);

/** The ids of a command's events, in order: the same for the same command, for ever. */
export const eventIds = <N extends number>(commandId: string, count: N): EventIds<N> =>
  Array.from({ length: count }, (_, index) =>
    uuidV5(joined(commandId, String(index)), EVENTS),
  ) as unknown as EventIds<N>;

/** `eventIds(id, 1)` is known to have a first element. */
export type EventIds<N extends number> = number extends N
  ? readonly string[]
  : N extends 1
    ? readonly [string]
    : readonly string[];
