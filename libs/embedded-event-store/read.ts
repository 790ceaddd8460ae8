import { streamDeleted } from './failures.js';
import type { EventLog } from './log.js';
import { PageSize } from './page-size.js';
import { presenter } from './presenter.js';
import { identifierOf, streams } from './protocol.js';
import type { ReadRequest } from './requests.js';
import type { ResponseStream } from './response-stream.js';
import { visible } from './stream-metadata.js';

const streamNotFound = (stream: string): Buffer => {
  const notFound = new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifierOf(stream));
  return Buffer.from(new streams.ReadResp().setStreamNotFound(notFound).serializeBinary());
};

const startRevision = ({ from, backwards }: ReadRequest, head: number): number => {
  if (from === 'start') return 0;
  if (from === 'end') return backwards ? head : head + 1;
  return from;
};

/**
 * Reads one stream, from a revision on, itself included.
 * @throws RpcFailure when the stream is tombstoned
 */
export const readStream = async (
  log: EventLog,
  request: ReadRequest,
  name: string,
  out: ResponseStream,
): Promise<void> => {
  const stream = log.stream(name);
  if (stream.tombstoned) throw streamDeleted(name);
  if (stream.head < 0 || stream.softDeleted) {
    await out.send(streamNotFound(name));
    return;
  }
  const { backwards } = request;
  const { firstRevision, notBefore } = visible(stream.metadata, stream.head, Date.now());
  const present = presenter(log, request);
  const size = new PageSize();
  let revision = startRevision(request, stream.head);
  revision = backwards ? Math.min(revision, stream.head) : Math.max(revision, firstRevision);
  let left = request.count;
  while (left > 0 && !out.hasClosed()) {
    const asked = Math.min(left, size.count);
    const page = log.stream(name).read(revision, asked, backwards);
    size.learnFrom(page);
    for (const event of page) {
      if (event.revision < firstRevision) return;
      revision = event.revision + (backwards ? -1 : 1);
      if (event.created < notBefore) continue;
      const full = out.send(present(event));
      if (full !== undefined) await full;
      if (out.hasClosed()) return;
      left -= 1;
    }
    if (page.length < asked || revision < 0) return;
    await out.breathe();
  }
};

const startPosition = ({ from }: ReadRequest, end: number): number => {
  if (from === 'start') return 0;
  return from === 'end' ? end + 1 : from;
};

/** Reads the whole log: forwards from a position on, itself included; backwards the events before it. */
export const readAll = async (log: EventLog, request: ReadRequest, out: ResponseStream): Promise<void> => {
  const { backwards, filter } = request;
  const present = presenter(log, request);
  const size = new PageSize();
  let position = startPosition(request, log.lastPosition);
  let left = request.count;
  while (left > 0 && !out.hasClosed()) {
    const asked = filter === undefined ? Math.min(left, size.count) : size.count;
    const page = log.readAll(position, asked, backwards);
    size.learnFrom(page);
    for (const event of page) {
      position = backwards ? event.position : event.position + 1;
      if (filter !== undefined && !filter.matches(event)) continue;
      const full = out.send(present(event));
      if (full !== undefined) await full;
      left -= 1;
      if (out.hasClosed() || left <= 0) return;
    }
    if (page.length < asked) return;
    await out.breathe();
  }
};
