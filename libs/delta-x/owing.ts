import type { RuleId } from '#libs/kernel';
import {
  evolveReintegration,
  isReintegrationEvent,
  type Exclusion,
  type HoldLifted,
  type HoldPlaced,
  type NotWaiting,
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

type Held = Extract<Reintegration, { status: 'owed' | 'attempting' | 'refused' }>;

/** What may still go out: waiting, on its way (its sending may fail), or refused (a person may have it sent again). */
const mayGoOut = (owed: Reintegration): owed is Held =>
  owed.status === 'owed' || owed.status === 'attempting' || owed.status === 'refused';

const notWaiting = ({ status }: Held): { readonly before?: NotWaiting } =>
  status === 'owed' ? {} : { before: status };

/** DX-33: whatever may still go out waits for the release of the goods, however it stands now. */
export const placeUnderControl = ({ reintegration: owed }: Owing): HoldPlaced[] => {
  if (!mayGoOut(owed) || owed.holds.includes('under-control')) return [];
  const { subject, holds } = owed;
  const data = { ...subject, hold: 'under-control', holdsNow: holds.length + 1, ...notWaiting(owed) } as const;
  return [{ type: 'HoldPlaced', data, rules: ['DX-33'] }];
};

/** DX-33: the release that it waited for has come. */
export const liftUnderControl = ({ reintegration: owed }: Owing, evidence: string): HoldLifted[] => {
  if (!mayGoOut(owed) || !owed.holds.includes('under-control')) return [];
  const { subject, holds } = owed;
  const data = {
    ...subject,
    hold: 'under-control',
    holdsLeft: holds.length - 1,
    evidence,
    ...notWaiting(owed),
  } as const;
  return [{ type: 'HoldLifted', data, rules: ['DX-33'] }];
};

/** It must not be sent: the first one goes on, say. Nothing where nothing is owed. */
export const excludeOwed = (
  { reintegration: owed }: Owing,
  rules: readonly RuleId[],
  because: Exclusion = 'goes-on-normally',
): ObligationExcluded[] => {
  if (owed.status !== 'owed') return [];
  const wasOwed = { held: owed.holds.length > 0 };
  const data = { ...owed.subject, because, wasOwed } as const;
  return [{ type: 'ObligationExcluded', data, rules }];
};
