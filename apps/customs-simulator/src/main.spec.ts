import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseDeltaXAnswer } from '#libs/customs-gateway';
import { epochMs } from '#libs/kernel';
import type { LedgerRow } from './ledger.js';
import type { LedgerSummary } from './ledger-summary.js';
import { sampleXml, STARTED_AT } from './simulator.fixture.js';

const main = fileURLToPath(new URL('../../../dist/apps/customs-simulator/src/main.js', import.meta.url));
const clock = JSON.stringify([{ realMs: Date.now(), productMs: epochMs(STARTED_AT), scale: 288 }]);

let directory: string;
const started: ChildProcess[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'customs-simulator-'));
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((child) => end(child, 'SIGKILL')));
  rmSync(directory, { recursive: true, force: true });
});

const end = async (child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> => {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = once(child, 'exit') as Promise<[number | null]>;
  child.kill(signal);
  return (await exited)[0];
};

const start = async (more: NodeJS.ProcessEnv = {}): Promise<{ child: ChildProcess; url: string }> => {
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env['PATH'],
      DATA_DIR: directory,
      CLOCK: clock,
      LOG_LEVEL: 'error',
      SIMULATOR_CAPACITY_PER_SECOND: '1000',
      ...more,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const ready = JSON.parse(line) as { ready: boolean; app: string; url: string };
  expect(ready).toMatchObject({ ready: true, app: 'customs-simulator' });
  return { child, url: ready.url };
};

const post = (url: string, xml: string): Promise<Response> =>
  fetch(`${url}/delta-x/declarations`, { method: 'POST', body: xml, headers: { 'content-type': 'application/xml' } });

describe('the simulator as a process', () => {
  it('killed under load, keeps every answer that it gave, and gives it again', async () => {
    const first = await start();
    const answered = new Map<string, string>();
    let sent = 0;
    const enough = new Promise<void>((resolve) => {
      const sender = async (): Promise<void> => {
        for (;;) {
          const reference = `P-${++sent}`;
          const response = await post(first.url, sampleXml(reference));
          answered.set(reference, await response.text());
          if (answered.size >= 60) resolve();
        }
      };
      for (let i = 0; i < 8; i++) sender().catch(() => undefined);
    });
    await enough;
    await end(first.child, 'SIGKILL');

    const second = await start();
    for (const [reference, answer] of answered) {
      expect(parseDeltaXAnswer(answer).kind).toBe('accepted');
      expect(await (await post(second.url, sampleXml(reference))).text()).toBe(answer);
    }
    const summary = (await (await fetch(`${second.url}/ledger/summary`)).json()) as LedgerSummary;
    expect(summary.accepted).toBeGreaterThanOrEqual(answered.size);
    expect(summary).toMatchObject({ doubledReferences: 0, repeated: answered.size });
    const { rows } = (await (await fetch(`${second.url}/ledger?limit=10000`)).json()) as { rows: LedgerRow[] };
    const mrns = rows.filter((r) => r.verdict === 'accepted' && !r.repeated).map((r) => r.mrn);
    expect(new Set(mrns).size).toBe(mrns.length);
  });

  it('runs on the clock it is given, and stops in order when it is told to', async () => {
    const { child, url } = await start({ SIMULATOR_OUTAGES: JSON.stringify([{ kind: 'down', from: STARTED_AT }]) });
    expect((await post(url, sampleXml('P-1'))).status).toBe(503);
    const { productTime } = (await (await fetch(`${url}/control`)).json()) as { productTime: string };
    expect(productTime >= STARTED_AT && productTime < '2026-03-04T08:00:00.000Z').toBe(true);
    expect(await end(child, 'SIGTERM')).toBe(0);
  });

  it('says which setting is wrong, and does not start', async () => {
    const child = spawn(process.execPath, [main], { env: { CLOCK: 'noon' }, stdio: ['ignore', 'ignore', 'pipe'] });
    started.push(child);
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    const [code] = (await once(child, 'close')) as [number];
    expect([code, said]).toEqual([1, expect.stringContaining('CLOCK')]);
  });
});
