import { CommandHandler, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import { declarationView, type DeclarationRow } from '#libs/delta-x';
import type { Where } from '#libs/event-store';
import { Refusal } from '#libs/kernel';
import { DeclarationActs } from '../declarations/declaration-acts.js';
import { requireOwn } from '../requests/ownership.js';
import type { Listed } from '../requests/pages.js';
import { Runtime } from '../runtime.js';
import { CancellationRows } from './cancellation-rows.js';
import {
  CountCancellations,
  ListCancellations,
  RequestCancellationsCommand,
  type CancellationAnswer,
  type OfficeCounts,
  type Requested,
} from './cancellations.messages.js';

/** Requested in one go; what is left is asked for again. */
const AT_ONCE = 1_000;
const FIRST_FEW = 5;

@CommandHandler(RequestCancellationsCommand)
export class RequestCancellationsHandler implements ICommandHandler<RequestCancellationsCommand> {
  constructor(
    private readonly runtime: Runtime,
    private readonly acts: DeclarationActs,
  ) {}

  async execute({ asked, request }: RequestCancellationsCommand): Promise<Requested> {
    const { alertId, operator, office, means, requestedAt } = request;
    requireOwn(asked.granted, operator);
    const { views, settings } = this.runtime;
    const { offices } = settings;
    const scope: Where = { alertId, operator, cancelOffice: office };
    const isThisOne = ({ cancellation }: DeclarationRow): boolean =>
      cancellation?.requestedAt === requestedAt && cancellation.means === means;
    const before = views.query(declarationView, { where: { ...scope, cancellation: 'requested' }, limit: AT_ONCE });
    let requested = before.rows.filter(isThisOne).length;
    const { rows } = views.query(declarationView, { where: { ...scope, cancellation: 'due' }, limit: AT_ONCE });
    let settled = 0;
    let refused: Refusal | undefined;
    for (const { reference } of rows) {
      try {
        await this.acts.changeOneOfMany(asked, { operator, reference }, async ({ now, alert }) => {
          return { type: 'RequestCancellation', office, means, requestedAt, now, alert: await alert(), offices };
        });
        requested++;
      } catch (error) {
        // A row may be behind its stream and be settled meanwhile; where the first few are refused, the request is.
        if (!(error instanceof Refusal)) throw error;
        refused ??= error;
      }
      settled++;
      if (requested === 0 && settled === FIRST_FEW) break;
    }
    if (requested === 0 && refused) throw refused;
    const due = views.count(declarationView, { ...scope, cancellation: 'due' });
    return { requested, left: Math.max(0, due - settled) };
  }
}

const answerOf = (row: DeclarationRow): CancellationAnswer | undefined => {
  const { operator, reference, alertId, prior, cancellation, holds, status, revision } = row;
  if (!cancellation) return undefined;
  const found = { operator, reference, alertId, cancellation, status, revision };
  return { ...found, ...(prior === undefined ? {} : { prior }), ...(holds === undefined ? {} : { holds }) };
};

@QueryHandler(ListCancellations)
export class ListCancellationsHandler implements IQueryHandler<ListCancellations> {
  constructor(
    private readonly runtime: Runtime,
    private readonly cancellations: CancellationRows,
  ) {}

  execute({ granted, scope, page }: ListCancellations): Promise<Listed<CancellationAnswer>> {
    const { views, position } = this.runtime;
    const { rows, next } = views.query(declarationView, {
      where: this.cancellations.where(granted, scope),
      limit: page.limit ?? 100,
      ...(page.cursor === undefined ? {} : { after: page.cursor }),
    });
    const items = rows.map(answerOf).filter((answer) => answer !== undefined);
    return Promise.resolve({ items, ...(next === undefined ? {} : { next }), position });
  }
}

@QueryHandler(CountCancellations)
export class CountCancellationsHandler implements IQueryHandler<CountCancellations> {
  constructor(
    private readonly runtime: Runtime,
    private readonly cancellations: CancellationRows,
  ) {}

  execute({ granted, scope }: CountCancellations): Promise<{ offices: OfficeCounts[]; position: string }> {
    const { views, position } = this.runtime;
    const where = this.cancellations.where(granted, scope);
    const offices = new Map<string, OfficeCounts>();
    for (const status of ['due', 'requested', 'refused', 'confirmed'] as const) {
      for (const [of, count] of views.countBy(declarationView, 'cancelOffice', { ...where, cancellation: status })) {
        const office = String(of);
        const counts = offices.get(office) ?? { office, due: 0, requested: 0, refused: 0, confirmed: 0 };
        offices.set(office, { ...counts, [status]: count });
      }
    }
    return Promise.resolve({ offices: [...offices.values()], position });
  }
}
