import { Redis } from 'ioredis';
import { z } from 'zod';
import type { Log } from '#libs/event-store';
import type { CallSample } from './target-control.js';

export interface CallNewsOptions {
  readonly redisUrl: string;
  readonly target: string;
  /** Heard from another replica. Machine milliseconds of this one: clocks of machines differ. */
  readonly heard: (sample: CallSample) => void;
  readonly log: Log;
}

const told = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answered'), latencyMs: z.number() }),
  z.object({ kind: z.enum(['throttled', 'down', 'timeout', 'connection']), retryAfterMs: z.number().optional() }),
]);

/**
 * How the calls of the replicas went, told to the one that dispatches: published in Redis, kept by nobody. While Redis
 * is away nothing is told, and nothing is sent either.
 */
export class CallNews {
  readonly #out: Redis;
  readonly #in: Redis;
  readonly #channel: string;

  constructor({ redisUrl, target, heard, log }: CallNewsOptions) {
    this.#channel = `reprise:calls:${target}`;
    this.#out = new Redis(redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 0 });
    this.#in = new Redis(redisUrl, { maxRetriesPerRequest: null });
    // The queue's own connections say aloud what is wrong with Redis.
    for (const client of [this.#out, this.#in]) client.on('error', () => undefined);
    this.#in.on('message', (_channel, text) => {
      const sample = readSample(text);
      if (sample) heard({ ...sample, at: Date.now() });
      else log.warn({ target, text }, 'news of a call that cannot be read');
    });
    this.#in.subscribe(this.#channel).catch((error: unknown) => {
      log.warn({ target, err: error }, 'no news of calls is heard');
    });
  }

  /** Lost where Redis does not take it at once. */
  tell({ at: _at, ...sample }: CallSample): void {
    this.#out.publish(this.#channel, JSON.stringify(sample)).catch(() => undefined);
  }

  close(): void {
    this.#out.disconnect();
    this.#in.disconnect();
  }
}

const readSample = (text: string): z.infer<typeof told> | undefined => {
  try {
    return told.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
};
