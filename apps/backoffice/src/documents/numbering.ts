import { Injectable } from '@nestjs/common';
import { commandIdOf, execute, StateCache, type CommandContext } from '#libs/event-store';
import {
  numberCodec,
  numberDecider,
  numberOf,
  numberStream,
  type NumberCommand,
  type NumberSeries,
  type Order,
  type VoidNumber,
} from '#libs/fallback-documents';
import type { Instant } from '#libs/kernel';
import { Runtime } from '../runtime.js';

/** Several replicas may reach for the next number at once; each try costs a read. */
const ATTEMPTS = 200;

/** For which document a number is asked. */
interface NumberAsked {
  readonly documentId: string;
  /** The number that its paper bears already. */
  readonly number?: number | undefined;
  readonly givenUp: readonly number[];
}

/** DX-05: the operators' own series. A number is taken for a document by name, before the document is written. */
@Injectable()
export class Numbering {
  readonly #cache = new StateCache<NumberSeries>();
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(private readonly runtime: Runtime) {}

  /** One at a time for an operator, in the order asked: those of this process don't race each other. */
  async inTurn<T>(operator: string, work: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(operator) ?? Promise.resolve();
    const turn = before.then(work, work);
    const settled = turn.then(
      () => undefined,
      () => undefined,
    );
    this.#turns.set(operator, settled);
    try {
      return await turn;
    } finally {
      if (this.#turns.get(operator) === settled) this.#turns.delete(operator);
    }
  }

  /**
   * The number of a document: its own where it has one that was not given up, else the next.
   * @throws Refusal when the one given is another
   */
  async take(order: Order, asked: NumberAsked, now: Instant, context: CommandContext): Promise<number> {
    const { documentId, givenUp } = asked;
    const command = { type: 'TakeNumber', order, now, ...asked } as const;
    // A repeat gives what was taken then: after a number that was given up it is another command.
    const name = ['number', ...givenUp].join(' after ');
    const taken = numberOf(await this.#carryOut(order.operator, command, context, name), documentId);
    if (taken === undefined) throw new Error(`document ${documentId} has no number`);
    return taken;
  }

  /** A number that was given up. */
  async void(operator: string, given: Omit<VoidNumber, 'type'>, context: CommandContext): Promise<void> {
    await this.#carryOut(operator, { type: 'VoidNumber', ...given }, context, `number ${given.number}`);
  }

  async #carryOut(
    operator: string,
    command: NumberCommand,
    context: CommandContext,
    name: string,
  ): Promise<NumberSeries> {
    const commandId = commandIdOf(context.commandId, command.type, name);
    const { state } = await execute(this.runtime.store, {
      stream: numberStream(operator),
      decider: numberDecider,
      codec: numberCodec,
      command,
      context: { ...context, commandId, causationId: context.commandId },
      cache: this.#cache,
      attempts: ATTEMPTS,
    });
    return state;
  }
}
