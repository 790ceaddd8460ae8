import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import {
  alertCodec,
  alertDecider,
  alertView,
  ownOutageCodec,
  ownOutagesDecider,
  ownOutagesStream,
  ownOutageView,
  scopeOf,
  type AlertCommand,
  type OtherAlert,
  type OwnOutage,
  type OwnOutageRegistered,
  type System,
} from '#libs/alert';
import { commandIdOf, execute, loadHistory, WrongExpectedRevision, type CommandContext } from '#libs/event-store';
import { Refusal, type Recorded } from '#libs/kernel';
import type { Asked } from '../requests/asked.js';
import { Decisions } from '../requests/decisions.js';
import { Runtime } from '../runtime.js';

const AT_MOST = 500;

/**
 * An operator's own outages on a system, one at a time: each is registered on their common stream before its alert is
 * written. What a crash left between the two is finished by whoever comes next, or when the app starts.
 */
@Injectable()
export class OwnOutages implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #log = new Logger('own outages');
  #running: Promise<void> = Promise.resolve();
  #stopping = false;

  constructor(
    private readonly runtime: Runtime,
    private readonly decisions: Decisions,
  ) {}

  /**
   * What is registered of this outage, now or before.
   * @param others the system's other alerts, as far as they are known
   * @throws Refusal where one runs already, or its number was used
   */
  async register(asked: Asked, outage: OwnOutage, others: readonly OtherAlert[]): Promise<OwnOutage> {
    const { actor, idempotencyKey, requestHash, commandId: causationId } = asked;
    const stream = ownOutagesStream(outage.system, outage.operator);
    this.decisions.claimKey(asked, stream);
    await this.#finishAll(outage.system, outage.operator);
    const context: CommandContext = {
      actor,
      idempotencyKey,
      requestHash,
      commandId: commandIdOf(actor.id, causationId, 'own outage'),
      causationId,
      correlationId: outage.alertId,
      occurredAt: outage.startedAt,
      codeVersion: this.runtime.settings.codeVersion,
    };
    try {
      const { state } = await execute(this.runtime.store, {
        stream,
        decider: ownOutagesDecider,
        codec: ownOutageCodec,
        command: { ...outage, others, now: this.runtime.now() },
        context,
      });
      return state.find(({ alertId }) => alertId === outage.alertId) ?? outage;
    } catch (error) {
      this.decisions.releaseKey(asked);
      throw error;
    }
  }

  onApplicationBootstrap(): void {
    this.#running = this.#finishLeft().catch((error: unknown) => {
      if (!this.#stopping) this.#log.error(error, 'own outages left unfinished');
    });
  }

  async onModuleDestroy(): Promise<void> {
    this.#stopping = true;
    await this.#running;
  }

  async #finishLeft(): Promise<void> {
    await this.runtime.running.whenReady;
    const { rows } = this.runtime.views.query(ownOutageView, { where: { status: 'registered' }, limit: AT_MOST });
    const left = new Map(rows.map((row) => [ownOutagesStream(row.system, row.operator), row]));
    for (const { system, operator } of left.values()) {
      if (this.#stopping) return;
      await this.#finishAll(system, operator);
    }
  }

  /** Those whose alert the read model does not know to have begun: the log is asked about them. */
  async #finishAll(system: System, operator: string): Promise<void> {
    const { store, views } = this.runtime;
    const { events } = await loadHistory(store, ownOutagesStream(system, operator), ownOutagesDecider, ownOutageCodec);
    for (const recorded of events) {
      const row = views.get(alertView, recorded.event.data.alertId);
      if (row === undefined || row.status === 'planned') await this.#finish(recorded);
    }
  }

  /** As the request itself would have: under its own command, so that its sender's repeat finds what became of it. */
  async #finish({ event, metadata }: Recorded<OwnOutageRegistered>): Promise<void> {
    const { alertId, system, startedAt, announced } = event.data;
    const now = this.runtime.now();
    const scope = scopeOf(event.data);
    const command: AlertCommand = announced
      ? { type: 'AnnounceAlert', alertId, system, scope, ...announced, announcedAt: startedAt, now }
      : { type: 'StartAlert', startedAt, now };
    const { causationId: commandId, causationId: _cause, ...context } = metadata;
    const stream = `alert-${alertId}`;
    const { state } = await loadHistory(this.runtime.store, stream, alertDecider, alertCodec);
    if (state.status !== (announced ? 'none' : 'planned')) return;
    await execute(this.runtime.store, {
      stream,
      decider: alertDecider,
      codec: alertCodec,
      command,
      context: { ...context, commandId },
    }).catch((error: unknown) => {
      // Somebody else was first: the alert is there, which is all that was wanted.
      if (!(error instanceof Refusal) && !(error instanceof WrongExpectedRevision)) throw error;
    });
  }
}
