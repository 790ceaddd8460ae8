import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { decodeRecord } from '#libs/event-store';
import { numberCodec, numberStream, numberView, type NumberRow } from '#libs/fallback-documents';
import { Runtime } from '../runtime.js';
import { DocumentDesk } from './document-desk.js';

const ROWS = 500;
const EVERY_MS = 5 * 60_000;

/**
 * DX-05: numbers that were left without their document get it, when the app starts and from time to time: the series has
 * no gap. One that is being made meanwhile, here or in another replica, is made once.
 */
@Injectable()
export class Unfinished implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #log = new Logger('documents');
  #running: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #stopping = false;

  constructor(
    private readonly runtime: Runtime,
    private readonly desk: DocumentDesk,
  ) {}

  onApplicationBootstrap(): void {
    void this.settle();
    this.#timer = setInterval(() => void this.settle(), EVERY_MS).unref();
  }

  /** Every number that stands without its document now is finished or given up. */
  settle(): Promise<void> {
    this.#running = this.#running
      .then(() => (this.#stopping ? undefined : this.#finishAll()))
      .catch((error: unknown) => {
        if (!this.#stopping) this.#log.error(error, 'documents left unfinished');
      });
    return this.#running;
  }

  async onModuleDestroy(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#timer);
    await this.#running;
  }

  async #finishAll(): Promise<void> {
    await this.runtime.running.whenReady;
    for (const [operator, numbers] of Map.groupBy(this.#taken(), (row) => row.operator)) {
      await this.#finish(operator, new Set(numbers.map(({ number }) => number)));
    }
  }

  *#taken(): Generator<NumberRow, void, undefined> {
    let after: string | undefined;
    do {
      const where = { status: 'taken' };
      const page = this.runtime.views.query(numberView, { where, limit: ROWS, ...(after ? { after } : {}) });
      yield* page.rows;
      after = page.next;
    } while (after !== undefined);
  }

  async #finish(operator: string, numbers: ReadonlySet<number>): Promise<void> {
    for await (const record of this.runtime.store.readStream(numberStream(operator))) {
      const recorded = decodeRecord(numberCodec, record);
      if (this.#stopping) return;
      if (recorded?.event.type !== 'NumberTaken' || !numbers.has(recorded.event.data.number)) continue;
      const { actor, requestHash, idempotencyKey, correlationId, codeVersion, occurredAt } = recorded.metadata;
      // The request's own command, which took the number: its sender's repeat then finds what became of it.
      const commandId = recorded.metadata.causationId;
      const context = {
        actor,
        commandId,
        correlationId,
        occurredAt,
        codeVersion,
        ...(requestHash === undefined ? {} : { requestHash }),
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      };
      // One that can't be finished is no reason to leave the others: it stays taken, and is tried at the next start.
      await this.desk.finish(recorded.event.data, context).catch((error: unknown) => {
        this.#log.error(error, `number ${recorded.event.data.number} of ${operator} left without its document`);
      });
    }
  }
}
