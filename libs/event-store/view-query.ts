import type { SQLInputValue } from 'node:sqlite';

export type Scalar = string | number | null;

/** Equal to a value, to one of several, within a range, or starting with a text. `null` means: has none. */
export type Condition =
  | Scalar
  | readonly Scalar[]
  | {
      readonly gte?: string | number;
      readonly gt?: string | number;
      readonly lte?: string | number;
      readonly lt?: string | number;
      readonly prefix?: string;
    };

/** Column by column, all of them together. Columns are those that the view names. */
export type Where = Readonly<Record<string, Condition>>;

export interface OrderBy {
  /** A column of the view; the row's key when absent. */
  readonly column?: string;
  readonly direction?: 'asc' | 'desc';
}

export interface Sql {
  readonly text: string;
  readonly values: readonly SQLInputValue[];
}

/** A cursor that was not made by a query of this shape. */
export class BadCursor extends RangeError {
  override readonly name = 'BadCursor';
}

const COMPARISONS = { gte: '>=', gt: '>', lte: '<=', lt: '<' } as const;
const LAST_CHARACTER = '\u{10ffff}';

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export const conditionSql = (column: string, condition: Condition): Sql => {
  if (condition === null) return { text: `${column} IS NULL`, values: [] };
  if (typeof condition !== 'object') return { text: `${column} = ?`, values: [condition] };
  if (Array.isArray(condition)) {
    const values = (condition as readonly Scalar[]).filter((v): v is string | number => v !== null);
    const among = `${column} IN (${values.map(() => '?').join(', ')})`;
    return { text: values.length === condition.length ? among : `(${among} OR ${column} IS NULL)`, values };
  }
  const range = condition as Exclude<Condition, Scalar | readonly Scalar[]>;
  const parts: string[] = [];
  const values: SQLInputValue[] = [];
  for (const [name, sign] of Object.entries(COMPARISONS)) {
    const bound = range[name as keyof typeof COMPARISONS];
    if (bound === undefined) continue;
    parts.push(`${column} ${sign} ?`);
    values.push(bound);
  }
  if (range.prefix !== undefined) {
    parts.push(`${column} >= ? AND ${column} < ?`);
    values.push(range.prefix, range.prefix + LAST_CHARACTER);
  }
  return { text: parts.length === 0 ? 'TRUE' : parts.join(' AND '), values };
};

/** @throws RangeError for a column that the view doesn't have */
export const whereSql = (where: Where, columns: ReadonlySet<string>): Sql => {
  const parts = Object.entries(where).map(([name, condition]) => {
    if (!columns.has(name)) throw new RangeError(`no such column: ${name}`);
    return conditionSql(quoted(name), condition);
  });
  return {
    text: parts.length === 0 ? 'TRUE' : parts.map((p) => `(${p.text})`).join(' AND '),
    values: parts.flatMap((p) => p.values),
  };
};

/** The place of a row in its order: the sort value and the key, opaque to callers. */
export const encodeCursor = (value: Scalar, key: string): string =>
  Buffer.from(JSON.stringify([value, key])).toString('base64url');

const isScalar = (value: unknown): value is Scalar =>
  value === null || typeof value === 'string' || typeof value === 'number';

/** @throws BadCursor */
export const decodeCursor = (cursor: string): { value: Scalar; key: string } => {
  try {
    const [value, key] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    if (isScalar(value) && typeof key === 'string') return { value, key };
  } catch {
    // Not JSON: said below, like every other cursor that is none of ours.
  }
  throw new BadCursor('not a cursor of this list');
};

/**
 * The rows after a cursor. SQLite sorts NULL before every value, so ascending the rows without a value come first and
 * descending they come last; the key settles ties in the same direction, so that one index serves both.
 */
export const afterSql = (column: string | undefined, descending: boolean, cursor: string): Sql => {
  const { value, key } = decodeCursor(cursor);
  const beyond = descending ? '<' : '>';
  if (column === undefined) return { text: `key ${beyond} ?`, values: [key] };
  const name = quoted(column);
  if (value === null) {
    const same = `(${name} IS NULL AND key ${beyond} ?)`;
    return { text: descending ? same : `(${same} OR ${name} IS NOT NULL)`, values: [key] };
  }
  const later = `(${name} ${beyond} ? OR (${name} = ? AND key ${beyond} ?)`;
  return { text: descending ? `${later} OR ${name} IS NULL)` : `${later})`, values: [value, value, key] };
};
