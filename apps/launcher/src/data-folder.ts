import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another launcher runs on the folder; the message says which, and where it serves. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
}

export interface DataFolder {
  readonly path: string;
  /** Writes down what runs, for whoever asks next; readable by this user alone. */
  readonly note: (addresses: object) => void;
  readonly release: () => void;
}

const noted = (file: string): { pid?: number; console?: string } => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { pid?: number; console?: string };
  } catch {
    return {};
  }
};

/**
 * Takes a data folder for this process alone. The lock is SQLite's on a file of its own: the system takes it back however
 * the process ends, and there is no stale lock to clear away.
 * @throws FolderInUse
 */
export const takeDataFolder = (path: string): DataFolder => {
  mkdirSync(path, { recursive: true });
  const note = join(path, 'launcher.json');
  const lock = new DatabaseSync(join(path, 'launcher.lock'));
  try {
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    const { pid, console } = existsSync(note) ? noted(note) : {};
    const who = pid === undefined ? '' : ` (pid ${pid}${console === undefined ? '' : `, console at ${console}`})`;
    throw new FolderInUse(
      `Reprise already runs on ${path}${who}. Use that one, stop it first, or start on another folder with --data DIR.`,
    );
  }
  rmSync(note, { force: true });
  return {
    path,
    note: (addresses) => {
      const text = JSON.stringify({ pid: process.pid, ...addresses });
      writeFileSync(`${note}.new`, `${text}\n`, { mode: 0o600 });
      renameSync(`${note}.new`, note);
    },
    release: () => {
      rmSync(note, { force: true });
      lock.close();
    },
  };
};
