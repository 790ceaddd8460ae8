import { randomUUID } from 'node:crypto';
import { status } from '@grpc/grpc-js';
import type { LoggedEvent } from './event.js';
import { RpcFailure, streamDeleted, unavailable } from './failures.js';
import type { Faults } from './faults.js';
import type { EventLog } from './log.js';
import { PageSize } from './page-size.js';
import { presenter } from './presenter.js';
import { streams } from './protocol.js';
import type { ReadRequest } from './requests.js';
import type { ResponseStream } from './response-stream.js';
import { TOMBSTONE_TYPE, visible } from './stream-metadata.js';
import { checkpointResponse } from './wire.js';

const bytes = (response: streams.ReadResp): Buffer => Buffer.from(response.serializeBinary());
const caughtUp = bytes(new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp()));
const fellBehind = bytes(new streams.ReadResp().setFellBehind(new streams.ReadResp.FellBehind()));
const confirmation = (): Buffer =>
  bytes(
    new streams.ReadResp().setConfirmation(
      new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(randomUUID()),
    ),
  );

/** Where a subscription stands in the log. */
interface Cursor {
  /** The next events; none when there is nothing more for now. */
  page(count: number): LoggedEvent[];
  /** Whether what comes next is too old to be in memory. */
  readonly behind: boolean;
}

/** A subscription starts after the position it names. */
const allCursor = (log: EventLog, { from }: ReadRequest): Cursor => {
  let position = 0;
  if (from === 'end') position = log.lastPosition + 1;
  else if (from !== 'start') position = from + 1;
  return {
    page(count) {
      const page = log.readAll(position, count, false);
      position = (page.at(-1)?.position ?? position - 1) + 1;
      return page;
    },
    get behind() {
      return !log.isRecent(position);
    },
  };
};

const streamCursor = (log: EventLog, { from }: ReadRequest, name: string): Cursor => {
  let revision = 0;
  if (from === 'end') revision = log.stream(name).head + 1;
  else if (from !== 'start') revision = from + 1;
  return {
    page(count) {
      const stream = log.stream(name);
      if (revision > stream.head || stream.softDeleted) return [];
      const { firstRevision, notBefore } = visible(stream.metadata, stream.head, Date.now());
      for (;;) {
        const page = stream.read(Math.max(revision, firstRevision), count, false);
        revision = (page.at(-1)?.revision ?? revision - 1) + 1;
        const young = page.filter((event) => event.created >= notBefore);
        if (young.length > 0 || page.length === 0) return young;
      }
    },
    behind: false,
  };
};

class Subscription {
  private sent = 0;
  private consideredSinceCheckpoint = 0;
  private live = false;
  private readonly size = new PageSize();
  private readonly present: (event: LoggedEvent) => Buffer;

  constructor(
    log: EventLog,
    private readonly faults: Faults,
    private readonly request: ReadRequest,
    private readonly out: ResponseStream,
    private readonly cursor: Cursor,
  ) {
    this.present = presenter(log, request);
  }

  async run(): Promise<void> {
    await this.out.send(confirmation());
    while (!this.out.hasClosed()) {
      if (!this.faults.quiet) await this.strike();
      if (this.live && this.cursor.behind) await this.fallBehind();
      const page = this.cursor.page(this.size.count);
      this.size.learnFrom(page);
      for (const event of page) {
        const full = this.deliver(event);
        if (full !== undefined) await full;
        if (!this.faults.quiet) await this.strike();
        if (this.out.hasClosed()) return;
      }
      if (page.length > 0) await this.out.breathe();
      else if (this.live) await this.out.change();
      else await this.catchUp();
    }
  }

  /** @returns a promise to wait for before the next; `undefined` while there is room */
  private deliver(event: LoggedEvent): Promise<void> | undefined {
    const { filter, stream } = this.request;
    if (stream !== undefined && event.type === TOMBSTONE_TYPE) throw streamDeleted(stream);
    let full: Promise<void> | undefined;
    if (filter === undefined || filter.matches(event)) {
      full = this.out.send(this.present(event));
      this.sent += 1;
    }
    if (filter === undefined) return full;
    this.consideredSinceCheckpoint += 1;
    if (this.consideredSinceCheckpoint < filter.checkpointEvery) return full;
    this.consideredSinceCheckpoint = 0;
    return this.out.send(checkpointResponse(event.position));
  }

  private async catchUp(): Promise<void> {
    this.live = true;
    await this.out.send(caughtUp);
  }

  private async fallBehind(): Promise<void> {
    this.live = false;
    await this.out.send(fellBehind);
  }

  /** @throws RpcFailure when the subscription was told to end */
  private async strike(): Promise<void> {
    const target = this.request.stream ?? '$all';
    const take = (kind: Parameters<Faults['take']>[0]): boolean =>
      this.faults.take(kind, target, this.sent) !== undefined;
    if (this.faults.down) throw unavailable('Server Is Not Ready');
    if (take('subscription-dropped')) throw new RpcFailure(status.CANCELLED, 'The subscription was dropped.');
    if (take('consumer-too-slow')) throw new RpcFailure(status.RESOURCE_EXHAUSTED, 'Consumer too slow.');
    if (take('fell-behind')) await this.fallBehind();
  }
}

/**
 * Catches up from where the request says, then goes on live, until the client leaves.
 * @throws RpcFailure when the stream is tombstoned, before or meanwhile
 */
export const subscribe = async (
  log: EventLog,
  faults: Faults,
  request: ReadRequest,
  out: ResponseStream,
): Promise<void> => {
  const { stream } = request;
  if (stream !== undefined && log.stream(stream).tombstoned) throw streamDeleted(stream);
  const cursor = stream === undefined ? allCursor(log, request) : streamCursor(log, request, stream);
  const wake = (): void => out.wake();
  const stops = [log.onCommit(wake), faults.onOrder(wake)];
  try {
    await new Subscription(log, faults, request, out, cursor).run();
  } finally {
    for (const stop of stops) stop();
  }
};
