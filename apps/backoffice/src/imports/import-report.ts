import type { ImportRow, RejectedLine } from '#libs/delta-x';
import { pointOf, type Language, type ProblemPoint } from '#libs/problem-details';

/** One reason for which a line was rejected. */
export interface ReportedError extends ProblemPoint {
  readonly line: number;
  readonly reference?: string;
}

export interface ImportReport {
  readonly importId: string;
  readonly kind: ImportRow['kind'];
  readonly manifestId?: string;
  readonly alertId: string;
  readonly operator: string;
  readonly dryRun: boolean;
  readonly status: 'complete' | 'partial';
  readonly format: ImportRow['format'];
  readonly lines: number;
  readonly accepted: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly bytes: number;
  readonly errors: readonly ReportedError[];
  /** Every error; absent for a dry run, which leaves nothing behind. */
  readonly errorsUrl?: string;
}

export const reportErrors = ({ line, reference, objections }: RejectedLine, language: Language): ReportedError[] =>
  objections.map((o) => ({
    line,
    ...(reference === undefined ? {} : { reference }),
    ...pointOf({ rule: o.rule, field: o.field, text: o.text, todo: o.todo }, language),
  }));

/** @param most how many errors are shown */
export const importReport = (
  row: Omit<ImportRow, 'startedAt' | 'progressedAt' | 'revision'>,
  { dryRun, language, most }: { dryRun: boolean; language: Language; most: number },
): ImportReport => {
  const { importId, kind, manifestId, alertId, operator, status, format, errors } = row;
  const { lines, accepted, unchanged, rejected, bytes } = row;
  const about = { kind, ...(manifestId === undefined ? {} : { manifestId }), alertId, operator };
  const shown = errors.flatMap((line) => reportErrors(line, language)).slice(0, most);
  const counts = { lines, accepted, unchanged, rejected, bytes };
  const report = { importId, ...about, dryRun, status, format, ...counts, errors: shown };
  return dryRun ? report : { ...report, errorsUrl: `/v1/imports/${importId}/errors` };
};
