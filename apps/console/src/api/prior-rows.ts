import type { DeclarationRow, Localised } from './rows.js';

/** What stood in Delta X when the alert came, with what becomes of it in the reader's language. */
export interface PriorStateRow {
  readonly operator: string;
  readonly reference: string;
  readonly alertId: string;
  readonly state: NonNullable<DeclarationRow['prior']>;
  readonly known: NonNullable<DeclarationRow['known']>;
  readonly verdict: NonNullable<DeclarationRow['verdict']>;
  readonly rules: readonly string[];
  readonly owes: NonNullable<DeclarationRow['owes']>;
  readonly anticipation?: NonNullable<DeclarationRow['anticipation']>;
  readonly text: Localised;
  readonly todo: Localised;
  readonly revision: string;
}

interface Count {
  readonly of: string;
  readonly count: number;
}

export interface PriorCounts {
  readonly verdicts: readonly Count[];
  /** By the message to be sent next. */
  readonly owes: readonly Count[];
  /** Anticipated ones with nothing made of them whose delay has ended. */
  readonly expired: number;
}
