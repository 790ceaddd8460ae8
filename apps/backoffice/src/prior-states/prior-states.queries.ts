import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Granted } from '#libs/access';
import { declarationView, OWED_MESSAGES, triage, triagePolicy, type DeclarationRow } from '#libs/delta-x';
import type { Where } from '#libs/event-store';
import type { Instant } from '#libs/kernel';
import { requireOwn } from '../requests/ownership.js';
import { whereOf, type Listed } from '../requests/pages.js';
import { Runtime } from '../runtime.js';
import {
  CountPriorStates,
  ListPriorStates,
  type Counted,
  type PriorStateAnswer,
  type PriorStateCounts,
  type PriorStateScope,
} from './prior-states.messages.js';

/** @throws Problem 403 when an integrator asks for another operator's */
const scoped = (granted: Granted, { ...scope }: PriorStateScope): Where => {
  if (scope.operator !== undefined) requireOwn(granted, scope.operator);
  const own = granted.role === 'integrator' ? { operator: granted.person.operator ?? '' } : {};
  return { verdict: { gte: '' }, ...whereOf({ ...scope, ...own }) };
};

/** What was sent is what the row no longer owes. */
const answerOf = (row: DeclarationRow, at: Instant): PriorStateAnswer | undefined => {
  const { operator, reference, alertId, revision, prior: state, known, anticipation } = row;
  if (state === undefined || known === undefined) return undefined;
  const sent = OWED_MESSAGES.filter((message) => row.owes?.includes(message) !== true);
  const { verdict, rules, owed, delay, text, todo } = triage({ state, known, sent }, triagePolicy(at), at);
  return {
    operator,
    reference,
    alertId,
    state,
    known,
    verdict,
    rules,
    owes: owed,
    ...(delay === undefined ? {} : { delay }),
    ...(anticipation === undefined ? {} : { anticipation }),
    text,
    todo,
    revision,
  };
};

@QueryHandler(ListPriorStates)
export class ListPriorStatesHandler implements IQueryHandler<ListPriorStates> {
  constructor(private readonly runtime: Runtime) {}

  execute({ granted, scope, page }: ListPriorStates): Promise<Listed<PriorStateAnswer>> {
    const { views, position } = this.runtime;
    const now = this.runtime.now();
    const { rows, next } = views.query(declarationView, {
      where: scoped(granted, scope),
      limit: page.limit ?? 100,
      ...(page.cursor === undefined ? {} : { after: page.cursor }),
    });
    const items = rows.map((row) => answerOf(row, now)).filter((answer) => answer !== undefined);
    return Promise.resolve({ items, ...(next === undefined ? {} : { next }), position });
  }
}

@QueryHandler(CountPriorStates)
export class CountPriorStatesHandler implements IQueryHandler<CountPriorStates> {
  constructor(private readonly runtime: Runtime) {}

  execute({ granted, scope }: CountPriorStates): Promise<PriorStateCounts> {
    const { views, position } = this.runtime;
    const where = scoped(granted, scope);
    const counted = (column: string, more: Where = {}): Counted[] =>
      [...views.countBy(declarationView, column, { ...where, ...more })].map(([of, count]) => ({
        of: String(of),
        count,
      }));
    return Promise.resolve({
      verdicts: counted('verdict'),
      owes: counted('owes', { owes: { gte: '' } }),
      anticipations: counted('anticipation', { anticipation: { gte: '' } }),
      expired: views.count(declarationView, {
        ...where,
        anticipation: 'open',
        anticipationEndsAt: { lte: this.runtime.now() },
      }),
      position,
    });
  }
}
