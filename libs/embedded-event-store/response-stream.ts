import { setImmediate } from 'node:timers/promises';
import type { ServerWritableStream } from '@grpc/grpc-js';
import type { RpcFailure } from './failures.js';
import type { streams } from './protocol.js';

export type ReadCall = ServerWritableStream<streams.ReadReq, Buffer>;

/** The answering side of a read or a subscription: waits for a slow client and knows when it has gone. */
export class ResponseStream {
  private done = false;
  private waiters: (() => void)[] = [];

  constructor(private readonly call: ReadCall) {
    for (const event of ['cancelled', 'close', 'error', 'finish']) call.on(event, () => this.markClosed());
    call.on('drain', () => this.wake());
  }

  /** The client has gone, or the call was ended. */
  hasClosed(): boolean {
    return this.done;
  }

  /** @returns a promise to wait for before sending more; `undefined` while there is room */
  send(message: Buffer): Promise<void> | undefined {
    if (this.done || this.call.write(message)) return undefined;
    return this.room();
  }

  /** Resolves at the next `wake`, or when the client has gone. */
  change(): Promise<void> {
    return new Promise((resolve) => {
      if (this.done) resolve();
      else this.waiters.push(resolve);
    });
  }

  wake(): void {
    const waiters = this.waiters;
    this.waiters = [];
    for (const resolve of waiters) resolve();
  }

  /** Lets the event loop turn: for stretches of work that send nothing. */
  breathe(): Promise<void> {
    return setImmediate();
  }

  end(): void {
    if (!this.done) this.call.end();
  }

  fail(failure: RpcFailure): void {
    if (this.done) return;
    this.markClosed();
    this.call.emit('error', failure);
  }

  private async room(): Promise<void> {
    while (!this.done && this.call.writableNeedDrain) await this.change();
  }

  private markClosed(): void {
    this.done = true;
    this.wake();
  }
}
