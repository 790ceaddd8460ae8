import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import timestamps from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { encodeSuccess } from './batch-answer.js';
import { readBatchRequest } from './batch-request.js';
import { emptyMessage, identifierOf, nameOf, shared, streams } from './protocol.js';

const request = (change: (message: streams.BatchAppendReq) => unknown) => {
  const message = new streams.BatchAppendReq();
  change(message);
  return readBatchRequest(Buffer.from(message.serializeBinary()));
};
const none = new emptyMessage.Empty();
const options = () => new streams.BatchAppendReq.Options().setStreamIdentifier(identifierOf('plan-été'));

describe('a batch append request, read by hand', () => {
  it('has the events that the generated classes wrote', () => {
    const [correlation, id] = [randomUUID(), randomUUID()];
    const proposed = new streams.BatchAppendReq.ProposedMessage().setId(new shared.UUID().setString(id));
    proposed
      .setData(Buffer.from('{"é":1}').toString('base64'))
      .setCustomMetadata(Buffer.from([0, 255]).toString('base64'));
    proposed.getMetadataMap().set('type', 'Été.v1').set('content-type', 'application/json').set('other', 'x');
    const read = request((message) =>
      message.setCorrelationId(new shared.UUID().setString(correlation)).setIsFinal(true).addProposedMessages(proposed),
    );
    expect(read).toMatchObject({ correlation, final: true, options: undefined });
    expect(read.proposals).toHaveLength(1);
    expect(read.proposals[0]).toMatchObject({ id, type: 'Été.v1', contentType: 'application/json' });
    expect(Buffer.from(read.proposals[0]?.data ?? '').toString()).toBe('{"é":1}');
    expect([...(read.proposals[0]?.metadata ?? [])]).toEqual([0, 255]);
  });

  it.each([
    ['no-stream', options().setNoStream(none), -1],
    ['any', options().setAny(none), 'any'],
    ['stream-exists', options().setStreamExists(none), 'stream-exists'],
    ['revision 0', options().setStreamPosition('0'), 0],
    ['a large revision', options().setStreamPosition('1099511627776'), 2 ** 40],
  ])('expects %s', (_name, given, expected) => {
    expect(request((message) => message.setOptions(given)).options).toEqual({
      stream: 'plan-été',
      expected,
      deadline: undefined,
    });
  });

  it('has a deadline to the millisecond', () => {
    const deadline = timestamps.Timestamp.fromDate(new Date(1_790_000_000_123));
    const read = request((message) => message.setOptions(options().setAny(none).setDeadline(deadline)));
    expect(Math.round(read.options?.deadline ?? 0)).toBe(1_790_000_000_123);
  });

  it('knows both forms of a UUID, and what is none', () => {
    const structured = new shared.UUID.Structured().setMostSignificantBits('-1').setLeastSignificantBits('1');
    const both = [new shared.UUID().setStructured(structured), new shared.UUID().setString('nonsense')];
    expect(both.map((id) => request((message) => message.setCorrelationId(id)).correlation)).toEqual([
      'ffffffff-ffff-ffff-0000-000000000001',
      undefined,
    ]);
  });

  it('is refused when it is cut off', () => {
    const bytes = new streams.BatchAppendReq().setOptions(options().setAny(none)).serializeBinary();
    expect(() => readBatchRequest(Buffer.from(bytes.subarray(0, bytes.length - 3)))).toThrow(RangeError);
  });
});

it('the answer written by hand is what the generated classes read', () => {
  const correlation = randomUUID();
  const answer = streams.BatchAppendResp.deserializeBinary(encodeSuccess(correlation, 'plan-été', 300, 2 ** 40));
  expect(answer.getCorrelationId()?.getString()).toBe(correlation);
  expect(nameOf(answer.getStreamIdentifier())).toBe('plan-été');
  expect(answer.getSuccess()?.getCurrentRevision()).toBe('300');
  expect(answer.getSuccess()?.getPosition()?.getCommitPosition()).toBe(String(2 ** 40));
  expect(answer.getSuccess()?.getPosition()?.getPreparePosition()).toBe(String(2 ** 40));
});
