import { Command, Query } from '@nestjs/cqrs';
import type { Granted } from '#libs/access';
import type { DocumentRow, NumberRow, Order } from '#libs/fallback-documents';
import type { Instant } from '#libs/kernel';
import type { Asked } from '../requests/asked.js';
import type { Outcome } from '../requests/decisions.js';
import type { Listed, PageAsked } from '../requests/pages.js';

/** What was asked for; the part of a manifest in one part goes without saying. */
export type OrderGiven = Omit<Order, 'subject'> & {
  readonly manifestId?: string | undefined;
  readonly part?: number | undefined;
  readonly reference?: string | undefined;
};
/** What a new version says otherwise than the one before. */
export type OrderChanges = Omit<Order, 'kind' | 'operator' | 'subject'>;

export class IssueDocumentCommand extends Command<Outcome<DocumentRow>> {
  constructor(
    readonly asked: Asked,
    readonly given: OrderGiven,
    readonly number: number | undefined,
  ) {
    super();
  }
}

export class ReplaceDocumentCommand extends Command<Outcome<DocumentRow>> {
  constructor(
    readonly asked: Asked,
    readonly documentId: string,
    readonly reason: string,
    readonly changes: OrderChanges,
  ) {
    super();
  }
}

export class PrintDocumentCommand extends Command<Outcome<DocumentRow>> {
  constructor(
    readonly asked: Asked,
    readonly documentId: string,
    readonly copies: number,
  ) {
    super();
  }
}

export class StampDocumentCommand extends Command<Outcome<DocumentRow>> {
  constructor(
    readonly asked: Asked,
    readonly documentId: string,
    readonly stamp: { readonly office: string; readonly officer: string; readonly stampedAt: Instant },
  ) {
    super();
  }
}

export interface DocumentFilter {
  readonly operator?: string | undefined;
  readonly alertId?: string | undefined;
  readonly manifestId?: string | undefined;
  readonly reference?: string | undefined;
  readonly kind?: string | undefined;
  readonly validity?: string | undefined;
}

export class ListDocuments extends Query<Listed<DocumentRow>> {
  constructor(
    readonly granted: Granted,
    readonly filter: DocumentFilter,
    readonly page: PageAsked,
  ) {
    super();
  }
}

export class GetDocument extends Query<DocumentRow> {
  constructor(
    readonly granted: Granted,
    readonly documentId: string,
  ) {
    super();
  }
}

/** The bytes of one version as it is printed now. */
export interface PrintedPdf {
  readonly pdf: Buffer;
  readonly sha256: string;
  readonly fileName: string;
}

export class GetDocumentPdf extends Query<PrintedPdf> {
  constructor(
    readonly granted: Granted,
    readonly documentId: string,
    /** The version that stands when absent; as it was printed at an earlier moment of the log where one is given. */
    readonly which: { readonly version?: number | undefined; readonly asOf?: string | undefined },
  ) {
    super();
  }
}

export interface SeriesPage extends Listed<NumberRow> {
  readonly nextNumber: number;
}

export class GetNumberSeries extends Query<SeriesPage> {
  constructor(
    readonly granted: Granted,
    readonly operator: string,
    readonly page: PageAsked,
  ) {
    super();
  }
}
