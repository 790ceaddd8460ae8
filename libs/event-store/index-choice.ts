import type { SQLInputValue } from 'node:sqlite';
import {
  alongColumn,
  createIndexSql,
  forCount,
  indexesOf,
  inOrderOfKey,
  type Access,
  type ViewIndex,
} from './view-indexes.js';
import { quoted, type Where } from './view-query.js';
import type { AnyView } from './view-table.js';

/** Of several ways the one with the fewest rows is taken; beyond so many they are as good as each other. */
const ROWS_COMPARED = 500;

/** Names the index by which a query of a view is answered: SQLite without statistics takes any of them. */
export class IndexChoice {
  readonly #name: string;
  readonly #table: string;
  readonly #indexes: readonly ViewIndex[];

  /** @param count runs a query whose one row has a number `n` */
  constructor(
    view: AnyView,
    private readonly count: (text: string, values: readonly SQLInputValue[]) => number,
  ) {
    this.#name = `view_${view.name}`;
    this.#table = quoted(this.#name);
    this.#indexes = indexesOf(view);
  }

  createSql(): readonly string[] {
    return this.#indexes.map((index) => createIndexSql(this.#table, index));
  }

  /** The table, by the index that leads to the fewest rows; plain where no index helps. */
  from(where: Where, orderBy?: string): string {
    const ways = inOrderOfKey(this.#name, this.#indexes, where);
    const along = alongColumn(this.#indexes, where, orderBy);
    if (orderBy !== undefined && !along) return this.#table;
    let best = along;
    let least = along ? ROWS_COMPARED : Infinity;
    for (const way of ways) {
      const rows = ways.length === 1 && !along ? 0 : this.#rowsBy(way);
      if (rows < least) [best, least] = [way, rows];
    }
    return best ? `${this.#table} INDEXED BY ${quoted(best.index)}` : this.#table;
  }

  /** The table, by the index that alone answers how many there are; `undefined` where none does. */
  forCount(where: Where, column?: string): string | undefined {
    const index = forCount(this.#indexes, where, column);
    return index && `${this.#table} INDEXED BY ${quoted(index.name)}`;
  }

  /** How many rows a way leads to, counted up to a bound. */
  #rowsBy({ index, condition }: Access): number {
    const rows = `SELECT 1 FROM ${this.#table} INDEXED BY ${quoted(index)} WHERE ${condition.text} LIMIT ${ROWS_COMPARED}`;
    return this.count(`SELECT count(*) AS n FROM (${rows})`, condition.values);
  }
}
