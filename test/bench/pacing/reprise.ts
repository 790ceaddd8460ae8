import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { Dispatcher } from '../../../apps/reintegrator/src/dispatcher.js';
import { ProductClock } from '../../../apps/reintegrator/src/product-clock.js';
import { settingsFrom } from '../../../apps/reintegrator/src/settings.js';
import { SlotQueue } from '../../../apps/reintegrator/src/slot-queue.js';
import { TargetControl } from '../../../apps/reintegrator/src/target-control.js';
import { Backlog } from './backlog.js';
import { preciseNow } from './measures.js';

/** The settings that the app runs with where none are given. */
export const SETTINGS = settingsFrom({ ESDB_URL: '-', REDIS_URL: '-', CUSTOMS_DELTA_X_URL: '-', DATA_DIR: '-' });

const log = {
  info: () => undefined,
  warn: (_details: object, message: string) => process.stderr.write(`${message}\n`),
  error: (_details: object, message: string) => process.stderr.write(`${message}\n`),
};

export interface CampaignOptions {
  readonly redisUrl: string;
  readonly size: number;
  /** Machine milliseconds from the start to the deadline. */
  readonly windowMs: number;
  readonly scale: number;
  /** Ends the run, machine milliseconds after the start; the run also ends when nothing is left. */
  readonly untilMs: number;
  /** Called at each look, every 50 ms, with the machine milliseconds since the start. */
  readonly meanwhile?: (sinceMs: number, backlog: Backlog) => Promise<void> | void;
}

/** What a run before this one left in its window. */
const empty = async (redisUrl: string): Promise<void> => {
  const client = new Redis(redisUrl);
  await client.flushall();
  client.disconnect();
};

/** The product's own dispatcher, queue and workers, before a target that only notes when each call starts. */
export const runCampaign = async (options: CampaignOptions): Promise<{ backlog: Backlog; from: number }> => {
  const { redisUrl, size, windowMs, scale, untilMs, meanwhile } = options;
  await empty(redisUrl);
  const from = Date.now();
  const clock = new ProductClock([{ realMs: from, productMs: from, scale }]);
  const backlog = new Backlog({ size, windowMs, scale, from });
  const queue = new SlotQueue({
    redisUrl,
    target: 'delta-x',
    concurrency: SETTINGS.concurrency,
    lateSlotMs: SETTINGS.lateSlotMs,
    run: (stream) => {
      backlog.start(stream, preciseNow());
      return Promise.resolve('accepted');
    },
    epoch: () => 1,
    log,
  });
  const { margin, tickMs, lateSlotMs } = SETTINGS;
  const dispatcher = new Dispatcher({
    system: 'delta-x',
    models: backlog.models,
    decisions: backlog.decisions,
    target: new TargetControl(),
    queue,
    clock,
    margin,
    tickMs,
    lateSlotMs,
    log,
  });
  const abort = new AbortController();
  queue.start();
  const dispatching = dispatcher.run(1, abort.signal);
  while (Date.now() - from < untilMs && backlog.left > 0) {
    await delay(50);
    await meanwhile?.(Date.now() - from, backlog);
  }
  abort.abort();
  await dispatching;
  await queue.close();
  return { backlog, from };
};
