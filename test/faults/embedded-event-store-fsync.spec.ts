import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { expect, it } from 'vitest';

/**
 * Counted at the kernel's door: a build of SQLite has been seen to report synchronous=FULL and to sync once in forty
 * commits. Needs `strace`, and is skipped where there is none or where tracing is not allowed.
 */
const canTrace = spawnSync('strace', ['-o', '/dev/null', process.execPath, '--version']).status === 0;
const script = fileURLToPath(new URL('../../dist/libs/embedded-event-store/main.js', import.meta.url));

it.skipIf(!canTrace)('one fsync for each commit: one append alone makes one, a crowd shares them', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'reprise-fsync-'));
  const trace = join(directory, 'trace');
  const node = [process.execPath, script, '--data', join(directory, 'log'), '--port', '0', '--fault-port', '0'];
  const tracer = spawn('strace', ['-f', '-qq', '-e', 'trace=fsync,fdatasync', '-o', trace, ...node], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const syncs = (): number => readFileSync(trace, 'utf8').match(/(fsync|fdatasync)\(/g)?.length ?? 0;
  try {
    const [line] = (await once(createInterface({ input: tracer.stdout }), 'line')) as [string];
    const { port, faultPort } = JSON.parse(line) as { port: number; faultPort: number };
    const commits = async (): Promise<number> => {
      const response = await fetch(`http://127.0.0.1:${faultPort}/statistics`);
      return ((await response.json()) as { commits: number }).commits;
    };
    const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${port}?tls=false`);
    const event = () => jsonEvent({ type: 'Synced.v1', data: {} });
    await client.appendToStream('warm', event());

    const before = syncs();
    for (let n = 0; n < 50; n += 1) await client.appendToStream('alone', event());
    expect(await commits()).toBe(51);
    expect(syncs() - before).toBe(50);

    const middle = syncs();
    await Promise.all(Array.from({ length: 400 }, () => client.appendToStream('crowd', event())));
    const shared = (await commits()) - 51;
    expect(shared).toBeLessThan(200);
    expect(syncs() - middle).toBe(shared);
    await client.dispose();
  } finally {
    const children = readFileSync(`/proc/${tracer.pid ?? 0}/task/${tracer.pid ?? 0}/children`, 'utf8').trim();
    const exited = once(tracer, 'exit');
    for (const pid of children.split(' ').filter((text) => text !== '')) process.kill(Number(pid), 'SIGTERM');
    await exited;
    rmSync(directory, { recursive: true, force: true });
  }
});
