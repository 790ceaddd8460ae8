import { alertCodec, ownOutageCodec, ownOutagesStream, type Scope, type System } from '#libs/alert';
import type { Granted } from '#libs/access';
import {
  declarationCodec,
  declarationStream,
  importCodec,
  importStream,
  manifestCodec,
  manifestStream,
} from '#libs/delta-x';
import type { EventStore, StoredRecord } from '#libs/event-store';
import { documentCodec } from '#libs/fallback-documents';
import { comparePositions, type Codec, type DomainEvent, type Instant, type Text } from '#libs/kernel';
import { callsCodec, callsStream, campaignCodec, campaignStream, targetCodec, targetStream } from '#libs/reintegration';
import type { Cut } from '../past/log-marks.js';
import { Causes } from './causes.js';
import { Papers } from './papers.js';
import { summaryOf } from './summaries/summary-of.js';
import { trailItem, type TrailItem } from './trail-item.js';

/** What a trail is about. */
export type TrailSubject =
  | { readonly kind: 'alert'; readonly alertId: string }
  | { readonly kind: 'target'; readonly system: System }
  | { readonly kind: 'declaration'; readonly operator: string; readonly reference: string };

export interface Trail {
  readonly items: readonly TrailItem[];
  /** When the subject's first event was recorded, where all of them are later than the cut; the items are then empty. */
  readonly beginsAt?: Instant;
}

type AnyCodec = Codec<DomainEvent>;
const codecs = [
  alertCodec,
  ownOutageCodec,
  campaignCodec,
  declarationCodec,
  manifestCodec,
  importCodec,
  documentCodec,
  targetCodec,
  callsCodec,
] as unknown as readonly AnyCodec[];

const said = (record: StoredRecord): Text | undefined => {
  const event = codecs.find((codec) => codec.storedTypes.includes(record.type))?.decode(record);
  return event && summaryOf(event);
};

/** One every ten seconds: a trail has the last of them, some three hours of calls. */
const OBSERVATIONS = 1_000;

const byPosition = (a: StoredRecord, b: StoredRecord): number => comparePositions(a.position, b.position);

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const field = (record: StoredRecord | undefined, name: string): string | undefined =>
  text((record?.data as Readonly<Record<string, unknown>> | undefined)?.[name]);

/** The events of a trail, and those around them where their causes may be. */
interface Told {
  readonly records: readonly StoredRecord[];
  readonly around: readonly StoredRecord[];
}

/** Tells everything that happened to one thing, in order. */
export class Trails {
  private readonly papers: Papers;

  constructor(private readonly store: EventStore) {
    this.papers = new Papers(store);
  }

  /** `undefined` where the log holds nothing of the subject. @throws UnreadableEvent */
  async of(subject: TrailSubject, cut: Cut | undefined, reader: Granted): Promise<Trail | undefined> {
    const told = await this.#told(subject, cut);
    const [first] = told.records;
    if (!first) return undefined;
    const records = told.records.filter((r) => cut && comparePositions(r.position, cut.position) <= 0);
    if (records.length === 0) return { items: [], beginsAt: first.recordedAt };
    const causes = new Causes(said);
    for (const record of [...told.around, ...told.records].sort(byPosition)) causes.add(record);
    for (const [name, record] of await this.#imports(records)) causes.addAs(name, record);
    const operator = subject.kind === 'declaration' ? subject.operator : undefined;
    return { items: records.map((record) => trailItem(record, { codecs, causes, reader, operator })) };
  }

  #told(subject: TrailSubject, cut: Cut | undefined): Promise<Told> {
    if (subject.kind === 'alert') return this.#alert(subject.alertId);
    return subject.kind === 'target' ? this.#target(subject.system, cut) : this.#declaration(subject);
  }

  /** What was decided about a target, and the last that was observed of it. */
  async #target(system: System, cut: Cut | undefined): Promise<Told> {
    const decided = await this.#stream(targetStream(system));
    const observed: StoredRecord[] = [];
    for await (const record of this.store.readStream(callsStream(system), { direction: 'backwards' })) {
      if (cut && comparePositions(record.position, cut.position) > 0) continue;
      observed.push(record);
      if (observed.length === OBSERVATIONS) break;
    }
    return { records: [...decided, ...observed].sort(byPosition), around: [] };
  }

  /** An alert, its registration where it is an operator's own, and the campaign that it led to. */
  async #alert(alertId: string): Promise<Told> {
    const alert = await this.#stream(`alert-${alertId}`);
    const system = field(alert[0], 'system') as System | undefined;
    const campaign = system === undefined ? [] : await this.#stream(campaignStream({ alertId, system }));
    const { scope } = (alert[0]?.data ?? {}) as { readonly scope?: Scope };
    const own = system && scope?.kind === 'operator' ? await this.#stream(ownOutagesStream(system, scope.eori)) : [];
    const registered = own.filter((record) => field(record, 'alertId') === alertId);
    return { records: [...registered, ...alert, ...campaign].sort(byPosition), around: [] };
  }

  /** A declaration with the papers that it stands on; around it, where its causes may be: its manifest, its alert, its campaign. */
  async #declaration({ operator, reference }: { operator: string; reference: string }): Promise<Told> {
    const records = await this.#stream(declarationStream(operator, reference));
    const lodged = records.find((r) => field(r, 'manifestId') !== undefined);
    const owed = records.find((r) => field(r, 'system') !== undefined);
    const alertId = field(records[0], 'alertId');
    const manifestId = field(lodged, 'manifestId');
    const system = field(owed, 'system') as System | undefined;
    const around = await Promise.all([
      manifestId === undefined ? [] : this.#stream(manifestStream(manifestId)),
      alertId === undefined ? [] : this.#stream(`alert-${alertId}`),
      alertId === undefined || system === undefined ? [] : this.#stream(campaignStream({ alertId, system })),
    ]);
    const papers = await this.papers.of(operator, reference, manifestId);
    return { records: [...records, ...papers].sort(byPosition), around: around.flat() };
  }

  /** The beginnings of the imports that lodged any of these: lines of a file cite it by its id. */
  async #imports(records: readonly StoredRecord[]): Promise<Map<string, StoredRecord>> {
    const lodged = records.filter(({ type, metadata }) => {
      return type.startsWith('DeclarationLodged.') && metadata.causationId !== metadata.commandId;
    });
    const begun = new Map<string, StoredRecord>();
    for (const id of new Set(lodged.map((r) => r.metadata.causationId))) {
      for await (const first of this.store.readStream(importStream(id), { max: 1 })) begun.set(id, first);
    }
    return begun;
  }

  async #stream(name: string): Promise<StoredRecord[]> {
    const records: StoredRecord[] = [];
    for await (const record of this.store.readStream(name)) records.push(record);
    return records;
  }
}
