import { plan, type WorkClass } from '#libs/pacing';
import type { Campaign } from './campaign.js';
import type { Scenario } from './scenario.js';

/** The same instant on a clock that stands still during alerts: what the target is available for. */
const available = ({ pauses }: Scenario, at: number): number =>
  at - pauses.reduce((sum, p) => sum + Math.max(0, Math.min(at, p.to) - p.from), 0);

/** The lowest peak of any plan that knows from the first instant all that will happen. */
export const optimalPeak = (scenario: Scenario): number =>
  plan({
    now: 0,
    classes: scenario.obligations.map(({ releasedAt, deadline }) => ({
      release: available(scenario, releasedAt),
      deadline: available(scenario, deadline),
      work: 1,
    })),
  }).lowerBound;

/** How long a sender may take to notice that a trouble is over (the longest back-off), and to climb back. */
const NOTICED_MS = 90_000;
/** Of the capacity: what additive increase and multiplicative decrease make use of. */
const USED = 0.8;

/**
 * Whether from now on, nothing more going wrong, some plan keeps every deadline: with what is left, as it will be
 * released, at what the target bears. Nobody foresees the next trouble: a campaign is asked for no miss where this held
 * after each.
 */
export const keepable = ({ scenario, backlog, target, agenda }: Campaign): boolean => {
  const { obligations, capacity, troubles, kills } = scenario;
  const { now } = agenda;
  const disturbed = [...troubles, ...kills].some((t) => t.from <= now);
  const classes = obligations.flatMap(({ id, releasedAt, sendBy }): WorkClass[] =>
    target.knows(id) || backlog.all.get(id)?.status === 'unknown'
      ? []
      : [{ release: available(scenario, releasedAt), deadline: available(scenario, sendBy), work: 1 }],
  );
  const from = available(scenario, now + (disturbed ? NOTICED_MS : 0));
  return plan({ now: from, classes, cap: USED * capacity }).feasible;
};
