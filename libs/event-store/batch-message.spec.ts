import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import emptyMessage from 'google-protobuf/google/protobuf/empty_pb.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAnswer } from './batch-answer.js';
import { encodeAppend } from './batch-request.js';
import { record } from './contract/rig.contract.js';

const { BatchAppendReq, BatchAppendResp } = streams;
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

const read = (bytes: Buffer | undefined): InstanceType<typeof BatchAppendReq> => {
  if (!bytes) throw new Error('it was not written');
  return BatchAppendReq.deserializeBinary(bytes);
};

describe('an append of a batch, written by hand', () => {
  it('is read by the message classes as it was meant', () => {
    const anyText = fc.string({ unit: 'grapheme' });
    const expectation = fc.oneof(fc.constant('no-stream' as const), fc.nat().map(BigInt));
    const anyEvents = fc.array(fc.dictionary(anyText, fc.oneof(anyText, fc.double(), fc.boolean())), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(fc.nat(), expectation, anyEvents, (number, expected, datas) => {
        const records = datas.map((data, i) => ({ ...record(), type: `Été${String(i)}.v1`, data }));
        const message = read(encodeAppend(number, 'declaration-é-1', expected, records));
        expect(Number.parseInt(message.getCorrelationId()?.getString().slice(-12) ?? '', 16)).toBe(number);
        expect(message.getIsFinal()).toBe(true);
        const options = message.getOptions();
        expect(text(options?.getStreamIdentifier()?.getStreamName_asU8() ?? new Uint8Array())).toBe('declaration-é-1');
        expect(options?.hasNoStream()).toBe(expected === 'no-stream');
        if (expected !== 'no-stream') expect(options?.getStreamPosition()).toBe(String(expected));
        expect(options?.getDeadline()?.toDate().getUTCFullYear()).toBe(2099 + 1);
        const events = message.getProposedMessagesList().map((event) => ({
          id: event.getId()?.getString(),
          type: event.getMetadataMap().get('type'),
          content: event.getMetadataMap().get('content-type'),
          data: text(event.getData_asU8()),
          metadata: text(event.getCustomMetadata_asU8()),
        }));
        expect(events).toEqual(
          records.map(({ id, type, data, metadata }) => ({
            id,
            type,
            content: 'application/json',
            data: JSON.stringify(data),
            metadata: JSON.stringify(metadata),
          })),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('is left to the plain way where that would refuse it', () => {
    const write = (changes: object) => encodeAppend(1, 's-1', 'no-stream', [{ ...record(), ...changes }]);
    expect(write({})).toBeDefined();
    for (const bad of [{ id: 'X' }, { type: '' }, { type: '$x' }, { data: undefined }, { data: 'x'.repeat(600_000) }])
      expect(write(bad)).toBeUndefined();
    expect(encodeAppend(1, 's-1', 'no-stream', [])).toBeUndefined();
    const twice = record();
    expect(encodeAppend(1, 's-1', 'no-stream', [twice, twice])).toBeUndefined();
    expect(() => encodeAppend(1, '$s', 'no-stream', [record()])).toThrow(RangeError);
  });
});

describe('an answer of a batch, read by hand', () => {
  const uuid = (number: number): InstanceType<typeof shared.UUID> =>
    new shared.UUID().setString(`00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`);
  /** The same id as servers write it: two signed halves. */
  const halves = (number: number): InstanceType<typeof shared.UUID> =>
    new shared.UUID().setStructured(
      new shared.UUID.Structured()
        .setMostSignificantBits('16384')
        .setLeastSignificantBits(String(BigInt.asIntN(64, 0x8000_0000_0000_0000n + BigInt(number)))),
    );
  const success = (revision: string, commit: string) =>
    new BatchAppendResp()
      .setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from('s-1').toString('base64')))
      .setSuccess(
        new BatchAppendResp.Success()
          .setCurrentRevision(revision)
          .setPosition(new shared.AllStreamPosition().setCommitPosition(commit).setPreparePosition(commit)),
      );
  const decoded = (answer: InstanceType<typeof BatchAppendResp>) => decodeAnswer(Buffer.from(answer.serializeBinary()));

  it.each([
    ['as text', uuid],
    ['in two halves', halves],
  ])('knows its append by its id %s', (_, id) => {
    for (const number of [1, 255, 70_000, 281_474_976_710_655])
      expect(decoded(success('1', '20').setCorrelationId(id(number)))).toMatchObject({ number, revision: 1n });
  });

  it('gives positions of any size exactly', () => {
    for (const commit of ['0', '127', '9007199254740993', '18446744073709551615'])
      expect(decoded(success('3', commit).setCorrelationId(uuid(1)))).toMatchObject({
        revision: 3n,
        commit: BigInt(commit),
        prepare: BigInt(commit),
      });
  });

  it('has no position where the store said anything but “done”', () => {
    const none = new BatchAppendResp.Success().setCurrentRevision('1').setNoPosition(new emptyMessage.Empty());
    expect(decoded(new BatchAppendResp().setCorrelationId(uuid(5)).setSuccess(none))).toEqual({
      number: 5,
      revision: 1n,
      commit: undefined,
      prepare: undefined,
    });
    expect(decoded(new BatchAppendResp().setCorrelationId(uuid(6)))).toMatchObject({ number: 6, revision: undefined });
    expect(() => decodeAnswer(Buffer.from([0x0a, 0x7f]))).toThrow(RangeError);
  });
});
