import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { decodeRecord } from '#libs/event-store';
import { numberCodec, numberStream, numberView } from '#libs/fallback-documents';
import { Runtime } from '../runtime.js';
import { DocumentDesk } from './document-desk.js';

const AT_MOST = 500;

/** DX-05: numbers that a crash left without their document get it when the app starts: the series has no gap. */
@Injectable()
export class Unfinished implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #log = new Logger('documents');
  #running: Promise<void> = Promise.resolve();
  #stopping = false;

  constructor(
    private readonly runtime: Runtime,
    private readonly desk: DocumentDesk,
  ) {}

  onApplicationBootstrap(): void {
    this.#running = this.#finishAll().catch((error: unknown) => {
      if (!this.#stopping) this.#log.error(error, 'documents left unfinished');
    });
  }

  async onModuleDestroy(): Promise<void> {
    this.#stopping = true;
    await this.#running;
  }

  async #finishAll(): Promise<void> {
    await this.runtime.running.whenReady;
    const { rows } = this.runtime.views.query(numberView, { where: { status: 'taken' }, limit: AT_MOST });
    for (const operator of new Set(rows.map((row) => row.operator))) {
      const numbers = new Set(rows.filter((row) => row.operator === operator).map((row) => row.number));
      await this.#finish(operator, numbers);
    }
  }

  async #finish(operator: string, numbers: ReadonlySet<number>): Promise<void> {
    for await (const record of this.runtime.store.readStream(numberStream(operator))) {
      const recorded = decodeRecord(numberCodec, record);
      if (this.#stopping) return;
      if (recorded?.event.type !== 'NumberTaken' || !numbers.has(recorded.event.data.number)) continue;
      const { order, takenAt } = recorded.event.data;
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
      await this.desk.finish(order, takenAt, context).catch((error: unknown) => {
        this.#log.error(error, `number ${recorded.event.data.number} of ${operator} left without its document`);
      });
    }
  }
}
