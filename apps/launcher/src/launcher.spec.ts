import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Addresses } from './announce.js';
import { freePort } from './ports.js';
import { projectRoot } from './project-root.js';
import { isAlive, temporaryFolder, until } from './testing.js';

type Process = ChildProcessByStdio<null, Readable, Readable>;

/** Stands for an app: serves its settings, says it is healthy a little late, notes when it is stopped. */
const APP = `import { appendFileSync } from 'node:fs'; import { createServer } from 'node:http'; import { basename, dirname, join } from 'node:path';
const { PORT, DATA_DIR } = process.env; const name = basename(DATA_DIR); let asked = 0;
const server = createServer((request, response) => {
  if (request.url === '/health/ready') response.statusCode = ++asked > 2 ? 200 : 503;
  response.end(JSON.stringify({ asked, env: process.env }));
});
server.listen(Number(PORT), '127.0.0.1', () =>
  console.log(JSON.stringify({ ready: true, app: name, url: 'http://127.0.0.1:' + server.address().port })));
process.on('SIGTERM', () => { appendFileSync(join(dirname(DATA_DIR), 'stopped'), name + '\\n'); process.exit(0); });`;

let folder: ReturnType<typeof temporaryFolder>;
const started: Process[] = [];

beforeEach(() => {
  folder = temporaryFolder();
  writeFileSync(join(folder.path, 'app.mjs'), APP);
});
afterEach(async () => {
  for (const launcher of started.splice(0)) {
    if (launcher.exitCode !== null || launcher.signalCode !== null) continue;
    launcher.kill('SIGTERM');
    await once(launcher, 'exit');
  }
  folder.remove();
});

const dist = (path: string): string => JSON.stringify(join(projectRoot(), 'dist/apps/launcher/src', path));

/** The launcher itself, with fixtures for the apps. */
const start = (...args: string[]): Process => {
  const main = JSON.stringify(join(folder.path, 'app.mjs'));
  const script = `const { runLauncher } = await import(${dist('run-launcher.js')}); const { APPS } = await import(${dist('services.js')});
    process.exitCode = await runLauncher(process.argv.slice(1), APPS.map((row) => row.map((app) => ({ ...app, main: ${main} }))));`;
  const env = { ...process.env, ESDB_URL: '', REDIS_URL: '' };
  const launcher = spawn(process.execPath, ['--input-type=module', '-e', script, '--', ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(launcher);
  return launcher;
};

const collect = (stream: Readable): { text: string } => {
  const collected = { text: '' };
  stream.on('data', (chunk: Buffer) => (collected.text += chunk.toString()));
  return collected;
};

const data = (name = 'data'): string => join(folder.path, name);

const ready = async (launcher: Process): Promise<Addresses> => {
  const [out, err] = [collect(launcher.stdout), collect(launcher.stderr)];
  const line = await until(
    'the line of JSON',
    () => {
      if (launcher.exitCode !== null) throw new Error(err.text);
      return out.text.includes('\n') ? out.text : undefined;
    },
    40_000,
  );
  expect(line.trimEnd().split('\n')).toHaveLength(1);
  return JSON.parse(line) as Addresses;
};

const ended = async (launcher: Process): Promise<number | null> => {
  if (launcher.exitCode === null) await once(launcher, 'exit');
  return launcher.exitCode;
};

const envOf = async (url: string): Promise<Record<string, string>> =>
  ((await (await fetch(url)).json()) as { env: Record<string, string> }).env;

const NAMES = ['event-node', 'redis', 'customs-simulator', 'audit', 'reintegrator', 'backoffice'];

const scales = (env: Record<string, string> | undefined): number[] =>
  (JSON.parse(env?.CLOCK ?? '[]') as { scale: number }[]).map((segment) => segment.scale);

const noted = (): Addresses => JSON.parse(readFileSync(join(data(), 'launcher.json'), 'utf8')) as Addresses;

describe('the launcher', { timeout: 120_000 }, () => {
  it('tells each app what it needs, says every address, stops in order, and goes on from the same log', async () => {
    const first = start('--data', data(), '--no-demo', '--time-scale', '60', '--json');
    const at = await ready(first);
    expect(Object.keys(at.processes)).toEqual(NAMES);
    expect(at).toMatchObject({ ready: true, timeScale: 60, demo: false, dataDir: data() });
    const urls = [at.simulator, at.audit, at.reintegrator, at.console];
    const [simulator, audit, reintegrator, backoffice] = await Promise.all(urls.map(envOf));
    expect(scales(simulator)).toEqual([60]);
    expect(audit).toMatchObject({ ESDB_URL: at.eventStore, DATA_DIR: join(data(), 'audit'), REDIS_URL: '' });
    expect(reintegrator).toMatchObject({
      ESDB_URL: at.eventStore,
      REDIS_URL: at.redis,
      CUSTOMS_DELTA_X_URL: at.simulator,
    });
    expect(backoffice).toMatchObject({
      AUDIT_URL: at.audit,
      PORT: new URL(at.console).port,
    });
    const answer = (await (await fetch(at.console)).json()) as { asked: number };
    expect(answer.asked).toBeGreaterThan(2);

    first.kill('SIGINT');
    expect(await ended(first)).toBe(0);
    expect(Object.values(at.processes).filter(isAlive)).toEqual([]);
    const stops = readFileSync(join(data(), 'stopped'), 'utf8').trim().split('\n');
    expect(stops.slice(0, 2)).toEqual(['backoffice', 'reintegrator']);
    expect(stops.slice(2).sort()).toEqual(['audit', 'customs-simulator']);
    expect(existsSync(join(data(), 'launcher.json'))).toBe(false);

    const second = start('--data', data(), '--no-demo');
    const out = collect(second.stdout);
    const text = await until('the lines', () => (out.text.includes('Ctrl-C') ? out.text : undefined), 40_000);
    expect(text.trimEnd().split('\n')).toHaveLength(8);
    expect(text).toMatch(/^Reprise is ready: http:\/\/127\.0\.0\.1:\d+\n/);
    expect(text).not.toContain('redis://:');
    expect(scales(await envOf(noted().simulator))).toEqual([60, 1]);
  });

  it('brings back what is killed at the same address, and leaves nothing behind when it is killed itself', async () => {
    // A port of our own: the usual one may be another start's while nothing of ours listens there.
    const port = String(await freePort());
    const first = start('--data', data(), '--no-demo', '--json', '--port', port);
    const at = await ready(first);
    for (const pid of Object.values(at.processes)) process.kill(pid, 'SIGKILL');
    const log = () => readFileSync(join(data(), 'logs/launcher.log'), 'utf8');
    await until('every process again', () =>
      NAMES.every((name) => log().includes(`${name} runs again`)) ? true : undefined,
    );
    const now = noted();
    expect({ ...now, processes: {} }).toEqual({ ...at, processes: {}, pid: first.pid });
    for (const name of NAMES) expect(now.processes[name]).not.toBe(at.processes[name]);
    expect(Object.values(now.processes).filter(isAlive)).toHaveLength(NAMES.length);

    first.kill('SIGKILL');
    await once(first, 'exit');
    await ready(start('--data', data(), '--no-demo', '--json'));
    await until('the orphans to end', () => (Object.values(now.processes).some(isAlive) ? undefined : true));
  });

  it('tells a second start on the same data, and one on a taken port, what to do', async () => {
    const port = await freePort();
    const first = start('--data', data(), '--no-demo', '--port', String(port), '--json');
    const at = await ready(first);
    expect(at.console).toBe(`http://127.0.0.1:${port}`);

    const second = start('--data', data(), '--no-demo');
    const secondSays = collect(second.stderr);
    expect(await ended(second)).toBe(1);
    expect(secondSays.text).toContain(`already runs on ${data()} (pid ${first.pid ?? 0}, console at ${at.console})`);

    const third = start('--data', data('other'), '--no-demo', '--port', String(port));
    const thirdSays = collect(third.stderr);
    expect(await ended(third)).toBe(1);
    expect(thirdSays.text).toContain(`Port ${port} is taken. Name another with --port`);
  });

  it('starts again on the next free port when another takes the usual one under its feet', async () => {
    const [waits, mark] = [join(folder.path, 'port-known'), join(folder.path, 'port-lost')];
    const losing = `import { existsSync as has, writeFileSync as write } from 'node:fs';
      if (process.env.DATA_DIR.endsWith('audit') && !has(${JSON.stringify(mark)})) {
        write(${JSON.stringify(waits)}, new URL(process.env.ISSUER_JWKS_URL).port);
        while (!has(${JSON.stringify(mark)})) await new Promise((again) => setTimeout(again, 20));
      }\n`;
    writeFileSync(join(folder.path, 'app.mjs'), losing + APP);
    const launcher = start('--data', data(), '--no-demo', '--json');
    const text = await until('the port', () => (existsSync(waits) && readFileSync(waits, 'utf8')) || undefined, 40_000);
    const other = createServer().listen(Number(text), '127.0.0.1');
    await once(other, 'listening');
    writeFileSync(mark, '');
    const at = await ready(launcher);
    other.close();
    expect(new URL(at.console).port).not.toBe(text);
    expect((await envOf(at.audit)).ISSUER_JWKS_URL).toContain(new URL(at.console).host);
    expect(readFileSync(join(data(), 'logs/launcher.log'), 'utf8')).toContain(`port ${text} was taken`);
  });

  it('says what did not come up, with the end of its log, and stops the rest', async () => {
    writeFileSync(join(folder.path, 'app.mjs'), `console.error('cannot find the cats'); process.exit(1);`);
    const launcher = start('--data', data(), '--no-demo', '--json');
    const [out, err] = [collect(launcher.stdout), collect(launcher.stderr)];
    expect(await ended(launcher)).toBe(1);
    expect(out.text).toBe('');
    expect(err.text).toMatch(
      /(customs-simulator|audit) ended \(exit code 1\) before it was ready[^]*cannot find the cats/,
    );
  });

  it('can be stopped while it starts', async () => {
    writeFileSync(join(folder.path, 'app.mjs'), 'setInterval(() => {}, 1000);');
    const launcher = start('--data', data(), '--no-demo', '--json');
    await until('a child that hangs', () => (existsSync(join(data(), 'logs/audit.log')) ? true : undefined), 40_000);
    launcher.kill('SIGINT');
    expect(await ended(launcher)).toBe(0);
  });
});
