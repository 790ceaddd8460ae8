import { randomUUID } from 'node:crypto';
import { instantOf, type Metadata } from '#libs/kernel';
import { connectEventStore, type EventStore, type NewRecord, type StoredRecord } from '../index.js';

/** A store to hold to the contract. It may hold other people's events: nothing here assumes an empty log. */
export interface Target {
  readonly connectionString: string;
  stop(): Promise<void>;
}

/** What each part of the contract is given: a connection, and names that nobody else uses. */
export interface Rig {
  readonly store: EventStore;
  /** Another connection to the same store. */
  connect(): EventStore;
  /** A prefix of stream names of its own. */
  prefix(): string;
  stream(): string;
}

export class ContractRig implements Rig {
  readonly #run = `t${randomUUID().slice(0, 8)}`;
  readonly #opened: EventStore[] = [];
  #target: Target | undefined;
  #store: EventStore | undefined;
  #count = 0;

  constructor(private readonly options: { readonly manyAppends?: boolean } = {}) {}

  get store(): EventStore {
    if (!this.#store) throw new Error('the contract has not started');
    return this.#store;
  }

  async start(target: Promise<Target>): Promise<void> {
    this.#target = await target;
    this.#store = this.connect();
  }

  connect(): EventStore {
    if (!this.#target) throw new Error('the contract has not started');
    const store = connectEventStore({ connectionString: this.#target.connectionString, ...this.options });
    this.#opened.push(store);
    return store;
  }

  prefix(): string {
    this.#count += 1;
    return `${this.#run}p${String(this.#count)}-`;
  }

  stream(): string {
    return `${this.prefix()}s`;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#opened.map((s) => s.close()));
    await this.#target?.stop();
  }
}

export const metadata = (commandId = 'command'): Metadata => ({
  correlationId: 'correlation',
  causationId: commandId,
  commandId,
  actor: { id: 'tester', role: 'system' },
  occurredAt: instantOf(0),
  rules: ['DX-04'],
  codeVersion: 'test',
});

export const record = (data: unknown = { n: 1 }, type = 'Noted.v1'): NewRecord => ({
  id: randomUUID(),
  type,
  data,
  metadata: metadata(),
});

export const records = (count: number): NewRecord[] => Array.from({ length: count }, (_, n) => record({ n }));

export const collect = async <T>(source: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const item of source) all.push(item);
  return all;
};

export const revisions = (stored: readonly StoredRecord[]): number[] => stored.map((r) => Number(r.revision));
export const ids = (stored: readonly NewRecord[]): string[] => stored.map((r) => r.id);

/** Resolves when the condition holds; looks each time the loop turns, and gives up with the test's own time limit. */
export const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
};
