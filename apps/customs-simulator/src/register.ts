import type { SQLInputValue } from 'node:sqlite';
import { makeMrn, type DeltaXState, type HeldDeclaration } from '#libs/customs-gateway';
import type { Instant } from '#libs/kernel';
import type { Act } from './acts.js';
import type { Ledger } from './ledger.js';

/** A reference is unique within one operator's series. */
export interface Which {
  readonly operator: string;
  readonly reference: string;
}

/** A declaration that stands in Delta X, whoever entered it and when. */
export interface RegisteredDeclaration extends HeldDeclaration, Which {
  /** When the service will have cancelled it, as the operator asked. */
  readonly cancelAt?: Instant;
}

export interface Seed extends Which {
  readonly lrn?: string;
  readonly number?: string;
  readonly kind?: 'DSE' | 'DAU';
  readonly state: DeltaXState;
  readonly anticipatedUntil?: Instant;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS declaration (
    serial INTEGER PRIMARY KEY AUTOINCREMENT, operator TEXT NOT NULL, reference TEXT NOT NULL, lrn TEXT NOT NULL,
    number TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, state TEXT NOT NULL, since TEXT NOT NULL,
    anticipatedUntil TEXT, cancelAt TEXT, declinedAt TEXT, declined TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS declarationOfReference ON declaration (operator, reference);
  CREATE INDEX IF NOT EXISTS declarationOfLrn ON declaration (operator, lrn);
  CREATE INDEX IF NOT EXISTS toBeCancelled ON declaration (cancelAt) WHERE cancelAt IS NOT NULL;
  CREATE INDEX IF NOT EXISTS toBeDeleted ON declaration (anticipatedUntil) WHERE state = 'anticipated';
`;

/** Numbers of what stood before are drawn from here on, those of re-integrations from 1. */
const FIRST_SERIAL_BEFORE = 500_000_000_000;
/** Nothing is left of these that another declaration could double. */
const OVER: readonly DeltaXState[] = ['cancelled', 'deleted'];

export const isOver = ({ state }: Pick<HeldDeclaration, 'state'>): boolean => OVER.includes(state);

const fromRow = (row: Record<string, SQLInputValue>): RegisteredDeclaration => {
  const { serial: _serial, declinedAt, declined, ...held } = row;
  const given = Object.fromEntries(Object.entries(held).filter(([, value]) => value !== null));
  const cancellationDeclined = declined !== null && { cancellationDeclined: { at: declinedAt, reason: declined } };
  return { ...given, ...cancellationDeclined } as unknown as RegisteredDeclaration;
};

/** The declarations of Delta X and what becomes of them: in the ledger's file, committed as its rows are. */
export class Register {
  /** The next instant at which something is to happen by itself. */
  #nextDue: Instant | undefined;

  constructor(private readonly ledger: Ledger) {
    ledger.database.exec(SCHEMA);
    this.#lookAhead();
  }

  /** Every declaration of the reference, or of whatever else is asked for, the oldest first. */
  declarations(wanted: Partial<Which & Record<'lrn' | 'number' | 'state', string>>): RegisteredDeclaration[] {
    const asked = (['operator', 'reference', 'lrn', 'number', 'state'] as const).filter(
      (name) => wanted[name] !== undefined,
    );
    const where = asked.length > 0 ? `WHERE ${asked.map((name) => `${name} = ?`).join(' AND ')}` : '';
    const rows = this.ledger.database
      .prepare(`SELECT * FROM declaration ${where} ORDER BY serial LIMIT 10000`)
      .all(...asked.map((name) => wanted[name] ?? ''));
    return rows.map((row) => fromRow(row as Record<string, SQLInputValue>));
  }

  /** The one that another of the same reference would double. */
  standing({ operator, reference }: Which): RegisteredDeclaration | undefined {
    return this.declarations({ operator, reference }).find((d) => !isOver(d));
  }

  /** Enters what stood before the outage; what is there already stays as it is. @returns how many were new */
  seed(seeds: readonly Seed[], now: Instant): number {
    return this.ledger.transaction(() => {
      const isNew = seeds.filter((seed) => this.#insert(seed, now));
      this.#lookAhead();
      return isNew.length;
    });
  }

  /** A re-integration that has just been accepted. Within the transaction that keeps the answer. */
  enterReintegrated(seed: Which & { lrn: string; kind: 'DSE' | 'DAU'; number: string }, now: Instant): void {
    this.#write({ ...seed, state: 'reintegrated' }, seed.number, now);
  }

  setState(number: string, state: DeltaXState, now: Instant, act: Act = 'state-set'): void {
    this.#change(number, now, act, state, `state = ?2, since = ?3, cancelAt = NULL`, state, now);
  }

  /** The service will have cancelled it at that instant, or as soon as the system is up after it. */
  cancelAt(number: string, at: Instant, now: Instant): void {
    const set = `cancelAt = ?2, declinedAt = NULL, declined = NULL`;
    this.#change(number, now, 'cancellation-requested', undefined, set, at);
  }

  declineCancellation(number: string, reason: string, now: Instant): void {
    const set = `cancelAt = NULL, declinedAt = ?2, declined = ?3`;
    this.#change(number, now, 'cancellation-declined', undefined, set, now, reason);
  }

  /** DX-31, DX-29: what is due by itself. Called while the system is up: nothing happens in a system that is down. */
  settle(now: Instant): void {
    if (this.#nextDue === undefined || this.#nextDue > now) return;
    const due = this.ledger.database
      .prepare(
        `SELECT number, cancelAt IS NOT NULL AND cancelAt <= ?1 AS cancelled FROM declaration
         WHERE cancelAt <= ?1 OR (state = 'anticipated' AND anticipatedUntil <= ?1) ORDER BY serial`,
      )
      .all(now);
    for (const { number, cancelled } of due) {
      const state = cancelled === 1 ? 'cancelled' : 'deleted';
      this.setState(String(number), state, now, state);
    }
  }

  #insert(seed: Seed, now: Instant): boolean {
    const { operator, reference } = seed;
    const same = seed.number === undefined ? { operator, reference } : { number: seed.number };
    if (this.declarations(same).length > 0) return false;
    const row = this.ledger.database.prepare('SELECT coalesce(max(serial), 0) AS last FROM declaration').get();
    const serial = FIRST_SERIAL_BEFORE + Number(row?.['last']) + 1;
    const number = seed.number ?? makeMrn(Number(now.slice(0, 4)), 'FR', serial);
    this.#write(seed, number, now);
    this.#record({ operator, reference, number }, now, 'seeded', seed.state);
    return true;
  }

  #write(seed: Seed, number: string, now: Instant): void {
    const { operator, reference, lrn = reference, kind = 'DSE', state, anticipatedUntil = null } = seed;
    this.ledger.database
      .prepare(
        `INSERT INTO declaration (operator, reference, lrn, number, kind, state, since, anticipatedUntil)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(operator, reference, lrn, number, kind, state, now, anticipatedUntil);
  }

  #change(number: string, now: Instant, act: Act, code: string | undefined, set: string, ...values: string[]): void {
    const change = (): void => {
      const row = this.ledger.database
        .prepare(`UPDATE declaration SET ${set} WHERE number = ?1 RETURNING operator, reference`)
        .get(number, ...values);
      const { operator, reference } = row as unknown as Which;
      this.#record({ operator, reference, number }, now, act, code);
    };
    if (this.ledger.database.isTransaction) change();
    else this.ledger.transaction(change);
    this.#lookAhead();
  }

  #record({ operator, reference, number }: Which & { number: string }, now: Instant, act: Act, code?: string): void {
    const about = { operator, reference, mrn: number, code };
    this.ledger.record({ kind: 'act', receivedMs: Date.now(), receivedAt: now, ...about, verdict: act });
  }

  #lookAhead(): void {
    const row = this.ledger.database
      .prepare(
        `SELECT min(due) AS due FROM (
           SELECT min(cancelAt) AS due FROM declaration WHERE cancelAt IS NOT NULL
           UNION ALL SELECT min(anticipatedUntil) FROM declaration WHERE state = 'anticipated')`,
      )
      .get();
    this.#nextDue = (row?.['due'] ?? undefined) as Instant | undefined;
  }
}
