import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Queue, Worker, type WorkerOptions } from 'bullmq';
import { Redis } from 'ioredis';
import { preciseNow } from './measures.js';

export interface ObviousOptions {
  readonly redisUrl: string;
  readonly jobs: number;
  /** A fixed window, or one at a time. */
  readonly limiter?: { readonly max: number; readonly duration: number };
  /** The whole backlog as delayed jobs, this many machine milliseconds apart. */
  readonly spacedMs?: number;
  readonly untilMs: number;
  readonly meanwhile?: (sinceMs: number, starts: readonly number[]) => void;
}

const CONCURRENCY = 64;

/** BullMQ as its manual shows it: the whole backlog in Redis, and a limiter or delays for the pace. */
export const runObvious = async (options: ObviousOptions): Promise<{ starts: number[]; from: number }> => {
  const { redisUrl, jobs, limiter, spacedMs, untilMs, meanwhile } = options;
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
  const name = `obvious-${randomUUID()}`;
  const queue = new Queue(name, { connection });
  await queue.waitUntilReady();
  const starts: number[] = [];
  const opts: WorkerOptions = { connection, concurrency: CONCURRENCY, autorun: false, removeOnComplete: { count: 0 } };
  const worker = new Worker(
    name,
    () => {
      starts.push(preciseNow());
      return Promise.resolve();
    },
    limiter ? { ...opts, limiter } : opts,
  );
  await worker.waitUntilReady();
  const from = Date.now();
  const filled = fill(queue, jobs, spacedMs, from);
  // Delays count from the moment a job is added; a limiter works on what is there.
  if (spacedMs === undefined) await filled;
  const started = Date.now();
  const running = worker.run();
  await filled;
  while (Date.now() - started < untilMs && starts.length < jobs) {
    await delay(50);
    meanwhile?.(Date.now() - started, starts);
  }
  await worker.close();
  await running;
  await queue.obliterate({ force: true });
  await queue.close();
  connection.disconnect();
  return { starts, from: started };
};

const BATCH = 500;

/** With `spacedMs`, the first slot is a second away: by then all of them are there. */
export const fill = async (queue: Queue, jobs: number, spacedMs: number | undefined, from: number): Promise<void> => {
  for (let done = 0; done < jobs; done += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, jobs - done) }, (_, i) => ({
      name: 'submit',
      data: { stream: `declaration-FR100000001-P${String(done + i).padStart(8, '0')}`, attempt: 1 },
      opts: {
        removeOnComplete: true,
        ...(spacedMs === undefined
          ? {}
          : { delay: Math.max(0, Math.round(from + 1_000 + (done + i) * spacedMs - Date.now())) }),
      },
    }));
    await queue.addBulk(batch);
  }
};
