import type { Instant, View } from '#libs/kernel';
import type { DocumentEvent, NumberEvent } from './documents.events.js';
import type { DocumentKind } from './sheet.js';

/** One number of an operator's series and what became of it. `taken`: its document is still being made. */
export interface NumberRow {
  readonly operator: string;
  readonly number: number;
  readonly documentId: string;
  readonly kind: DocumentKind;
  readonly status: 'taken' | 'used' | 'void';
  readonly takenAt: Instant;
  readonly why?: string;
}

const keyOf = (operator: string, number: number): string => `${operator}/${String(number).padStart(9, '0')}`;

/** DX-05: the series of each operator, without gap or double. */
export const numberView: View<NumberRow, NumberEvent | DocumentEvent> = {
  name: 'number-series',
  version: 1,
  prefixes: ['numbers-', 'document-'],
  project: ({ event }, read) => {
    switch (event.type) {
      case 'NumberTaken': {
        const { operator, number, documentId, order, takenAt } = event.data;
        const row: NumberRow = { operator, number, documentId, kind: order.kind, status: 'taken', takenAt };
        return [{ key: keyOf(operator, number), row }];
      }
      case 'NumberVoided': {
        const { operator, number, why } = event.data;
        const row = read(keyOf(operator, number));
        return row ? [{ key: keyOf(operator, number), row: { ...row, status: 'void', why } }] : [];
      }
      case 'DocumentIssued': {
        const key = keyOf(event.data.sheet.operator.eori, event.data.number);
        const row = read(key);
        return row ? [{ key, row: { ...row, status: 'used' } }] : [];
      }
      default:
        return [];
    }
  },
  columns: { operator: (r) => r.operator, status: (r) => r.status },
};
