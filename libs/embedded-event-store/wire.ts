import type { ProposedEvent } from './event.js';
import { idText } from './event.js';
import { streams } from './protocol.js';

/**
 * The messages of the hot paths written by hand as protobuf, several times as fast as through the message classes.
 * Field numbers are those of streams.proto; `wire.spec.ts` reads every form back with the generated classes.
 */
const TICKS_PER_MILLISECOND = 10_000;
const LENGTH_DELIMITED = { one: 0x0a, two: 0x12, three: 0x1a, six: 0x32, seven: 0x3a, eight: 0x42 };
const VARINT = { one: 0x08, two: 0x10, three: 0x18, four: 0x20, five: 0x28 };
const UUID_TEXT = 36;

const varintLength = (value: number): number => {
  let length = 1;
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) length += 1;
  return length;
};

const lengthOf = (content: number): number => 1 + varintLength(content) + content;

/** Writes forwards into a buffer whose exact size was computed before. */
class MessageWriter {
  private at = 0;
  readonly bytes: Buffer;

  constructor(size: number) {
    this.bytes = Buffer.allocUnsafe(size);
  }

  varint(tag: number, value: number): void {
    this.bytes[this.at++] = tag;
    this.number(value);
  }

  /** The header of a nested message or of a field with a length. */
  open(tag: number, length: number): void {
    this.varint(tag, length);
  }

  text(tag: number, value: string, length: number): void {
    this.open(tag, length);
    this.at += this.bytes.write(value, this.at, 'utf8');
  }

  blob(tag: number, value: Uint8Array): void {
    this.open(tag, value.length);
    this.bytes.set(value, this.at);
    this.at += value.length;
  }

  private number(value: number): void {
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) this.bytes[this.at++] = (rest % 0x80) | 0x80;
    this.bytes[this.at++] = rest;
  }
}

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

  const writer = new MessageWriter(size);
  writer.open(LENGTH_DELIMITED.one, lengthOf(UUID_TEXT));
  writer.text(LENGTH_DELIMITED.two, idText(event.id), UUID_TEXT);
  writer.open(LENGTH_DELIMITED.two, lengthOf(name));
  writer.text(LENGTH_DELIMITED.three, placement.stream, name);
  writer.varint(VARINT.three, placement.revision);
  writer.varint(VARINT.four, placement.position);
  writer.varint(VARINT.five, placement.position);
  for (const entry of entries) {
    writer.open(LENGTH_DELIMITED.six, entry.size);
    writer.text(LENGTH_DELIMITED.one, entry.key, entry.key.length);
    writer.text(LENGTH_DELIMITED.two, entry.value, entry.length);
  }
  if (event.metadata.length > 0) writer.blob(LENGTH_DELIMITED.seven, event.metadata);
  if (event.data.length > 0) writer.blob(LENGTH_DELIMITED.eight, event.data);
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
  writer.open(LENGTH_DELIMITED.one, content);
  if (record !== undefined) writer.blob(LENGTH_DELIMITED.one, record);
  if (link !== undefined) writer.blob(LENGTH_DELIMITED.two, link);
  writer.varint(VARINT.three, position);
  return writer.bytes;
};

export const checkpointResponse = (position: number): Buffer => {
  const content = 2 * (1 + varintLength(position));
  const writer = new MessageWriter(lengthOf(content));
  writer.open(LENGTH_DELIMITED.three, content);
  writer.varint(VARINT.one, position);
  writer.varint(VARINT.two, position);
  return writer.bytes;
};
