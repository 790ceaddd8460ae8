import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { startEmbeddedEventStore, type EmbeddedEventStore } from '#libs/embedded-event-store';

const MAIN = fileURLToPath(new URL('../../../dist/apps/audit/src/main.js', import.meta.url));

let child: ChildProcess | undefined;
let node: EmbeddedEventStore | undefined;

afterEach(async () => {
  if (child?.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await node?.close();
  [child, node] = [undefined, undefined];
});

const start = (env: Record<string, string>): ChildProcess => {
  child = fork(MAIN, { env: { PATH: process.env['PATH'], ...env }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  return child;
};

describe.skipIf(!existsSync(MAIN))('the audit as a process', () => {
  it('says where it serves once it does, as the only line on stdout, and ends when asked to', async () => {
    node = await startEmbeddedEventStore();
    const running = start({ ESDB_URL: node.connectionString, LOG_LEVEL: 'info' });
    running.stderr?.resume();
    const lines = createInterface({ input: running.stdout as NodeJS.ReadableStream });
    const said: string[] = [];
    lines.on('line', (line) => said.push(line));
    await once(lines, 'line');
    const ready = JSON.parse(said[0] ?? '') as { ready: boolean; app: string; url: string };
    expect(ready).toMatchObject({ ready: true, app: 'audit' });
    expect((await fetch(`${ready.url}/health/ready`)).status).toBe(200);
    expect((await fetch(`${ready.url}/audit/v1/views/alerts`)).status).toBe(401);
    const ended = once(running, 'exit');
    running.kill('SIGTERM');
    const [code, signal] = (await ended) as [number | null, string | null];
    expect(code === 0 || signal === 'SIGTERM').toBe(true);
    expect(said).toHaveLength(1);
  });

  it('ends when the one that started it is gone', async () => {
    node = await startEmbeddedEventStore();
    const running = start({ ESDB_URL: node.connectionString, LOG_LEVEL: 'silent' });
    running.stderr?.resume();
    await once(createInterface({ input: running.stdout as NodeJS.ReadableStream }), 'line');
    const ended = once(running, 'exit');
    running.disconnect();
    await ended;
    expect(running.connected).toBe(false);
  });

  it('says what is missing, in one line', async () => {
    const running = start({});
    const said: string[] = [];
    running.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    running.stdout?.resume();
    const [code] = (await once(running, 'close')) as [number];
    expect(code).toBe(1);
    expect(said.join('')).toBe('audit: ESDB_URL is not set: where is the log?\n');
  });
});
