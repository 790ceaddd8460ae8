import type { Expected } from './commit-check.js';
import { NO_STREAM } from './commit-check.js';
import { MessageReader } from './message-reader.js';
import { shared, uuidOf } from './protocol.js';
import type { Proposal } from './requests.js';

/** A BatchAppendReq, read by hand: it is the message that the node gets most. Field numbers are those of streams.proto. */
export interface BatchRequest {
  /** The text of a UUID; `undefined` when it is none. */
  readonly correlation: string | undefined;
  readonly options: BatchOptions | undefined;
  readonly proposals: readonly Proposal[];
  readonly final: boolean;
}

export interface BatchOptions {
  readonly stream: string;
  readonly expected: Expected;
  /** Milliseconds of the Unix epoch. */
  readonly deadline: number | undefined;
}

const NO_BYTES = Buffer.alloc(0);
const LARGEST_REVISION = Number.MAX_SAFE_INTEGER - 1;

const TEXT_FORM = 0x12;
const TEXT_LENGTH = 36;
const textPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Almost always the text form; the structured one is left to the generated class. */
const readId = (reader: MessageReader): string | undefined => {
  const bytes = reader.view();
  if (bytes.length === TEXT_LENGTH + 2 && bytes[0] === TEXT_FORM) {
    const text = bytes.toString('latin1', 2);
    if (textPattern.test(text)) return text;
  }
  return uuidOf(shared.UUID.deserializeBinary(bytes));
};

const readName = (reader: MessageReader): string => {
  const identifier = reader.message();
  let name = '';
  for (let field = identifier.next(); field !== 0; field = identifier.next()) {
    if (field === 3) name = identifier.text();
    else identifier.skip();
  }
  return name;
};

const readTimestamp = (reader: MessageReader): number => {
  const timestamp = reader.message();
  let milliseconds = 0;
  for (let field = timestamp.next(); field !== 0; field = timestamp.next()) {
    if (field === 1) milliseconds += timestamp.varint() * 1000;
    else if (field === 2) milliseconds += timestamp.varint() / 1e6;
    else timestamp.skip();
  }
  return milliseconds;
};

const readOptions = (reader: MessageReader): BatchOptions => {
  let stream = '';
  let expected: Expected = 0;
  let deadline: number | undefined;
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === 1) stream = readName(reader);
    else if (field === 2) expected = Math.min(reader.varint(), LARGEST_REVISION);
    else if (field === 6) deadline = readTimestamp(reader);
    else {
      if (field === 3) expected = NO_STREAM;
      else if (field === 4) expected = 'any';
      else if (field === 5) expected = 'stream-exists';
      reader.skip();
    }
  }
  return { stream, expected, deadline };
};

const readProposal = (reader: MessageReader): Proposal => {
  let id: string | undefined;
  let type: string | undefined;
  let contentType: string | undefined;
  let metadata: Uint8Array = NO_BYTES;
  let data: Uint8Array = NO_BYTES;
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === 1) id = readId(reader);
    else if (field === 2) {
      const [key, value] = readEntry(reader.message());
      if (key === 'type') type = value;
      else if (key === 'content-type') contentType = value;
    } else if (field === 3) metadata = reader.view();
    else if (field === 4) data = reader.view();
    else reader.skip();
  }
  return { id, type, contentType, metadata, data };
};

const readEntry = (entry: MessageReader): [key: string, value: string] => {
  let key = '';
  let value = '';
  for (let field = entry.next(); field !== 0; field = entry.next()) {
    if (field === 1) key = entry.text();
    else if (field === 2) value = entry.text();
    else entry.skip();
  }
  return [key, value];
};

/** @throws RangeError when the bytes are no message */
export const readBatchRequest = (bytes: Buffer): BatchRequest => {
  const reader = new MessageReader(bytes);
  let correlation: string | undefined;
  let options: BatchOptions | undefined;
  const proposals: Proposal[] = [];
  let final = false;
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === 1) correlation = readId(reader);
    else if (field === 2) options = readOptions(reader.message());
    else if (field === 3) proposals.push(readProposal(reader.message()));
    else if (field === 4) final = reader.varint() !== 0;
    else reader.skip();
  }
  return { correlation, options, proposals, final };
};
