import type { Instant, Recorded } from '#libs/kernel';
import type { DeclarationEvent } from './declaration.events.js';
import type { DeclarationKind } from './delta-x.events.js';

/** What a listed declaration shows of its paper: no personal data. */
export interface PaperRow {
  readonly manifestId?: string;
  readonly kind?: DeclarationKind;
  readonly lodgedAt?: Instant;
  readonly officeOfClearance?: string;
  readonly description?: string;
  readonly invoiceValue?: string;
  readonly currency?: string;
  readonly valueEur?: string;
}

export const paperRow = <R extends PaperRow>(row: R, { event }: Recorded<DeclarationEvent>): R => {
  if (event.type !== 'DeclarationLodged') return row;
  const { manifestId, kind, lodgedAt, officeOfClearance, valueEur, consignment } = event.data;
  const { description, invoiceValue, currency } = consignment;
  return { ...row, manifestId, kind, lodgedAt, officeOfClearance, description, invoiceValue, currency, valueEur };
};
