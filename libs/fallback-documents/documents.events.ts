import type { DomainEvent, Instant } from '#libs/kernel';
import type { Order } from './order.js';
import type { Sheet } from './sheet.js';

/** One version of a document: what it says, and what it is known by. */
export interface Made {
  readonly sheet: Sheet;
  /** The declarations on it, in the order of its lines. Their data are on their own streams, frozen as lodged. */
  readonly references: readonly string[];
  /** Over the sheet, the lines, and what makes the version one: changes when any of it would. */
  readonly contentSha256: string;
  readonly pdfSha256: string;
  readonly pages: number;
  /** Which layout it is printed with, for ever. */
  readonly layout: number;
}

export type DocumentIssued = DomainEvent<
  'DocumentIssued',
  Made & { readonly documentId: string; readonly version: 1; readonly number: number }
>;
/** A change: a new version that names the old one, under the same number. The old one is printed as replaced. */
export type DocumentReplaced = DomainEvent<
  'DocumentReplaced',
  Made & {
    readonly documentId: string;
    readonly version: number;
    readonly number: number;
    readonly replaces: number;
    readonly reason: string;
    readonly replacedAt: Instant;
    /** Of the old version as it is printed from now on. */
    readonly replacedPdfSha256: string;
  }
>;
export type DocumentPrinted = DomainEvent<
  'DocumentPrinted',
  {
    readonly documentId: string;
    readonly version: number;
    readonly pdfSha256: string;
    readonly copies: number;
    readonly printedAt: Instant;
  }
>;
/** DX-06: the office's stamp in box A; from then on the document is valid. */
export type DocumentStamped = DomainEvent<
  'DocumentStamped',
  {
    readonly documentId: string;
    readonly version: number;
    readonly office: string;
    readonly officer: string;
    readonly stampedAt: Instant;
  }
>;
/** It can't be made after all under the number that was taken for it, and is never issued under that one. */
export type DocumentGivenUp = DomainEvent<
  'DocumentGivenUp',
  { readonly documentId: string; readonly operator: string; readonly number: number; readonly why: string }
>;
export type DocumentEvent = DocumentIssued | DocumentReplaced | DocumentPrinted | DocumentStamped | DocumentGivenUp;

/** DX-05: the next number of the operator's own series, taken for one document and no other. */
export type NumberTaken = DomainEvent<
  'NumberTaken',
  {
    readonly operator: string;
    readonly number: number;
    readonly documentId: string;
    /** What was asked for: whoever finds a number without its document can finish it. */
    readonly order: Order;
    readonly takenAt: Instant;
  }
>;
/** The document could not be made after all: the number stays in the series, as unused. */
export type NumberVoided = DomainEvent<
  'NumberVoided',
  { readonly operator: string; readonly number: number; readonly documentId: string; readonly why: string }
>;
export type NumberEvent = NumberTaken | NumberVoided;
