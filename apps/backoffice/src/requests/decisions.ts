import { Injectable } from '@nestjs/common';
import { decodeRecord, execute, KeyReused, type Executed } from '#libs/event-store';
import {
  foldView,
  type Codec,
  type Decider,
  type DomainEvent,
  type Instant,
  type Position,
  type Recorded,
  type View,
} from '#libs/kernel';
import { Runtime } from '../runtime.js';
import type { Asked } from './asked.js';
import { keyOf, keyView } from './key-view.js';

/** A command on its way to a stream. */
export interface Decision<C, S, E extends DomainEvent> {
  readonly asked: Asked;
  readonly stream: string;
  readonly decider: Decider<C, S, E>;
  readonly codec: Codec<E>;
  readonly command: C;
  readonly correlationId: string;
  readonly occurredAt: Instant;
  readonly likelyNew?: boolean;
  readonly expectedRevision?: bigint;
}

/** What a change came to, as it is answered. */
export interface Outcome<Row> {
  readonly row: Row;
  readonly revision: bigint;
  readonly position: Position | undefined;
  /** False where nothing was recorded now: things stood as asked, or the request came before. */
  readonly changed: boolean;
}

const KEYS_REMEMBERED = 10_000;

/** Carries commands out on the log: the one way in. */
@Injectable()
export class Decisions {
  /** Keys used lately: the view of them is a moment behind. */
  readonly #recent = new Map<string, string>();
  /** Requests on their way, by key: the same one coming meanwhile waits for what becomes of the first. */
  readonly #underWay = new Map<string, Promise<unknown>>();

  constructor(private readonly runtime: Runtime) {}

  /**
   * Tells whether the request came before.
   * @throws KeyReused when the key came with another request, on whatever resource
   */
  claimKey({ actor, idempotencyKey, requestHash }: Asked, stream: string): boolean {
    const key = keyOf(actor.id, idempotencyKey);
    const used = this.#recent.get(key) ?? this.runtime.views.get(keyView, key)?.requestHash;
    if (used !== undefined && used !== requestHash) throw new KeyReused(stream, key, idempotencyKey);
    this.#recent.set(key, requestHash);
    const [oldest] = this.#recent.keys();
    if (this.#recent.size > KEYS_REMEMBERED && oldest !== undefined) this.#recent.delete(oldest);
    return used !== undefined;
  }

  /** A request that came to nothing leaves its key free. */
  releaseKey({ actor, idempotencyKey }: Asked): void {
    this.#recent.delete(keyOf(actor.id, idempotencyKey));
  }

  /** @throws Refusal, KeyReused, StaleRevision, WrongExpectedRevision, EventStoreUnavailable */
  async carryOut<C, S, E extends DomainEvent>(decision: Decision<C, S, E>): Promise<Executed<S, E>> {
    const { asked, correlationId, occurredAt, likelyNew = false, ...execution } = decision;
    const { actor, commandId, idempotencyKey, requestHash } = asked;
    const key = `${keyOf(actor.id, idempotencyKey)} ${decision.stream}`;
    // A repeat is read, never decided anew: the log takes the ids of its events for those that it has, whatever they say.
    const cameBefore = this.claimKey(asked, decision.stream);
    if (cameBefore) await this.#underWay.get(key)?.catch(() => undefined);
    const { codeVersion } = this.runtime.settings;
    const context = { actor, commandId, idempotencyKey, requestHash, correlationId, occurredAt, codeVersion };
    const done = execute(this.runtime.store, { ...execution, likelyNew: likelyNew && !cameBefore, context });
    if (!cameBefore) this.#underWay.set(key, done);
    try {
      return await done;
    } catch (error) {
      if (!(error instanceof KeyReused)) this.releaseKey(asked);
      throw error;
    } finally {
      if (!cameBefore) this.#underWay.delete(key);
    }
  }

  /** The row of a stream as it stood after a command, folded from the log itself: the read models may be behind. */
  async outcome<Row, S, E extends DomainEvent>(
    view: View<Row, E>,
    codec: Codec<E>,
    stream: string,
    executed: Executed<S, E>,
  ): Promise<Outcome<Row>> {
    const recorded: Recorded<E>[] = [];
    for await (const record of this.runtime.store.readStream(stream)) {
      if (executed.revision !== undefined && record.revision > executed.revision) break;
      const event = decodeRecord(codec, record);
      if (event) recorded.push(event);
    }
    const [row] = foldView(view, recorded).values();
    if (row === undefined || executed.revision === undefined) throw new Error(`${stream} is empty after a command`);
    const { revision, position, events, repeated } = executed;
    return { row, revision, position, changed: events.length > 0 && !repeated };
  }
}
