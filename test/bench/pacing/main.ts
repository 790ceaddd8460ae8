import { setPriority } from 'node:os';
import { join } from 'node:path';
import { startPrivateRedis } from '../../../apps/launcher/src/redis-server.js';
import { temporaryFolder } from '../../../apps/launcher/src/testing.js';
import { deadlines } from './deadlines.js';
import { evenness } from './evenness.js';
import { memory } from './memory.js';
import { planningSpeed } from './planning-speed.js';
import { heading, holds, line, type Figure } from './report.js';

/**
 * How evenly and how surely a backlog is spread, beside BullMQ's own ways in the same run: one private Redis, the
 * product's dispatcher, queue and workers, and a target that notes when each call starts. Medians over the rounds, so
 * that a busy neighbour weighs little; what must never happen is counted over all of them. Ends with 1 when a gate does
 * not hold. Options: `--json`, `--only=part`, `--rounds=3`, `--seconds=12`.
 */
const option = (name: string): string | undefined =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
const json = process.argv.includes('--json');
const only = option('only') ?? '';
const rounds = Number(option('rounds') ?? 3);
const seconds = Number(option('seconds') ?? 12);

try {
  // Where the system lets us: what the neighbours do is not what is measured. Redis inherits it; all ways gain alike.
  setPriority(-10);
} catch {
  // Measured among the neighbours, then.
}
const { path: folder, remove } = temporaryFolder();
const redis = await startPrivateRedis({ dir: join(folder, 'redis') });
const options = { redisUrl: redis.url, rounds, seconds };

const parts: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  planning: () => Promise.resolve(planningSpeed()),
  memory: async () => [await memory(redis.url)],
  evenness: () => evenness(options),
  deadlines: () => deadlines(options),
};

let failed = 0;
try {
  if (!json) process.stdout.write(heading());
  for (const [name, measure] of Object.entries(parts)) {
    if (!name.includes(only)) continue;
    for (const figure of await measure()) {
      process.stdout.write(line(figure, json));
      if (!holds(figure)) failed += 1;
    }
  }
} finally {
  await redis.stop();
  remove();
}
process.exitCode = failed === 0 ? 0 : 1;
