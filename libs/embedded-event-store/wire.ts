import type { ProposedEvent } from './event.js';
import { idText } from './event.js';
import { delimited, lengthOf, MessageWriter, varint, varintLength } from './message-writer.js';
import { streams } from './protocol.js';

/**
 * The messages of the hot paths written by hand as protobuf, several times as fast as through the message classes.
 * Field numbers are those of streams.proto; `wire.spec.ts` reads every form back with the generated classes.
 */
const TICKS_PER_MILLISECOND = 10_000;
const UUID_TEXT = 36;

/** What the log adds to a proposed event when it takes it. */
export interface Placement {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly created: number;
}

/** A ReadResp.ReadEvent.RecordedEvent. Commit and prepare position are the same: the log has one position per event. */
export const encodeRecord = (event: ProposedEvent, placement: Placement): Buffer => {
  const entries = [
    ['type', event.type],
    ['created', String(placement.created * TICKS_PER_MILLISECOND)],
    ['content-type', event.json ? 'application/json' : 'application/octet-stream'],
  ].map(([key = '', value = '']) => {
    const length = Buffer.byteLength(value);
    return { key, value, length, size: lengthOf(key.length) + lengthOf(length) };
  });
  const name = Buffer.byteLength(placement.stream);
  const positionSize = 1 + varintLength(placement.position);
  let size =
    lengthOf(lengthOf(UUID_TEXT)) + lengthOf(lengthOf(name)) + 1 + varintLength(placement.revision) + 2 * positionSize;
  for (const entry of entries) size += lengthOf(entry.size);
  if (event.metadata.length > 0) size += lengthOf(event.metadata.length);
  if (event.data.length > 0) size += lengthOf(event.data.length);

  const writer = new MessageWriter(size, true);
  writer.open(delimited(1), lengthOf(UUID_TEXT));
  writer.text(delimited(2), idText(event.id), UUID_TEXT);
  writer.open(delimited(2), lengthOf(name));
  writer.text(delimited(3), placement.stream, name);
  writer.varint(varint(3), placement.revision);
  writer.varint(varint(4), placement.position);
  writer.varint(varint(5), placement.position);
  for (const entry of entries) {
    writer.open(delimited(6), entry.size);
    writer.text(delimited(1), entry.key, entry.key.length);
    writer.text(delimited(2), entry.value, entry.length);
  }
  if (event.metadata.length > 0) writer.blob(delimited(7), event.metadata);
  if (event.data.length > 0) writer.blob(delimited(8), event.data);
  return writer.bytes;
};

export const decodeRecord = (record: Uint8Array): streams.ReadResp.ReadEvent.RecordedEvent =>
  streams.ReadResp.ReadEvent.RecordedEvent.deserializeBinary(record);

/** A ReadResp that carries one event; `link` is the record of the link that led to it, at whose position it stands. */
export const eventResponse = (position: number, record: Uint8Array | undefined, link?: Uint8Array): Buffer => {
  let content = 1 + varintLength(position);
  if (record !== undefined) content += lengthOf(record.length);
  if (link !== undefined) content += lengthOf(link.length);
  const writer = new MessageWriter(lengthOf(content));
  writer.open(delimited(1), content);
  if (record !== undefined) writer.blob(delimited(1), record);
  if (link !== undefined) writer.blob(delimited(2), link);
  writer.varint(varint(3), position);
  return writer.bytes;
};

export const checkpointResponse = (position: number): Buffer => {
  const content = 2 * (1 + varintLength(position));
  const writer = new MessageWriter(lengthOf(content));
  writer.open(delimited(3), content);
  writer.varint(varint(1), position);
  writer.varint(varint(2), position);
  return writer.bytes;
};
