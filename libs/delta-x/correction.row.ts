import type { Instant, Recorded } from '#libs/kernel';
import type { DeclarationEvent } from './declaration.events.js';
import { goodsShown, type PaperRow } from './paper.row.js';

/** That what was typed from the paper was corrected, and which data. */
export interface CorrectedShown {
  readonly count: number;
  readonly last: Instant;
  /** Of every correction, by name. */
  readonly fields: readonly string[];
}

export interface CorrectionRow {
  readonly corrected?: CorrectedShown;
}

export const correctionRow = <R extends CorrectionRow & PaperRow>(
  row: R,
  { event, recordedAt: last }: Recorded<DeclarationEvent>,
): R => {
  if (event.type !== 'TranscriptionCorrected') return row;
  const { changes, paper } = event.data;
  const { restricted: _typed, invoiceValue: _value, currency: _of, ...rest } = row;
  const { count = 0, fields = [] } = row.corrected ?? {};
  const named = [...new Set([...fields, ...changes.map(({ field }) => field)])];
  const { lodgedAt, officeOfExit, valueEur } = paper;
  const corrected: CorrectedShown = { count: count + 1, last, fields: named };
  return { ...rest, lodgedAt, officeOfExit, valueEur, ...goodsShown(paper), corrected } as R;
};
