import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Granted } from '#libs/access';
import {
  declarationView,
  OWED_MESSAGES,
  standingFrom,
  triage,
  triagePolicy,
  type DeclarationRow,
  type Standing,
} from '#libs/delta-x';
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
const ownScope = (granted: Granted, scope: PriorStateScope): PriorStateScope => {
  if (scope.operator !== undefined) requireOwn(granted, scope.operator);
  return granted.role === 'integrator' ? { ...scope, operator: granted.person.operator ?? '' } : scope;
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
      where: { verdict: { gte: '' }, ...whereOf({ ...ownScope(granted, scope) }) },
      limit: page.limit ?? 100,
      ...(page.cursor === undefined ? {} : { after: page.cursor }),
    });
    const items = rows.map((row) => answerOf(row, now)).filter((answer) => answer !== undefined);
    return Promise.resolve({ items, ...(next === undefined ? {} : { next }), position });
  }
}

/** How many there are of each, in the order of their names. */
const tally = (found: readonly (readonly [Standing, number])[], of: (s: Standing) => string | undefined): Counted[] => {
  const sums = new Map<string, number>();
  for (const [standing, count] of found) {
    const name = of(standing);
    if (name !== undefined) sums.set(name, (sums.get(name) ?? 0) + count);
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => ({ of: name, count }));
};

@QueryHandler(CountPriorStates)
export class CountPriorStatesHandler implements IQueryHandler<CountPriorStates> {
  constructor(private readonly runtime: Runtime) {}

  execute({ granted, scope }: CountPriorStates): Promise<PriorStateCounts> {
    const { views, position } = this.runtime;
    const { alertId, operator } = ownScope(granted, scope);
    // One look at an index: everything that is counted stands in the column.
    const prefix = alertId === undefined ? '' : `${alertId}/${operator === undefined ? '' : `${operator}/`}`;
    const found = [...views.countBy(declarationView, 'standing', { standing: { prefix } })]
      .map(([column, count]) => [standingFrom(String(column)), count] as const)
      .filter(([standing]) => operator === undefined || standing.operator === operator);
    return Promise.resolve({
      verdicts: tally(found, ({ verdict }) => verdict),
      owes: tally(found, ({ owes }) => owes),
      anticipations: tally(found, ({ anticipation }) => anticipation),
      expired: views.count(declarationView, {
        ...whereOf({ alertId, operator, anticipation: 'open' }),
        anticipationEndsAt: { lte: this.runtime.now() },
      }),
      position,
    });
  }
}
