import { alertCodec } from '#libs/alert';
import {
  declarationCodec,
  declarationDecider,
  declarationStream,
  manifestCodec,
  manifestDecider,
  manifestStream,
  type Outage,
} from '#libs/delta-x';
import {
  commandIdOf,
  decodeRecord,
  execute,
  follow,
  ViewsRebuilding,
  type EventStore,
  type Following,
  type Log,
  type StoredRecord,
  type StreamCheckpoint,
} from '#libs/event-store';
import type { Instant } from '#libs/kernel';
import type { DatedPaper, DcgPapers } from './dcg-papers.js';
import { SYSTEM_ACTOR } from './outcomes.js';

export interface DcgReactorDeps {
  readonly store: EventStore;
  readonly papers: DcgPapers;
  readonly checkpoint: StreamCheckpoint;
  readonly codeVersion: string;
  readonly signal: AbortSignal;
  readonly log: Log;
}

const WAIT_MS = 1_000;

/**
 * Moves the validation date of the DCG of every period that an outage came close to, whatever alert the paper was lodged
 * in (DX-32). It answers the end of an alert for the papers that an index knows by then to have their date still to
 * come, and each paper lodged after an end: between the two none is missed. Each is told every outage that is over, so
 * that the order of the ends changes nothing, and asking twice is asking once.
 */
export class DcgReactor {
  constructor(private readonly deps: DcgReactorDeps) {}

  follow(): Following {
    const { store, checkpoint, signal, log } = this.deps;
    return follow(store, {
      name: 'dcg-reactor',
      prefixes: ['alert-', 'manifest-', 'declaration-'],
      after: checkpoint.position,
      signal,
      log,
      handle: (record) => this.#handle(record),
      onCheckpoint: (position) => checkpoint.save(position),
    });
  }

  async #handle(record: StoredRecord): Promise<void> {
    const lodged = lodgedIn(record);
    if (lodged) await this.#moveAll(record, () => [lodged]);
    const told = decodeRecord(alertCodec, record)?.event;
    if (told?.type !== 'AlertEnded' || told.data.system !== 'delta-x') return;
    const { alertId } = told.data;
    await this.#moveAll(record, () => this.#concerned(alertId));
  }

  /** Papers that the outage of an alert may put off: their date comes after its beginning. */
  #concerned(alertId: string): readonly DatedPaper[] {
    const { papers } = this.deps;
    const ended = papers.ended(alertId);
    return ended ? [...papers.dated(ended.startedAt, ended.operator)] : [];
  }

  /** Once the read models know what the log held at this event. */
  async #moveAll(record: StoredRecord, papersOf: () => readonly DatedPaper[]): Promise<void> {
    const { papers, signal } = this.deps;
    while (!signal.aborted) {
      if (!(await papers.reached(record.position, WAIT_MS))) continue;
      try {
        const concerned = papersOf().map((paper) => ({ paper, outages: papers.outages(paper.operator) }));
        for (const { paper, outages } of concerned) await this.#move(paper, outages, record);
        return;
      } catch (error) {
        if (!(error instanceof ViewsRebuilding)) throw error;
      }
    }
  }

  async #move({ kind, stream }: DatedPaper, outages: readonly Outage[], record: StoredRecord): Promise<void> {
    if (outages.length === 0) return;
    const { store, codeVersion, log } = this.deps;
    const context = {
      commandId: commandIdOf(SYSTEM_ACTOR.id, `${stream}/${record.id}`, 'dcg-date'),
      actor: SYSTEM_ACTOR,
      correlationId: record.metadata.correlationId,
      causationId: record.id,
      occurredAt: lastOf(outages),
      codeVersion,
    };
    const about = { stream, context };
    const { events } =
      kind === 'manifest'
        ? await execute(store, {
            ...about,
            decider: manifestDecider,
            codec: manifestCodec,
            command: { type: 'MoveDcgDate', outages },
          })
        : await execute(store, {
            ...about,
            decider: declarationDecider,
            codec: declarationCodec,
            command: { type: 'MoveDauDcgDate', outages },
          });
    if (events.length > 0) log.info({ stream }, 'the validation date of a DCG is moved');
  }
}

const lastOf = (outages: readonly Outage[]): Instant =>
  outages.map(({ endedAt }) => endedAt).reduce((last, at) => (at > last ? at : last));

/** The paper that an event lodges, where its declarations have a period. A line goes by its manifest. */
const lodgedIn = (record: StoredRecord): DatedPaper | undefined => {
  if (record.stream.startsWith('manifest-')) {
    const event = decodeRecord(manifestCodec, record)?.event;
    if (event?.type !== 'ManifestLodged' || !event.data.globalisation) return undefined;
    const { manifestId, operator } = event.data;
    return { kind: 'manifest', stream: manifestStream(manifestId), operator: operator.eori };
  }
  // Most of the log is declarations: only what may matter is read as an event.
  if ((record.data as { readonly form?: unknown }).form !== 'dau') return undefined;
  const event = decodeRecord(declarationCodec, record)?.event;
  if (event?.type !== 'DeclarationLodged' || !event.data.globalisation) return undefined;
  const { operator, consignment } = event.data;
  return { kind: 'dau', stream: declarationStream(operator.eori, consignment.reference), operator: operator.eori };
};
