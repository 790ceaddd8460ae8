import type { Instant, Recorded, RuleId } from '#libs/kernel';
import type { Authentication, ControlKind, ControlResult, ReleasedBy, WithheldBecause } from './clearance.events.js';
import type { DeclarationEvent } from './declaration.events.js';
import { exitCase, type ExitDocument, type ExitProofKind } from './exit-case.js';
import type { PaperRow } from './paper.row.js';

/** How goods came to be free to go. */
export interface ReleaseShown {
  readonly by: ReleasedBy | 'taken' | 'manifest-stamp';
  readonly at: Instant;
  readonly office?: string;
  readonly rule: RuleId;
}

/** What stands in the place of an IE599, which never comes for what is entered a posteriori (DX-30). */
export interface ExitProof {
  readonly proof: ExitProofKind;
  readonly on: ExitDocument;
  readonly office: string;
  readonly at: Instant;
  readonly rule: RuleId;
  /** Copy 3 of the DAU, endorsed, is the tax proof too (DX-11). */
  readonly taxProof: boolean;
}

export interface ControlShown {
  readonly state: 'selected' | 'controlled' | 'released';
  readonly kind?: ControlKind;
  readonly result?: ControlResult;
  readonly since: Instant;
}

/** What became of goods that the service does not release. */
export interface WithheldShown {
  readonly because: WithheldBecause;
  readonly at: Instant;
  readonly office: string;
  readonly rule: 'DX-33';
}

/** What a listed declaration shows of its goods: control, release, exit. */
export interface ClearanceRow {
  readonly control?: ControlShown;
  readonly release?: ReleaseShown;
  readonly withheld?: WithheldShown;
  /** Re-integrated, and no release of the goods is recorded (DX-15): for a person. */
  readonly releaseMissing?: { readonly rule: 'DX-15'; readonly since: Instant };
  readonly exitProof?: ExitProof;
  /** Of a DAU. */
  readonly authentication?: Authentication;
  readonly copy3WithGoods?: boolean;
  readonly rectified?: { readonly count: number; readonly last: Instant };
}

type Row = ClearanceRow & PaperRow;

/** DX-16, DX-17: the release stamp certifies exit in two of the four cases. */
export const proofOfStamp = (row: PaperRow, office: string, at: Instant): ExitProof | undefined => {
  const { officeOfExit, lodgedAt } = row;
  if (officeOfExit === undefined || lodgedAt === undefined) return undefined;
  const { certifiedBy, on, rule } = exitCase({ ...row, officeOfExit, lodgedAt });
  return certifiedBy === 'release-stamp' ? { proof: certifiedBy, on, office, at, rule, taxProof: false } : undefined;
};

const releaseRule = ({ presentation }: PaperRow): RuleId => (presentation === 'premises' ? 'DX-14' : 'DX-15');

export const clearanceRow = <R extends Row>(row: R, { event }: Recorded<DeclarationEvent>): R => {
  switch (event.type) {
    case 'DauPresented': {
      const { authentication, copy3WithGoods } = event.data;
      return { ...row, authentication, copy3WithGoods };
    }
    case 'SelectedForControl':
      return { ...row, control: { state: 'selected', since: event.data.selectedAt } };
    case 'ControlRecorded': {
      const { kind, result, controlledAt: since } = event.data;
      return { ...row, control: { state: 'controlled', kind, result, since } };
    }
    case 'GoodsReleased': {
      const { by, releasedAt: at, office } = event.data;
      const rule = by === 'after-control' ? 'DX-33' : releaseRule(row);
      const exitProof = proofOfStamp(row, office, at);
      return {
        ...row,
        release: { by, at, office, rule },
        ...(row.control ? { control: { ...row.control, state: 'released', since: at } } : {}),
        ...(exitProof ? { exitProof } : {}),
      };
    }
    case 'GoodsWithheld': {
      const { because, office, withheldAt: at } = event.data;
      return { ...row, withheld: { because, at, office, rule: 'DX-33' } };
    }
    case 'GoodsTaken':
      return { ...row, release: { by: 'taken', at: event.data.takenAt, rule: 'DX-14' } };
    case 'ExitEndorsed': {
      const { on, office, endorsedAt: at } = event.data;
      const { officeOfExit = office, lodgedAt = at } = row;
      const { rule } = exitCase({ ...row, officeOfExit, lodgedAt });
      const taxProof = on === 'dau-copy-3' && row.copy3WithGoods === true;
      return { ...row, exitProof: { proof: 'visa', on, office, at, rule, taxProof } };
    }
    case 'RectificationRecorded':
      return { ...row, rectified: { count: (row.rectified?.count ?? 0) + 1, last: event.data.rectifiedAt } };
    default:
      return row;
  }
};
