import { createHash } from 'node:crypto';
import {
  declarationCodec,
  declarationDecider,
  declarationStream,
  importCodec,
  importDecider,
  importStream,
  type Import,
  type ImportCommand,
  type LodgeDeclaration,
  type RecordProgress,
  type StartImport,
} from '#libs/delta-x';
import { commandIdOf, eventIds, execute, loadHistory, loadState, type EventStore } from '#libs/event-store';
import type { Actor, Instant } from '#libs/kernel';
import type { FileLine } from './line-splitter.js';

export type LineResult = 'accepted' | 'unchanged';

/** Where an import lodges its lines and writes down how far it is: the log, or nowhere in a dry run. */
export interface ImportLedger {
  readonly state: Import;
  start(command: StartImport): Promise<void>;
  /** @throws Refusal */
  lodge(command: LodgeDeclaration, line: FileLine): Promise<LineResult>;
  record(progress: RecordProgress): Promise<void>;
  complete(): Promise<void>;
}

/** Who imports, and what stands beside every event of it. */
export interface ImportContext {
  readonly importId: string;
  readonly actor: Actor;
  readonly codeVersion: string;
  readonly now: () => Instant;
  /** Of the request that started it. */
  readonly idempotencyKey?: string;
  readonly requestHash?: string;
}

/** The log. Lines and progress have derived ids: what a crash left half done is done again and is the same append. */
export class LogLedger implements ImportLedger {
  /** Whether the last line was lodged before: a file sent again is read first, a new one appended unread. */
  #seenBefore = false;

  private constructor(
    readonly store: EventStore,
    readonly context: ImportContext,
    public state: Import,
    private revision: bigint | undefined,
  ) {}

  static async open(store: EventStore, context: ImportContext): Promise<LogLedger> {
    const { state, revision } = await loadState(store, importStream(context.importId), importDecider, importCodec);
    return new LogLedger(store, context, state, revision);
  }

  start(command: StartImport): Promise<void> {
    return this.#append(command);
  }

  async lodge(command: LodgeDeclaration, line: FileLine): Promise<LineResult> {
    const { importId, actor, codeVersion } = this.context;
    const { header, consignment } = command;
    const executed = await execute(this.store, {
      stream: declarationStream(header.operator.eori, consignment.reference),
      decider: declarationDecider,
      codec: declarationCodec,
      command,
      context: {
        commandId: commandIdOf(importId, line.digest, String(line.line)),
        actor,
        correlationId: header.alertId,
        causationId: importId,
        occurredAt: header.lodgedAt,
        codeVersion,
      },
      likelyNew: !this.#seenBefore,
    });
    this.#seenBefore = executed.repeated || executed.events.length === 0;
    return executed.events.length > 0 ? 'accepted' : 'unchanged';
  }

  record(progress: RecordProgress): Promise<void> {
    return this.#append(progress);
  }

  complete(): Promise<void> {
    return this.#append({ type: 'CompleteImport' });
  }

  /** @throws WrongExpectedRevision when another process imports the same file at the same time */
  async #append(command: ImportCommand): Promise<void> {
    const events = importDecider.decide(command, this.state);
    if (events.length === 0) return;
    const { importId, actor, codeVersion, now, idempotencyKey, requestHash } = this.context;
    const commandId = commandIdOf(importId, String(this.revision ?? -1n), command.type);
    const ids = eventIds(commandId, events.length);
    const alertId = this.#alertId(command);
    const records = events.map((event, index) => ({
      id: ids[index] ?? '',
      ...importCodec.encode(event),
      metadata: {
        correlationId: alertId,
        causationId: commandId,
        commandId,
        ...(command.type === 'StartImport' && idempotencyKey !== undefined ? { idempotencyKey } : {}),
        ...(command.type === 'StartImport' && requestHash !== undefined ? { requestHash } : {}),
        actor,
        occurredAt: now(),
        rules: event.rules ?? [],
        codeVersion,
      },
    }));
    const appended = await this.store.append(importStream(importId), this.revision ?? 'no-stream', records);
    this.revision = appended.revision;
    for (const event of events) this.state = importDecider.evolve(this.state, event);
  }

  #alertId(command: ImportCommand): string {
    if (command.type === 'StartImport') return command.alertId;
    return this.state.status === 'none' ? this.context.importId : this.state.started.alertId;
  }
}

/** Says what the log would, and writes nothing. */
export class DryLedger implements ImportLedger {
  state: Import = { status: 'none' };
  /** What earlier lines of the file would have lodged: a digest of the line by its reference. */
  readonly #lodged = new Map<string, string>();

  constructor(private readonly store: EventStore) {}

  start(command: StartImport): Promise<void> {
    return this.#note(command);
  }

  async lodge(command: LodgeDeclaration): Promise<LineResult> {
    const { header, consignment } = command;
    const { reference } = consignment;
    const digest = createHash('sha256').update(JSON.stringify(consignment)).digest('base64');
    const earlier = this.#lodged.get(reference);
    if (earlier === digest) return 'unchanged';
    const stream = declarationStream(header.operator.eori, reference);
    const { state } = await loadHistory(this.store, stream, declarationDecider, declarationCodec);
    const [lodged] = declarationDecider.decide(command, state);
    if (lodged?.type !== 'DeclarationLodged') return 'unchanged';
    if (earlier !== undefined) {
      const other = { ...lodged.data, consignment: { ...consignment, reference: '' } };
      declarationDecider.decide(command, { ...state, lodged: other });
    }
    this.#lodged.set(reference, digest);
    return 'accepted';
  }

  record(progress: RecordProgress): Promise<void> {
    return this.#note({ ...progress, errors: [] });
  }

  complete(): Promise<void> {
    return this.#note({ type: 'CompleteImport' });
  }

  #note(command: ImportCommand): Promise<void> {
    for (const event of importDecider.decide(command, this.state)) this.state = importDecider.evolve(this.state, event);
    return Promise.resolve();
  }
}
