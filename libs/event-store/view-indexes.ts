import type { SQLInputValue } from 'node:sqlite';
import { conditionSql, quoted, type Condition, type Sql, type Where } from './view-query.js';
import type { AnyView } from './view-table.js';

/** An index of a view's table: on these columns, and then the key, so that what it finds comes in the key's order. */
export interface ViewIndex {
  readonly name: string;
  readonly columns: readonly string[];
  /** Rows without a value are left out: not found by it, and nothing to write for them. */
  readonly sparse: boolean;
}

/** One for each column, and those that the view names for columns that are asked for together. */
export const indexesOf = ({ name, columns = {}, sparse = [], together = [] }: AnyView): readonly ViewIndex[] => [
  ...Object.keys(columns).map((c) => ({ name: `view_${name}_${c}`, columns: [c], sparse: sparse.includes(c) })),
  ...together.map((cs) => ({
    name: `view_${name}_${cs.join('_')}`,
    columns: cs,
    sparse: cs[0] !== undefined && sparse.includes(cs[0]),
  })),
];

export const createIndexSql = (table: string, { name, columns, sparse }: ViewIndex): string => {
  const on = [...columns.map(quoted), 'key'].join(', ');
  const [first = ''] = columns;
  return `CREATE INDEX ${quoted(name)} ON ${table} (${on})${sparse ? ` WHERE ${quoted(first)} IS NOT NULL` : ''}`;
};

/** A way to find the rows of a query, with the part of the condition that it uses. */
export interface Access {
  readonly index: string;
  readonly condition: Sql;
}

const isOneValue = (condition: Condition | undefined): boolean =>
  typeof condition === 'string' || typeof condition === 'number';
const isRange = (condition: Condition | undefined): boolean =>
  typeof condition === 'object' && condition !== null && !Array.isArray(condition);

const allOf = (where: Where, columns: readonly string[]): Sql => {
  const parts = columns.map((c) => conditionSql(quoted(c), where[c] ?? null));
  const values: SQLInputValue[] = parts.flatMap((p) => [...p.values]);
  return { text: parts.map((p) => p.text).join(' AND '), values };
};

/** The ways that give rows in the order of the key: an index whose every column is asked for, or a range of keys. */
export const inOrderOfKey = (table: string, indexes: readonly ViewIndex[], where: Where): readonly Access[] => [
  ...(isRange(where['key']) ? [{ index: `sqlite_autoindex_${table}_1`, condition: allOf(where, ['key']) }] : []),
  ...indexes
    .filter(({ columns }) => columns.every((c) => isOneValue(where[c])))
    .toSorted((a, b) => b.columns.length - a.columns.length)
    .map(({ name, columns }) => ({ index: name, condition: allOf(where, columns) })),
];

/** An index that alone answers how many there are: it has every column asked about, and leads to those of the first. */
export const forCount = (
  indexes: readonly ViewIndex[],
  where: Where,
  column: string | undefined,
): ViewIndex | undefined => {
  const asked = [...Object.keys(where), ...(column === undefined ? [] : [column])];
  const leads = (name = ''): boolean =>
    isOneValue(where[name]) || (isRange(where[name]) && Object.keys(where[name] ?? {}).length > 0);
  return indexes
    .filter(({ columns }) => leads(columns[0]) && asked.every((name) => columns.includes(name)))
    .toSorted((a, b) => a.columns.length - b.columns.length)[0];
};

/** The way along a column that the rows are sorted by, where only a range of it is asked for. */
export const alongColumn = (
  indexes: readonly ViewIndex[],
  where: Where,
  column: string | undefined,
): Access | undefined => {
  if (column === undefined || !isRange(where[column])) return undefined;
  const index = indexes.find(({ columns }) => columns.length === 1 && columns[0] === column);
  return index && { index: index.name, condition: allOf(where, [column]) };
};
