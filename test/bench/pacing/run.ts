import { join } from 'node:path';
import { startPrivateRedis } from '../../../apps/launcher/src/redis-server.js';
import { temporaryFolder } from '../../../apps/launcher/src/testing.js';
import { campaigns } from './campaigns.js';
import { deadlines } from './deadlines.js';
import { evenness } from './evenness.js';
import { redisKills } from './kills.js';
import { memory } from './memory.js';
import { benchOptions } from './options.js';
import { planningSpeed } from './planning-speed.js';
import { heading, holds, line, type Figure } from './report.js';

/** The measurements themselves, in a process whose priority has been seen to; see main.ts. */
const { json, only, rounds, seconds, part } = benchOptions(process.argv.slice(2));

type Parts = Readonly<Record<string, () => Promise<readonly Figure[]> | readonly Figure[]>>;

let failed = 0;
const measure = async (parts: Parts): Promise<void> => {
  for (const [name, figures] of Object.entries(parts)) {
    if (!name.includes(only)) continue;
    for (const figure of await figures()) {
      process.stdout.write(line(figure, json));
      if (!holds(figure)) failed += 1;
    }
  }
};

const timed = async (): Promise<void> => {
  const { path: folder, remove } = temporaryFolder();
  const redis = await startPrivateRedis({ dir: join(folder, 'redis') });
  const options = { redisUrl: redis.url, rounds, seconds };
  try {
    await measure({
      planning: planningSpeed,
      memory: () => memory(redis.url),
      evenness: () => evenness(options),
      deadlines: () => deadlines(options),
    });
  } finally {
    await redis.stop();
    remove();
  }
};

if (part === 'unhurried') await measure({ campaigns, kills: redisKills });
else {
  if (!json) process.stdout.write(heading());
  await timed();
}
process.exitCode = failed === 0 ? 0 : 1;
