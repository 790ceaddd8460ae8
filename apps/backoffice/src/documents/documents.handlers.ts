import { isDeepStrictEqual } from 'node:util';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { KeyReused, StaleRevision, type CommandContext } from '#libs/event-store';
import {
  documentStream,
  draftSheet,
  issuedAlready,
  matterText,
  standing,
  type DocumentRow,
  type Order,
  type Sheet,
} from '#libs/fallback-documents';
import { refuseState } from '#libs/kernel';
import { requireIfMatch, type Asked } from '../requests/asked.js';
import { Decisions, type Outcome } from '../requests/decisions.js';
import { requireOwn } from '../requests/ownership.js';
import { Runtime } from '../runtime.js';
import { DocumentChanges } from './document-changes.js';
import { DocumentDesk, documentIdOf } from './document-desk.js';
import { DocumentPress } from './document-press.js';
import { DocumentSource } from './document-source.js';
import { versionMade } from './document-then.js';
import {
  IssueDocumentCommand,
  PrintDocumentCommand,
  ReplaceDocumentCommand,
  StampDocumentCommand,
  type OrderChanges,
} from './documents.messages.js';

@CommandHandler(IssueDocumentCommand)
export class IssueDocumentHandler implements ICommandHandler<IssueDocumentCommand> {
  constructor(
    private readonly runtime: Runtime,
    private readonly decisions: Decisions,
    private readonly source: DocumentSource,
    private readonly desk: DocumentDesk,
    private readonly changes: DocumentChanges,
  ) {}

  async execute({ asked, given, number }: IssueDocumentCommand): Promise<Outcome<DocumentRow>> {
    requireOwn(asked.granted, given.operator);
    const order = await this.source.orderOf(given);
    const documentId = documentIdOf(order);
    this.decisions.claimKey(asked, documentStream(documentId));
    try {
      const { state, ...history } = await this.desk.history(documentId);
      if (state.status === 'issued') {
        const mine = history.events.some(({ metadata }) => metadata.commandId === asked.commandId);
        if (!mine) throw issuedAlready(documentId, state.number);
        const made = standing(state);
        const command = { type: 'IssueDocument', documentId, number: state.number, made } as const;
        return await this.changes.carryOut(asked, { ...history, state, sheet: made.sheet }, command);
      }
      const context = await this.#context(asked, order);
      const done = await this.desk.issue(order, this.runtime.now(), context, number);
      return await this.changes.row(documentId, done);
    } catch (error) {
      if (!(error instanceof KeyReused)) this.decisions.releaseKey(asked);
      throw error;
    }
  }

  async #context(asked: Asked, order: Order): Promise<CommandContext> {
    const { actor, commandId, idempotencyKey, requestHash } = asked;
    const { codeVersion } = this.runtime.settings;
    const occurredAt = this.runtime.now();
    const correlationId = await this.source.alertId(order);
    return { actor, commandId, idempotencyKey, requestHash, correlationId, occurredAt, codeVersion };
  }
}

/** The order that a version was made by, and what is to change in it. */
const changed = ({ kind, operator, subject, ...sheet }: Sheet, changes: OrderChanges): Order => {
  const { centralised, preAuthentication, records, evn, dau, lodging } = sheet;
  const before = { centralised, preAuthentication, records, evn, dau, lodging };
  const said = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  return { ...before, ...said, kind, operator: operator.eori, subject };
};

@CommandHandler(ReplaceDocumentCommand)
export class ReplaceDocumentHandler implements ICommandHandler<ReplaceDocumentCommand> {
  constructor(
    private readonly runtime: Runtime,
    private readonly changes: DocumentChanges,
    private readonly source: DocumentSource,
    private readonly press: DocumentPress,
  ) {}

  async execute({ asked, documentId, reason, changes }: ReplaceDocumentCommand): Promise<Outcome<DocumentRow>> {
    const found = await this.changes.found(asked, documentId);
    const revision = requireIfMatch(asked);
    const { state, sheet, events } = found;
    if (events.some(({ metadata }) => metadata.commandId === asked.commandId)) {
      // Answered from the log alone: what it was decided on may no longer be so.
      const made = standing(state);
      const again = { type: 'ReplaceDocument', made, reason, replacedPdfSha256: '', now: this.runtime.now() } as const;
      return this.changes.carryOut(asked, found, again, revision);
    }
    if (revision !== found.revision) {
      throw new StaleRevision(documentStream(documentId), revision, found.revision);
    }
    const { number } = state;
    const old = standing(state);
    const version = old.version + 1;
    const now = this.runtime.now();
    const order = changed(sheet, changes);
    const facts = await this.source.facts(order, now);
    const next = draftSheet(order, facts);
    const made = await this.press.make({ documentId, version, number, sheet: next, lines: facts.lines });
    const lines = await this.source.lines(sheet.operator.eori, old.references, versionMade(events, old));
    const sameMatter = matterText(next, made.references) === matterText(old.sheet, old.references);
    if (sameMatter && isDeepStrictEqual(facts.lines, lines)) throw nothingNew();
    const content = { documentId, version: old.version, number, sheet, lines };
    const replaced = { by: version, reason, at: now };
    const { pdfSha256 } = await this.press.print(content, { ...old, documentId, replaced });
    const command = { type: 'ReplaceDocument', made, reason, replacedPdfSha256: pdfSha256, now } as const;
    return this.changes.carryOut(asked, found, command, revision);
  }
}

const nothingNew = () =>
  refuseState(
    { en: 'the new version says what the old one says', fr: 'la nouvelle version dit ce que dit l’ancienne' },
    { todo: { en: 'change something, or print it again', fr: 'modifiez-la, ou réimprimez le document' } },
  );

@CommandHandler(PrintDocumentCommand)
export class PrintDocumentHandler implements ICommandHandler<PrintDocumentCommand> {
  constructor(
    private readonly runtime: Runtime,
    private readonly changes: DocumentChanges,
  ) {}

  async execute({ asked, documentId, copies }: PrintDocumentCommand): Promise<Outcome<DocumentRow>> {
    const found = await this.changes.found(asked, documentId);
    return this.changes.carryOut(asked, found, { type: 'PrintDocument', copies, now: this.runtime.now() });
  }
}

@CommandHandler(StampDocumentCommand)
export class StampDocumentHandler implements ICommandHandler<StampDocumentCommand> {
  constructor(
    private readonly runtime: Runtime,
    private readonly changes: DocumentChanges,
  ) {}

  async execute({ asked, documentId, stamp }: StampDocumentCommand): Promise<Outcome<DocumentRow>> {
    const found = await this.changes.found(asked, documentId);
    const command = { type: 'StampDocument', ...stamp, now: this.runtime.now() } as const;
    return this.changes.carryOut(asked, found, command, requireIfMatch(asked));
  }
}
