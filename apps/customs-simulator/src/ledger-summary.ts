import type { DatabaseSync } from 'node:sqlite';

export interface MinuteCounts {
  /** Start of a minute of the product's clock, `2026-03-03T08:00`. */
  readonly minute: string;
  readonly received: number;
  readonly accepted: number;
  readonly refused: number;
  readonly repeated: number;
  readonly throttled: number;
  readonly unavailable: number;
}

/** Counts of submissions, but for `enquiries`, `stateEnquiries` and `acts`. Accepted and refused count first answers; their repeats are `repeated`. */
export interface LedgerSummary extends Omit<MinuteCounts, 'minute'> {
  readonly malformed: number;
  readonly dropped: number;
  /** Committed, and never answered. */
  readonly lostAnswers: number;
  readonly enquiries: number;
  readonly stateEnquiries: number;
  readonly acts: number;
  /** Declarations of one operator accepted more than once. Zero, or the simulator is wrong. */
  readonly doubledReferences: number;
  readonly firstReceivedAt: string | null;
  readonly lastReceivedAt: string | null;
  readonly lastAcceptedAt: string | null;
  readonly minutes: readonly MinuteCounts[];
}

const COUNTS = `
  count(*) AS received,
  count(*) FILTER (WHERE verdict = 'accepted' AND NOT repeated) AS accepted,
  count(*) FILTER (WHERE verdict = 'refused' AND NOT repeated) AS refused,
  count(*) FILTER (WHERE repeated) AS repeated,
  count(*) FILTER (WHERE verdict = 'throttled') AS throttled,
  count(*) FILTER (WHERE verdict = 'unavailable') AS unavailable`;

/** Everything is counted from the rows, doubles too: what the simulator means to prevent is not taken as prevented. */
export const ledgerSummary = (database: DatabaseSync): LedgerSummary => {
  const totals = database
    .prepare(
      `SELECT ${COUNTS},
         count(*) FILTER (WHERE verdict = 'malformed') AS malformed,
         count(*) FILTER (WHERE verdict = 'dropped') AS dropped,
         count(*) FILTER (WHERE verdict IN ('accepted', 'refused') AND status IS NULL) AS lostAnswers,
         (SELECT count(*) FROM request WHERE kind = 'enquiry') AS enquiries,
         (SELECT count(*) FROM request WHERE kind = 'state-enquiry') AS stateEnquiries,
         (SELECT count(*) FROM request WHERE kind = 'act') AS acts,
         (SELECT count(*) FROM (SELECT 1 FROM request WHERE verdict = 'accepted' AND NOT repeated
            GROUP BY operator, reference HAVING count(*) > 1)) AS doubledReferences,
         min(receivedAt) AS firstReceivedAt, max(receivedAt) AS lastReceivedAt,
         max(receivedAt) FILTER (WHERE verdict = 'accepted' AND NOT repeated) AS lastAcceptedAt
       FROM request WHERE kind = 'submission'`,
    )
    .get();
  const minutes = database
    .prepare(
      `SELECT substr(receivedAt, 1, 16) AS minute, ${COUNTS} FROM request WHERE kind = 'submission' GROUP BY 1 ORDER BY 1`,
    )
    .all();
  return { ...totals, minutes: minutes.map((row) => ({ ...row })) } as unknown as LedgerSummary;
};
