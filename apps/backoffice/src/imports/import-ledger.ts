import {
  declarationCodec,
  declarationDecider,
  declarationStream,
  importCodec,
  importDecider,
  importStream,
  type Import,
  type ImportCommand,
  type ImportStarted,
  type RecordProgress,
  type StartImport,
} from '#libs/delta-x';
import { commandIdOf, eventIds, execute, loadState, type EventStore } from '#libs/event-store';
import type { Actor, Instant } from '#libs/kernel';
import type { LineAct } from './imported-file.js';
import type { FileLine } from './line-splitter.js';

export type LineResult = 'accepted' | 'unchanged';

/** Where the lines of an import are carried out, and where it writes down how far it is: the log, or nowhere in a dry run. */
export interface ImportLedger {
  readonly state: Import;
  start(command: StartImport): Promise<void>;
  /** @throws Refusal */
  carryOut(act: LineAct, line: FileLine): Promise<LineResult>;
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
  /** Whether the last line was known before: a file sent again is read first, a new one appended unread. */
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

  async carryOut({ reference, command, occurredAt }: LineAct, line: FileLine): Promise<LineResult> {
    const { importId, actor, codeVersion } = this.context;
    const executed = await execute(this.store, {
      stream: declarationStream(this.#about.operator, reference),
      decider: declarationDecider,
      codec: declarationCodec,
      command,
      context: {
        commandId: commandIdOf(importId, line.digest, String(line.line)),
        actor,
        correlationId: this.#about.alertId,
        causationId: importId,
        occurredAt,
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
    const alertId = command.type === 'StartImport' ? command.alertId : this.#about.alertId;
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

  get #about(): ImportStarted['data'] {
    if (this.state.status === 'none') throw new Error(`import ${this.context.importId} has not started`);
    return this.state.started;
  }
}
