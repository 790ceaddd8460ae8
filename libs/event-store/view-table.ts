import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Recorded, RowChange } from '#libs/kernel';
import { IndexChoice } from './index-choice.js';
import {
  afterSql,
  encodeCursor,
  quoted,
  whereSql,
  type OrderBy,
  type Scalar,
  type Sql,
  type Where,
} from './view-query.js';

/** Any view, whatever its rows and events: as the store of views handles it. */
export interface AnyView {
  readonly name: string;
  readonly version: number;
  readonly prefixes: readonly string[];
  readonly project: (recorded: never, read: never) => readonly RowChange<unknown>[];
  readonly columns?: Readonly<Record<string, (row: never) => Scalar>>;
  readonly sparse?: readonly string[];
  readonly together?: readonly (readonly string[])[];
}

type Project = (recorded: Recorded, read: (key: string) => unknown) => readonly RowChange<unknown>[];

export interface PageRequest {
  readonly where?: Where;
  readonly orderBy?: OrderBy;
  /** Rows a page, 1 to 1,000; 100 when absent. */
  readonly limit?: number;
  /** The `next` of the page before. */
  readonly after?: string;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Absent on the last page. */
  readonly next?: string;
}

const CACHED_ROWS = 2_000;
const NAME = /^[a-z][a-z0-9_-]{0,62}$/i;

/** One view's rows in SQLite: key, JSON, and the columns that the view names, indexed as it says (view-indexes.ts). */
export class ViewTable {
  readonly #view: AnyView;
  readonly #db: DatabaseSync;
  readonly #columns: readonly (readonly [string, (row: unknown) => Scalar])[];
  readonly #names: ReadonlySet<string>;
  /** What a condition may be about: a column, or the key. */
  readonly #asked: ReadonlySet<string>;
  readonly #indexes: IndexChoice;
  readonly #statements = new Map<string, StatementSync>();
  /** The rows used last: a fold comes back to the same few again and again. */
  readonly #recent = new Map<string, unknown>();
  /** Changed and not yet written: a row that several events of a batch change is written once. */
  readonly #unwritten = new Map<string, unknown>();

  constructor(db: DatabaseSync, view: AnyView) {
    const columns = Object.entries(view.columns ?? {}) as [string, (row: unknown) => Scalar][];
    for (const name of [view.name, ...columns.map(([c]) => c)]) {
      if (!NAME.test(name)) throw new RangeError(`not a name for a view or a column: ${name}`);
    }
    if (columns.some(([c]) => c === 'key' || c === 'row')) throw new RangeError(`${view.name}: key and row are taken`);
    this.#db = db;
    this.#view = view;
    this.#columns = columns;
    this.#names = new Set(columns.map(([c]) => c));
    this.#asked = new Set([...this.#names, 'key']);
    this.#indexes = new IndexChoice(view, (text, values) => this.#statement(text).get(...values)?.['n'] as number);
    for (const column of [...(view.sparse ?? []), ...(view.together ?? []).flat()])
      if (!this.#names.has(column)) throw new RangeError(`no such column: ${column}`);
  }

  get view(): AnyView {
    return this.#view;
  }

  get #table(): string {
    return quoted(`view_${this.#view.name}`);
  }

  /** Makes the table anew, empty. */
  recreate(): void {
    this.#statements.clear();
    this.forget();
    const columns = this.#columns.map(([c]) => `, ${quoted(c)}`).join('');
    this.#db.exec(`DROP TABLE IF EXISTS ${this.#table}`);
    this.#db.exec(`CREATE TABLE ${this.#table} (key TEXT PRIMARY KEY NOT NULL, row TEXT NOT NULL${columns})`);
    for (const text of this.#indexes.createSql()) this.#db.exec(text);
  }

  /** After a rollback the rows in memory are not those on disk. */
  forget(): void {
    this.#recent.clear();
    this.#unwritten.clear();
  }

  /** Writes what `apply` changed; before the end of the transaction. */
  flush(): void {
    for (const [key, row] of this.#unwritten) this.#put(key, row);
    this.#unwritten.clear();
  }

  /** Folds one event in, to be written by `flush`; gives the keys of the rows it changed. */
  apply(recorded: Recorded): string[] {
    const changes = (this.#view.project as unknown as Project)(recorded, (key) => this.get(key));
    for (const { key, row } of changes) this.#unwritten.set(key, row);
    return changes.map((c) => c.key);
  }

  get(key: string): unknown {
    if (this.#unwritten.has(key)) return this.#unwritten.get(key);
    if (this.#recent.has(key)) return this.#recent.get(key);
    const found = this.#statement(`SELECT row FROM ${this.#table} WHERE key = ?`).get(key);
    const row: unknown = found === undefined ? undefined : JSON.parse(found['row'] as string);
    this.#remember(key, row);
    return row;
  }

  page(request: PageRequest): Page<unknown> {
    const { limit = 100 } = request;
    const { text, values } = this.#pageSql(request);
    const found = this.#statement(text).all(...values);
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    return {
      rows: rows.map((r) => JSON.parse(r['row'] as string) as unknown),
      ...(found.length > limit && last ? { next: encodeCursor(last['sort'] as Scalar, last['key'] as string) } : {}),
    };
  }

  /** How SQLite finds a page: the steps of its query plan. */
  explain(request: PageRequest): readonly string[] {
    const { text, values } = this.#pageSql(request);
    const steps = this.#db.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...values);
    return steps.map((step) => step['detail'] as string);
  }

  #pageSql({ where = {}, orderBy = {}, limit = 100, after }: PageRequest): Sql {
    if (!Number.isInteger(limit) || limit < 1 || limit > 1_000) throw new RangeError('limit must be 1 to 1,000');
    const { column, direction = 'asc' } = orderBy;
    if (column !== undefined && !this.#names.has(column)) throw new RangeError(`no such column: ${column}`);
    const filter = whereSql(where, this.#asked);
    const start = after === undefined ? { text: 'TRUE', values: [] } : afterSql(column, direction === 'desc', after);
    const sort = column === undefined ? 'NULL' : quoted(column);
    const order = column === undefined ? `key ${direction}` : `${sort} ${direction}, key ${direction}`;
    const from = this.#indexes.from(where, column);
    return {
      text: `SELECT key, row, ${sort} AS sort FROM ${from} WHERE ${filter.text} AND ${start.text} ORDER BY ${order} LIMIT ?`,
      values: [...filter.values, ...start.values, limit + 1],
    };
  }

  count(where: Where): number {
    const { text, values } = whereSql(where, this.#asked);
    const from = this.#indexes.forCount(where) ?? this.#indexes.from(where);
    const found = this.#statement(`SELECT count(*) AS n FROM ${from} WHERE ${text}`).get(...values);
    return found?.['n'] as number;
  }

  countBy(column: string, where: Where): ReadonlyMap<Scalar, number> {
    if (!this.#names.has(column)) throw new RangeError(`no such column: ${column}`);
    const { text, values } = whereSql(where, this.#asked);
    const name = quoted(column);
    const from = this.#indexes.forCount(where, column) ?? this.#table;
    const found = this.#statement(
      `SELECT ${name} AS value, count(*) AS n FROM ${from} WHERE ${text} GROUP BY ${name} ORDER BY ${name}`,
    ).all(...values);
    return new Map(found.map((r) => [r['value'] as Scalar, r['n'] as number]));
  }

  *all(): Generator<{ key: string; row: unknown }, void, undefined> {
    for (const r of this.#db.prepare(`SELECT key, row FROM ${this.#table} ORDER BY key`).iterate()) {
      yield { key: r['key'] as string, row: JSON.parse(r['row'] as string) };
    }
  }

  #put(key: string, row: unknown): void {
    this.#remember(key, row);
    if (row === undefined) {
      this.#statement(`DELETE FROM ${this.#table} WHERE key = ?`).run(key);
      return;
    }
    const values: SQLInputValue[] = [key, JSON.stringify(row), ...this.#columns.map(([, of]) => of(row))];
    const names = ['key', 'row', ...this.#columns.map(([c]) => quoted(c))];
    const updates = names.slice(1).map((n) => `${n} = excluded.${n}`);
    this.#statement(
      `INSERT INTO ${this.#table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})
       ON CONFLICT (key) DO UPDATE SET ${updates.join(', ')}`,
    ).run(...values);
  }

  #remember(key: string, row: unknown): void {
    this.#recent.delete(key);
    this.#recent.set(key, row);
    if (this.#recent.size <= CACHED_ROWS) return;
    for (const oldest of this.#recent.keys()) {
      this.#recent.delete(oldest);
      break;
    }
  }

  #statement(text: string): StatementSync {
    let statement = this.#statements.get(text);
    if (!statement) {
      // Queries of many shapes come through here; a runaway cache of them would be a leak.
      if (this.#statements.size >= 200) this.#statements.clear();
      statement = this.#db.prepare(text);
      this.#statements.set(text, statement);
    }
    return statement;
  }
}
