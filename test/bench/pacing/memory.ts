import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { fill } from './obvious-ways.js';
import type { Figure } from './report.js';
import { runCampaign } from './reprise.js';

const BACKLOG = 1_000_000;
const SAMPLE = 20_000;
const MB = 1_000_000;

const used = async (client: Redis): Promise<number> =>
  Number(/^used_memory:(\d+)/m.exec(await client.info('memory'))?.[1]);

/** What the backlog takes in Redis, for a million of it: ours with all its window given out, at 100/s. */
export const memory = async (redisUrl: string): Promise<Figure[]> => {
  const client = new Redis(redisUrl);
  try {
    const before = await used(client);
    let most = 0;
    const windowMs = BACKLOG * 10;
    await runCampaign({
      redisUrl,
      size: BACKLOG,
      windowMs,
      scale: 1,
      untilMs: 4_000,
      meanwhile: async () => {
        most = Math.max(most, (await used(client)) - before);
      },
    });
    const queue = new Queue('obvious-memory', { connection: client });
    const empty = await used(client);
    await fill(queue, SAMPLE, 60_000, Date.now());
    const delayed = (await used(client)) - empty;
    await queue.obliterate({ force: true });
    await queue.close();
    const figure: Figure = {
      figure: 'Redis memory for a million of backlog, MB (delayed jobs)',
      value: ((most / BACKLOG) * 1_000_000) / MB,
      baseline: ((delayed / SAMPLE) * 1_000_000) / MB,
      gate: 5,
    };
    return [figure];
  } finally {
    client.disconnect();
  }
};
