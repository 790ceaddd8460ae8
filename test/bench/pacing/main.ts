import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { benchOptions } from './options.js';

/**
 * How evenly and how surely a backlog is spread, beside BullMQ's own ways in the same run: a private Redis, the
 * product's dispatcher, queue and workers, and a target that notes when each call starts; and campaigns in virtual time.
 * Medians over the rounds; what must never happen is counted over all of them. Ends with 1 when a gate does not hold,
 * with 2 when an option is wrong. Options: `--json`, `--rounds 3`, `--seconds 10`, `--only PART` (planning, campaigns,
 * memory, evenness, deadlines, kills).
 *
 * Where the system allows it, everything is measured at real-time priority, Redis and BullMQ's ways alike: evenness to
 * the millisecond is the dispatcher's, and a busy neighbour on two cores is not. The virtual campaigns and the kills of
 * Redis run as any process.
 */
const script = fileURLToPath(new URL('./run.js', import.meta.url));
const given = process.argv.slice(2);
const FIRST = ['chrt', '--rr', '5'] as const;

const [program, ...before] = FIRST;
const allowed = spawnSync(program, [...before, 'true'], { stdio: 'ignore' }).status === 0;
if (!allowed) process.stderr.write('No real-time priority here: what the neighbours do is measured too.\n');

const run = async (command: readonly string[], part: string): Promise<number> => {
  const [file = process.execPath, ...args] = [...command, process.execPath, script, `--part=${part}`, ...given];
  const child = spawn(file, args, { stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
};

try {
  benchOptions(given);
  const codes = [await run(allowed ? FIRST : [], 'timed'), await run([], 'unhurried')];
  process.exitCode = Math.max(...codes) === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
