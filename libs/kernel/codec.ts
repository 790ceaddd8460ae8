import type { DomainEvent } from './event.js';

/** An event as it lies in the log: a stored name chosen by hand and versioned, and plain JSON. */
export interface Stored {
  readonly type: string;
  readonly data: unknown;
}

/** How one event type is stored. `parse` throws on data that are not its own. */
export interface EventCodec<Data> {
  /** The name it is written under, `DeclarationLodged.v1`. */
  readonly stored: string;
  readonly parse: (data: unknown) => Data;
  /** Older stored names still read, each with what lifts its data to today's shape. */
  readonly upcasts?: Readonly<Record<string, (data: unknown) => unknown>>;
  /** Paths of the fields that are personal data (GDPR art. 4), `consignor.name`; `[]` says: none, and somebody looked. */
  readonly personal: readonly string[];
}

export interface Codec<E extends DomainEvent> {
  readonly encode: (event: E) => Stored;
  /** `undefined` for a stored name that is not of this context. @throws when the data do not parse */
  readonly decode: (stored: Stored) => E | undefined;
  readonly storedTypes: readonly string[];
  /** Personal fields by the stored name they are written under. */
  readonly personal: Readonly<Record<string, readonly string[]>>;
}

/** Thrown when the log holds an event that today's code can't read: never skipped in silence. */
export class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent';
  constructor(
    readonly storedType: string,
    override readonly cause: unknown,
  ) {
    super(
      `the log holds a ${storedType} that does not parse: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
  }
}

type Definitions<E extends DomainEvent> = { readonly [T in E['type']]: EventCodec<Extract<E, { type: T }>['data']> };

/** Builds a context's codec from one definition per event type; the compiler sees that none is missing. */
export const defineCodec = <E extends DomainEvent>(definitions: Definitions<E>): Codec<E> => {
  const types = Object.keys(definitions) as E['type'][];
  const readers = new Map<string, (data: unknown) => E>();
  const personal: Record<string, readonly string[]> = {};
  const add = (stored: string, read: (data: unknown) => E): void => {
    if (readers.has(stored)) throw new Error(`two events are stored as ${stored}`);
    readers.set(stored, read);
  };
  for (const type of types) {
    const definition = definitions[type] as EventCodec<unknown>;
    const read = (data: unknown): E => ({ type, data: definition.parse(data) }) as unknown as E;
    add(definition.stored, read);
    personal[definition.stored] = definition.personal;
    for (const [old, lift] of Object.entries(definition.upcasts ?? {})) {
      add(old, (data) => read(lift(data)));
      personal[old] = definition.personal;
    }
  }
  return {
    encode: (event) => ({ type: definitions[event.type as E['type']].stored, data: event.data }),
    decode: (stored) => {
      const read = readers.get(stored.type);
      if (!read) return undefined;
      try {
        return read(stored.data);
      } catch (cause) {
        throw new UnreadableEvent(stored.type, cause);
      }
    },
    storedTypes: [...readers.keys()],
    personal,
  };
};
