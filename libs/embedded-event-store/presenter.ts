import type { LoggedEvent } from './event.js';
import type { EventLog } from './log.js';
import { shared } from './protocol.js';
import { visible } from './stream-metadata.js';
import { decodeRecord, eventResponse } from './wire.js';

const LINK_TYPE = '$>';

/** The event that a link points to; `undefined` when it was deleted, truncated or never existed. */
const linkTarget = (log: EventLog, link: LoggedEvent): LoggedEvent | undefined => {
  const text = Buffer.from(decodeRecord(link.record).getData_asU8()).toString('utf8');
  const separator = text.indexOf('@');
  const revision = Number(text.slice(0, separator));
  if (separator < 1 || !Number.isSafeInteger(revision)) return undefined;
  const stream = log.stream(text.slice(separator + 1));
  if (stream.tombstoned) return undefined;
  const [target] = stream.read(revision, 1, false);
  const { firstRevision } = visible(stream.metadata, stream.head, Date.now());
  return target?.revision === revision && revision >= firstRevision ? target : undefined;
};

const withStructuredId = (record: Uint8Array): Uint8Array => {
  const message = decodeRecord(record);
  const hex = message.getId()?.getString().replaceAll('-', '') ?? '';
  const half = (digits: string): string => BigInt.asIntN(64, BigInt(`0x${digits}`)).toString();
  const structured = new shared.UUID.Structured()
    .setMostSignificantBits(half(hex.slice(0, 16)))
    .setLeastSignificantBits(half(hex.slice(16)));
  return message.setId(new shared.UUID().setStructured(structured)).serializeBinary();
};

export interface PresentationOptions {
  readonly resolveLinks: boolean;
  readonly structuredIds: boolean;
}

/** How the events of one read go out: as stored, unless the reader asked for links to be followed or for another id form. */
export const presenter = (log: EventLog, options: PresentationOptions): ((event: LoggedEvent) => Buffer) => {
  const form = options.structuredIds ? withStructuredId : (record: Uint8Array): Uint8Array => record;
  return (event) => {
    if (!options.resolveLinks || event.type !== LINK_TYPE) return eventResponse(event.position, form(event.record));
    const target = linkTarget(log, event);
    return eventResponse(event.position, target && form(target.record), form(event.record));
  };
};
