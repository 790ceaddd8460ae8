import type { StoredRecord } from '#libs/event-store';
import { formatPosition, type Actor, type Instant, type Text } from '#libs/kernel';

/**
 * What caused an event: an earlier event, or the command that its actor gave. `unknown` says that the cause lies in a
 * stream that the trail does not read.
 */
export type CausedBy =
  | {
      readonly kind: 'event';
      readonly type: string;
      readonly position: string;
      readonly stream: string;
      readonly recordedAt: Instant;
      readonly summary?: Text;
    }
  | { readonly kind: 'command'; readonly commandId: string; readonly actor: Actor }
  | { readonly kind: 'unknown' };

/** Resolves causation ids among the events around a trail. */
export class Causes {
  readonly #byId = new Map<string, StoredRecord>();
  /** The last event that a command has led to: a later command that names it goes on from there. */
  readonly #byCommand = new Map<string, StoredRecord>();

  /** `tell` says an event in a line, where this version can. */
  constructor(private readonly tell: (record: StoredRecord) => Text | undefined = () => undefined) {}

  add(record: StoredRecord): void {
    this.#byId.set(record.id, record);
    this.#byCommand.set(record.metadata.commandId, record);
  }

  /** An event that is also cited by another name: an import by its own id. */
  addAs(name: string, record: StoredRecord): void {
    this.#byId.set(name, record);
  }

  of({ metadata }: Pick<StoredRecord, 'metadata'>): CausedBy {
    const { causationId, commandId, actor } = metadata;
    const event = this.#byId.get(causationId);
    if (event) return this.#cited(event);
    if (causationId === commandId) return { kind: 'command', commandId, actor };
    const led = this.#byCommand.get(causationId);
    return led ? this.#cited(led) : { kind: 'unknown' };
  }

  #cited(record: StoredRecord): CausedBy {
    const { type, stream, position, recordedAt } = record;
    const summary = this.tell(record);
    return {
      kind: 'event',
      type: type.replace(/\.v\d+$/, ''),
      position: formatPosition(position),
      stream,
      recordedAt,
      ...(summary && { summary }),
    };
  }
}
