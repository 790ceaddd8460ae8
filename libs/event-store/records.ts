import { productTime, type ClockSegment, type Metadata, type Position } from '#libs/kernel';
import type { EventData, RecordedEvent } from '@eventstore/db-client';
import type { NewRecord, StoredRecord } from './event-store.port.js';

/** The server's own limit on one append, all events together. */
export const MAX_APPEND_BYTES = 1024 * 1024;
/** Bytes of an event beside its data and metadata: id, content type, framing; taken generously. */
const EVENT_OVERHEAD = 256;
const MAX_REVISION = 0x7fff_ffff_ffff_ffffn;
export const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** More than one append may hold. Split the command, not the append. */
export class AppendTooLarge extends RangeError {
  override readonly name = 'AppendTooLarge';
  constructor(
    readonly stream: string,
    readonly bytes: number,
  ) {
    super(`${String(bytes)} bytes for ${stream} in one append; the store takes ${String(MAX_APPEND_BYTES)}`);
  }
}

/** @throws RangeError for a name the store reserves, or none at all */
export const checkStreamName = (stream: string): void => {
  if (stream === '' || stream !== stream.trim()) throw new RangeError(`not a stream name: ${JSON.stringify(stream)}`);
  if (stream.startsWith('$')) throw new RangeError(`${stream}: names starting with $ are the store's own`);
  if (!stream.isWellFormed()) throw new RangeError('a stream name must be well-formed Unicode');
};

/** @throws RangeError; the client's own message for a bad revision names neither stream nor value */
export const checkRevision = (what: string, revision: bigint): void => {
  if (typeof revision !== 'bigint' || revision < 0n || revision > MAX_REVISION) {
    throw new RangeError(`${what} must be a bigint from 0 to 2^63-1, not ${String(revision)}`);
  }
};

/** @throws RangeError */
export const checkMax = (max: number | undefined): void => {
  if (max !== undefined && (!Number.isSafeInteger(max) || max < 1))
    throw new RangeError(`max must be 1 or more: ${max}`);
};

const json = (stream: string, what: string, value: unknown): string => {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError(`${stream}: ${what} has no JSON form`);
  return text;
};

/**
 * What the client is given for an append. Serialised once here first: the client does so inside a promise that nobody
 * awaits, where a BigInt or a cycle would be an unhandled rejection and the append would never answer.
 * @throws RangeError, TypeError, AppendTooLarge
 */
export const toEventData = (stream: string, records: readonly NewRecord[]): EventData[] => {
  if (records.length === 0) throw new RangeError(`${stream}: an append needs at least one event`);
  const ids = new Set<string>();
  let bytes = 0;
  for (const { id, type, data, metadata } of records) {
    if (!UUID.test(id)) throw new RangeError(`${stream}: ${id} is no lower-case UUID`);
    if (ids.has(id)) throw new RangeError(`${stream}: event id ${id} twice in one append`);
    ids.add(id);
    if (type === '' || type.startsWith('$'))
      throw new RangeError(`${stream}: ${type || '(empty)'} is no event type of ours`);
    bytes += EVENT_OVERHEAD + Buffer.byteLength(type);
    bytes +=
      Buffer.byteLength(json(stream, type, data)) + Buffer.byteLength(json(stream, `${type} metadata`, metadata));
  }
  if (bytes > MAX_APPEND_BYTES) throw new AppendTooLarge(stream, bytes);
  return records.map((r) => ({
    id: r.id,
    contentType: 'application/json' as const,
    type: r.type,
    data: r.data as Record<string, unknown>,
    metadata: r.metadata as unknown as Record<string, unknown>,
  }));
};

/** @throws Error when a server too old to send positions is behind the connection */
export const toStoredRecord = (
  event: RecordedEvent,
  commit: bigint | undefined,
  clock: readonly ClockSegment[],
): StoredRecord => {
  const position: Position | undefined =
    event.position ?? (commit === undefined ? undefined : { commit, prepare: commit });
  if (!position) throw new Error(`${event.streamId}@${String(event.revision)} came without a position`);
  return {
    id: event.id,
    stream: event.streamId,
    revision: event.revision,
    position,
    type: event.type,
    data: event.data,
    metadata: event.metadata as unknown as Metadata,
    committedMs: event.created.getTime(),
    recordedAt: productTime(clock, event.created.getTime()),
  };
};
