import { join } from 'node:path';
import { startPrivateRedis } from '../../../apps/launcher/src/redis-server.js';
import { temporaryFolder } from '../../../apps/launcher/src/testing.js';
import { deadlines } from './deadlines.js';
import { evenness } from './evenness.js';
import { redisKills } from './kills.js';
import { memory } from './memory.js';
import { planningSpeed } from './planning-speed.js';
import { heading, holds, line, type Figure } from './report.js';

/** The measurements themselves, in a process whose priority has been seen to; see main.ts. */
const option = (name: string): string | undefined =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
const json = process.argv.includes('--json');
const only = option('only') ?? '';
const rounds = Number(option('rounds') ?? 3);
const seconds = Number(option('seconds') ?? 12);

let failed = 0;
const report = (figures: readonly Figure[]): void => {
  for (const figure of figures) {
    process.stdout.write(line(figure, json));
    if (!holds(figure)) failed += 1;
  }
};

const timed = async (): Promise<void> => {
  const { path: folder, remove } = temporaryFolder();
  const redis = await startPrivateRedis({ dir: join(folder, 'redis') });
  const options = { redisUrl: redis.url, rounds, seconds };
  const parts = {
    planning: planningSpeed,
    memory: () => memory(redis.url),
    evenness: () => evenness(options),
    deadlines: () => deadlines(options),
  };
  try {
    for (const [name, measure] of Object.entries(parts)) if (name.includes(only)) report(await measure());
  } finally {
    await redis.stop();
    remove();
  }
};

if (option('part') === 'killed') {
  if ('kills'.includes(only)) report(await redisKills());
} else {
  if (!json) process.stdout.write(heading());
  await timed();
}
process.exitCode = failed === 0 ? 0 : 1;
