import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another live process has the log open. */
export class LogIsLocked extends Error {
  override readonly name = 'LogIsLocked';
  constructor(
    readonly dataDir: string,
    readonly holder: string,
  ) {
    super(`the event log in ${dataDir} is already open${holder === '' ? '' : ` in process ${holder}`}`);
  }
}

export interface LogLock {
  release(): void;
}

const holderOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
};

/**
 * One process per log. The lock is SQLite's exclusive lock on a file of its own, which the kernel gives back when the
 * holder dies, however it dies: there is nothing stale to clean up. The process id beside it serves the message only.
 * @throws LogIsLocked when the lock is taken
 */
export const lockLog = (dataDir: string): LogLock => {
  const holderFile = join(dataDir, 'lock.pid');
  const database = new DatabaseSync(join(dataDir, 'lock.db'), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch {
    database.close();
    throw new LogIsLocked(dataDir, holderOf(holderFile));
  }
  writeFileSync(holderFile, String(process.pid));
  return { release: () => database.close() };
};
