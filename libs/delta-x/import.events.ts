import type { DomainEvent, RuleId, Text } from '#libs/kernel';
import type { LineColumn } from './consignment.js';
import type { PriorField } from './prior-line.js';

export const IMPORT_FORMATS = ['csv', 'ndjson'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** What a file's lines are: those of a manifest, or the operator's list of what stood in Delta X before the outage. */
export const IMPORT_KINDS = ['manifest', 'prior-states'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];
export type ImportedFile =
  { readonly kind: 'manifest'; readonly manifestId: string } | { readonly kind: 'prior-states' };

/** Any column of either kind of file. */
export type FileColumn = LineColumn | PriorField;

/** What the header line of a CSV file said: needed again when the import goes on from its middle. */
export interface CsvHeader {
  readonly delimiter: ';' | ',';
  readonly columns: readonly FileColumn[];
}

/** One objection to a line, as it is reported. */
export interface LineObjection {
  readonly rule?: RuleId | undefined;
  readonly field?: string | undefined;
  readonly text: Text;
  readonly todo?: Text | undefined;
}

export interface RejectedLine {
  /** Of the file, from 1; the header line of a CSV counts. */
  readonly line: number;
  readonly reference?: string | undefined;
  readonly objections: readonly LineObjection[];
}

export interface LineCounts {
  readonly lines: number;
  readonly accepted: number;
  readonly unchanged: number;
  readonly rejected: number;
}

/** Where in the file everything before is dealt with. */
export interface FilePlace {
  /** Bytes from the start; always at the start of a line. */
  readonly bytes: number;
  /** Number of the last line dealt with. */
  readonly line: number;
  /** Chained SHA-256 over the lines so far: tells the same file from another one sent under its name. */
  readonly digest: string;
}

export type ImportStarted = DomainEvent<
  'ImportStarted',
  FilePlace & {
    readonly importId: string;
    readonly file: ImportedFile;
    readonly alertId: string;
    readonly operator: string;
    readonly format: ImportFormat;
    readonly header?: CsvHeader | undefined;
  }
>;
/** A stretch of the file dealt with; the counts are of this stretch alone. */
export type ImportProgressed = DomainEvent<
  'ImportProgressed',
  FilePlace & LineCounts & { readonly importId: string; readonly errors: readonly RejectedLine[] }
>;
export type ImportCompleted = DomainEvent<
  'ImportCompleted',
  LineCounts & { readonly importId: string; readonly bytes: number }
>;

export type ImportEvent = ImportStarted | ImportProgressed | ImportCompleted;
