import type { Instant, Recorded, View } from '#libs/kernel';
import { needsStamp, rulesOf } from './document.decider.js';
import type { DocumentEvent, DocumentIssued, DocumentReplaced } from './documents.events.js';
import type { DocumentKind, Sheet } from './sheet.js';

/** DX-06: whether the paper may be used yet. */
export const VALIDITIES = ['valid', 'pre-authenticated', 'awaiting-stamp', 'stamped'] as const;
export type Validity = (typeof VALIDITIES)[number];

/** A document as it is listed: no personal data. */
export interface DocumentRow {
  readonly documentId: string;
  readonly kind: DocumentKind;
  readonly operator: string;
  readonly alertId: string;
  readonly manifestId?: string;
  readonly part?: number;
  readonly parts: number;
  readonly reference?: string;
  readonly number: number;
  readonly version: number;
  readonly replaced: readonly {
    readonly version: number;
    readonly by: number;
    readonly at: Instant;
    readonly pdfSha256: string;
  }[];
  readonly addressedTo: string;
  readonly lines: number;
  readonly pages: number;
  readonly contentSha256: string;
  readonly pdfSha256: string;
  readonly validity: Validity;
  readonly rules: readonly string[];
  readonly issuedAt: Instant;
  readonly printedAt?: Instant;
  readonly prints: number;
  readonly stampedAt?: Instant;
  readonly revision: string;
}

type MadeEvent = DocumentIssued | DocumentReplaced;

const validityOf = (sheet: Sheet): Validity => {
  if (needsStamp(sheet)) return 'awaiting-stamp';
  if (sheet.preAuthentication) return 'pre-authenticated';
  return sheet.stamped ? 'stamped' : 'valid';
};

const made = ({ data }: MadeEvent): Omit<DocumentRow, 'replaced' | 'prints' | 'revision'> => {
  const { documentId, number, version, sheet, contentSha256, pdfSha256, pages, references } = data;
  const { kind, subject, operator, alertId, parts, addressedTo, issuedAt } = sheet;
  return {
    documentId,
    kind,
    operator: operator.eori,
    alertId,
    parts,
    ...(subject.of === 'manifest'
      ? { manifestId: subject.manifestId, part: subject.part }
      : { reference: subject.reference }),
    number,
    version,
    addressedTo: addressedTo.office,
    lines: references.length,
    pages,
    contentSha256,
    pdfSha256,
    validity: validityOf(sheet),
    ...(sheet.stamped ? { stampedAt: sheet.stamped.stampedAt } : {}),
    rules: rulesOf(sheet),
    issuedAt,
  };
};

const next = (row: DocumentRow | undefined, event: DocumentEvent): Omit<DocumentRow, 'revision'> | undefined => {
  if (event.type === 'DocumentIssued') return { ...made(event), replaced: [], prints: 0 };
  if (!row) return undefined;
  switch (event.type) {
    case 'DocumentReplaced': {
      const { replaces, version, replacedAt, replacedPdfSha256 } = event.data;
      const old = { version: replaces, by: version, at: replacedAt, pdfSha256: replacedPdfSha256 };
      return { ...made(event), replaced: [...row.replaced, old], prints: row.prints };
    }
    case 'DocumentPrinted':
      return { ...row, prints: row.prints + 1, printedAt: event.data.printedAt };
    case 'DocumentGivenUp':
      return row;
    case 'DocumentStamped':
      return { ...row, validity: 'stamped', stampedAt: event.data.stampedAt };
  }
};

export const documentView: View<DocumentRow, DocumentEvent> = {
  name: 'documents',
  version: 1,
  prefixes: ['document-'],
  project: ({ event, revision }: Recorded<DocumentEvent>, read) => {
    const key = event.data.documentId;
    const row = next(read(key), event);
    return row ? [{ key, row: { ...row, revision: String(revision) } }] : [];
  },
  columns: {
    operator: (r) => r.operator,
    alertId: (r) => r.alertId,
    manifestId: (r) => r.manifestId ?? null,
    reference: (r) => r.reference ?? null,
    kind: (r) => r.kind,
    validity: (r) => r.validity,
  },
};
