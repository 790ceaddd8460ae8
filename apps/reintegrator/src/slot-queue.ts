import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { Log } from '#libs/event-store';
import { instantOf, type Instant } from '#libs/kernel';
import { EvenStarts } from './even-starts.js';
import type { SubmissionResult } from './submission.js';

/** References and a slot, no payload: Redis may vanish, and nothing is lost with it. */
export interface Slot {
  readonly stream: string;
  readonly attempt: number;
  /** Product milliseconds. */
  readonly slotAt: number;
  /** The machine's. */
  readonly realAt: number;
  /** Machine milliseconds since the slot before. */
  readonly gapMs: number;
  /** Of the dispatcher that gave it out: one of an earlier epoch makes no call. */
  readonly epoch: number;
}

export interface SlotQueueOptions {
  readonly redisUrl: string;
  readonly target: string;
  readonly concurrency: number;
  readonly lateSlotMs: number;
  readonly run: (stream: string, slotAt: Instant) => Promise<SubmissionResult>;
  /** The epoch that the log knows of. */
  readonly epoch: () => number;
  /** Whether a call may start now: the target is neither stopped nor to be left alone. Always when absent. */
  readonly open?: () => boolean;
  readonly log: Log;
}

const PREFIX = 'reprise';
/** A worker has its slot this long before: Redis brings delayed jobs late and in clusters, a timer does not. */
const HANDED_OVER_MS = 50;
/** A worker that died holds its job this long; the log decides in the meantime anyway. */
const LOCK_MS = 30_000;

/** The short window of slots that lies in Redis, and the workers that wait for each slot's instant. */
export class SlotQueue {
  readonly #commands: Redis;
  readonly #blocking: Redis;
  readonly #queue: Queue<Slot, SubmissionResult | 'late'>;
  readonly #worker: Worker<Slot, SubmissionResult | 'late'>;
  readonly #starts: EvenStarts;
  #lastError: string | undefined;

  constructor(private readonly options: SlotQueueOptions) {
    const { redisUrl, target, concurrency, log } = options;
    this.#starts = new EvenStarts(options.lateSlotMs);
    // Fails at once while Redis is away: the slot then goes back to the plan instead of bursting out later.
    this.#commands = new Redis(redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 0 });
    this.#blocking = new Redis(redisUrl, { maxRetriesPerRequest: null });
    const trouble = (error: Error): void => {
      if (this.#lastError !== error.message) log.warn({ target, err: error }, 'redis');
      this.#lastError = error.message;
    };
    for (const client of [this.#commands, this.#blocking]) {
      client.on('error', trouble);
      client.on('ready', () => {
        this.#lastError = undefined;
      });
    }
    this.#queue = new Queue(target, { prefix: PREFIX, connection: this.#commands });
    this.#worker = new Worker(target, (job) => this.#serve(job.data), {
      prefix: PREFIX,
      connection: this.#blocking,
      concurrency,
      autorun: false,
      lockDuration: LOCK_MS,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
      maxStalledCount: 0,
      // Seconds of one blocking call: a stop waits for its end.
      drainDelay: 1,
    });
    this.#queue.on('error', trouble);
    this.#worker.on('error', trouble);
    this.#worker.on('failed', (job, error) => {
      log.error({ target, stream: job?.data.stream, err: error }, 'a slot failed; the obligation stays due');
    });
  }

  start(): void {
    this.#worker.run().catch((error: unknown) => {
      this.options.log.error({ target: this.options.target, err: error }, 'the worker ended');
    });
  }

  /** @throws when Redis does not take them: they are then nowhere */
  async add(slots: readonly Slot[]): Promise<void> {
    const now = Date.now();
    await this.#queue.addBulk(
      slots.map((slot) => ({
        name: 'submit',
        data: slot,
        opts: {
          // A slot of its own each time: a job that a dead worker still holds must not keep the next one out.
          jobId: `${slot.stream}-${String(slot.attempt)}-${Math.round(slot.realAt).toString(36)}`,
          delay: Math.max(0, Math.floor(slot.realAt - now - HANDED_OVER_MS)),
          attempts: 1,
          removeOnComplete: true,
          removeOnFail: true,
        },
      })),
    );
  }

  /** For the lease: fails at once while Redis is away. */
  get commands(): Redis {
    return this.#commands;
  }

  status(): { redis: 'up' | 'down'; lastError?: string } {
    const redis = this.#commands.status === 'ready' ? 'up' : 'down';
    return { redis, ...(this.#lastError === undefined ? {} : { lastError: this.#lastError }) };
  }

  async close(): Promise<void> {
    await this.#worker.close();
    await this.#queue.close();
    this.#commands.disconnect();
    this.#blocking.disconnect();
  }

  async #serve(slot: Slot): Promise<SubmissionResult | 'late'> {
    const inTime = await this.#starts.turn(slot.realAt, slot.gapMs);
    if (!inTime || slot.epoch < this.options.epoch() || this.options.open?.() === false) return 'late';
    return this.options.run(slot.stream, instantOf(slot.slotAt));
  }
}
