import { join } from 'node:path';
import type { StatementSync } from 'node:sqlite';
import { DatabaseSync } from 'node:sqlite';
import type { LoggedEvent } from './event.js';

/** What identifies an event in its stream, for the commit check. */
export interface Committed {
  readonly revision: number;
  readonly position: number;
  readonly id: Uint8Array;
}

export interface StoredStream {
  readonly key: number;
  /** -1 while it has no event. */
  readonly head: number;
  readonly tombstoned: boolean;
}

type EventRow = [position: number, stream: number, revision: number, type: string, created: number, record: Uint8Array];

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS streams (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    tombstoned INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE IF NOT EXISTS events (
    position INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL REFERENCES streams (key),
    revision INTEGER NOT NULL,
    id BLOB NOT NULL,
    type TEXT NOT NULL,
    created INTEGER NOT NULL,
    record BLOB NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS events_by_revision ON events (stream, revision);
  CREATE INDEX IF NOT EXISTS events_by_id ON events (stream, id);`;

const COLUMNS = 'position, stream, revision, type, created, record';
const PAGE_SIZE = 4096;
const NAMES_KEPT = 50_000;

/**
 * The tables of the log and the statements on them. Every write happens between `begin` and `commit`; a commit returns
 * when it is on the disk (WAL with synchronous=FULL: one fsync each).
 */
export class Storage {
  private readonly database: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();
  private readonly names = new Map<number, string>();

  /**
   * @param dataDir where the log lies; in memory when absent
   * @param maxBytes the largest that the tables may grow; without limit when absent
   */
  constructor(dataDir: string | undefined, maxBytes?: number) {
    this.database = new DatabaseSync(dataDir === undefined ? ':memory:' : join(dataDir, 'events.db'));
    this.database.exec(
      `PRAGMA page_size = ${PAGE_SIZE}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;`,
    );
    this.database.exec('PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 4000;');
    this.database.exec(SCHEMA);
    if (maxBytes !== undefined) this.database.exec(`PRAGMA max_page_count = ${Math.ceil(maxBytes / PAGE_SIZE)}`);
  }

  begin(): void {
    this.statement('BEGIN IMMEDIATE').run();
  }

  commit(): void {
    this.statement('COMMIT').run();
  }

  /** After it nothing of the transaction is left. SQLite may have rolled back by itself (a full disk does that). */
  rollback(): void {
    if (this.database.isTransaction) this.database.exec('ROLLBACK');
    this.names.clear();
  }

  findStream(name: string): StoredStream | undefined {
    const row = this.row(
      `SELECT key, tombstoned, (SELECT max(revision) FROM events WHERE stream = key) FROM streams WHERE name = ?`,
      name,
    ) as [number, number, number | null] | undefined;
    return row && { key: row[0], tombstoned: row[1] === 1, head: row[2] ?? -1 };
  }

  addStream(name: string): number {
    return Number(this.statement('INSERT INTO streams (name) VALUES (?)').run(name).lastInsertRowid);
  }

  tombstone(key: number): void {
    this.statement('UPDATE streams SET tombstoned = 1 WHERE key = ?').run(key);
  }

  insert(key: number, id: Uint8Array, event: LoggedEvent): void {
    this.statement(
      'INSERT INTO events (position, stream, revision, id, type, created, record) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ).run(event.position, key, event.revision, id, event.type, event.created, event.record);
  }

  /** The last event of the stream that has this id. */
  findById(key: number, id: Uint8Array): Committed | undefined {
    const row = this.row(
      'SELECT revision, position FROM events INDEXED BY events_by_id WHERE stream = ? AND id = ? ORDER BY position DESC LIMIT 1',
      key,
      id,
    ) as [number, number] | undefined;
    return row && { revision: row[0], position: row[1], id };
  }

  findByRevision(key: number, revision: number): Committed | undefined {
    const row = this.row('SELECT position, id FROM events WHERE stream = ? AND revision = ?', key, revision) as
      [number, Uint8Array] | undefined;
    return row && { revision, position: row[0], id: row[1] };
  }

  /** At most `count` events from `revision` on, itself included. */
  readStream(key: number, revision: number, count: number, backwards: boolean): LoggedEvent[] {
    const where = backwards ? 'revision <= ? ORDER BY revision DESC' : 'revision >= ? ORDER BY revision';
    return this.events(`SELECT ${COLUMNS} FROM events WHERE stream = ? AND ${where} LIMIT ?`, key, revision, count);
  }

  /** At most `count` events: forwards from `position` on, itself included; backwards those before it. */
  readAll(position: number, count: number, backwards: boolean): LoggedEvent[] {
    const where = backwards ? 'position < ? ORDER BY position DESC' : 'position >= ? ORDER BY position';
    return this.events(`SELECT ${COLUMNS} FROM events WHERE ${where} LIMIT ?`, position, count);
  }

  lastEvent(): LoggedEvent | undefined {
    return this.readAll(Number.MAX_SAFE_INTEGER, 1, true)[0];
  }

  close(): void {
    this.database.close();
  }

  private nameOf(key: number): string {
    let name = this.names.get(key);
    if (name === undefined) {
      const row = this.row('SELECT name FROM streams WHERE key = ?', key) as [string] | undefined;
      name = row?.[0] ?? '';
      if (this.names.size >= NAMES_KEPT) this.names.clear();
      this.names.set(key, name);
    }
    return name;
  }

  private events(sql: string, ...values: number[]): LoggedEvent[] {
    const rows = this.statement(sql).all(...values) as unknown as EventRow[];
    return rows.map(([position, stream, revision, type, created, record]) => {
      return { position, stream: this.nameOf(stream), revision, type, created, record };
    });
  }

  private row(sql: string, ...values: (number | string | Uint8Array)[]): unknown {
    return this.statement(sql).get(...values);
  }

  private statement(sql: string): StatementSync {
    let statement = this.statements.get(sql);
    if (statement === undefined) {
      statement = this.database.prepare(sql);
      statement.setReturnArrays(true);
      this.statements.set(sql, statement);
    }
    return statement;
  }
}
