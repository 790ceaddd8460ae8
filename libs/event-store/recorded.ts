import { UnreadableEvent, type Codec, type DomainEvent, type Recorded } from '#libs/kernel';
import type { StoredRecord } from './event-store.port.js';

/** The reading half of any context's codec. */
export type Decoding<E extends DomainEvent = DomainEvent> = Pick<Codec<E>, 'decode' | 'storedTypes'>;

/**
 * An event as its context knows it; `undefined` where the stored name is not of this codec.
 * @throws UnreadableEvent when the data don't parse or the metadata are not ours
 */
export const decodeRecord = <E extends DomainEvent>(
  codec: Decoding<E>,
  record: StoredRecord,
): Recorded<E> | undefined => {
  const event = codec.decode(record);
  if (!event) return undefined;
  const metadata = record.metadata as Partial<StoredRecord['metadata']> | undefined;
  if (typeof metadata?.commandId !== 'string') {
    throw new UnreadableEvent(record.type, new TypeError('its metadata hold no commandId'));
  }
  return {
    id: record.id,
    stream: record.stream,
    revision: record.revision,
    position: record.position,
    recordedAt: record.recordedAt,
    event: { ...event, rules: record.metadata.rules },
    metadata: record.metadata,
  };
};

/**
 * One reader for several contexts.
 * @throws RangeError when two of them claim one stored name: the log could not say whose event it is
 */
export const decoderOf = (codecs: readonly Decoding[]): ((record: StoredRecord) => Recorded | undefined) => {
  const byType = new Map<string, Decoding>();
  for (const codec of codecs) {
    for (const type of codec.storedTypes) {
      if (byType.has(type) && byType.get(type) !== codec) throw new RangeError(`two codecs read ${type}`);
      byType.set(type, codec);
    }
  }
  return (record) => {
    const codec = byType.get(record.type);
    return codec && decodeRecord(codec, record);
  };
};
