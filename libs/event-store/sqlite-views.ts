import { rmSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { comparePositions, formatPosition, parsePosition, type Position, type View } from '#libs/kernel';
import { isWanted } from './esdb.reads.js';
import type { StoredRecord } from './event-store.port.js';
import { hasReached } from './fold-until.js';
import { decoderOf, type Decoding } from './recorded.js';
import type { Scalar, Where } from './view-query.js';
import { ViewTable, type AnyView, type Page, type PageRequest } from './view-table.js';

export interface ViewsOptions {
  /** Path of the SQLite file, or `:memory:`. It may be deleted at any moment: the log has everything. */
  readonly file: string;
  readonly views: readonly AnyView[];
  readonly codecs: readonly Decoding[];
}

/** Told after each commit. */
export interface ViewsChanged {
  readonly position: Position;
  readonly changes: readonly { readonly view: string; readonly key: string }[];
}

/** The database was lost while running and the views are folded anew: what they say now would be the past. */
export class ViewsRebuilding extends Error {
  override readonly name = 'ViewsRebuilding';
  constructor() {
    super('the read model is being rebuilt from the log');
  }
}

/** One row type's worth of a view: enough to name it and to know what comes back. */
export type ViewOf<Row> = Pick<View<Row, never>, 'name' | 'project'>;

export interface Views {
  /** The prefixes that any of the views reads. */
  readonly prefixes: readonly string[];
  /** The position that every view has reached; `undefined` when one is at the beginning. */
  readonly position: Position | undefined;
  get<Row>(view: ViewOf<Row>, key: string): Row | undefined;
  query<Row>(view: ViewOf<Row>, request?: PageRequest): Page<Row>;
  count(view: Pick<AnyView, 'name'>, where?: Where): number;
  /** How many rows there are for each value of a column. */
  countBy(view: Pick<AnyView, 'name'>, column: string, where?: Where): ReadonlyMap<Scalar, number>;
  /** Every row, by key, without holding them all. No write may happen between two steps of it. */
  all<Row>(view: ViewOf<Row>): IterableIterator<{ key: string; row: Row }>;
  /**
   * Folds events and notes the position, in one transaction. Events that a view has seen change nothing.
   * @throws UnreadableEvent, and ViewsRebuilding when the file was lost: then begin again at `position`
   */
  applyBatch(records: readonly StoredRecord[], position: Position): void;
  /** True once every view has reached the position; false when that takes longer. */
  waitFor(position: Position, timeoutMs: number): Promise<boolean>;
  /** @returns what takes the listener away again */
  onChange(listener: (changed: ViewsChanged) => void): () => void;
  /** Called when the rows were dropped and have to be folded anew. @returns what takes the listener away again */
  onReset(listener: () => void): () => void;
  /** Looks whether the file is still there and the one that was opened; begins anew when not. */
  checkFile(): void;
  close(): void;
}

/** SQLite's result codes for a file that is damaged, gone, or not ours any more. */
const LOST = new Set([8, 10, 11, 14, 26]);

const isLost = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && LOST.has(error.errcode & 0xff);

/** Opens the read models. Views whose version changed start anew; the others go on from where they were. */
export const openViews = (options: ViewsOptions): Views => new SqliteViews(options);

class SqliteViews implements Views {
  readonly prefixes: readonly string[];
  readonly #options: ViewsOptions;
  readonly #decode: ReturnType<typeof decoderOf>;
  readonly #listeners = new Set<(changed: ViewsChanged) => void>();
  readonly #resets = new Set<() => void>();
  #db: DatabaseSync;
  #inode: bigint | undefined;
  #tables = new Map<string, ViewTable>();
  #positions = new Map<string, Position>();
  /** Set while rebuilding: how far the lost views were. */
  #lostAt: Position | undefined;

  constructor(options: ViewsOptions) {
    this.#options = options;
    this.#decode = decoderOf(options.codecs);
    this.prefixes = [...new Set(options.views.flatMap((v) => v.prefixes))];
    if (new Set(options.views.map((v) => v.name)).size !== options.views.length) {
      throw new RangeError('two views have one name');
    }
    try {
      this.#db = this.#open();
    } catch (error) {
      if (!isLost(error)) throw error;
      this.#removeFile();
      this.#db = this.#open();
    }
  }

  get position(): Position | undefined {
    let least: Position | undefined;
    for (const { name } of this.#options.views) {
      const position = this.#positions.get(name);
      if (!position) return undefined;
      if (!least || comparePositions(position, least) < 0) least = position;
    }
    return least;
  }

  get<Row>(view: ViewOf<Row>, key: string): Row | undefined {
    return this.#read(view, (table) => table.get(key) as Row | undefined);
  }

  query<Row>(view: ViewOf<Row>, request: PageRequest = {}): Page<Row> {
    return this.#read(view, (table) => table.page(request) as Page<Row>);
  }

  count(view: Pick<AnyView, 'name'>, where: Where = {}): number {
    return this.#read(view, (table) => table.count(where));
  }

  countBy(view: Pick<AnyView, 'name'>, column: string, where: Where = {}): ReadonlyMap<Scalar, number> {
    return this.#read(view, (table) => table.countBy(column, where));
  }

  all<Row>(view: ViewOf<Row>): IterableIterator<{ key: string; row: Row }> {
    return this.#read(view, (table) => table.all() as Generator<{ key: string; row: Row }>);
  }

  applyBatch(records: readonly StoredRecord[], position: Position): void {
    this.checkFile();
    if (hasReached(this.position, position)) return;
    const changes = new Map<string, { view: string; key: string }>();
    this.#guarded(() => {
      this.#db.exec('BEGIN IMMEDIATE');
      try {
        for (const record of records) this.#fold(record, changes);
        for (const { name, version } of this.#options.views) this.#save(name, version, position);
        this.#db.exec('COMMIT');
      } catch (error) {
        this.#undo();
        throw error;
      }
    });
    for (const { name } of this.#options.views) {
      if (!hasReached(this.#positions.get(name), position)) this.#positions.set(name, position);
    }
    if (hasReached(this.position, this.#lostAt ?? position)) this.#lostAt = undefined;
    const changed = { position, changes: [...changes.values()] };
    for (const listener of this.#listeners) listener(changed);
  }

  async waitFor(position: Position, timeoutMs: number): Promise<boolean> {
    if (hasReached(this.position, position)) return true;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => {
      resolve(false);
    }, timeoutMs);
    const off = this.onChange(() => {
      if (hasReached(this.position, position)) resolve(true);
    });
    return promise.finally(() => {
      clearTimeout(timer);
      off();
    });
  }

  onChange(listener: (changed: ViewsChanged) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onReset(listener: () => void): () => void {
    this.#resets.add(listener);
    return () => this.#resets.delete(listener);
  }

  checkFile(): void {
    if (this.#inode === undefined) return;
    const now = statSync(this.#options.file, { bigint: true, throwIfNoEntry: false })?.ino;
    if (now === this.#inode) return;
    this.#startAnew();
    throw new ViewsRebuilding();
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close();
  }

  #fold(record: StoredRecord, changes: Map<string, { view: string; key: string }>): void {
    const due = this.#options.views.filter(
      (v) => isWanted(record.stream, v.prefixes) && !hasReached(this.#positions.get(v.name), record.position),
    );
    const recorded = due.length === 0 ? undefined : this.#decode(record);
    if (!recorded) return;
    for (const { name: view } of due) {
      for (const key of this.#table(view).apply(recorded)) changes.set(JSON.stringify([view, key]), { view, key });
    }
  }

  #save(name: string, version: number, position: Position): void {
    if (hasReached(this.#positions.get(name), position)) return;
    this.#db
      .prepare('INSERT OR REPLACE INTO views (name, version, position) VALUES (?, ?, ?)')
      .run(name, version, formatPosition(position));
  }

  #undo(): void {
    for (const table of this.#tables.values()) table.forget();
    if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
  }

  #read<T>(view: Pick<AnyView, 'name'>, read: (table: ViewTable) => T): T {
    if (this.#lostAt) throw new ViewsRebuilding();
    return this.#guarded(() => read(this.#table(view.name)));
  }

  #table(name: string): ViewTable {
    const table = this.#tables.get(name);
    if (!table) throw new RangeError(`no view ${name} here`);
    return table;
  }

  /** @throws ViewsRebuilding in place of the database's own error, having begun anew */
  #guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (!isLost(error)) throw error;
      this.#startAnew();
      throw new ViewsRebuilding();
    }
  }

  #startAnew(): void {
    this.#lostAt = this.position ?? this.#lostAt;
    this.#positions.clear();
    try {
      this.close();
    } catch {
      // A damaged database may refuse even to close; its file is removed all the same.
    }
    this.#removeFile();
    this.#db = this.#open();
    for (const reset of this.#resets) reset();
  }

  #removeFile(): void {
    if (this.#options.file === ':memory:') return;
    for (const suffix of ['', '-wal', '-shm']) rmSync(this.#options.file + suffix, { force: true });
  }

  #open(): DatabaseSync {
    const { file, views } = this.#options;
    const db = new DatabaseSync(file);
    try {
      // Rows lost with the machine's power are folded again, so a commit need not wait for the disk.
      db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8192;');
      db.exec('CREATE TABLE IF NOT EXISTS views (name TEXT PRIMARY KEY, version INTEGER, position TEXT)');
      const known = new Map(
        db
          .prepare('SELECT name, version, position FROM views')
          .all()
          .map((r) => [r['name'], r]),
      );
      this.#tables = new Map(views.map((view) => [view.name, new ViewTable(db, view)]));
      for (const { name, version } of views) {
        const found = known.get(name);
        const position = found?.['version'] === version ? parsePosition(found['position'] as string) : undefined;
        if (position) this.#positions.set(name, position);
        else this.#tables.get(name)?.recreate();
      }
    } catch (error) {
      db.close();
      throw error;
    }
    this.#inode = file === ':memory:' ? undefined : statSync(file, { bigint: true }).ino;
    return db;
  }
}
