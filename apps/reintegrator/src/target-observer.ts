import type { System } from '#libs/alert';
import { commandIdOf, decodeRecord, execute, StateCache, type EventStore, type Log } from '#libs/event-store';
import { epochMs } from '#libs/kernel';
import { heard, LISTENING, toTell, type CallEnd, type Stretch } from '#libs/pacing';
import { callsCodec, callsDecider, callsStream, type Observations, type ObserveTarget } from '#libs/reintegration';
import { SYSTEM_ACTOR } from './outcomes.js';
import type { ProductClock } from './product-clock.js';

export interface TargetObserverDeps {
  readonly system: System;
  readonly store: EventStore;
  readonly clock: ProductClock;
  readonly instance: string;
  readonly codeVersion: string;
  readonly log: Log;
}

/** A stretch that is decided on and may not be in the log yet: told again under the same id until it is. */
interface Telling {
  readonly command: ObserveTarget;
  readonly key: string;
}

const LOOK_EVERY_MS = 250;

/**
 * Tells the log how the target does, as the calls of every replica show it: in a stream of its own, so that nobody who
 * decides about the target has to read it. What was heard and not told yet is lost with the process.
 */
export class TargetObserver {
  #listening = LISTENING;
  #telling: Telling | undefined;
  #count = 0;
  readonly #states = new StateCache<Observations>();

  constructor(private readonly deps: TargetObserverDeps) {}

  note(call: CallEnd): void {
    this.#listening = heard(this.#listening, call);
  }

  /**
   * Goes on from what the log has. Until when the target asked to be left alone, milliseconds of the machine's: what a
   * dispatcher that takes over begins with.
   */
  async begin(): Promise<number | undefined> {
    const { store, system, clock } = this.deps;
    this.#listening = LISTENING;
    this.#telling = undefined;
    const stream = callsStream(system);
    for await (const record of store.readStream(stream, { direction: 'backwards', max: 1 })) {
      const last = decodeRecord(callsCodec, record);
      if (!last) return undefined;
      // An observation says all that the next one has to know: those before it are not read.
      const state = callsDecider.evolve(callsDecider.initial, last.event);
      const { revision, position } = last;
      this.#states.keep(stream, { state, revision, position, commands: new Map() });
      if (state.heldUntil === undefined) return undefined;
      const heldUntil = clock.realAt(epochMs(state.heldUntil));
      this.#listening = { ...LISTENING, heldUntil, toldHold: heldUntil };
      return heldUntil;
    }
    return undefined;
  }

  /** Until the signal aborts. */
  async run(epoch: number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.look(epoch).catch((error: unknown) => {
        this.deps.log.warn({ system: this.deps.system, err: error }, 'an observation is not in the log yet');
      });
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  async look(epoch: number, at = Date.now()): Promise<void> {
    if (this.#telling) await this.#tell(this.#telling);
    const { state, stretch } = toTell(this.#listening, at);
    this.#listening = state;
    if (!stretch) return;
    this.#count += 1;
    this.#telling = {
      command: this.#commandOf(stretch, epoch),
      key: `observed/${String(epoch)}/${String(this.#count)}`,
    };
    await this.#tell(this.#telling);
  }

  #commandOf({ from, until, heldUntil, ...seen }: Stretch, epoch: number): ObserveTarget {
    const { clock, system } = this.deps;
    const held = heldUntil === undefined ? {} : { heldUntil: clock.at(heldUntil) };
    return { type: 'ObserveTarget', system, epoch, from: clock.at(from), until: clock.at(until), ...seen, ...held };
  }

  async #tell({ command, key }: Telling): Promise<void> {
    const { store, system, instance, clock, codeVersion } = this.deps;
    await execute(store, {
      stream: callsStream(system),
      decider: callsDecider,
      codec: callsCodec,
      command,
      cache: this.#states,
      context: {
        commandId: commandIdOf(instance, key, 'observation'),
        actor: SYSTEM_ACTOR,
        correlationId: system,
        occurredAt: clock.now(),
        codeVersion,
      },
    });
    this.#telling = undefined;
  }
}
