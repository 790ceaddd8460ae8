import type { Instant, Recorded } from '#libs/kernel';
import type { EntryMode } from './anticipation.events.js';
import type { AnticipationStatus } from './anticipation.state.js';
import type { DeclarationEvent } from './declaration.events.js';

/** How an anticipated declaration stands, as it is listed (DX-31). */
export interface AnticipationRow {
  readonly anticipation?: {
    readonly status: AnticipationStatus;
    readonly endsAt?: Instant;
    readonly mode?: EntryMode;
    readonly number?: string;
  };
}

export const anticipationRow = <R extends AnticipationRow>(row: R, { event }: Recorded<DeclarationEvent>): R => {
  switch (event.type) {
    case 'PriorStateRecorded': {
      const { anticipation: before, ...rest } = row;
      if (event.data.state !== 'anticipated') return rest as R;
      const endsAt = event.data.known.anticipationEndsAt;
      const isDone = before?.status === 'validated' || before?.status === 'entered-anew';
      const told = isDone ? before : { status: 'open' as const };
      return { ...row, anticipation: { ...told, ...(endsAt === undefined ? {} : { endsAt }) } };
    }
    case 'AnticipatedDecided': {
      const status = event.data.decision === 'validate' ? 'validated' : 'left';
      return { ...row, anticipation: { ...row.anticipation, status } };
    }
    case 'AnticipatedDeleted':
      return { ...row, anticipation: { ...row.anticipation, status: 'deleted' } };
    case 'AnticipatedEnteredAnew': {
      const { mode, number } = event.data;
      const shown = { ...row.anticipation, status: 'entered-anew', mode } as const;
      return { ...row, anticipation: { ...shown, ...(number === undefined ? {} : { number }) } };
    }
    default:
      return row;
  }
};
