import type { Instant, Recorded, RuleId } from '#libs/kernel';
import { holdRule, type Exclusion, type Hold } from '#libs/reintegration';
import type { DeclarationEvent } from './declaration.events.js';

/** Where a declaration stands, in the order of its life. */
export const DECLARATION_STATUSES = [
  'prior',
  'goes-on',
  'kept',
  'not-released',
  'held',
  'owed',
  'attempting',
  'refused',
  'accepted',
] as const;
export type DeclarationStatus = (typeof DECLARATION_STATUSES)[number];

/** What must come before the sending, and since when it is known. */
export interface HoldShown {
  readonly hold: Hold;
  readonly rule: RuleId;
  readonly since: Instant;
}

/** What a listed declaration shows of what is owed and what became of it. */
export interface ObligationRow {
  readonly status: DeclarationStatus;
  /** Every hold in force, the earliest first; absent where none is. */
  readonly holds?: readonly HoldShown[];
  /** Its own deadline, where it has one: the earlier of this and the alert's counts (DX-32). */
  readonly dueBy?: Instant;
  /** Streams of what must be acknowledged before it is sent. */
  readonly after?: readonly string[];
  readonly attempts: number;
  readonly submission: number;
  readonly attemptedAt?: Instant;
  readonly unsure: boolean;
  /** The LRN that it was last sent under, where that is not its reference. */
  readonly sentLrn?: string;
  readonly mrn?: string;
  readonly acceptedAt?: Instant;
  readonly inTime?: boolean;
  /** Why a person is needed: the code that customs gave, or the rule of the first hold. */
  readonly cause?: string;
  readonly reason?: string;
}

const STATUS_OF: Readonly<Record<Exclusion, DeclarationStatus>> = {
  'evn-kept-in-stock-records': 'kept',
  'goes-on-normally': 'goes-on',
  'goods-not-released': 'not-released',
};

const clear = <R extends ObligationRow>(row: R): R => {
  const { cause: _cause, reason: _reason, ...rest } = row;
  return rest as R;
};

const withHolds = <R extends ObligationRow>(row: R, holds: readonly HoldShown[]): R => {
  const { holds: _before, ...rest } = row;
  return (holds.length > 0 ? { ...rest, holds } : rest) as R;
};

/** Held for the first of these, with every one of them shown; owed where there is none. */
const heldFor = <R extends ObligationRow>(row: R, holds: readonly HoldShown[]): R => {
  const [first] = holds;
  const rest = withHolds(clear(row), holds);
  return first ? { ...rest, status: 'held', cause: first.rule } : { ...rest, status: 'owed' };
};

const shown = (hold: Hold, since: Instant): HoldShown => ({ hold, rule: holdRule[hold], since });

export const obligationRow = <R extends ObligationRow>(
  row: R,
  { event, recordedAt }: Recorded<DeclarationEvent>,
): R => {
  switch (event.type) {
    case 'ObligationOpened': {
      const { holds, dueBy, after = [] } = event.data;
      const due = dueBy === undefined ? row : { ...row, dueBy };
      return heldFor(
        after.length === 0 ? due : { ...due, after },
        holds.map((hold) => shown(hold, recordedAt)),
      );
    }
    case 'HoldPlaced': {
      const holds = [...(row.holds ?? []), shown(event.data.hold, recordedAt)];
      return event.data.before === undefined ? heldFor(row, holds) : { ...row, holds };
    }
    case 'ObligationExcluded': {
      const { status: _owed, ...rest } = heldFor(row, []);
      return { ...rest, status: STATUS_OF[event.data.because] } as R;
    }
    case 'ExclusionWithdrawn':
      return { ...row, status: 'prior' };
    case 'HoldLifted': {
      const holds = row.holds?.filter(({ hold }) => hold !== event.data.hold) ?? [];
      return event.data.before === undefined ? heldFor(row, holds) : withHolds(row, holds);
    }
    case 'ReintegrationAttempted': {
      const { attempt, lrn } = event.data;
      const { sentLrn: _before, ...rest } = row;
      const sent = lrn === undefined ? {} : { sentLrn: lrn };
      return { ...rest, ...sent, status: 'attempting', attempts: attempt, attemptedAt: recordedAt, unsure: false } as R;
    }
    case 'AttemptFailed':
      return { ...heldFor(row, row.holds ?? []), unsure: event.data.mayHaveArrived };
    case 'ReintegrationAccepted': {
      const { mrn, acceptedAt, inTime } = event.data;
      return { ...withHolds(clear(row), []), status: 'accepted', unsure: false, mrn, acceptedAt, inTime };
    }
    case 'ReintegrationRefused':
      return { ...row, status: 'refused', unsure: false, cause: event.data.code, reason: event.data.reason };
    case 'ReintegrationReopened':
      return { ...heldFor(row, row.holds ?? []), submission: row.submission + 1, unsure: false };
    case 'DoubleDetected': {
      const { rule: cause, firstMrn, mrn } = event.data;
      return { ...row, cause, reason: mrn === undefined ? firstMrn : `${firstMrn} / ${mrn}` };
    }
    default:
      return row;
  }
};
