import { randomUUID } from 'node:crypto';
import type { Expected, Verdict } from './commit-check.js';
import { checkCommit } from './commit-check.js';
import type { LoggedEvent, ProposedEvent } from './event.js';
import { idBytes } from './event.js';
import { GroupCommit } from './group-commit.js';
import type { Storage } from './storage.js';
import type { StreamHead } from './stream-heads.js';
import { StreamHeads } from './stream-heads.js';
import { METADATA_PREFIX, METADATA_TYPE, parseMetadata, SOFT_DELETE, TOMBSTONE_TYPE } from './stream-metadata.js';
import { Tail } from './tail.js';
import { encodeRecord } from './wire.js';

export type Outcome =
  | { readonly kind: 'written'; readonly revision: number; readonly position: number }
  /** Nothing was to be written. */
  | { readonly kind: 'empty'; readonly revision: number }
  /** The caller's deadline had passed before anything was written. */
  | { readonly kind: 'expired' }
  | Exclude<Verdict, { readonly kind: 'write' }>;

export interface AppendRequest {
  readonly stream: string;
  readonly expected: Expected;
  readonly events: readonly ProposedEvent[];
  /** Milliseconds of the Unix epoch. */
  readonly deadline?: number | undefined;
}

export interface LogStatistics {
  /** Transactions that wrote something: each is one fsync of the write-ahead log. */
  commits: number;
  events: number;
}

/** Added to the size of a record, so that positions have gaps as those of a log of chunks have. */
const POSITION_GAP = 64;
const NOTHING = new Uint8Array(0);

const systemEvent = (type: string, json: boolean, data: string): ProposedEvent => ({
  id: idBytes(randomUUID()),
  type,
  json,
  data: Buffer.from(data),
  metadata: NOTHING,
});

/** The log: one writer, appends checked and committed in groups, readers that see committed events only. */
export class EventLog {
  readonly statistics: LogStatistics = { commits: 0, events: 0 };
  private readonly heads: StreamHeads;
  private readonly tail = new Tail();
  private readonly group: GroupCommit;
  private readonly listeners = new Set<() => void>();
  private written: LoggedEvent[] = [];
  private nextPosition = 0;
  private lastCreated = 0;
  private end = -1;

  /** @param beforeCommit runs inside each transaction that has written; what it throws rolls the transaction back */
  constructor(
    private readonly storage: Storage,
    private readonly beforeCommit: () => void = () => undefined,
  ) {
    this.heads = new StreamHeads(storage);
    this.group = new GroupCommit({
      begin: () => this.begin(),
      commit: () => this.commit(),
      rollback: () => this.rollback(),
    });
    this.restoreEnd();
  }

  append(request: AppendRequest): Promise<Outcome> {
    return this.group.submit(() => this.tryAppend(request));
  }

  /** Hides the stream's events from its readers; the stream may be written again and then goes on counting. */
  softDelete(stream: string, expected: Expected): Promise<Outcome> {
    return this.group.submit(() => {
      const head = this.heads.of(stream);
      const verdict = checkCommit(expected, [NOTHING], head);
      if (verdict.kind !== 'write') return verdict;
      if (head.head < 0 && !head.hasMetadata) return { kind: 'wrong', current: -1 };
      return this.write(this.heads.of(METADATA_PREFIX + stream), [systemEvent(METADATA_TYPE, true, SOFT_DELETE)]);
    });
  }

  /** Ends the stream for good: nothing is ever written to it or read from it again. */
  tombstone(stream: string, expected: Expected): Promise<Outcome> {
    return this.group.submit(() => {
      const head = this.heads.of(stream);
      const verdict = checkCommit(expected, [NOTHING], head);
      if (verdict.kind !== 'write') return verdict;
      const outcome = this.write(head, [systemEvent(TOMBSTONE_TYPE, false, '')]);
      this.storage.tombstone(head.storedKey);
      head.tombstoned = true;
      return outcome;
    });
  }

  /** The stream as committed. Not to be kept beyond the current turn of the event loop. */
  stream(name: string): StreamHead {
    return this.heads.of(name);
  }

  /** At most `count` events of the whole log: forwards from `position` on, itself included; backwards those before it. */
  readAll(position: number, count: number, backwards: boolean): LoggedEvent[] {
    const recent = backwards ? undefined : this.tail.from(position, count);
    return recent ?? this.storage.readAll(position, count, backwards);
  }

  /** Whether the events from `position` on are still in memory. */
  isRecent(position: number): boolean {
    return position > this.end || this.tail.from(position, 0) !== undefined;
  }

  /** Position of the last event; -1 when there is none. */
  get lastPosition(): number {
    return this.end;
  }

  /** @returns how to stop listening */
  onCommit(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Commits all that is waiting, now. */
  flush(): void {
    this.group.flush();
  }

  close(): void {
    this.flush();
    this.storage.close();
  }

  private tryAppend({ stream, expected, events, deadline }: AppendRequest): Outcome {
    if (deadline !== undefined && deadline <= Date.now()) return { kind: 'expired' };
    const head = this.heads.of(stream);
    const verdict = checkCommit(
      expected,
      events.map((event) => event.id),
      head,
    );
    if (verdict.kind !== 'write') return verdict;
    if (events.length === 0) return { kind: 'empty', revision: head.head };
    if (!head.softDeleted) return this.write(head, events);
    const undeleted = { ...head.metadata.raw, $tb: head.head + 1 };
    const outcome = this.write(head, events);
    this.write(this.heads.of(METADATA_PREFIX + stream), [systemEvent(METADATA_TYPE, true, JSON.stringify(undeleted))]);
    return outcome;
  }

  private write(head: StreamHead, events: readonly ProposedEvent[]): Outcome {
    const key = head.storedKey;
    let position = this.nextPosition;
    for (const event of events) {
      position = this.nextPosition;
      head.head += 1;
      const placement = { stream: head.name, revision: head.head, position, created: this.lastCreated };
      const logged = { ...placement, type: event.type, record: encodeRecord(event, placement) };
      this.storage.insert(key, event.id, logged);
      this.written.push(logged);
      this.nextPosition = position + logged.record.length + POSITION_GAP;
    }
    const last = events.at(-1);
    if (last !== undefined && head.name.startsWith(METADATA_PREFIX)) {
      this.heads.of(head.name.slice(METADATA_PREFIX.length)).metadataWritten(parseMetadata(last.data));
    }
    return { kind: 'written', revision: head.head, position };
  }

  private begin(): void {
    this.written = [];
    this.lastCreated = Math.max(this.lastCreated, Date.now());
    this.storage.begin();
  }

  private commit(): void {
    if (this.written.length > 0) this.beforeCommit();
    this.storage.commit();
    this.heads.trim();
    const last = this.written.at(-1);
    if (last === undefined) return;
    this.end = last.position;
    this.statistics.commits += 1;
    this.statistics.events += this.written.length;
    this.tail.add(this.written);
    this.written = [];
    for (const listener of [...this.listeners]) listener();
  }

  /** What the transaction changed in memory is forgotten and read back from the tables. */
  private rollback(): void {
    this.storage.rollback();
    this.heads.forget();
    this.restoreEnd();
  }

  private restoreEnd(): void {
    const last = this.storage.lastEvent();
    this.end = last?.position ?? -1;
    this.nextPosition = last === undefined ? POSITION_GAP : last.position + last.record.length + POSITION_GAP;
    this.lastCreated = Math.max(this.lastCreated, last?.created ?? 0);
  }
}
