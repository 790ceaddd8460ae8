import type { Recorded } from '#libs/kernel';
import type { AnticipationRow } from './anticipation.row.js';
import type { AnticipationStatus } from './anticipation.state.js';
import type { DeclarationEvent } from './declaration.events.js';
import type { OwedMessage, PriorParticulars, PriorState } from './prior-state.events.js';
import { owedMessages } from './triage.js';
import { triagePolicy, type Verdict } from './triage.policy.js';

/** What a listed declaration shows of how it stood before the outage. */
export interface PriorStateRow {
  readonly prior?: PriorState;
  readonly known?: PriorParticulars;
  readonly verdict?: Verdict;
  /** Messages that it still owes the system, in order (DX-20); absent where it owes none. */
  readonly owes?: readonly OwedMessage[];
}

const owing = <R extends PriorStateRow>(row: R, owed: readonly OwedMessage[]): R => {
  const { owes: _before, ...rest } = row;
  return (owed.length === 0 ? rest : { ...rest, owes: owed }) as R;
};

export const priorStateRow = <R extends PriorStateRow>(row: R, { event, metadata }: Recorded<DeclarationEvent>): R => {
  if (event.type === 'PriorStateRecorded') {
    const { state, known } = event.data;
    const policy = triagePolicy(metadata.occurredAt);
    const seen = { ...row, prior: state, known, verdict: policy.verdictOf[state] };
    return owing(seen, owedMessages({ state, known }, policy));
  }
  if (event.type === 'OwedMessageSent') {
    return owing(
      row,
      (row.owes ?? []).filter((message) => message !== event.data.message),
    );
  }
  return row;
};

/** Whose list, and what became of its declarations: told apart enough to count them all in one look. */
export interface Standing {
  readonly alertId: string;
  readonly operator: string;
  readonly verdict: Verdict;
  /** The message to be sent next. */
  readonly owes?: OwedMessage;
  readonly anticipation?: AnticipationStatus;
}

type Standable = PriorStateRow & AnticipationRow & { readonly alertId: string; readonly operator: string };

/** As a column; `undefined` for what no list ever named. */
export const standingOf = ({ alertId, operator, verdict, owes, anticipation }: Standable): string | null =>
  verdict === undefined ? null : [alertId, operator, verdict, owes?.[0] ?? '', anticipation?.status ?? ''].join('/');

/** The column read back. */
export const standingFrom = (column: string): Standing => {
  const [alertId = '', operator = '', verdict, owes = '', anticipation = ''] = column.split('/');
  return {
    alertId,
    operator,
    verdict: verdict as Verdict,
    ...(owes === '' ? {} : { owes: owes as OwedMessage }),
    ...(anticipation === '' ? {} : { anticipation: anticipation as AnticipationStatus }),
  };
};
