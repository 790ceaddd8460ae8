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
} from '#libs/fallback-documents';
import type { Instant } from '#libs/kernel';
import { Runtime } from '../runtime.js';

/** Several replicas may reach for the next number at once; each try costs a read. */
const ATTEMPTS = 200;

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

  /** The number of a document: its own where it has one, else the next. @throws Refusal when the one given is not next */
  async take(
    order: Order,
    documentId: string,
    now: Instant,
    context: CommandContext,
    number?: number,
  ): Promise<number> {
    const command = { type: 'TakeNumber', documentId, order, now, number } as const;
    const taken = numberOf(await this.#carryOut(order.operator, command, context), documentId);
    if (taken === undefined) throw new Error(`document ${documentId} has no number`);
    return taken;
  }

  async void(operator: string, documentId: string, why: string, context: CommandContext): Promise<void> {
    await this.#carryOut(operator, { type: 'VoidNumber', documentId, why }, context);
  }

  async #carryOut(operator: string, command: NumberCommand, context: CommandContext): Promise<NumberSeries> {
    const commandId = commandIdOf(context.commandId, command.type, 'number');
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
