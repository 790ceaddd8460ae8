import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from './ports.js';
import { projectRoot } from './project-root.js';
import { findRedisProgram, type RedisProgram } from './redis-program.js';

export interface PrivateRedisOptions {
  /** Its own folder: configuration, append-only file, log. */
  readonly dir: string;
  /** A free one when absent. Give the former port and password to bring a lost server back where its clients look for it. */
  readonly port?: number;
  readonly password?: string;
  readonly tools?: string;
}

export interface PrivateRedis {
  /** With the password. */
  readonly url: string;
  readonly port: number;
  readonly password: string;
  readonly pid: number;
  readonly found: RedisProgram['found'];
  /** How the server ended, in words. */
  readonly exited: Promise<string>;
  /** Orderly: the append-only file is complete. */
  readonly stop: () => Promise<void>;
  /** SIGKILL, as a fault. */
  readonly kill: () => Promise<void>;
}

const READY_WITHIN_MS = 15_000;
const STOPPED_WITHIN_MS = 10_000;

/** Runs the server and ends it when our end of the pipe closes, which the kernel sees to even if we are killed. */
const KEEPER = `exec 3<&0
"$@" </dev/null 3<&- & server=$!
echo "$server"
( cat <&3 >/dev/null; kill "$server" ) & watch=$!
wait "$server"; code=$?
kill "$watch" 2>/dev/null
exit "$code"`;

const configuration = (dir: string, port: number, password: string): string =>
  [
    `port ${port}`,
    'bind 127.0.0.1',
    `requirepass ${password}`,
    `dir ${JSON.stringify(dir)}`,
    `logfile ${JSON.stringify(join(dir, 'redis.log'))}`,
    'appendonly yes',
    'appendfsync everysec',
    'save ""',
    'maxmemory-policy noeviction',
    '',
  ].join('\n');

/** The process behind the port, once it has loaded its data; `undefined` while nothing of ours answers there. */
const serverAt = async (port: number, password: string): Promise<number | undefined> => {
  const client = new Redis({ host: '127.0.0.1', port, password, lazyConnect: true, retryStrategy: () => null });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const info = await client.info();
    return /^loading:0/m.test(info) ? Number(/^process_id:(\d+)/m.exec(info)?.[1]) : undefined;
  } catch {
    return undefined;
  } finally {
    client.disconnect();
  }
};

const gone = (keeper: ChildProcess): boolean => keeper.exitCode !== null || keeper.signalCode !== null;

const untilServes = async (keeper: ChildProcess, pid: number, port: number, password: string): Promise<boolean> => {
  const end = Date.now() + READY_WITHIN_MS;
  while (Date.now() < end && !gone(keeper)) {
    if ((await serverAt(port, password)) === pid) return true;
    await delay(15);
  }
  return false;
};

const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended already.
  }
};

/**
 * Starts a Redis of our own: loopback only, a random password, append-only file, no eviction. It ends with this
 * process. That the answer on the port comes from our child is checked, so a stranger's Redis is never used.
 * @throws NoRedis when there is no program to run
 * @throws Error when it does not come up; its log is in `dir`
 */
export const startPrivateRedis = async (options: PrivateRedisOptions): Promise<PrivateRedis> => {
  const dir = resolve(options.dir);
  const { program, env, found } = await findRedisProgram({
    tools: options.tools ?? join(projectRoot(), '.data/tools'),
  });
  mkdirSync(dir, { recursive: true });
  const password = options.password ?? randomBytes(24).toString('hex');
  const attempts = options.port === undefined ? 5 : 1;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const port = options.port ?? (await freePort());
    const file = join(dir, 'redis.conf');
    writeFileSync(file, configuration(dir, port, password), { mode: 0o600 });
    const keeper = spawn('/bin/sh', ['-c', KEEPER, 'redis-keeper', program, file], {
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'ignore'],
      detached: true,
    });
    const exited = once(keeper, 'exit').then(([code]) => `exit code ${String(code)}`);
    const pid = await firstNumber(keeper, exited);
    if (pid === undefined) continue;
    if (await untilServes(keeper, pid, port, password)) {
      const end = async (name: NodeJS.Signals): Promise<void> => {
        if (gone(keeper)) return;
        signal(pid, name);
        const late = setTimeout(() => {
          signal(pid, 'SIGKILL');
        }, STOPPED_WITHIN_MS);
        await exited;
        clearTimeout(late);
      };
      const url = `redis://:${password}@127.0.0.1:${port}`;
      return { url, port, password, pid, found, exited, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
    }
    signal(pid, 'SIGKILL');
    await exited;
  }
  throw new Error(`Redis (${program}) did not come up; see ${join(dir, 'redis.log')}`);
};

const firstNumber = async (keeper: ChildProcess, exited: Promise<string>): Promise<number | undefined> => {
  if (!keeper.stdout) return undefined;
  const lines = createInterface({ input: keeper.stdout });
  const line = await Promise.race([once(lines, 'line').then(([text]) => Number(text)), exited]);
  lines.close();
  return typeof line === 'number' ? line : undefined;
};
