import type { StreamView } from './commit-check.js';
import type { Storage } from './storage.js';
import type { StreamMetadata } from './stream-metadata.js';
import { DELETED, METADATA_PREFIX, metadataOrDefault, parseMetadata } from './stream-metadata.js';
import { decodeRecord } from './wire.js';

const HEADS_KEPT = 50_000;
const NOT_STORED = 0;

/** Where one stream stands, the events of the running transaction included. */
export class StreamHead implements StreamView {
  head: number;
  tombstoned: boolean;
  private key: number;
  /** `null` until it has been looked up; `undefined` when there is none. */
  private ownMetadata: StreamMetadata | undefined | null = null;

  constructor(
    readonly name: string,
    private readonly storage: Storage,
  ) {
    const stored = storage.findStream(name);
    this.key = stored?.key ?? NOT_STORED;
    this.head = stored?.head ?? -1;
    this.tombstoned = stored?.tombstoned ?? false;
  }

  /** The key of its row, which is made when the first event is written. */
  get storedKey(): number {
    if (this.key === NOT_STORED) this.key = this.storage.addStream(this.name);
    return this.key;
  }

  get softDeleted(): boolean {
    return this.metadata.truncateBefore === DELETED;
  }

  get hasMetadata(): boolean {
    return this.written !== undefined;
  }

  get metadata(): StreamMetadata {
    return metadataOrDefault(this.name, this.written);
  }

  metadataWritten(metadata: StreamMetadata): void {
    this.ownMetadata = metadata;
  }

  byId(id: Uint8Array): ReturnType<StreamView['byId']> {
    return this.storage.findById(this.key, id);
  }

  byRevision(revision: number): ReturnType<StreamView['byRevision']> {
    return this.storage.findByRevision(this.key, revision);
  }

  read(revision: number, count: number, backwards: boolean): ReturnType<Storage['readStream']> {
    return this.key === NOT_STORED ? [] : this.storage.readStream(this.key, revision, count, backwards);
  }

  private get written(): StreamMetadata | undefined {
    if (this.ownMetadata === null) this.ownMetadata = this.loadMetadata();
    return this.ownMetadata;
  }

  private loadMetadata(): StreamMetadata | undefined {
    const stored = this.storage.findStream(METADATA_PREFIX + this.name);
    const event = stored && this.storage.readStream(stored.key, stored.head, 1, true)[0];
    return event && parseMetadata(decodeRecord(event.record).getData_asU8());
  }
}

/** The heads lately asked for. Forgetting them loses nothing: they are read back from the tables. */
export class StreamHeads {
  private readonly heads = new Map<string, StreamHead>();

  constructor(private readonly storage: Storage) {}

  of(name: string): StreamHead {
    let head = this.heads.get(name);
    if (head === undefined) {
      head = new StreamHead(name, this.storage);
      this.heads.set(name, head);
    }
    return head;
  }

  /** To be called between transactions. */
  trim(): void {
    if (this.heads.size > HEADS_KEPT) this.forget();
  }

  forget(): void {
    this.heads.clear();
  }
}
