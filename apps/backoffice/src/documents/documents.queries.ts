import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { loadState } from '#libs/event-store';
import {
  documentView,
  nextNumber,
  numberCodec,
  numberDecider,
  numberStream,
  numberView,
  standing,
  type DocumentKind,
  type DocumentRow,
  type Version,
} from '#libs/fallback-documents';
import type { Position } from '#libs/kernel';
import { requireOwn } from '../requests/ownership.js';
import { pageOf, type Listed } from '../requests/pages.js';
import { Runtime } from '../runtime.js';
import { noDocument } from './document-changes.js';
import { documentThen, versionMade } from './document-then.js';
import { DocumentDesk } from './document-desk.js';
import { DocumentPress, type PrintedVersion } from './document-press.js';
import { DocumentSource } from './document-source.js';
import {
  GetDocument,
  GetDocumentPdf,
  GetNumberSeries,
  ListDocuments,
  type PrintedPdf,
  type SeriesPage,
} from './documents.messages.js';
import type { Printing } from './printing.js';

const FILE_NAMES: Readonly<Record<DocumentKind, string>> = {
  manifest: 'manifeste',
  dau: 'dau',
  'records-entry': 'inscription',
  'evn-list': 'evn',
};

@QueryHandler(ListDocuments)
export class ListDocumentsHandler implements IQueryHandler<ListDocuments> {
  constructor(private readonly runtime: Runtime) {}

  async execute({ granted, filter, page }: ListDocuments): Promise<Listed<DocumentRow>> {
    if (filter.operator !== undefined) requireOwn(granted, filter.operator);
    const own = granted.role === 'integrator' ? { operator: granted.person.operator ?? '' } : {};
    return Promise.resolve(pageOf(this.runtime, documentView, { ...filter, ...own }, page));
  }
}

@QueryHandler(GetDocument)
export class GetDocumentHandler implements IQueryHandler<GetDocument> {
  constructor(private readonly runtime: Runtime) {}

  async execute({ granted, documentId }: GetDocument): Promise<DocumentRow> {
    const row = this.runtime.views.get(documentView, documentId);
    if (!row) throw noDocument(documentId);
    requireOwn(granted, row.operator);
    return Promise.resolve(row);
  }
}

@QueryHandler(GetDocumentPdf)
export class GetDocumentPdfHandler implements IQueryHandler<GetDocumentPdf> {
  constructor(
    private readonly desk: DocumentDesk,
    private readonly source: DocumentSource,
    private readonly press: DocumentPress,
  ) {}

  /** @throws Problem 404, 403; Error where the paper would no longer be the one that was issued */
  async execute({ granted, documentId, which: { version, asOf } }: GetDocumentPdf): Promise<PrintedPdf> {
    const history = await this.desk.history(documentId);
    const state = asOf === undefined ? history.state : documentThen(history.events, asOf);
    if (state.status === 'none') throw noDocument(documentId);
    const asked = version === undefined ? standing(state) : state.versions.find((v) => v.version === version);
    if (!asked) throw noDocument(`${documentId}, version ${version ?? ''}`);
    const { sheet, contentSha256, replaced, pdfSha256, layout } = asked;
    requireOwn(granted, sheet.operator.eori);
    const identity = { documentId, version: asked.version, contentSha256, layout, replaced };
    const printing =
      this.press.remembered(identity) ??
      (await this.#print(identity, state.number, asked, versionMade(history.events, asked)));
    const issuedAs = replaced?.pdfSha256 ?? pdfSha256;
    if (printing.pdfSha256 !== issuedAs) {
      throw new Error(
        `document ${documentId} would print otherwise than issued: ${printing.pdfSha256}, not ${issuedAs}`,
      );
    }
    const number = String(state.number).padStart(6, '0');
    const fileName = `${FILE_NAMES[sheet.kind]}-${number}-v${String(asked.version)}.pdf`;
    return { pdf: Buffer.from(printing.pdf.buffer), sha256: printing.pdfSha256, fileName };
  }

  /** From the log alone: the sheet as it was frozen, the lines as they stood when it was made. */
  async #print(
    identity: PrintedVersion,
    number: number,
    { sheet, references }: Version,
    madeAt: Position | undefined,
  ): Promise<Printing> {
    const lines = await this.source.lines(sheet.operator.eori, references, madeAt);
    const { documentId, version } = identity;
    return this.press.print({ documentId, version, number, sheet, lines }, identity);
  }
}

@QueryHandler(GetNumberSeries)
export class GetNumberSeriesHandler implements IQueryHandler<GetNumberSeries> {
  constructor(private readonly runtime: Runtime) {}

  async execute({ granted, operator, page }: GetNumberSeries): Promise<SeriesPage> {
    requireOwn(granted, operator);
    const { state } = await loadState(this.runtime.store, numberStream(operator), numberDecider, numberCodec);
    return { ...pageOf(this.runtime, numberView, { operator }, page), nextNumber: nextNumber(state) };
  }
}
