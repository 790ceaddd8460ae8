import { Injectable } from '@nestjs/common';
import {
  declarationCodec,
  declarationDecider,
  declarationStream,
  declarationView,
  type DeclarationRow,
} from '#libs/delta-x';
import { loadHistory, type Executed, type History } from '#libs/event-store';
import { Problem } from '#libs/problem-details';
import { reintegrationCodec, reintegrationDecider, type ReintegrationCommand } from '#libs/reintegration';
import { requireIfMatch, type Asked } from '../requests/asked.js';
import { Decisions, type Outcome } from '../requests/decisions.js';
import { Runtime } from '../runtime.js';

type DeclarationEvents = ReturnType<typeof declarationCodec.decode> & object;
type DeclarationHistory = History<typeof declarationDecider.initial, DeclarationEvents>;

/** Declarations as the log has them. */
@Injectable()
export class DeclarationLog {
  constructor(
    private readonly runtime: Runtime,
    private readonly decisions: Decisions,
  ) {}

  history(stream: string): Promise<DeclarationHistory> {
    return loadHistory(this.runtime.store, stream, declarationDecider, declarationCodec);
  }

  /** Carries out what a person decides about a re-integration. @throws Problem 404, 428 */
  async changeReintegration(
    asked: Asked,
    operator: string,
    reference: string,
    command: ReintegrationCommand,
  ): Promise<Outcome<DeclarationRow>> {
    const stream = declarationStream(operator, reference);
    const [first] = (await this.history(stream)).events;
    if (!first)
      throw new Problem('not-found', { en: `No declaration ${reference}.`, fr: `Aucune déclaration ${reference}.` });
    const executed = await this.decisions.carryOut({
      asked,
      stream,
      decider: reintegrationDecider,
      codec: reintegrationCodec,
      command,
      correlationId: first.event.data.alertId,
      occurredAt: this.runtime.now(),
      expectedRevision: requireIfMatch(asked),
    });
    return this.row(stream, executed);
  }

  row(
    stream: string,
    {
      revision,
      position,
      events,
      repeated,
    }: Pick<Executed<unknown, never>, 'revision' | 'position' | 'repeated'> & { events: readonly unknown[] },
  ): Promise<Outcome<DeclarationRow>> {
    const executed = { revision, position, events: events as never[], state: undefined, repeated };
    return this.decisions.outcome(declarationView, declarationCodec, stream, executed);
  }
}
