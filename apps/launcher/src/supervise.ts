import { setTimeout as delay } from 'node:timers/promises';
import type { Running } from './node-process.js';

export interface Service<R extends Running = Running> {
  readonly name: string;
  /** Starts it; `previous` is the one before, so that the new one can serve at the same address; `over` ends the waiting. */
  readonly start: (previous: R | undefined, over: AbortSignal) => Promise<R>;
  /** How often the very first start is tried before it counts as failed. */
  readonly attempts?: number;
}

export interface Pause {
  /** Before the first new start; doubles with each. */
  readonly firstMs: number;
  readonly mostMs: number;
  /** A run of this length counts as well: the next pause is the first again. */
  readonly wellAfterMs: number;
}

export const USUAL_PAUSE: Pause = { firstMs: 200, mostMs: 10_000, wellAfterMs: 30_000 };

export interface Supervised<R extends Running = Running> {
  readonly name: string;
  /** The one that runs now, or ran last. */
  readonly current: () => R;
  /** Ends it for good. */
  readonly stop: () => Promise<void>;
  readonly kill: () => Promise<void>;
}

export interface Witness {
  /** One plain line for the launcher's log. */
  readonly say: (line: string) => void;
  /** A service runs again. */
  readonly restarted?: (name: string) => void;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Starts a service and starts it again whenever it ends, after a pause that grows while it keeps failing.
 * @param over ends the very first start too; from then on `stop` and `kill` do
 * @throws what `start` throws, when the first start fails as often as the service allows
 */
export const supervise = async <R extends Running>(
  service: Service<R>,
  witness: Witness,
  { pause = USUAL_PAUSE, over }: { pause?: Pause; over?: AbortSignal } = {},
): Promise<Supervised<R>> => {
  const { name, attempts = 3 } = service;
  const ended = new AbortController();
  const { signal } = ended;
  const isOver = (): boolean => signal.aborted;
  const abort = (): void => {
    ended.abort();
  };
  over?.addEventListener('abort', abort, { once: true });
  if (over?.aborted) abort();

  /** Tries until it runs: `undefined` when the end came first. */
  const up = async (previous: R | undefined, failed: number, tries: number): Promise<R | undefined> => {
    for (let failures = failed; !isOver(); failures += 1) {
      if (failures > 0) {
        const ms = Math.min(pause.firstMs * 2 ** (failures - 1), pause.mostMs);
        await delay(ms, undefined, { signal }).catch(() => undefined);
        if (isOver()) break;
      }
      try {
        return await service.start(previous, signal);
      } catch (error) {
        witness.say(messageOf(error));
        if (failures + 1 >= tries) throw error;
      }
    }
    return undefined;
  };

  const first = await up(undefined, 0, attempts);
  over?.removeEventListener('abort', abort);
  if (!first) throw new Error(`${name} was stopped while it started`);
  let current = first;

  const keepUp = async (): Promise<void> => {
    for (let failures = 1; ; failures += 1) {
      const since = Date.now();
      const how = await current.exited;
      if (isOver()) return;
      if (Date.now() - since >= pause.wellAfterMs) failures = 1;
      witness.say(`${name} ended (${how}) and is started again`);
      const next = await up(current, failures, Infinity);
      if (!next) return;
      current = next;
      witness.restarted?.(name);
      witness.say(`${name} runs again, pid ${current.pid}`);
    }
  };
  const watching = keepUp();

  const end = async (how: 'stop' | 'kill'): Promise<void> => {
    ended.abort();
    await current[how]();
    await watching;
    // A start that was under way when the end came may have given a process yet.
    await current[how]();
  };
  return { name, current: () => current, stop: () => end('stop'), kill: () => end('kill') };
};
