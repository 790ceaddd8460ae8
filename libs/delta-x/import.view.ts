import type { Instant, Recorded, View } from '#libs/kernel';
import { addCounts } from './import.decider.js';
import type { ImportEvent, ImportFormat, ImportKind, LineCounts, RejectedLine } from './import.events.js';

/** An import as it is reported; its rejected lines in full are in its stream. */
export interface ImportRow extends LineCounts {
  readonly importId: string;
  readonly kind: ImportKind;
  /** Of a manifest's lines. */
  readonly manifestId?: string;
  readonly alertId: string;
  readonly operator: string;
  readonly format: ImportFormat;
  readonly status: 'partial' | 'complete';
  readonly bytes: number;
  readonly startedAt: Instant;
  /** When it was last heard of: the end, once complete. */
  readonly progressedAt: Instant;
  /** The first rejected lines. */
  readonly errors: readonly RejectedLine[];
  readonly revision: string;
}

/** Rejected lines that a row holds. */
export const ERRORS_SHOWN = 100;

const next = (
  row: ImportRow | undefined,
  { event, recordedAt, revision }: Recorded<ImportEvent>,
): ImportRow | undefined => {
  const now = { progressedAt: recordedAt, revision: String(revision) };
  if (event.type === 'ImportStarted') {
    const { importId, file, alertId, operator, format, bytes } = event.data;
    const counts: LineCounts = { lines: 0, accepted: 0, unchanged: 0, rejected: 0 };
    const known = { importId, ...file, alertId, operator, format, bytes };
    return { ...known, ...counts, status: 'partial', startedAt: recordedAt, errors: [], ...now };
  }
  if (!row) return row;
  if (event.type === 'ImportCompleted') return { ...row, ...now, status: 'complete' };
  const { bytes, errors } = event.data;
  const shown = row.errors.length < ERRORS_SHOWN ? [...row.errors, ...errors].slice(0, ERRORS_SHOWN) : row.errors;
  return { ...row, ...addCounts(row, event.data), ...now, bytes, errors: shown };
};

export const importView: View<ImportRow, ImportEvent> = {
  name: 'imports',
  version: 2,
  prefixes: ['import-'],
  project: (recorded, read) => {
    const key = recorded.event.data.importId;
    return [{ key, row: next(read(key), recorded) }];
  },
  columns: {
    kind: (r) => r.kind,
    alertId: (r) => r.alertId,
    manifestId: (r) => r.manifestId ?? null,
    operator: (r) => r.operator,
    status: (r) => r.status,
  },
};
