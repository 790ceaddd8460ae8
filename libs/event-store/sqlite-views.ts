import { comparePositions, type Position, type View } from '#libs/kernel';
import { isWanted } from './esdb.reads.js';
import type { StoredRecord } from './event-store.port.js';
import { hasReached } from './fold-until.js';
import { decoderOf, type Decoding } from './recorded.js';
import type { Scalar, Where } from './view-query.js';
import { isLost, ViewDatabase } from './view-database.js';
import type { AnyView, Page, PageRequest, ViewTable } from './view-table.js';

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
  /** How SQLite finds that page: the steps of its query plan. */
  explain<Row>(view: ViewOf<Row>, request?: PageRequest): readonly string[];
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

/** Opens the read models. Views whose version changed start anew; the others go on from where they were. */
export const openViews = (options: ViewsOptions): Views => new SqliteViews(options);

class SqliteViews implements Views {
  readonly prefixes: readonly string[];
  readonly #views: readonly AnyView[];
  readonly #decode: ReturnType<typeof decoderOf>;
  readonly #listeners = new Set<(changed: ViewsChanged) => void>();
  readonly #resets = new Set<() => void>();
  readonly #db: ViewDatabase;
  /** Set while rebuilding: how far the lost views were. */
  #lostAt: Position | undefined;

  constructor({ file, views, codecs }: ViewsOptions) {
    if (views.length === 0) throw new RangeError('no views');
    if (new Set(views.map((v) => v.name)).size !== views.length) throw new RangeError('two views have one name');
    this.#views = views;
    this.#decode = decoderOf(codecs);
    this.prefixes = [...new Set(views.flatMap((v) => v.prefixes))];
    this.#db = new ViewDatabase(file, views);
  }

  get position(): Position | undefined {
    let least: Position | undefined;
    for (const { name } of this.#views) {
      const position = this.#db.positionOf(name);
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

  explain<Row>(view: ViewOf<Row>, request: PageRequest = {}): readonly string[] {
    return this.#read(view, (table) => table.explain(request));
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
    const reached = hasReached(this.position, position);
    if (reached && records.length === 0) return;
    this.checkFile();
    if (reached) return;
    const changes = new Map<string, { view: string; key: string }>();
    this.#guarded(() => {
      this.#db.commit(position, () => {
        for (const record of records) this.#fold(record, changes);
      });
    });
    if (hasReached(this.position, this.#lostAt ?? position)) this.#lostAt = undefined;
    this.#tell({ position, changes: [...changes.values()] });
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
    if (this.#db.isInPlace()) return;
    this.#startAnew();
    throw new ViewsRebuilding();
  }

  close(): void {
    this.#db.close();
  }

  #fold(record: StoredRecord, changes: Map<string, { view: string; key: string }>): void {
    const due = this.#views.filter(
      (v) => isWanted(record.stream, v.prefixes) && !hasReached(this.#db.positionOf(v.name), record.position),
    );
    const recorded = due.length === 0 ? undefined : this.#decode(record);
    if (!recorded) return;
    for (const { name: view } of due) {
      for (const key of this.#db.table(view).apply(recorded)) changes.set(JSON.stringify([view, key]), { view, key });
    }
  }

  /** Every listener is told, whatever another one throws; the first error is then the caller's. */
  #tell(changed: ViewsChanged): void {
    const failures: unknown[] = [];
    for (const listener of [...this.#listeners]) {
      try {
        listener(changed);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  #read<T>(view: Pick<AnyView, 'name'>, read: (table: ViewTable) => T): T {
    if (this.#lostAt) throw new ViewsRebuilding();
    return this.#guarded(() => read(this.#db.table(view.name)));
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
    this.#db.startAnew();
    for (const reset of this.#resets) reset();
  }
}
