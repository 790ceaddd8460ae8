import type { Instant } from '#libs/kernel';
import type { Ledger } from './ledger.js';
import type { Which } from './register.js';

/** A control of goods, and their release after it (DX-33). */
export interface Control {
  readonly selectedAt: Instant;
  readonly releasedAt?: Instant;
}

/** What one DCG of an operator sums up: declarations cleared from `from` on and before `until`, entered by `until` (DX-32). */
export interface GlobalisationPeriod {
  readonly reference: string;
  readonly from: Instant;
  readonly until: Instant;
}

/** An outage as the administration has announced it; open without `until`. */
export interface AnnouncedOutage {
  readonly from: Instant;
  readonly until?: Instant;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS control (
    operator TEXT NOT NULL, reference TEXT NOT NULL, selectedAt TEXT NOT NULL, releasedAt TEXT,
    PRIMARY KEY (operator, reference)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS period (
    operator TEXT NOT NULL, reference TEXT NOT NULL, startsAt TEXT NOT NULL, endsAt TEXT NOT NULL,
    PRIMARY KEY (operator, reference)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS announced (startsAt TEXT PRIMARY KEY, endsAt TEXT) STRICT;
`;

/** What the service knows beside the declarations themselves: in the ledger's file, committed as its rows are. */
export class ServiceRecords {
  constructor(private readonly ledger: Ledger) {
    ledger.database.exec(SCHEMA);
  }

  control({ operator, reference }: Which): Control | undefined {
    const row = this.ledger.database
      .prepare('SELECT selectedAt, releasedAt FROM control WHERE operator = ? AND reference = ?')
      .get(operator, reference) as { selectedAt: Instant; releasedAt: Instant | null } | undefined;
    return row && { selectedAt: row.selectedAt, ...(row.releasedAt !== null && { releasedAt: row.releasedAt }) };
  }

  /** Selected again is selected once. */
  select(which: Which, now: Instant): void {
    if (this.control(which)) return;
    this.ledger.transaction(() => {
      this.ledger.database
        .prepare('INSERT INTO control (operator, reference, selectedAt) VALUES (?, ?, ?)')
        .run(which.operator, which.reference, now);
      this.#record(which, now, 'selected-for-control');
    });
  }

  /** @returns whether the goods were under control at all */
  release(which: Which, now: Instant): boolean {
    const control = this.control(which);
    if (!control || control.releasedAt !== undefined) return control !== undefined;
    this.ledger.transaction(() => {
      this.ledger.database
        .prepare('UPDATE control SET releasedAt = ?3 WHERE operator = ?1 AND reference = ?2')
        .run(which.operator, which.reference, now);
      this.#record(which, now, 'released-after-control');
    });
    return true;
  }

  periods(operator: string): readonly GlobalisationPeriod[] {
    return this.ledger.database
      .prepare(
        'SELECT reference, startsAt AS "from", endsAt AS until FROM period WHERE operator = ? ORDER BY startsAt, reference',
      )
      .all(operator) as unknown as readonly GlobalisationPeriod[];
  }

  /** In the place of all that the operator had. */
  setPeriods(operator: string, periods: readonly GlobalisationPeriod[]): void {
    this.ledger.transaction(() => {
      this.ledger.database.prepare('DELETE FROM period WHERE operator = ?').run(operator);
      const insert = this.ledger.database.prepare('INSERT OR REPLACE INTO period VALUES (?, ?, ?, ?)');
      for (const { reference, from, until } of periods) insert.run(operator, reference, from, until);
    });
  }

  announced(): readonly AnnouncedOutage[] {
    const rows = this.ledger.database.prepare('SELECT * FROM announced ORDER BY startsAt').all() as unknown as {
      startsAt: Instant;
      endsAt: Instant | null;
    }[];
    return rows.map(({ startsAt, endsAt }) => ({ from: startsAt, ...(endsAt !== null && { until: endsAt }) }));
  }

  /** In the place of all that were there. */
  setAnnounced(outages: readonly AnnouncedOutage[]): void {
    this.ledger.transaction(() => {
      this.ledger.database.exec('DELETE FROM announced');
      const insert = this.ledger.database.prepare('INSERT OR REPLACE INTO announced VALUES (?, ?)');
      for (const { from, until } of outages) insert.run(from, until ?? null);
    });
  }

  #record(which: Which, now: Instant, act: 'selected-for-control' | 'released-after-control'): void {
    const { operator, reference } = which;
    this.ledger.record({ kind: 'act', receivedMs: Date.now(), receivedAt: now, operator, reference, verdict: act });
  }
}
