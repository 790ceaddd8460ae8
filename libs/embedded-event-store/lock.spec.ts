import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LogIsLocked, lockLog } from './lock.js';
import { startEmbeddedEventStore } from './node.js';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'reprise-lock-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

it('is taken once and given back', () => {
  const lock = lockLog(dataDir);
  expect(() => lockLog(dataDir)).toThrow(new LogIsLocked(dataDir, String(process.pid)));
  lock.release();
  lockLog(dataDir).release();
});

it('keeps a second node off the log, and a node that could not listen gives it back', async () => {
  const node = await startEmbeddedEventStore({ dataDir });
  await expect(startEmbeddedEventStore({ dataDir })).rejects.toBeInstanceOf(LogIsLocked);
  const other = join(dataDir, 'other');
  await expect(startEmbeddedEventStore({ dataDir: other, port: node.port })).rejects.toThrow();
  lockLog(other).release();
  await node.close();
  await (await startEmbeddedEventStore({ dataDir })).close();
});
