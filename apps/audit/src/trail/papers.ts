import { commandIdOf, type EventStore, type StoredRecord } from '#libs/event-store';
import { documentCodec, documentStream, subjectKey, type DocumentKind, type Order } from '#libs/fallback-documents';

type Subject = Order['subject'];

const LISTS: readonly DocumentKind[] = ['manifest', 'records-entry', 'evn-list'];

/** The printed documents that a declaration stands on, found by what their ids are derived from. */
export class Papers {
  constructor(private readonly store: EventStore) {}

  /** Everything that happened to its DAU, and to each list that names it. */
  async of(operator: string, reference: string, manifestId: string | undefined): Promise<StoredRecord[]> {
    const dau = await this.#stream('dau', operator, { of: 'declaration', reference });
    if (manifestId === undefined) return dau;
    const lists = await Promise.all(LISTS.map((kind) => this.#list(kind, operator, manifestId, reference)));
    return [...dau, ...lists.flat()];
  }

  /** The part that names the declaration; nothing where no part does. */
  async #list(kind: DocumentKind, operator: string, manifestId: string, reference: string): Promise<StoredRecord[]> {
    for (let part = 1; ; part++) {
      const records = await this.#stream(kind, operator, { of: 'manifest', manifestId, part });
      if (records.length === 0) return [];
      if (records.some((record) => references(record).includes(reference))) return records;
    }
  }

  async #stream(kind: DocumentKind, operator: string, subject: Subject): Promise<StoredRecord[]> {
    const documentId = commandIdOf(operator, subjectKey({ kind, operator, subject }), 'document');
    const records: StoredRecord[] = [];
    for await (const record of this.store.readStream(documentStream(documentId))) records.push(record);
    return records;
  }
}

const references = (record: StoredRecord): readonly string[] => {
  const event = documentCodec.decode(record);
  return event?.type === 'DocumentIssued' || event?.type === 'DocumentReplaced' ? event.data.references : [];
};
