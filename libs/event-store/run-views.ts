import type { Position } from '#libs/kernel';
import type { EventStore } from './event-store.port.js';
import { hasReached } from './fold-until.js';
import { follow, type Following, type FollowStatus, type Log } from './follow.js';
import { pause } from './failures.js';
import { ViewsRebuilding, type Views } from './sqlite-views.js';

export interface RunViewsOptions {
  readonly name: string;
  readonly signal: AbortSignal;
  readonly log?: Log;
}

export interface RunningViews extends Following {
  /** True once the end of the log was reached, and until the file is lost: what a readiness probe asks. */
  ready(): boolean;
  /** Resolves when ready; never where the signal aborts first. */
  readonly whenReady: Promise<void>;
  /**
   * True once the views say what they would at this position, false when that takes longer. Unlike `Views.waitFor` it
   * knows that a position may belong to an event which no view reads.
   */
  waitFor(position: Position, timeoutMs: number): Promise<boolean>;
}

const FILE_CHECK_MS = 1_000;
const LOOK_AFTER_MS = 25;
/** Fifty commits a second at most: under load each costs more than what it holds. */
const GATHER_MS = 20;

/** Keeps the views at the end of the log, for ever; when their file is lost they are folded anew. */
export const runViews = (store: EventStore, views: Views, options: RunViewsOptions): RunningViews => {
  const { signal, log, name } = options;
  let following: Following | undefined;
  let ready = false;
  const firstReady = Promise.withResolvers<undefined>();

  const once = async (): Promise<void> => {
    const again = new AbortController();
    const off = views.onReset(() => {
      ready = false;
      log?.warn({ views: name }, 'the read model was lost, folding it anew');
      again.abort();
    });
    const watch = setInterval(() => {
      try {
        views.checkFile();
      } catch (error) {
        if (!(error instanceof ViewsRebuilding)) log?.error({ views: name, err: error }, 'the read model is unusable');
      }
    }, FILE_CHECK_MS);
    watch.unref();
    try {
      following = follow(store, {
        name,
        prefixes: views.prefixes,
        after: views.position,
        signal: AbortSignal.any([signal, again.signal]),
        ...(log ? { log } : {}),
        gatherMs: GATHER_MS,
        handleBatch: (records, position) => {
          views.applyBatch(records, position);
        },
        onCheckpoint: (position) => {
          views.applyBatch([], position);
        },
        onCaughtUp: () => {
          ready = true;
          firstReady.resolve(undefined);
        },
      });
      await following.done;
    } finally {
      clearInterval(watch);
      off();
    }
  };
  const run = async (): Promise<void> => {
    while (!signal.aborted) await once();
  };
  const done = run();

  /** The last position up to the target at which a view had something to read; `undefined` when there is none. */
  const due = async (target: Position): Promise<Position | undefined> => {
    let last: Position | undefined;
    const after = views.position;
    const range = { until: target, prefixes: views.prefixes, ...(after ? { after } : {}) };
    for await (const record of store.readAll(range)) last = record.position;
    return last;
  };

  return {
    done,
    ready: () => ready,
    whenReady: firstReady.promise,
    status: (): FollowStatus => {
      const status = following?.status();
      if (!status) throw new Error('not started');
      return status;
    },
    waitFor: async (position, timeoutMs) => {
      const until = Date.now() + timeoutMs;
      const left = () => Math.max(0, until - Date.now());
      if (await views.waitFor(position, Math.min(LOOK_AFTER_MS, left()))) return true;
      while (!signal.aborted && left() > 0) {
        if (ready) {
          const target = await due(position);
          return target === undefined || views.waitFor(target, left());
        }
        await pause(Math.min(LOOK_AFTER_MS, left()), signal);
      }
      return hasReached(views.position, position);
    },
  };
};
