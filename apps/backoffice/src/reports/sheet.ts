import type { Text } from '#libs/kernel';
import type { Language } from '#libs/problem-details';

/** A column of a report. */
export interface SheetColumn<Row> {
  /** The heading in the CSV that programs read. */
  readonly id: string;
  /** The heading that people read. */
  readonly title: Text;
  readonly cell: (row: Row, language: Language) => string | undefined;
  /** Millimetres on a page; absent where the page leaves it out. */
  readonly width?: number;
}

/** A report as a table, whatever it is written as. */
export interface Sheet<Row> {
  readonly title: Text;
  readonly columns: readonly SheetColumn<Row>[];
}
