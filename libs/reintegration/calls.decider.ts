import { latest, type Decider, type Instant } from '#libs/kernel';
import type { TargetObserved } from './target.events.js';

/** A dispatcher tells how the target did. */
export type ObserveTarget = { readonly type: 'ObserveTarget' } & TargetObserved['data'];

/** As the last observation left it: it says all that the next one has to know. */
export interface Observations {
  readonly epoch: number;
  readonly until?: Instant;
  readonly heldUntil?: Instant | undefined;
}

const decide = ({ type: _type, ...seen }: ObserveTarget, state: Observations): TargetObserved[] => {
  if (seen.epoch < state.epoch) return [];
  // The clocks of two replicas differ: stretches of one dispatcher and the next do not overlap.
  const from = state.until === undefined ? seen.from : latest(seen.from, state.until);
  if (seen.until < from) return [];
  if (seen.calls === 0 && seen.heldUntil === state.heldUntil) return [];
  return [{ type: 'TargetObserved', data: { ...seen, from }, rules: ['DX-25'] }];
};

/** What is observed is told once, by whoever dispatches. */
export const callsDecider: Decider<ObserveTarget, Observations, TargetObserved> = {
  initial: { epoch: 0 },
  decide,
  evolve: (_state, { data: { epoch, until, heldUntil } }) => ({ epoch, until, heldUntil }),
};
