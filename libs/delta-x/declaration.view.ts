import type { Recorded, View } from '#libs/kernel';
import { anticipationRow, type AnticipationRow } from './anticipation.row.js';
import { cancellationRow, type CancellationRow } from './cancellation.row.js';
import { clearanceRow, type ClearanceRow } from './clearance.row.js';
import { correctionRow, type CorrectionRow } from './correction.row.js';
import { controlMentionRow, type ControlMentionRow } from './control-mention.row.js';
import { dauDcgRow } from './dau-dcg.js';
import { declarationStream } from './declaration.decider.js';
import type { DeclarationEvent } from './declaration.events.js';
import { needsColumn } from './needs.js';
import { obligationRow, type ObligationRow } from './obligation.row.js';
import { paperRow, type PaperRow } from './paper.row.js';
import { priorStateRow, standingOf, type PriorStateRow } from './prior-state.row.js';

export { DECLARATION_STATUSES, type DeclarationStatus } from './obligation.row.js';

/** A declaration as it is listed: no personal data. Each part of its life adds its own fields. */
export interface DeclarationRow
  extends
    PriorStateRow,
    AnticipationRow,
    PaperRow,
    CorrectionRow,
    ClearanceRow,
    CancellationRow,
    ControlMentionRow,
    ObligationRow {
  readonly operator: string;
  readonly reference: string;
  /** The last outage that it was about. */
  readonly alertId: string;
  readonly revision: string;
}

const fresh = (operator: string, reference: string, alertId: string): DeclarationRow => ({
  operator,
  reference,
  alertId,
  status: 'prior',
  attempts: 0,
  submission: 1,
  unsure: false,
  revision: '0',
});

/** Every part sees every event and changes its own fields. */
const PARTS: readonly (<R extends DeclarationRow>(row: R, recorded: Recorded<DeclarationEvent>) => R)[] = [
  controlMentionRow,
  priorStateRow,
  anticipationRow,
  paperRow,
  dauDcgRow,
  correctionRow,
  clearanceRow,
  cancellationRow,
  obligationRow,
];

const identity = ({ event }: Recorded<DeclarationEvent>): { operator: string; reference: string } =>
  event.type === 'DeclarationLodged'
    ? { operator: event.data.operator.eori, reference: event.data.consignment.reference }
    : event.data;

export const declarationView: View<DeclarationRow, DeclarationEvent> = {
  name: 'declarations',
  version: 16,
  prefixes: ['declaration-'],
  project: (recorded, read) => {
    const { operator, reference } = identity(recorded);
    const key = declarationStream(operator, reference);
    const { alertId } = recorded.event.data;
    const row = PARTS.reduce((seen, part) => part(seen, recorded), read(key) ?? fresh(operator, reference, alertId));
    return [{ key, row: { ...row, alertId, revision: String(recorded.revision) } }];
  },
  columns: {
    alertId: (r) => r.alertId,
    operator: (r) => r.operator,
    reference: (r) => r.reference,
    status: (r) => r.status,
    mrn: (r) => r.mrn ?? null,
    cause: (r) => r.cause ?? null,
    manifestId: (r) => r.manifestId ?? null,
    dueBy: (r) => r.dueBy ?? null,
    lrn: (r) => r.known?.lrn ?? null,
    sentLrn: (r) => r.sentLrn ?? null,
    priorNumber: (r) => r.known?.number ?? null,
    verdict: (r) => r.verdict ?? null,
    standing: standingOf,
    owes: (r) => r.owes?.[0] ?? null,
    cancellation: (r) => r.cancellation?.status ?? null,
    cancelOffice: (r) => r.cancellation?.office ?? null,
    anticipation: (r) => r.anticipation?.status ?? null,
    anticipationEndsAt: (r) => r.anticipation?.endsAt ?? null,
    hold: (r) => r.holds?.[0]?.hold ?? null,
    prior: (r) => r.prior ?? null,
    /** Papers that name the declaration they replace. */
    namesFirst: (r) => (r.first === undefined ? null : 'yes'),
    /** What it needs of a person: read by `needsFrom`. */
    needs: needsColumn,
  },
  sparse: [
    'mrn',
    'cause',
    'lrn',
    'sentLrn',
    'priorNumber',
    'verdict',
    'standing',
    'owes',
    'cancellation',
    'cancelOffice',
    'anticipation',
    'anticipationEndsAt',
    'hold',
    'prior',
    'namesFirst',
    'needs',
  ],
  together: [
    ['operator', 'status'],
    ['alertId', 'status'],
    ['operator', 'alertId'],
    ['needs', 'anticipationEndsAt'],
  ],
};
