import { closeSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { formatPosition, parsePosition, type Position } from '#libs/kernel';
import { hasReached } from './fold-until.js';
import { ViewTable, type AnyView } from './view-table.js';

/** SQLite's result codes for a file that is damaged, gone, or not ours any more. */
const LOST = new Set([
  8, // SQLITE_READONLY: moved away under us
  10, // SQLITE_IOERR
  11, // SQLITE_CORRUPT
  14, // SQLITE_CANTOPEN
  26, // SQLITE_NOTADB
]);

export const isLost = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && LOST.has(error.errcode & 0xff);

/** What every SQLite file begins with (sqlite.org/fileformat.html, 1.3). */
const HEADER = Buffer.from('SQLite format 3\0', 'latin1');
const MEMORY = ':memory:';

/** The SQLite file of a set of views: their tables, and beside them how far each has come. */
export class ViewDatabase {
  readonly #file: string;
  readonly #views: readonly AnyView[];
  readonly #positions = new Map<string, Position>();
  #tables = new Map<string, ViewTable>();
  #db: DatabaseSync;
  #inode: bigint | undefined;

  /** A file that can't be read is removed: the log has everything. */
  constructor(file: string, views: readonly AnyView[]) {
    this.#file = file;
    this.#views = views;
    try {
      this.#db = this.#open();
    } catch (error) {
      if (!isLost(error)) throw error;
      this.#remove();
      this.#db = this.#open();
    }
  }

  positionOf(view: string): Position | undefined {
    return this.#positions.get(view);
  }

  table(view: string): ViewTable {
    const table = this.#tables.get(view);
    if (!table) throw new RangeError(`no view ${view} here`);
    return table;
  }

  /** All of `work` and the new position, or none of it. */
  commit(position: Position, work: () => void): void {
    const behind = this.#views.filter((v) => !hasReached(this.#positions.get(v.name), position));
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      work();
      for (const table of this.#tables.values()) table.flush();
      const save = this.#db.prepare('INSERT OR REPLACE INTO views (name, version, position) VALUES (?, ?, ?)');
      for (const { name, version } of behind) save.run(name, version, formatPosition(position));
      this.#db.exec('COMMIT');
    } catch (error) {
      for (const table of this.#tables.values()) table.forget();
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
    for (const { name } of behind) this.#positions.set(name, position);
  }

  /**
   * Whether the file is still there, the one that was opened, and a database by its first bytes. SQLite alone would not
   * notice for long: on a deleted file every write still succeeds, and what it has in memory it doesn't read again.
   */
  isInPlace(): boolean {
    if (this.#inode === undefined) return true;
    if (statSync(this.#file, { bigint: true, throwIfNoEntry: false })?.ino !== this.#inode) return false;
    const file = openSync(this.#file, 'r');
    try {
      const start = Buffer.alloc(HEADER.length);
      return readSync(file, start) === HEADER.length && start.equals(HEADER);
    } finally {
      closeSync(file);
    }
  }

  startAnew(): void {
    this.#positions.clear();
    try {
      this.close();
    } catch {
      // A damaged database may refuse even to close; its file is removed all the same.
    }
    this.#remove();
    this.#db = this.#open();
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close();
  }

  #remove(): void {
    if (this.#file === MEMORY) return;
    for (const suffix of ['', '-wal', '-shm']) rmSync(this.#file + suffix, { force: true });
  }

  #open(): DatabaseSync {
    const db = new DatabaseSync(this.#file);
    try {
      // Rows lost with the machine's power are folded again, so a commit need not wait for the disk.
      db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8192;');
      // 16 MB: under a flood of rows the same pages of the indexes are then copied back once, not again and again.
      db.exec('PRAGMA wal_autocheckpoint = 4000;');
      db.exec('CREATE TABLE IF NOT EXISTS views (name TEXT PRIMARY KEY, version INTEGER, position TEXT)');
      const known = new Map(
        db
          .prepare('SELECT name, version, position FROM views')
          .all()
          .map((r) => [r['name'], r]),
      );
      this.#tables = new Map(this.#views.map((view) => [view.name, new ViewTable(db, view)]));
      for (const { name, version } of this.#views) {
        const found = known.get(name);
        const position = found?.['version'] === version ? parsePosition(found['position'] as string) : undefined;
        if (position) this.#positions.set(name, position);
        else this.#tables.get(name)?.recreate();
      }
    } catch (error) {
      db.close();
      throw error;
    }
    this.#inode = this.#file === MEMORY ? undefined : statSync(this.#file, { bigint: true }).ino;
    return db;
  }
}
