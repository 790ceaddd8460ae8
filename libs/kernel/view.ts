import type { DomainEvent, Recorded } from './event.js';

/** One row changed by an event; `undefined` deletes it. */
export interface RowChange<Row> {
  readonly key: string;
  readonly row: Row | undefined;
}

/** A read model as a pure fold: the same code runs live on SQLite and, for `asOf`, over memory. */
export interface View<Row, E extends DomainEvent = DomainEvent> {
  readonly name: string;
  /** Raised when the fold or the row changes: the stored rows are then dropped and folded again. */
  readonly version: number;
  /** Prefixes of the streams that it reads. */
  readonly prefixes: readonly string[];
  /** Every row that the event changes. `read` gives the row as it stands. */
  readonly project: (recorded: Recorded<E>, read: (key: string) => Row | undefined) => readonly RowChange<Row>[];
  /** Columns that queries filter or sort by, from the row. */
  readonly columns?: Readonly<Record<string, (row: Row) => string | number | null>>;
  /** Columns that most rows have no value for, and that nobody lists the lack of: only the others are indexed. */
  readonly sparse?: readonly string[];
  /** Columns that are asked for together, where one alone would leave too many rows. */
  readonly together?: readonly (readonly string[])[];
}

/** Folds a view in memory over a history. */
export const foldView = <Row, E extends DomainEvent>(
  view: View<Row, E>,
  history: Iterable<Recorded<E>>,
  rows = new Map<string, Row>(),
): Map<string, Row> => {
  for (const recorded of history) {
    for (const change of view.project(recorded, (key) => rows.get(key))) {
      if (change.row === undefined) rows.delete(change.key);
      else rows.set(change.key, change.row);
    }
  }
  return rows;
};
