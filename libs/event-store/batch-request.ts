import { checkStreamName, MAX_APPEND_BYTES, UUID } from './records.js';
import type { ExpectedRevision, NewRecord } from './event-store.port.js';

/**
 * BatchAppendReq of the store's streams.proto, written by hand: several times as fast as by the message classes, through
 * which the client writes every event twice. `batch-message.spec.ts` reads every form with those classes.
 */
const VARINT = 0;
const DELIMITED = 2;
const tag = (field: number, wireType: number): number => (field << 3) | wireType;

const UUID_LENGTH = 36;
const CONTENT_TYPE = 'application/json';
/** Seconds of the Unix epoch, the year 2100: an append is never cancelled (`esdb.appends.ts`). */
const NO_DEADLINE = 4_102_444_800;

const varintLength = (value: number): number => {
  let length = 1;
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) length += 1;
  return length;
};
const fieldLength = (content: number): number => 1 + varintLength(content) + content;

class Writer {
  #at = 0;
  readonly bytes: Buffer;

  constructor(size: number) {
    this.bytes = Buffer.allocUnsafe(size);
  }

  number(field: number, value: number): void {
    this.bytes[this.#at++] = tag(field, VARINT);
    this.#varint(value);
  }

  open(field: number, length: number): void {
    this.bytes[this.#at++] = tag(field, DELIMITED);
    this.#varint(length);
  }

  text(field: number, value: string, length: number): void {
    this.open(field, length);
    this.#at += this.bytes.write(value, this.#at, 'utf8');
  }

  #varint(value: number): void {
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) this.bytes[this.#at++] = (rest % 0x80) | 0x80;
    this.bytes[this.#at++] = rest;
  }
}

/** An event as it goes out, with the lengths that its fields have in bytes. */
interface Proposed {
  readonly id: string;
  readonly type: string;
  readonly metadata: string;
  readonly data: string;
  readonly typeBytes: number;
  readonly metadataBytes: number;
  readonly dataBytes: number;
  readonly length: number;
}

const mapLength = (key: number, value: number): number => fieldLength(fieldLength(key) + fieldLength(value));
const ID_LENGTH = fieldLength(fieldLength(UUID_LENGTH));
const TYPE = 'type';
const CONTENT = 'content-type';
const CONTENT_LENGTH = mapLength(CONTENT.length, CONTENT_TYPE.length);

const proposed = ({ id, type, metadata, data }: NewRecord): Proposed | undefined => {
  if (!UUID.test(id) || type === '' || type.startsWith('$')) return undefined;
  const dataText = JSON.stringify(data) as string | undefined;
  const metadataText = JSON.stringify(metadata);
  if (dataText === undefined) return undefined;
  const typeBytes = Buffer.byteLength(type);
  const dataBytes = Buffer.byteLength(dataText);
  const metadataBytes = Buffer.byteLength(metadataText);
  const length =
    ID_LENGTH +
    mapLength(TYPE.length, typeBytes) +
    CONTENT_LENGTH +
    fieldLength(metadataBytes) +
    fieldLength(dataBytes);
  return { id, type, metadata: metadataText, data: dataText, typeBytes, metadataBytes, dataBytes, length };
};

const writeEntry = (writer: Writer, key: string, value: string, valueBytes: number): void => {
  writer.open(2, fieldLength(key.length) + fieldLength(valueBytes));
  writer.text(1, key, key.length);
  writer.text(2, value, valueBytes);
};

const writeProposed = (writer: Writer, event: Proposed): void => {
  writer.open(3, event.length);
  writer.open(1, fieldLength(UUID_LENGTH));
  writer.text(2, event.id, UUID_LENGTH);
  writeEntry(writer, TYPE, event.type, event.typeBytes);
  writeEntry(writer, CONTENT, CONTENT_TYPE, CONTENT_TYPE.length);
  writer.text(3, event.metadata, event.metadataBytes);
  writer.text(4, event.data, event.dataBytes);
};

/** The id that tells an append's answer from the others' of its call: a UUID that counts. */
const correlationOf = (number: number): string => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;

/**
 * One append as a message of a batch call; `undefined` for one that is malformed or too large, which the plain way then
 * refuses with its reason.
 */
export const encodeAppend = (
  number: number,
  stream: string,
  expected: ExpectedRevision,
  records: readonly NewRecord[],
): Buffer | undefined => {
  checkStreamName(stream);
  const events: Proposed[] = [];
  let bodies = 0;
  for (const record of records) {
    const event = proposed(record);
    if (!event) return undefined;
    events.push(event);
    bodies += fieldLength(event.length);
  }
  if (events.length === 0 || bodies > MAX_APPEND_BYTES / 2) return undefined;
  if (events.length > 1 && new Set(events.map(({ id }) => id)).size < events.length) return undefined;
  if (expected !== 'no-stream' && expected > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
  const revision = expected === 'no-stream' ? 0 : Number(expected);
  const nameBytes = Buffer.byteLength(stream);
  const expectation = expected === 'no-stream' ? fieldLength(0) : 1 + varintLength(revision);
  const deadline = 1 + varintLength(NO_DEADLINE);
  const options = fieldLength(fieldLength(nameBytes)) + expectation + fieldLength(deadline);
  const writer = new Writer(ID_LENGTH + fieldLength(options) + bodies + 2);
  writer.open(1, fieldLength(UUID_LENGTH));
  writer.text(2, correlationOf(number), UUID_LENGTH);
  writer.open(2, options);
  writer.open(1, fieldLength(nameBytes));
  writer.text(3, stream, nameBytes);
  if (expected === 'no-stream') writer.open(3, 0);
  else writer.number(2, revision);
  writer.open(6, deadline);
  writer.number(1, NO_DEADLINE);
  for (const event of events) writeProposed(writer, event);
  writer.number(4, 1);
  return writer.bytes;
};
