import type { Instant, Recorded } from '#libs/kernel';
import type { ClearanceRow } from './clearance.row.js';
import type { DeclarationEvent } from './declaration.events.js';
import { deltaXPolicy } from './delta-x.policy.js';
import type { ObligationRow } from './obligation.row.js';
import type { PaperRow } from './paper.row.js';

/** DX-33: the goods were physically controlled, and what was sent of them does not say so. */
export interface MentionMissing {
  readonly mention: string;
  readonly rule: 'DX-33';
  /** When they were controlled. */
  readonly since: Instant;
}

export interface ControlMentionRow {
  /** A physical control came before the one that `control` shows. */
  readonly controlled?: true;
  /** For a person, once it is accepted: a rectification puts it right (DX-28). */
  readonly mentionMissing?: MentionMissing;
}

type Row = ControlMentionRow &
  Pick<ObligationRow, 'status' | 'unsure'> &
  Pick<PaperRow, 'lodgedAt'> &
  Pick<ClearanceRow, 'control'>;

const wasSent = ({ status, unsure }: Row): boolean => status === 'attempting' || status === 'accepted' || unsure;

const nothingMissing = <R extends Row>(row: R): R => {
  const { mentionMissing: _settled, ...rest } = row;
  return rest as R;
};

/** Reads the row as it stood before the event: this part comes before all others. */
export const controlMentionRow = <R extends Row>(row: R, { event }: Recorded<DeclarationEvent>): R => {
  switch (event.type) {
    case 'ControlRecorded': {
      const { kind, controlledAt: since } = event.data;
      const known = row.controlled ?? (row.control?.kind === 'physical' ? true : undefined);
      if (known) return kind === 'physical' ? row : { ...row, controlled: known };
      if (kind !== 'physical' || !wasSent(row)) return row;
      const { code: mention } = deltaXPolicy(row.lodgedAt ?? since).controlMention;
      return { ...row, mentionMissing: { mention, rule: 'DX-33', since } };
    }
    case 'AttemptFailed':
      return event.data.mayHaveArrived ? row : nothingMissing(row);
    // Sent anew, it bears the mention; refused, it will.
    case 'ReintegrationAttempted':
    case 'ReintegrationRefused':
    case 'RectificationRecorded':
      return nothingMissing(row);
    default:
      return row;
  }
};
