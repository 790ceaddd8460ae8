import { streamNameFilter, type AllStreamSubscription, type EventStoreDBClient } from '@eventstore/db-client';

/** How far the import is, as the log has it. */
export class Progress {
  readonly #subscription: AllStreamSubscription;
  #lines = 0;
  #position = '0';
  #waiting: { readonly lines: number; readonly resolve: () => void } | undefined;

  constructor(client: EventStoreDBClient) {
    this.#subscription = client.subscribeToAll({ filter: streamNameFilter({ prefixes: ['import-'] }) });
    this.#subscription.on('data', ({ event }) => {
      if (event?.type !== 'ImportProgressed.v1') return;
      this.#lines += (event.data as { readonly lines: number }).lines;
      this.#position = String(event.position.commit);
      if (this.#waiting && this.#lines >= this.#waiting.lines) this.#waiting.resolve();
    });
    this.#subscription.on('error', (error) => {
      throw error;
    });
  }

  /** Of the log, where the last stretch was written down. */
  get position(): string {
    return this.#position;
  }

  async reach(lines: number): Promise<void> {
    if (this.#lines >= lines) return;
    await new Promise<void>((resolve) => {
      this.#waiting = { lines, resolve };
    });
  }

  close(): Promise<void> {
    return this.#subscription.unsubscribe();
  }
}
