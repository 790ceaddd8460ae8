import { comparePositions, formatPosition, instantOf, parsePosition, type Position } from '#libs/kernel';
import { eventIds } from './event-ids.js';
import { WrongExpectedRevision, type EventStore, type ExpectedRevision } from './event-store.port.js';

/** Another instance of the same consumer has taken over: stop, and do nothing more. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
  constructor(
    readonly consumer: string,
    readonly instance: string,
  ) {
    super(`${instance} is no longer the ${consumer}: another instance has taken over`);
  }
}

export interface StreamCheckpoint {
  /** Where to go on from; `undefined` at the very beginning. */
  readonly position: Position | undefined;
  /** Notes that everything up to here is dealt with: call it after the effects. @throws Fenced */
  save(position: Position): Promise<void>;
  /** Writes what `save` has noted and not yet written. @throws Fenced */
  flush(): Promise<void>;
}

export interface CheckpointOptions {
  readonly consumer: string;
  /** Tells this process from any other, and this start from the one before: drawn anew at each start. */
  readonly instance: string;
  readonly codeVersion: string;
  /** At most one write in this time; what is noted meanwhile is written by a later `save` or by `flush`. 0: each. */
  readonly everyMs?: number;
}

export const checkpointStream = (consumer: string): string => `checkpoint-${consumer}`;

const SAVED = 'CheckpointSaved.v1';
/** Enough of the past for a repeated write to be recognised. */
const KEPT = 16;

interface Saved {
  readonly position: string | null;
  readonly instance: string;
}

const readSaved = (data: unknown): Saved => {
  const { position, instance } = data as Partial<Saved>;
  const valid = position === null || (typeof position === 'string' && parsePosition(position) !== undefined);
  if (!valid || typeof instance !== 'string') throw new TypeError('the checkpoint in the log does not parse');
  return { position, instance };
};

/**
 * Opens a reactor's checkpoint and takes it over: it writes its own name with the revision it has read, so that every
 * earlier instance fails with `Fenced` at its next save. The last to open is the one; a fenced instance ends and does
 * not open again by itself, or two would throw each other out for ever. Effects of the earlier one that are under way
 * at that moment still happen: they need a guard of their own (a derived id, an expected revision).
 * @throws EventStoreUnavailable
 */
export const openCheckpoint = async (store: EventStore, options: CheckpointOptions): Promise<StreamCheckpoint> => {
  const stream = checkpointStream(options.consumer);
  for (;;) {
    let expected: ExpectedRevision = 'no-stream';
    let saved: Saved | undefined;
    for await (const record of store.readStream(stream, { direction: 'backwards', max: 1 })) {
      expected = record.revision;
      saved = readSaved(record.data);
    }
    const position = typeof saved?.position === 'string' ? parsePosition(saved.position) : undefined;
    const checkpoint = new FencedCheckpoint(store, options, expected, position);
    try {
      await checkpoint.take();
    } catch (error) {
      if (error instanceof Fenced) continue;
      throw error;
    }
    await store.keepLast(stream, KEPT);
    return checkpoint;
  }
};

class FencedCheckpoint implements StreamCheckpoint {
  #expected: ExpectedRevision;
  #position: Position | undefined;
  #written: Position | undefined;
  #writtenMs = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    readonly store: EventStore,
    readonly options: CheckpointOptions,
    expected: ExpectedRevision,
    position: Position | undefined,
  ) {
    this.#expected = expected;
    this.#position = position;
    this.#written = position;
  }

  get position(): Position | undefined {
    return this.#position;
  }

  take(): Promise<void> {
    return this.#write();
  }

  async save(position: Position): Promise<void> {
    if (this.#position && comparePositions(position, this.#position) <= 0) return;
    this.#position = position;
    if (Date.now() - this.#writtenMs >= (this.options.everyMs ?? 0)) await this.flush();
  }

  async flush(): Promise<void> {
    // One write at a time: each needs the revision that the one before has made.
    const turn = this.#writing.then(async () => {
      const ahead = this.#position && (!this.#written || comparePositions(this.#position, this.#written) > 0);
      if (ahead) await this.#write();
    });
    this.#writing = turn.catch(() => undefined);
    await turn;
  }

  async #write(): Promise<void> {
    const { consumer, instance, codeVersion } = this.options;
    const position = this.#position;
    const data: Saved = { position: position ? formatPosition(position) : null, instance };
    const commandId = `${consumer}/${instance}/${String(this.#expected)}/${data.position ?? ''}`;
    const [id] = eventIds(commandId, 1);
    const metadata = {
      correlationId: consumer,
      causationId: commandId,
      commandId,
      actor: { id: consumer, role: 'system' as const },
      occurredAt: instantOf(Date.now()),
      rules: [],
      codeVersion,
    };
    try {
      const appended = await this.store.append(checkpointStream(consumer), this.#expected, [
        { id, type: SAVED, data, metadata },
      ]);
      this.#expected = appended.revision;
      this.#written = position;
      this.#writtenMs = Date.now();
    } catch (error) {
      throw error instanceof WrongExpectedRevision ? new Fenced(consumer, instance) : error;
    }
  }
}
