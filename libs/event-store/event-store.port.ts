import type { Instant, Metadata, Position } from '#libs/kernel';

/** An event ready to be appended. Its id is derived (`eventIds`), so that a repeated append is the same append. */
export interface NewRecord {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: Metadata;
}

/** An event as the store gives it back; `data` is JSON that a codec has yet to read. */
export interface StoredRecord extends NewRecord {
  readonly stream: string;
  readonly revision: bigint;
  readonly position: Position;
  /** The store's own commit stamp: machine time, milliseconds since 1970. */
  readonly committedMs: number;
  /** The product's clock at that stamp. */
  readonly recordedAt: Instant;
}

/** What the stream must look like for the append to be taken: empty, or at exactly this revision. */
export type ExpectedRevision = 'no-stream' | bigint;

export interface Appended {
  readonly revision: bigint;
  readonly position: Position;
}

export interface ReadStreamOptions {
  /** Inclusive; the first event when absent (the last, when reading backwards). */
  readonly from?: bigint;
  readonly direction?: 'forwards' | 'backwards';
  readonly max?: number;
}

export interface ReadAllOptions {
  /** Exclusive: the events after (backwards: before) this position. Every event when absent. */
  readonly after?: Position;
  /** Inclusive end, forwards only. */
  readonly until?: Position;
  readonly direction?: 'forwards' | 'backwards';
  readonly max?: number;
  /** Stream-name prefixes; every stream of the product when absent (never the store's own `$` streams). */
  readonly prefixes?: readonly string[];
}

/** What a live subscription tells, in log order. `caught-up` needs a server of 23.10 or later. */
export type Followed =
  | { readonly kind: 'event'; readonly record: StoredRecord }
  /** Everything up to here has been considered, though none of it may have matched. */
  | { readonly kind: 'checkpoint'; readonly position: Position }
  | { readonly kind: 'caught-up' };

export interface SubscribeOptions {
  readonly after?: Position;
  readonly prefixes: readonly string[];
  readonly signal: AbortSignal;
}

/**
 * The log. One implementation, on the unmodified client, for the embedded node and for a cluster alike.
 *
 * Deliberately not in it: "any" revision (best effort only, it loses the guard against doubles), category streams and
 * projections (off by default, they lag), persistent subscriptions (they reorder), deletion (the log is the truth).
 */
export interface EventStore {
  /**
   * All or nothing, durable when it resolves. Repeating an append with the same ids and the same expectation answers
   * as the first did. An empty list is an error.
   * @throws WrongExpectedRevision when the stream is elsewhere and does not already hold exactly these events
   * @throws EventStoreUnavailable when the outcome could not be learnt; repeat the same append to learn it
   */
  append(stream: string, expected: ExpectedRevision, records: readonly NewRecord[]): Promise<Appended>;
  /** An unknown stream is an empty one. */
  readStream(stream: string, options?: ReadStreamOptions): AsyncIterable<StoredRecord>;
  readAll(options?: ReadAllOptions): AsyncIterable<StoredRecord>;
  /** One subscription, until it drops (it then throws) or the signal aborts (it then ends). `follow` comes back for ever. */
  subscribe(options: SubscribeOptions): AsyncIterable<Followed>;
  /** The position of the last event of the whole log; `undefined` while it is empty. */
  head(): Promise<Position | undefined>;
  /** Tells the store to keep only the last events of a stream: for checkpoints, whose past says nothing. */
  keepLast(stream: string, events: number): Promise<void>;
  close(): Promise<void>;
}

/** Somebody else appended first. */
export class WrongExpectedRevision extends Error {
  override readonly name = 'WrongExpectedRevision';
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    /** `undefined` when the stream does not exist. */
    readonly actual: bigint | undefined,
  ) {
    super(`${stream} is at ${actual === undefined ? 'no revision' : String(actual)}, not at ${String(expected)}`);
  }
}

/** The store did not answer, or not in time. Whether an append was committed is then unknown until it is repeated. */
export class EventStoreUnavailable extends Error {
  override readonly name = 'EventStoreUnavailable';
  constructor(
    message: string,
    override readonly cause?: unknown,
  ) {
    super(message);
  }
}
