import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterEach, describe, expect, it } from 'vitest';
import { projectRoot } from './project-root.js';
import { findRedisProgram, NoRedis } from './redis-program.js';
import { startPrivateRedis, type PrivateRedis } from './redis-server.js';

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

const folder = (): string => {
  const dir = mkdtempSync(join(tmpdir(), 'reprise-redis-'));
  opened.push(() => {
    rmSync(dir, { recursive: true, force: true });
  });
  return dir;
};

const start = async (options: Parameters<typeof startPrivateRedis>[0]): Promise<PrivateRedis> => {
  const redis = await startPrivateRedis(options);
  opened.push(redis.stop);
  return redis;
};

const ask = async <T>(url: string, question: (client: Redis) => Promise<T>): Promise<T> => {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await question(client);
  } finally {
    client.disconnect();
  }
};

const refusesConnections = async (port: number): Promise<void> => {
  const end = Date.now() + 10_000;
  while (Date.now() < end) {
    const socket = connect(port, '127.0.0.1');
    const outcome = await Promise.race([
      once(socket, 'connect').then(() => 'open'),
      once(socket, 'close').then(() => 'shut'),
    ]).catch(() => 'shut');
    socket.destroy();
    if (outcome === 'shut') return;
    await delay(20);
  }
  throw new Error(`port ${port} still takes connections`);
};

describe('the private Redis', () => {
  it('is a durable one that never evicts, behind a password, in a folder of its own', async () => {
    const dir = folder();
    const redis = await start({ dir });
    await ask(redis.url, async (client) => {
      expect(await client.config('GET', 'appendonly')).toEqual(['appendonly', 'yes']);
      expect(await client.config('GET', 'appendfsync')).toEqual(['appendfsync', 'everysec']);
      expect(await client.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
      expect(await client.config('GET', 'bind')).toEqual(['bind', '127.0.0.1']);
      expect(await client.config('GET', 'dir')).toEqual(['dir', dir]);
      expect(await client.info('server')).toContain(`process_id:${redis.pid}`);
    });
    await expect(ask(`redis://127.0.0.1:${redis.port}`, (client) => client.ping())).rejects.toThrow();
    expect(statSync(join(dir, 'redis.conf')).mode & 0o077).toBe(0);
  });

  it('keeps what it was told over an orderly stop', async () => {
    const dir = folder();
    const first = await start({ dir });
    await ask(first.url, (client) => client.set('kept', 'yes'));
    await first.stop();
    const second = await start({ dir });
    expect(await ask(second.url, (client) => client.get('kept'))).toBe('yes');
  });

  it('comes back after a kill where its clients look for it', async () => {
    const dir = folder();
    const first = await start({ dir });
    await first.kill();
    await first.exited;
    const second = await start({ dir, port: first.port, password: first.password });
    expect(second.url).toBe(first.url);
    expect(second.pid).not.toBe(first.pid);
    expect(await ask(first.url, (client) => client.ping())).toBe('PONG');
  });

  it("does not take a stranger's Redis for its own", async () => {
    const stranger = await start({ dir: folder() });
    const inItsPlace = startPrivateRedis({ dir: folder(), port: stranger.port, password: stranger.password });
    await expect(inItsPlace).rejects.toThrow(/did not come up/);
    expect(await ask(stranger.url, (client) => client.ping())).toBe('PONG');
  });

  it('ends with the process that started it, even one that was killed', async () => {
    const module = JSON.stringify(join(projectRoot(), 'dist/apps/launcher/src/redis-server.js'));
    const script = `const { startPrivateRedis } = await import(${module});
      console.log((await startPrivateRedis({ dir: ${JSON.stringify(folder())} })).port); process.stdin.resume();`;
    const owner = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    opened.push(() => owner.kill('SIGKILL'));
    const [line] = (await once(createInterface({ input: owner.stdout }), 'line')) as [string];
    owner.kill('SIGKILL');
    await refusesConnections(Number(line));
  });
});

describe('the search for a Redis', () => {
  it('takes one on PATH that runs, and passes over one that does not', async () => {
    const [good, bad] = [folder(), folder()];
    writeFileSync(join(bad, 'valkey-server'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    writeFileSync(join(good, 'redis-server'), '#!/bin/sh\nexit 0\n', { mode: 0o755 });
    const program = await findRedisProgram({ path: `${bad}:${good}`, tools: folder() });
    expect(program).toEqual({ program: join(good, 'redis-server'), env: {}, found: 'on PATH' });
  });

  it('says the ways out where there is none', async () => {
    const search = findRedisProgram({ path: folder(), tools: folder() });
    await expect(search).rejects.toThrow(NoRedis);
    await expect(search).rejects.toThrow(/apt-get install redis-server.*brew install redis.*REDIS_URL/);
  });
});
