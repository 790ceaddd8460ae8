import { Injectable } from '@nestjs/common';
import { commandIdOf, execute, loadHistory, type CommandContext, type Executed, type History } from '#libs/event-store';
import {
  documentCodec,
  documentDecider,
  documentStream,
  draftSheet,
  subjectKey,
  type DocumentEvent,
  type FallbackDocument,
  type Order,
} from '#libs/fallback-documents';
import { Refusal, type Instant } from '#libs/kernel';
import { Runtime } from '../runtime.js';
import { DocumentPress } from './document-press.js';
import { DocumentSource } from './document-source.js';
import { Numbering } from './numbering.js';

export type DocumentHistory = History<FallbackDocument, DocumentEvent>;
export type DocumentDone = Executed<FallbackDocument, DocumentEvent>;

/** The id of a document: one for each subject, the same whoever asks and however often. */
export const documentIdOf = (order: Pick<Order, 'kind' | 'operator' | 'subject'>): string =>
  commandIdOf(order.operator, subjectKey(order), 'document');

/**
 * Makes documents: judged first, so that a refusal takes no number; then a number that names the document; then the
 * document. Whoever finds a number without its document finishes it (`finish`), with the same result.
 */
@Injectable()
export class DocumentDesk {
  constructor(
    private readonly runtime: Runtime,
    private readonly source: DocumentSource,
    private readonly press: DocumentPress,
    private readonly numbering: Numbering,
  ) {}

  history(documentId: string): Promise<DocumentHistory> {
    return loadHistory(this.runtime.store, documentStream(documentId), documentDecider, documentCodec);
  }

  /** @throws Refusal */
  async issue(order: Order, now: Instant, context: CommandContext, number?: number): Promise<DocumentDone> {
    const documentId = documentIdOf(order);
    const facts = await this.source.facts(order, now);
    const sheet = draftSheet(order, facts);
    return this.numbering.inTurn(order.operator, async () => {
      const taken = await this.numbering.take(order, documentId, now, context, number);
      const content = { documentId, version: 1, number: taken, sheet, lines: facts.lines };
      const made = await this.press.make(content);
      return execute(this.runtime.store, {
        stream: documentStream(documentId),
        decider: documentDecider,
        codec: documentCodec,
        command: { type: 'IssueDocument', documentId, number: taken, made },
        context,
        likelyNew: true,
      });
    });
  }

  /** Finishes what was broken off after its number was taken; where it can't be done the number is voided. */
  async finish(order: Order, takenAt: Instant, context: CommandContext): Promise<void> {
    const documentId = documentIdOf(order);
    if ((await this.history(documentId)).state.status === 'issued') return;
    try {
      await this.issue(order, takenAt, context);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await this.numbering.void(order.operator, documentId, error.message, context);
    }
  }
}
