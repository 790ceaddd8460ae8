import type { ProblemReason } from './problem.js';

/** Why a line of a file was not taken. */
export interface LineError extends ProblemReason {
  readonly line: number;
  readonly reference?: string;
}

/** What came of a file, or would (`dryRun`). */
export interface ImportReport {
  readonly importId: string;
  readonly manifestId?: string;
  readonly dryRun: boolean;
  readonly status: 'complete' | 'partial';
  readonly lines: number;
  readonly accepted: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly bytes: number;
  /** The first of them. */
  readonly errors: readonly LineError[];
  readonly errorsUrl?: string;
}
