import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { startPrivateRedis } from '../../../apps/launcher/src/redis-server.js';
import { temporaryFolder, until } from '../../../apps/launcher/src/testing.js';
import { fill } from './obvious-ways.js';

const SPACED_MS = 20;
/** Nothing has started for this long: nothing more will. Machine milliseconds. */
const QUIET_MS = 3_000;
const WITHIN_MS = 60_000;

const connect = (url: string): Redis => {
  const connection = new Redis(url, { maxRetriesPerRequest: null });
  // That it goes away is what is measured.
  connection.on('error', () => undefined);
  return connection;
};

/**
 * The whole backlog as delayed jobs, and no log behind it: Redis is killed when a third has started and comes back with
 * nothing in it.
 * @returns how many never started
 */
export const lostByTheObviousWay = async (jobs: number): Promise<number> => {
  const { path: folder, remove } = temporaryFolder();
  let redis = await startPrivateRedis({ dir: join(folder, 'before') });
  const connections = [connect(redis.url), connect(redis.url)] as const;
  const queue = new Queue('killed', { connection: connections[0] });
  const started = new Set<string>();
  const last = { at: 0 };
  const start = ({ id = '' }: { readonly id?: string }): Promise<void> => {
    started.add(id);
    last.at = Date.now();
    return Promise.resolve();
  };
  const worker = new Worker('killed', start, { connection: connections[1], concurrency: 64 });
  queue.on('error', () => undefined);
  worker.on('error', () => undefined);
  try {
    await fill(queue, jobs, SPACED_MS, Date.now());
    await until('a third started', () => started.size >= jobs / 3 || undefined, WITHIN_MS);
    const { port, password } = redis;
    await redis.kill();
    redis = await startPrivateRedis({ dir: join(folder, 'after'), port, password });
    last.at = Date.now();
    while (Date.now() - last.at < QUIET_MS) await delay(50);
    return jobs - started.size;
  } finally {
    await worker.close(true);
    await queue.close();
    for (const connection of connections) connection.disconnect();
    await redis.stop();
    remove();
  }
};
