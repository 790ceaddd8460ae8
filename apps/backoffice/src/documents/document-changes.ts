import { Injectable } from '@nestjs/common';
import {
  documentCodec,
  documentDecider,
  documentStream,
  documentView,
  standing,
  type DocumentCommand,
  type DocumentEvent,
  type DocumentRow,
  type FallbackDocument,
  type Sheet,
} from '#libs/fallback-documents';
import type { Recorded } from '#libs/kernel';
import { Problem } from '#libs/problem-details';
import type { Asked } from '../requests/asked.js';
import { Decisions, type Outcome } from '../requests/decisions.js';
import { requireOwn } from '../requests/ownership.js';
import { Runtime } from '../runtime.js';
import { DocumentDesk, type DocumentDone } from './document-desk.js';

export const noDocument = (documentId: string): Problem =>
  new Problem('not-found', { en: `No document ${documentId}.`, fr: `Aucun document ${documentId}.` });

export interface FoundDocument {
  readonly state: Extract<FallbackDocument, { status: 'issued' }>;
  readonly sheet: Sheet;
  readonly revision: bigint | undefined;
  readonly events: readonly Recorded<DocumentEvent>[];
}

/** What is done to a document that is there, and how it is answered. */
@Injectable()
export class DocumentChanges {
  constructor(
    private readonly runtime: Runtime,
    private readonly decisions: Decisions,
    private readonly desk: DocumentDesk,
  ) {}

  /** @throws Problem 404, 403 */
  async found(asked: Asked, documentId: string): Promise<FoundDocument> {
    const { state, events, revision } = await this.desk.history(documentId);
    if (state.status === 'none') throw noDocument(documentId);
    const { sheet } = standing(state);
    requireOwn(asked.granted, sheet.operator.eori);
    return { state, sheet, revision, events };
  }

  async carryOut(
    asked: Asked,
    { state, sheet }: FoundDocument,
    command: DocumentCommand,
    expectedRevision?: bigint,
  ): Promise<Outcome<DocumentRow>> {
    const done = await this.decisions.carryOut({
      asked,
      stream: documentStream(state.documentId),
      decider: documentDecider,
      codec: documentCodec,
      command,
      correlationId: sheet.alertId,
      occurredAt: this.runtime.now(),
      ...(expectedRevision === undefined ? {} : { expectedRevision }),
    });
    return this.row(state.documentId, done);
  }

  row(documentId: string, done: DocumentDone): Promise<Outcome<DocumentRow>> {
    return this.decisions.outcome(documentView, documentCodec, documentStream(documentId), done);
  }
}
