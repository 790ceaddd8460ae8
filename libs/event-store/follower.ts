import { comparePositions, type Position } from '#libs/kernel';
import type { EventStore, Followed, StoredRecord } from './event-store.port.js';
import { backoffMs, describe, pause } from './failures.js';
import type { FollowBatches, FollowEach, FollowStatus } from './follow.js';
import { Fenced } from './stream-checkpoint.js';

const RECONNECT = { firstMs: 50, maxMs: 5_000 };
const REDELIVER = { firstMs: 100, maxMs: 10_000 };
const BATCH = 500;
/** Far behind, larger batches are worth a short wait; live, nobody is to wait for them. */
const CATCH_UP_TURNS = 4;

/** Thrown out of the subscription's loop when the handler itself has failed for good. */
class HandlerFailed extends Error {
  constructor(override readonly cause: unknown) {
    super(describe(cause));
  }
}

/** Whether it settles before the event loop has turned so many times: whether what comes next is already here. */
const isAtHand = async (next: Promise<unknown>, turns: number): Promise<boolean> => {
  let settled = false as boolean;
  const settle = () => {
    settled = true;
  };
  next.then(settle, settle);
  for (let turn = 0; turn < turns && !settled; turn++) await new Promise((resolve) => setImmediate(resolve));
  return settled;
};

/** Whether it settles within so many milliseconds. */
const settlesWithin = async (next: Promise<unknown>, ms: number): Promise<boolean> => {
  if (ms <= 0) return false;
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(late.resolve, ms, false);
  const came = () => true;
  try {
    return await Promise.race([next.then(came, came), late.promise]);
  } finally {
    clearTimeout(timer);
  }
};

/** @see follow */
export class Follower {
  readonly #store: EventStore;
  readonly #options: FollowEach | FollowBatches;
  #state: FollowStatus['state'] = 'following';
  #position: Position | undefined;
  #caughtUp = false;
  #behindSince = Date.now();
  /** Commit stamp of the first record being handled. */
  #inHandMs: number | undefined;
  #deliveredAt = -Infinity;
  #lastError: string | undefined;

  constructor(store: EventStore, options: FollowEach | FollowBatches) {
    this.#store = store;
    this.#options = options;
    this.#position = options.after;
  }

  status(): FollowStatus {
    const since = this.#caughtUp ? this.#inHandMs : this.#behindSince;
    return {
      name: this.#options.name,
      state: this.#state,
      position: this.#position,
      caughtUp: this.#caughtUp,
      lagMs: since === undefined ? 0 : Math.max(0, Date.now() - since),
      lastError: this.#lastError,
    };
  }

  async run(): Promise<void> {
    const { signal, name, log } = this.#options;
    for (let attempt = 0; !signal.aborted; attempt++) {
      const before = this.#position;
      try {
        await this.#connect();
      } catch (error) {
        if (this.#caughtUp) this.#behindSince = Date.now();
        this.#caughtUp = false;
        if (error instanceof HandlerFailed) {
          this.#state = 'failed';
          log?.error({ follower: name, err: error.cause }, 'follower stopped');
          throw error.cause;
        }
        this.#lastError = describe(error);
        if (this.#position !== before) attempt = 0;
        this.#state = 'reconnecting';
        log?.warn({ follower: name, err: error, attempt }, 'subscription dropped, coming back');
        await pause(backoffMs(attempt, RECONNECT), signal);
      }
    }
    this.#state = 'ended';
  }

  async #connect(): Promise<void> {
    const gone = new AbortController();
    const signal = AbortSignal.any([this.#options.signal, gone.signal]);
    const after = this.#position;
    const followed = this.#store.subscribe({ prefixes: this.#options.prefixes, signal, ...(after ? { after } : {}) });
    const iterator = followed[Symbol.asyncIterator]();
    try {
      await this.#consume(iterator);
    } finally {
      gone.abort();
      await iterator.return?.();
    }
  }

  async #consume(iterator: AsyncIterator<Followed>): Promise<void> {
    const limit = 'handleBatch' in this.#options ? (this.#options.batchSize ?? BATCH) : 1;
    let batch: StoredRecord[] = [];
    const flush = async () => {
      const records = batch;
      batch = [];
      if (records.length > 0) await this.#deliver(records);
    };
    while (!this.#options.signal.aborted) {
      const next = iterator.next();
      // It may fail while the batch is being handled, before anybody waits for it.
      next.catch(() => undefined);
      if (batch.length >= limit || (batch.length > 0 && !(await this.#comesWithIt(next)))) await flush();
      const taken = await next;
      if (taken.done) return;
      this.#state = 'following';
      if (taken.value.kind === 'event') {
        batch.push(taken.value.record);
        continue;
      }
      await flush();
      if (taken.value.kind === 'checkpoint') await this.#reach(taken.value.position);
      else await this.#catchUp();
    }
  }

  /** Whether what comes next belongs to the batch that is being gathered. */
  async #comesWithIt(next: Promise<unknown>): Promise<boolean> {
    if (await isAtHand(next, this.#caughtUp ? 1 : CATCH_UP_TURNS)) return true;
    const gatherMs = 'handleBatch' in this.#options ? (this.#options.gatherMs ?? 0) : 0;
    return settlesWithin(next, this.#deliveredAt + gatherMs - performance.now());
  }

  async #deliver(records: readonly StoredRecord[]): Promise<void> {
    const options = this.#options;
    const [first] = records;
    const last = records.at(-1);
    if (!first || !last) return;
    this.#inHandMs = first.committedMs;
    const done = await this.#insist(`${last.type} ${last.stream}@${String(last.revision)}`, () =>
      'handleBatch' in options ? options.handleBatch(records, last.position) : options.handle(last),
    );
    this.#inHandMs = undefined;
    this.#deliveredAt = performance.now();
    if (done) await this.#reach(last.position);
  }

  async #reach(position: Position): Promise<void> {
    if (this.#position && comparePositions(position, this.#position) <= 0) return;
    this.#position = position;
    await this.#insist('checkpoint', () => this.#options.onCheckpoint?.(position));
  }

  async #catchUp(): Promise<void> {
    this.#caughtUp = true;
    this.#lastError = undefined;
    await this.#insist('caught up', () => this.#options.onCaughtUp?.());
  }

  /** False when the signal aborted first: the work is then not done. @throws HandlerFailed */
  async #insist(what: string, work: () => Promise<void> | void): Promise<boolean> {
    const { signal, onError = 'retry', log, name } = this.#options;
    for (let attempt = 0; !signal.aborted; attempt++) {
      try {
        await work();
        if (attempt > 0) this.#lastError = undefined;
        this.#state = 'following';
        return true;
      } catch (error) {
        this.#lastError = `${what}: ${describe(error)}`;
        if (onError === 'stop' || error instanceof Fenced) throw new HandlerFailed(error);
        this.#state = 'retrying';
        log?.error({ follower: name, err: error, at: what, attempt }, 'handler failed, the same again');
        await pause(backoffMs(attempt, REDELIVER), signal);
      }
    }
    return false;
  }
}
