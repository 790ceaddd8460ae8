import { hash } from 'node:crypto';

/** Namespaces of our own (RFC 9562, section 5.5), drawn once; never to change, or a repeat is no longer recognised. */
const COMMANDS = Buffer.from('0b0e2c5c6f434c0e9c535a6f6a2b9d11', 'hex');
const EVENTS = Buffer.from('7d2f1f0a2f5b4a358a1e3f4f0c1c7e29', 'hex');
const VARIANTS = '89ab';

/** A UUID of version 5 (RFC 9562, section 5.5). By hand: an import asks for three a line, and the package takes its time. */
const uuidV5 = (name: string, namespace: Buffer): string => {
  const hex = hash('sha1', Buffer.concat([namespace, Buffer.from(name)]), 'hex');
  const variant = VARIANTS[Number.parseInt(hex.charAt(16), 16) & 3] ?? '';
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

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
