import { Injectable } from '@nestjs/common';
import { commandIdOf, execute, loadHistory, type CommandContext, type Executed, type History } from '#libs/event-store';
import {
  documentCodec,
  documentDecider,
  documentStream,
  draftSheet,
  isGivenUp,
  subjectKey,
  type DocumentCommand,
  type DocumentEvent,
  type FallbackDocument,
  type NumberTaken,
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
      const { state } = await this.history(documentId);
      const givenUp = state.status === 'none' ? (state.givenUp ?? []) : [];
      const taken = await this.numbering.take(order, { documentId, number, givenUp }, now, context);
      const content = { documentId, version: 1, number: taken, sheet, lines: facts.lines };
      const made = await this.press.make(content);
      const command = { type: 'IssueDocument', documentId, number: taken, made } as const;
      return this.#carryOut(documentId, command, context, givenUp.length === 0);
    });
  }

  /**
   * Finishes what was broken off after its number was taken. Where it can't be done the number is given up, on the
   * document's stream first: nobody issues it under that number from then on.
   */
  async finish({ order, documentId, number, takenAt }: NumberTaken['data'], context: CommandContext): Promise<void> {
    const { operator } = order;
    const { state } = await this.history(documentId);
    if (state.status === 'issued') return;
    let why = 'given up';
    if (!isGivenUp(state, number)) {
      try {
        await this.issue(order, takenAt, context);
        return;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        why = error.message;
      }
      const giveUp = { type: 'GiveUpDocument', documentId, operator, number, why } as const;
      const commandId = commandIdOf(context.commandId, 'GiveUpDocument', String(number));
      const { state: settled } = await this.#carryOut(documentId, giveUp, { ...context, commandId });
      if (settled.status === 'issued') return;
    }
    await this.numbering.void(operator, { documentId, number, why }, context);
  }

  #carryOut(
    documentId: string,
    command: DocumentCommand,
    context: CommandContext,
    likelyNew = false,
  ): Promise<DocumentDone> {
    const stream = documentStream(documentId);
    const { store } = this.runtime;
    return execute(store, { stream, decider: documentDecider, codec: documentCodec, command, context, likelyNew });
  }
}
