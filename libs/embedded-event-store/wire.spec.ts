import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idText } from './event.js';
import { nameOf, streams } from './protocol.js';
import { checkpointResponse, decodeRecord, encodeRecord, eventResponse } from './wire.js';

const event = fc.record({
  id: fc.constant(null).map(() => randomBytes(16)),
  type: fc.string({ minLength: 1, unit: 'grapheme' }),
  json: fc.boolean(),
  data: fc.uint8Array({ maxLength: 400 }),
  metadata: fc.uint8Array({ maxLength: 200 }),
});
const placement = fc.record({
  stream: fc.string({ minLength: 1, unit: 'grapheme' }),
  revision: fc.oneof(fc.nat(), fc.constantFrom(0, 127, 128, 16_383, 16_384, 2 ** 32, Number.MAX_SAFE_INTEGER)),
  position: fc.oneof(fc.nat(), fc.constantFrom(0, 127, 128, 2 ** 31, 2 ** 40, Number.MAX_SAFE_INTEGER)),
  created: fc.nat({ max: 4_102_444_800_000 }).filter((ms) => Number.isSafeInteger(ms * 10_000)),
});

describe('the hand-written encoding', () => {
  it('is what the generated classes read', () => {
    fc.assert(
      fc.property(event, placement, (proposed, placed) => {
        const record = encodeRecord(proposed, placed);
        const response = streams.ReadResp.deserializeBinary(eventResponse(placed.position, record));
        const read = response.getEvent()?.getEvent();
        expect(response.getEvent()?.getCommitPosition()).toBe(String(placed.position));
        expect(read?.getId()?.getString()).toBe(idText(proposed.id));
        expect(nameOf(read?.getStreamIdentifier())).toBe(Buffer.from(placed.stream).toString());
        expect(read?.getStreamRevision()).toBe(String(placed.revision));
        expect([read?.getCommitPosition(), read?.getPreparePosition()]).toEqual(Array(2).fill(String(placed.position)));
        expect(read?.getMetadataMap().get('type')).toBe(Buffer.from(proposed.type).toString());
        expect(read?.getMetadataMap().get('created')).toBe(String(placed.created * 10_000));
        expect(read?.getMetadataMap().get('content-type')).toBe(
          proposed.json ? 'application/json' : 'application/octet-stream',
        );
        expect(Buffer.from(read?.getData_asU8() ?? '')).toEqual(Buffer.from(proposed.data));
        expect(Buffer.from(read?.getCustomMetadata_asU8() ?? '')).toEqual(Buffer.from(proposed.metadata));
      }),
      { numRuns: 300 },
    );
  });

  it('carries a link beside its target, at the position of the link', () => {
    const blank = { id: randomBytes(16), type: 't', json: true, data: Buffer.from('{}'), metadata: Buffer.alloc(0) };
    const target = encodeRecord(blank, { stream: 'target', revision: 3, position: 500, created: 1 });
    const link = encodeRecord(blank, { stream: 'link', revision: 0, position: 9000, created: 2 });
    const read = streams.ReadResp.deserializeBinary(eventResponse(9000, target, link)).getEvent();
    expect(read?.getEvent()?.getStreamRevision()).toBe('3');
    expect(nameOf(read?.getLink()?.getStreamIdentifier())).toBe('link');
    expect(read?.getCommitPosition()).toBe('9000');
    expect(decodeRecord(target).getCommitPosition()).toBe('500');
  });

  it.each([0, 127, 128, 300_000, Number.MAX_SAFE_INTEGER])('writes a checkpoint at %d', (position) => {
    const checkpoint = streams.ReadResp.deserializeBinary(checkpointResponse(position)).getCheckpoint();
    expect(checkpoint?.getCommitPosition()).toBe(String(position));
    expect(checkpoint?.getPreparePosition()).toBe(String(position));
  });
});
