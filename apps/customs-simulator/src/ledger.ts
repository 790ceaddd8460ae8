import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { EarlierAcceptance } from '#libs/customs-gateway';
import type { Instant } from '#libs/kernel';
import type { Act } from './acts.js';

export const REQUEST_VERDICTS = [
  'accepted',
  'refused',
  'malformed',
  'throttled',
  'unavailable',
  'dropped',
  'known',
  'unknown',
] as const;
export type RequestVerdict = (typeof REQUEST_VERDICTS)[number];

/** What became of one request, or what the service did. Every request leaves one row, whatever became of it. */
export interface LedgerEntry {
  readonly kind: 'submission' | 'enquiry' | 'state-enquiry' | 'act';
  /** The machine's clock, when the request's head had arrived. */
  readonly receivedMs: number;
  /** The same moment on the product's clock. */
  readonly receivedAt: Instant;
  readonly messageId?: string | undefined;
  readonly operator?: string | undefined;
  readonly reference?: string | undefined;
  readonly verdict: RequestVerdict | Act;
  /** Of a refusal its code; of a state enquiry the states that it told; of an act the state that it set. */
  readonly code?: string | undefined;
  readonly mrn?: string | undefined;
  /** The message had been answered before, and got the same answer. */
  readonly repeated?: boolean;
  /** Absent where no answer was given. */
  readonly status?: number | undefined;
  /** The planted fault that it met. */
  readonly fault?: string | undefined;
}

export interface LedgerRow extends LedgerEntry {
  readonly seq: number;
  readonly repeated: boolean;
}

/** An answer kept for ever: the same message id gets it again. */
export interface KeptAnswer {
  readonly messageId: string;
  readonly operator?: string | undefined;
  readonly reference?: string | undefined;
  /** SHA-256 of the message. */
  readonly digest: string;
  readonly kind: 'accepted' | 'refused';
  readonly mrn?: string | undefined;
  readonly code?: string | undefined;
  readonly answeredAt: Instant;
  readonly xml: string;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS answer (
    serial INTEGER PRIMARY KEY AUTOINCREMENT, messageId TEXT NOT NULL UNIQUE, operator TEXT, reference TEXT,
    digest TEXT NOT NULL, kind TEXT NOT NULL, mrn TEXT UNIQUE, code TEXT, answeredAt TEXT NOT NULL, xml TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS accepted ON answer (operator, reference) WHERE kind = 'accepted';
  CREATE TABLE IF NOT EXISTS request (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, receivedMs INTEGER NOT NULL, receivedAt TEXT NOT NULL,
    messageId TEXT, operator TEXT, reference TEXT, verdict TEXT NOT NULL, code TEXT, mrn TEXT,
    repeated INTEGER NOT NULL, status INTEGER, fault TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS requestsOfReference ON request (reference);
`;

type SqlRow = Record<string, SQLInputValue>;

const withoutNulls = (row: SqlRow): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));

/** What came, when, and what was answered: committed before any answer leaves, so that a SIGKILL loses nothing. */
export class Ledger {
  readonly database: DatabaseSync;

  constructor(directory: string | undefined) {
    if (directory !== undefined) mkdirSync(directory, { recursive: true });
    this.database = new DatabaseSync(
      directory === undefined ? ':memory:' : join(directory, 'customs-simulator.sqlite'),
    );
    // What is committed outlives this process, not a loss of power: that would take an fsync for each answer, one after
    // another, and on a busy disk a simulator slower than what it stands for.
    this.database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;');
    this.database.exec(SCHEMA);
  }

  /** All or nothing, and nobody else decides meanwhile. */
  transaction<T>(work: () => T): T {
    this.database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.database.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      throw error;
    }
  }

  record(entry: LedgerEntry): void {
    this.database
      .prepare(
        `INSERT INTO request (kind, receivedMs, receivedAt, messageId, operator, reference, verdict, code, mrn, repeated, status, fault)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        entry.kind,
        entry.receivedMs,
        entry.receivedAt,
        entry.messageId ?? null,
        entry.operator ?? null,
        entry.reference ?? null,
        entry.verdict,
        entry.code ?? null,
        entry.mrn ?? null,
        entry.repeated ? 1 : 0,
        entry.status ?? null,
        entry.fault ?? null,
      );
  }

  keep(answer: KeptAnswer): void {
    this.database
      .prepare(
        `INSERT INTO answer (messageId, operator, reference, digest, kind, mrn, code, answeredAt, xml)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        answer.messageId,
        answer.operator ?? null,
        answer.reference ?? null,
        answer.digest,
        answer.kind,
        answer.mrn ?? null,
        answer.code ?? null,
        answer.answeredAt,
        answer.xml,
      );
  }

  /** The number of the next answer: what an MRN is made from. Use it in the transaction that keeps the answer. */
  nextSerial(): number {
    const row = this.database.prepare('SELECT coalesce(max(serial), 0) + 1 AS serial FROM answer').get();
    return Number(row?.['serial']);
  }

  answerTo(messageId: string): KeptAnswer | undefined {
    const row = this.database.prepare('SELECT * FROM answer WHERE messageId = ?').get(messageId);
    return row && (withoutNulls(row) as unknown as KeptAnswer);
  }

  firstAcceptance(operator: string, reference: string): (EarlierAcceptance & { readonly xml: string }) | undefined {
    const row = this.database
      .prepare(
        `SELECT messageId, mrn, answeredAt AS acceptedAt, xml FROM answer
         WHERE operator = ? AND reference = ? AND kind = 'accepted' ORDER BY serial LIMIT 1`,
      )
      .get(operator, reference);
    return row as (EarlierAcceptance & { readonly xml: string }) | undefined;
  }

  /** @param after the `seq` of the last row already seen */
  rows(after: number, limit: number, reference?: string): readonly LedgerRow[] {
    const rows = this.database
      .prepare('SELECT * FROM request WHERE seq > ?1 AND (?3 IS NULL OR reference = ?3) ORDER BY seq LIMIT ?2')
      .all(after, limit, reference ?? null);
    return rows.map((row) => ({ ...withoutNulls(row as SqlRow), repeated: row['repeated'] === 1 }) as LedgerRow);
  }

  close(): void {
    this.database.close();
  }
}
