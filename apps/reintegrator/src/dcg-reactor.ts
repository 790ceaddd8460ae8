import { alertCodec, alertDecider } from '#libs/alert';
import {
  asSeen,
  manifestCodec,
  manifestDecider,
  manifestStream,
  type AlertAsSeen,
  type ManifestHeader,
} from '#libs/delta-x';
import {
  commandIdOf,
  decodeRecord,
  execute,
  follow,
  loadState,
  type EventStore,
  type Following,
  type Log,
  type StoredRecord,
  type StreamCheckpoint,
} from '#libs/event-store';
import { SYSTEM_ACTOR } from './outcomes.js';

export interface DcgReactorDeps {
  readonly store: EventStore;
  readonly checkpoint: StreamCheckpoint;
  readonly codeVersion: string;
  readonly signal: AbortSignal;
  readonly log: Log;
}

type Ended = AlertAsSeen & Required<Pick<AlertAsSeen, 'startedAt' | 'endedAt'>>;

/**
 * Moves the validation date of the DCG of every period that an outage came close to (DX-32). It answers the end of an
 * alert for the manifests lodged before it in the log, and each manifest lodged after it: between the two none is
 * missed. The commands' ids come from manifest and alert, so that asking twice is asking once.
 */
export class DcgReactor {
  constructor(private readonly deps: DcgReactorDeps) {}

  follow(): Following {
    const { store, checkpoint, signal, log } = this.deps;
    return follow(store, {
      name: 'dcg-reactor',
      prefixes: ['alert-', 'manifest-'],
      after: checkpoint.position,
      signal,
      log,
      handle: (record) => this.#handle(record),
      onCheckpoint: (position) => checkpoint.save(position),
    });
  }

  async #handle(record: StoredRecord): Promise<void> {
    const lodged = decodeRecord(manifestCodec, record)?.event;
    if (lodged?.type === 'ManifestLodged' && lodged.data.globalisation) {
      const alert = await this.#ended(lodged.data.alertId);
      if (alert) await this.#move(lodged.data, alert, record.id);
    }
    const told = decodeRecord(alertCodec, record)?.event;
    if (told?.type !== 'AlertEnded' || told.data.system !== 'delta-x') return;
    const alert = await this.#ended(told.data.alertId);
    if (!alert) return;
    for await (const header of this.#manifestsBefore(record, alert.alertId)) await this.#move(header, alert, record.id);
  }

  async #ended(alertId: string): Promise<Ended | undefined> {
    const { state } = await loadState(this.deps.store, `alert-${alertId}`, alertDecider, alertCodec);
    const alert = asSeen(state);
    if (alert?.startedAt === undefined || alert.endedAt === undefined) return undefined;
    return { ...alert, startedAt: alert.startedAt, endedAt: alert.endedAt };
  }

  /** Those of the alert with a globalisation period, from the log itself: a read model might be behind. */
  async *#manifestsBefore(
    { position }: StoredRecord,
    alertId: string,
  ): AsyncGenerator<ManifestHeader, void, undefined> {
    for await (const record of this.deps.store.readAll({ prefixes: ['manifest-'], until: position })) {
      const event = decodeRecord(manifestCodec, record)?.event;
      if (event?.type === 'ManifestLodged' && event.data.alertId === alertId && event.data.globalisation)
        yield event.data;
    }
  }

  async #move(
    { manifestId }: ManifestHeader,
    { alertId, startedAt, endedAt }: Ended,
    causationId: string,
  ): Promise<void> {
    const { store, codeVersion, log } = this.deps;
    const { events } = await execute(store, {
      stream: manifestStream(manifestId),
      decider: manifestDecider,
      codec: manifestCodec,
      command: { type: 'MoveDcgDate', startedAt, endedAt },
      context: {
        commandId: commandIdOf(SYSTEM_ACTOR.id, `${manifestId}/${alertId}`, 'dcg-date'),
        actor: SYSTEM_ACTOR,
        correlationId: alertId,
        causationId,
        occurredAt: endedAt,
        codeVersion,
      },
    });
    if (events.length > 0) log.info({ manifestId, alertId }, 'the validation date of a DCG is moved');
  }
}
