import type { Instant } from '#libs/kernel';
import type { ObligationExcluded, ObligationOpened } from '#libs/reintegration';
import type { Anticipating } from './anticipation.state.js';
import { cancellationDue } from './cancellation-due.js';
import type { DeclarationEvent } from './declaration.events.js';
import { deltaXPolicy } from './delta-x.policy.js';
import { exceedsEur } from './money.js';
import { priorOf, requirePaperAllowed, standsStill, type PriorStates } from './prior-state.js';
import type { PriorSeen } from './triage.js';

/** A paper, as far as what is owed of it turns on it. */
export interface PaperLodged {
  readonly alertId: string;
  readonly operator: string;
  readonly reference: string;
  readonly office: string;
  readonly lodgedAt: Instant;
  /** The end of its globalisation period (DX-32). */
  readonly dueBy?: Instant | undefined;
}

/** The declaration of that number that stands in Delta X, if any. @throws Refusal where it forbids paper (DX-07, DX-09) */
export const firstInDeltaX = (
  state: PriorStates & Anticipating,
  alertId: string,
  now: Instant,
): PriorSeen | undefined => {
  const prior = priorOf(state, alertId);
  requirePaperAllowed(prior, state.anticipation, now);
  return standsStill(prior, state.anticipation) ? prior : undefined;
};

/** DX-22, DX-23: over the threshold it is owed; at or under it stays in the stock records. */
export const isOwed = (valueEur: bigint, lodgedAt: Instant): boolean =>
  exceedsEur(valueEur, deltaXPolicy(lodgedAt).evnUpToEur);

const obligation = (
  { alertId, operator, reference, lodgedAt, dueBy }: PaperLodged,
  valueEur: bigint,
  first: PriorSeen | undefined,
): ObligationOpened | ObligationExcluded => {
  const subject = { alertId, system: 'delta-x', operator, reference } as const;
  if (!isOwed(valueEur, lodgedAt)) {
    return { type: 'ObligationExcluded', data: { ...subject, because: 'evn-kept-in-stock-records' }, rules: ['DX-23'] };
  }
  const own = dueBy === undefined ? {} : { dueBy };
  return {
    type: 'ObligationOpened',
    data: { ...subject, holds: first ? ['cancel-first'] : [], ...own },
    rules: ['DX-21', 'DX-22', ...(first ? ['DX-29' as const] : []), ...(dueBy === undefined ? [] : ['DX-32' as const])],
  };
};

/** What follows from a paper: an obligation or none, and the duty to cancel what it doubles (DX-29). */
export const owedAtLodging = (
  paper: PaperLodged,
  valueEur: bigint,
  first: PriorSeen | undefined,
): readonly DeclarationEvent[] => {
  const due = obligation(paper, valueEur, first);
  if (!first) return [due];
  const { operator, reference, alertId, office } = paper;
  return [cancellationDue({ operator, reference, alertId }, first.known, office), due];
};
