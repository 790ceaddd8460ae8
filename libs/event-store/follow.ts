import type { Position } from '#libs/kernel';
import type { EventStore, StoredRecord } from './event-store.port.js';
import { Follower } from './follower.js';

/** The part of a pino logger that is used here. */
export interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

interface FollowCommon {
  /** For logs and health. */
  readonly name: string;
  readonly prefixes: readonly string[];
  /** The events after this position; every one when absent. */
  readonly after?: Position | undefined;
  /** Everything up to here is dealt with. May be called often; what it saves, it saves after the effects. */
  readonly onCheckpoint?: (position: Position) => Promise<void> | void;
  /** Each time the end of the log is reached: once after every (re)connection. */
  readonly onCaughtUp?: () => Promise<void> | void;
  /**
   * What a failing handler means. `retry`: the same record again with back-off, for ever, nothing after it meanwhile.
   * `stop`: `done` rejects. There is no `skip`: a record is never passed over. `Fenced` always stops.
   */
  readonly onError?: 'retry' | 'stop';
  readonly signal: AbortSignal;
  readonly log?: Log;
}

/** One record at a time, the next when its promise has settled. */
export interface FollowEach extends FollowCommon {
  readonly handle: (record: StoredRecord) => Promise<void> | void;
}

/** All that has arrived, up to `batchSize`; `position` is that of the last. For views, which commit once for many. */
export interface FollowBatches extends FollowCommon {
  readonly handleBatch: (records: readonly StoredRecord[], position: Position) => Promise<void> | void;
  readonly batchSize?: number;
  /**
   * Milliseconds from the end of one batch to the next, once caught up: what comes in between is handled together. What
   * comes after a quiet spell is not held up. 0 when absent.
   */
  readonly gatherMs?: number;
}

export interface FollowStatus {
  readonly name: string;
  readonly state: 'following' | 'retrying' | 'reconnecting' | 'ended' | 'failed';
  /** Everything up to here has been dealt with. */
  readonly position: Position | undefined;
  readonly caughtUp: boolean;
  /** Milliseconds: once caught up the age of the record in hand (0 with none), before that how long it has not been. */
  readonly lagMs: number;
  readonly lastError: string | undefined;
}

export interface Following {
  /** Resolves when the signal has aborted and the handler is done; rejects under `stop`. */
  readonly done: Promise<void>;
  status(): FollowStatus;
}

/**
 * Follows the log for ever: comes back after each drop, from the last record dealt with, with back-off and jitter.
 * At least once: after a crash or a drop between effect and checkpoint a record comes again.
 */
export const follow = (store: EventStore, options: FollowEach | FollowBatches): Following => {
  const follower = new Follower(store, options);
  return { done: follower.run(), status: () => follower.status() };
};
