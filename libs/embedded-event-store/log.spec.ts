import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Expected } from './commit-check.js';
import { NO_STREAM } from './commit-check.js';
import type { ProposedEvent } from './event.js';
import { idBytes } from './event.js';
import { commitFailed, DiskFull } from './failures.js';
import { EventLog } from './log.js';
import { Storage } from './storage.js';

let dataDir: string;
let log: EventLog;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'reprise-log-'));
  log = new EventLog(new Storage(dataDir));
});
afterEach(() => {
  vi.restoreAllMocks();
  log.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const reopen = (maxBytes?: number, beforeCommit?: () => void): void => {
  log.close();
  log = new EventLog(new Storage(dataDir, maxBytes), beforeCommit);
};
const event = (size = 10): ProposedEvent => ({
  id: idBytes(randomUUID()),
  type: 'Tested.v1',
  json: true,
  data: Buffer.alloc(size, 'x'),
  metadata: Buffer.alloc(0),
});
const append = (stream: string, expected: Expected, ...events: ProposedEvent[]) =>
  log.append({ stream, expected, events });
const everything = () => log.readAll(0, 100_000, false);

describe('group commit', () => {
  it('gives each append made alone a commit of its own', async () => {
    for (let n = 0; n < 10; n += 1) await append('alone', n - 1, event());
    expect(log.statistics).toEqual({ commits: 10, events: 10 });
  });

  it('makes one commit of all that came in one turn, in order of arrival', async () => {
    await Promise.all(Array.from({ length: 500 }, (_, n) => append(`s-${n % 7}`, 'any', event())));
    expect(log.statistics).toEqual({ commits: 1, events: 500 });
    expect(everything().map(({ stream }) => stream)).toEqual(Array.from({ length: 500 }, (_, n) => `s-${n % 7}`));
  });

  it('lets appends of one group see one another', async () => {
    const [first, second, third] = await Promise.all([
      append('race', NO_STREAM, event()),
      append('race', NO_STREAM, event()),
      append('race', 0, event()),
    ]);
    expect(first).toMatchObject({ kind: 'written', revision: 0 });
    expect(second).toEqual({ kind: 'wrong', current: 0 });
    expect(third).toMatchObject({ kind: 'written', revision: 1 });
    expect(log.statistics.commits).toBe(1);
  });

  it('answers nobody before the commit', async () => {
    let settled = false;
    reopen(undefined, () => expect(settled).toBe(false));
    await append('order', NO_STREAM, event()).then(() => (settled = true));
    expect(settled).toBe(true);
  });
});

describe('positions and times', () => {
  it('positions increase with gaps, across a restart too', async () => {
    await append('p', NO_STREAM, event(), event(500));
    reopen();
    await append('p', 1, event());
    const positions = everything().map(({ position }) => position);
    for (const [n, position] of positions.entries()) expect(position).toBeGreaterThan((positions[n - 1] ?? 0) + 1);
    expect(log.lastPosition).toBe(positions.at(-1));
  });

  it('created never decreases when the clock is set back, across a restart too', async () => {
    const now = Date.now() + 60_000;
    const clock = vi.spyOn(Date, 'now').mockReturnValue(now);
    await append('t', NO_STREAM, event());
    clock.mockReturnValue(now - 5000);
    await append('t', 0, event());
    reopen();
    await append('t', 1, event());
    clock.mockReturnValue(now + 1);
    await append('t', 2, event());
    expect(everything().map(({ created }) => created - now)).toEqual([0, 0, 0, 1]);
  });
});

describe('idempotence', () => {
  it.each<[string, Expected]>([
    ['any', 'any'],
    ['the expected revision', NO_STREAM],
  ])('is durable: by %s after a restart', async (_name, expected) => {
    const events = [event(), event()];
    const first = await append('again', expected, ...events);
    await append('again', 1, event());
    reopen();
    expect(await append('again', expected, ...events)).toEqual({ ...first, kind: 'idempotent' });
    expect(everything()).toHaveLength(3);
  });
});

describe('a disk that is full', () => {
  it('is told, keeps nothing of the group, and heals', async () => {
    let full = false;
    reopen(undefined, () => {
      if (full) throw new DiskFull('database or disk is full');
    });
    await append('f', NO_STREAM, event());
    full = true;
    const failed = await Promise.allSettled([append('f', 0, event(), event()), append('g', NO_STREAM, event())]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(everything()).toHaveLength(1);
    expect(log.stream('g').head).toBe(-1);
    full = false;
    expect(await append('f', 0, event())).toMatchObject({ kind: 'written', revision: 1 });
    reopen();
    expect(everything().map(({ stream, revision }) => `${stream}@${revision}`)).toEqual(['f@0', 'f@1']);
  });

  it("is SQLite's own when the log has no more room", async () => {
    reopen(512 * 1024);
    const outcomes: unknown[] = [];
    for (let n = 0; n < 100; n += 1) {
      outcomes.push(await append('full', outcomes.length - 1, event(20_000)).catch((error: unknown) => error));
      if (outcomes.at(-1) instanceof Error) break;
    }
    const error = outcomes.pop();
    expect(commitFailed(error)).toMatchObject({ details: 'The disk is full: nothing was written.' });
    expect(everything()).toHaveLength(outcomes.length);
    reopen();
    expect(await append('full', outcomes.length - 1, event(20_000))).toMatchObject({ kind: 'written' });
    expect(everything()).toHaveLength(outcomes.length + 1);
  });
});

it('drops an append whose deadline has passed before it was written', async () => {
  expect(await log.append({ stream: 'late', expected: 'any', events: [event()], deadline: Date.now() - 1 })).toEqual({
    kind: 'expired',
  });
  expect(everything()).toHaveLength(0);
});
