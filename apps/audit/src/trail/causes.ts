import type { StoredRecord } from '#libs/event-store';
import { formatPosition, type Actor } from '#libs/kernel';

/**
 * What caused an event: an earlier event, or the command that its actor gave. `unknown` says that the cause lies in a
 * stream that the trail does not read.
 */
export type CausedBy =
  | { readonly kind: 'event'; readonly type: string; readonly position: string; readonly stream: string }
  | { readonly kind: 'command'; readonly commandId: string; readonly actor: Actor }
  | { readonly kind: 'unknown' };

type Known = Pick<StoredRecord, 'id' | 'type' | 'stream' | 'position' | 'metadata'>;

const cited = ({ type, stream, position }: Known): CausedBy => ({
  kind: 'event',
  type: type.replace(/\.v\d+$/, ''),
  position: formatPosition(position),
  stream,
});

/** Resolves causation ids among the events around a trail. */
export class Causes {
  readonly #byId = new Map<string, Known>();
  /** The last event that a command has led to: a later command that names it goes on from there. */
  readonly #byCommand = new Map<string, Known>();

  add({ id, type, stream, position, metadata }: StoredRecord): void {
    const known = { id, type, stream, position, metadata };
    this.#byId.set(id, known);
    this.#byCommand.set(metadata.commandId, known);
  }

  /** An event that is also cited by another name: an import by its own id. */
  addAs(name: string, { id, type, stream, position, metadata }: StoredRecord): void {
    this.#byId.set(name, { id, type, stream, position, metadata });
  }

  of({ metadata }: Pick<StoredRecord, 'metadata'>): CausedBy {
    const { causationId, commandId, actor } = metadata;
    const event = this.#byId.get(causationId);
    if (event) return cited(event);
    if (causationId === commandId) return { kind: 'command', commandId, actor };
    const led = this.#byCommand.get(causationId);
    return led ? cited(led) : { kind: 'unknown' };
  }
}
