import { Injectable } from '@nestjs/common';
import {
  declarationCodec,
  declarationDecider,
  declarationStream,
  declarationView,
  type DeclarationRow,
  type NamedFirst,
} from '#libs/delta-x';
import { commandIdOf } from '#libs/event-store';
import { Refusal } from '#libs/kernel';
import type { Asked } from '../requests/asked.js';
import { Decisions } from '../requests/decisions.js';
import { Runtime } from '../runtime.js';

const CATCH_UP_MS = 2_000;
const PAGE = 500;

/** Which paper, under which alert, and what it names. */
interface Naming {
  readonly operator: string;
  readonly alertId: string;
  readonly reference: string;
  readonly first?: string | undefined;
}

/** Who told the list, and by which command. */
type TellingOf = Pick<Asked, 'granted' | 'actor' | 'commandId'>;

/** Declarations in Delta X that papers of another number say they replace (DX-29), as the operator's list tells of them. */
@Injectable()
export class NamedFirsts {
  constructor(
    private readonly runtime: Runtime,
    private readonly decisions: Decisions,
  ) {}

  /** Waits until what the log holds now is known here. */
  async fresh(): Promise<void> {
    const { store, running } = this.runtime;
    const head = await store.head();
    if (head) await running.waitFor(head, CATCH_UP_MS);
  }

  /** How the one that the paper names stood, by its LRN, its number in Delta X, or the operator's own number. */
  of({ operator, alertId, reference, first }: Naming): NamedFirst | undefined {
    if (first === undefined || first === reference) return undefined;
    const { views } = this.runtime;
    const listed = (row: DeclarationRow | undefined): boolean => row?.prior !== undefined && row.first === undefined;
    const found =
      [{ lrn: first }, { priorNumber: first }]
        .flatMap((by) => views.query(declarationView, { where: { operator, alertId, ...by }, limit: 10 }).rows)
        .find(listed) ?? views.get(declarationView, declarationStream(operator, first));
    if (found?.prior === undefined || found.alertId !== alertId || !listed(found)) return undefined;
    const { prior: state, known = {}, anticipation } = found;
    if (anticipation === undefined || anticipation.status === 'open') return { state, known };
    return { state, known, anticipation: { alertId, status: anticipation.status } };
  }

  /** A list came after paper: each that names a declaration of it is told how that one stood. Told twice is told once. */
  async tell(by: TellingOf, { operator, alertId }: Pick<Naming, 'operator' | 'alertId'>): Promise<void> {
    await this.fresh();
    const { views } = this.runtime;
    const where = { operator, alertId, namesFirst: 'yes' };
    for (let after: string | undefined; ;) {
      const page = { where, limit: PAGE, ...(after === undefined ? {} : { after }) };
      const { rows, next } = views.query(declarationView, page);
      for (const row of rows) await this.#tellOne(by, row);
      if (next === undefined) return;
      after = next;
    }
  }

  async #tellOne(by: TellingOf, { operator, reference, alertId, first }: DeclarationRow): Promise<void> {
    const named = this.of({ operator, alertId, reference, first });
    if (!named) return;
    const { state, known } = named;
    const stream = declarationStream(operator, reference);
    const now = this.runtime.now();
    // One request for each paper and each thing told of it, whoever asks again.
    const commandId = commandIdOf(by.commandId, stream, JSON.stringify([state, known]));
    const asked = { ...by, commandId, idempotencyKey: commandId, requestHash: commandId, ifMatch: undefined };
    try {
      await this.decisions.carryOut({
        asked,
        stream,
        decider: declarationDecider,
        codec: declarationCodec,
        command: { type: 'RecordPriorState', operator, reference, alertId, state, known, now },
        correlationId: alertId,
        occurredAt: now,
      });
    } catch (error) {
      // On its way to customs, or its first one is cancelled already: the list's own answer stands, and it is told again.
      if (!(error instanceof Refusal)) throw error;
    }
  }
}
