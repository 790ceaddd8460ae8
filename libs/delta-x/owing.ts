import type { RuleId } from '#libs/kernel';
import {
  evolveReintegration,
  isReintegrationEvent,
  type HoldLifted,
  type HoldPlaced,
  type ObligationExcluded,
  type Reintegration,
} from '#libs/reintegration';
import type { DeclarationEvent } from './declaration.events.js';

/** What is owed of it: written by the re-integration, read here by what lifts a hold or turns on it. */
export interface Owing {
  readonly reintegration: Reintegration;
}

export const evolveOwing = <S extends Owing>(state: S, event: DeclarationEvent): S =>
  isReintegrationEvent(event) ? { ...state, reintegration: evolveReintegration(state.reintegration, event) } : state;

/** DX-29: the first one is gone, so the paper one may follow. Nothing where it was not held for that. */
export const liftCancelFirst = ({ reintegration: owed }: Owing, evidence: string): HoldLifted[] => {
  if (owed.status !== 'owed' || !owed.holds.includes('cancel-first')) return [];
  const data = { ...owed.subject, hold: 'cancel-first', holdsLeft: owed.holds.length - 1, evidence } as const;
  return [{ type: 'HoldLifted', data, rules: ['DX-29'] }];
};

/** DX-29: the paper one waits. Nothing where it waits already, or nothing is owed. */
export const placeCancelFirst = ({ reintegration: owed }: Owing): HoldPlaced[] => {
  if (owed.status !== 'owed' || owed.holds.includes('cancel-first')) return [];
  const data = { ...owed.subject, hold: 'cancel-first', holdsNow: owed.holds.length + 1 } as const;
  return [{ type: 'HoldPlaced', data, rules: ['DX-29'] }];
};

/** The first one goes on, so the paper one must not be sent. Nothing where nothing is owed. */
export const excludeOwed = ({ reintegration: owed }: Owing, rules: readonly RuleId[]): ObligationExcluded[] => {
  if (owed.status !== 'owed') return [];
  const wasOwed = { held: owed.holds.length > 0 };
  const data = { ...owed.subject, because: 'goes-on-normally', wasOwed } as const;
  return [{ type: 'ObligationExcluded', data, rules }];
};
