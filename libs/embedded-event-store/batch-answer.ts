import { status } from '@grpc/grpc-js';
import type { Expected } from './commit-check.js';
import { NO_STREAM } from './commit-check.js';
import { MAX_APPEND_SIZE, RpcFailure } from './failures.js';
import type { Outcome } from './log.js';
import { delimited, lengthOf, MessageWriter, varint, varintLength } from './message-writer.js';
import { anyMessage, emptyMessage, identifierOf, rpcCode, rpcStatus, shared, streams } from './protocol.js';

/** The answers of a batch append: success, or a status whose packed detail the client turns into its error. */
interface Detail {
  serializeBinary(): Uint8Array;
}

const error = (code: rpcCode.Code, message: string, type: string, detail: Detail): streams.BatchAppendResp => {
  const packed = new anyMessage.Any();
  packed.pack(detail.serializeBinary(), `event_store.client.${type}`);
  const answer = new rpcStatus.Status().setMessage(message).setDetails(packed);
  answer.setCode(code);
  return new streams.BatchAppendResp().setError(answer);
};

const empty = (): InstanceType<typeof emptyMessage.Empty> => new emptyMessage.Empty();

const emptySuccess = (revision: number): streams.BatchAppendResp => {
  const message = new streams.BatchAppendResp.Success().setNoPosition(empty());
  if (revision < 0) message.setNoStream(empty());
  else message.setCurrentRevision(String(revision));
  return new streams.BatchAppendResp().setSuccess(message);
};

const wrongExpectedVersion = (expected: Expected, current: number): streams.BatchAppendResp => {
  const detail = new shared.WrongExpectedVersion();
  if (expected === 'any') detail.setExpectedAny(empty());
  else if (expected === 'stream-exists') detail.setExpectedStreamExists(empty());
  else if (expected === NO_STREAM) detail.setExpectedNoStream(empty());
  else detail.setExpectedStreamPosition(String(expected));
  if (current < 0) detail.setCurrentNoStream(empty());
  else detail.setCurrentStreamRevision(String(current));
  return error(rpcCode.Code.FAILED_PRECONDITION, 'WrongExpectedVersion', 'WrongExpectedVersion', detail);
};

export const timeoutAnswer = (): streams.BatchAppendResp =>
  error(rpcCode.Code.DEADLINE_EXCEEDED, 'Timeout', 'Timeout', new shared.Timeout());

/** gRPC's status codes by their other name: a batch carries them in a message. */
const codeOf = ({ code }: RpcFailure): rpcCode.Code => rpcCode.Code[status[code] as keyof typeof rpcCode.Code];

/** The client shows the message of a BadRequest; that of an Unknown it drops. */
export const failureAnswer = (failure: RpcFailure): streams.BatchAppendResp => {
  const kind = failure.metadata.get('exception')[0];
  if (kind === 'maximum-append-size-exceeded') {
    const detail = new shared.MaximumAppendSizeExceeded().setMaxappendsize(MAX_APPEND_SIZE);
    return error(codeOf(failure), failure.details, 'MaximumAppendSizeExceeded', detail);
  }
  if (kind === 'access-denied')
    return error(codeOf(failure), failure.details, 'AccessDenied', new shared.AccessDenied());
  return error(codeOf(failure), failure.details, 'BadRequest', new shared.BadRequest().setMessage(failure.details));
};

type Refused = Exclude<Outcome, { readonly kind: 'written' | 'idempotent' }>;

export const outcomeAnswer = (stream: string, expected: Expected, outcome: Refused): streams.BatchAppendResp => {
  switch (outcome.kind) {
    case 'empty':
      return emptySuccess(outcome.revision);
    case 'wrong':
      return wrongExpectedVersion(expected, outcome.current);
    case 'deleted': {
      const detail = new shared.StreamDeleted().setStreamIdentifier(identifierOf(stream));
      return error(rpcCode.Code.FAILED_PRECONDITION, 'Stream deleted', 'StreamDeleted', detail);
    }
    case 'expired':
      return timeoutAnswer();
  }
};

/** Any answer, ready to be sent. */
export const encodeAnswer = (correlation: string, stream: string, answer: streams.BatchAppendResp): Buffer => {
  answer.setCorrelationId(new shared.UUID().setString(correlation)).setStreamIdentifier(identifierOf(stream));
  return Buffer.from(answer.serializeBinary());
};

const UUID_TEXT = 36;

/** The answer to an append that was taken, by hand, because it is the one that is sent most. */
export const encodeSuccess = (correlation: string, stream: string, revision: number, position: number): Buffer => {
  const name = Buffer.byteLength(stream);
  const place = 2 * (1 + varintLength(position));
  const success = 1 + varintLength(revision) + lengthOf(place);
  const writer = new MessageWriter(lengthOf(lengthOf(UUID_TEXT)) + lengthOf(success) + lengthOf(lengthOf(name)));
  writer.open(delimited(1), lengthOf(UUID_TEXT));
  writer.text(delimited(2), correlation, UUID_TEXT);
  writer.open(delimited(3), success);
  writer.varint(varint(1), revision);
  writer.open(delimited(3), place);
  writer.varint(varint(1), position);
  writer.varint(varint(2), position);
  writer.open(delimited(4), lengthOf(name));
  writer.text(delimited(3), stream, name);
  return writer.bytes;
};
