import type { EntryMode } from './anticipation.events.js';
import type { DeclarationEvent } from './declaration.events.js';

export const ANTICIPATION_STATUSES = ['open', 'validated', 'left', 'deleted', 'entered-anew'] as const;
export type AnticipationStatus = (typeof ANTICIPATION_STATUSES)[number];

/** What the operator has made of an anticipated declaration; absent until then. */
export interface Anticipation {
  readonly alertId: string;
  readonly status: Exclude<AnticipationStatus, 'open'>;
  readonly mode?: EntryMode;
  readonly goodsPresented?: boolean;
  readonly number?: string | undefined;
}

export interface Anticipating {
  readonly anticipation?: Anticipation;
}

/** Left or deleted, it is open again when a later list says otherwise; validated or entered anew, that was done. */
const toldAnew = <S extends Anticipating>(state: S): S => {
  const { anticipation, ...rest } = state;
  return anticipation?.status === 'left' || anticipation?.status === 'deleted' ? (rest as S) : state;
};

export const evolveAnticipating = <S extends Anticipating>(state: S, event: DeclarationEvent): S => {
  switch (event.type) {
    case 'PriorStateRecorded':
      return toldAnew(state);
    case 'AnticipatedDecided': {
      const { alertId, decision } = event.data;
      return { ...state, anticipation: { alertId, status: decision === 'validate' ? 'validated' : 'left' } };
    }
    case 'AnticipatedDeleted':
      return { ...state, anticipation: { alertId: event.data.alertId, status: 'deleted' } };
    case 'AnticipatedEnteredAnew': {
      const { alertId, mode, goodsPresented, number } = event.data;
      return { ...state, anticipation: { alertId, status: 'entered-anew', mode, goodsPresented, number } };
    }
    default:
      return state;
  }
};
