import type { DomainEvent, Instant } from '#libs/kernel';
import type { ExitDocument } from './exit-case.js';

/** Which declaration: all of these lie on its stream. */
export interface OnDeclaration {
  readonly alertId: string;
  readonly operator: string;
  readonly reference: string;
}

/** How a DAU came to be valid: pre-authenticated by the office's stamp and an officer's hand, or stamped in box A (DX-06). */
export const AUTHENTICATIONS = ['pre-authenticated', 'stamped'] as const;
export type Authentication = (typeof AUTHENTICATIONS)[number];
export const STAMP_BOXES = ['A', '31'] as const;
export type StampBox = (typeof STAMP_BOXES)[number];

/** What a DAU E/S bears beside the declaration's data (DX-05, DX-06, DX-11). */
export type DauPresented = DomainEvent<
  'DauPresented',
  OnDeclaration & {
    /** Of the document; above 1 it has a list of articles. */
    readonly articles: number;
    /** Of the fallback stamp in box 31. */
    readonly fallbackStartedAt: Instant;
    /** The documents that the procedure needs, box 44. */
    readonly documents: readonly { readonly code: string; readonly reference: string }[];
    readonly authentication: Authentication;
    readonly box: StampBox;
    readonly office: string;
    readonly officer: string;
    readonly stampedAt?: Instant | undefined;
    readonly eadPrinted: boolean;
    /** Copy 3 travels to the office of exit and, endorsed, is the tax proof (DX-11). */
    readonly copy3WithGoods: boolean;
    readonly signature: { readonly name: string; readonly signedAt: Instant };
  }
>;

/** The service picks it for control: nothing of it is released or sent before that is over (DX-33). */
export type SelectedForControl = DomainEvent<
  'SelectedForControl',
  OnDeclaration & { readonly office: string; readonly officer: string; readonly selectedAt: Instant }
>;

/** `waived`: selected, and let go without a control. */
export const CONTROL_KINDS = ['documentary', 'physical', 'waived'] as const;
export type ControlKind = (typeof CONTROL_KINDS)[number];
export const CONTROL_RESULTS = ['satisfactory', 'unsatisfactory'] as const;
export type ControlResult = (typeof CONTROL_RESULTS)[number];

export type ControlRecorded = DomainEvent<
  'ControlRecorded',
  OnDeclaration & {
    readonly kind: ControlKind;
    readonly result: ControlResult;
    readonly officer: string;
    readonly controlledAt: Instant;
    readonly note?: string | undefined;
  }
>;

/** How the service released: by its stamp on the paper, in words, or after a control. */
export const RELEASES = ['stamp', 'explicit', 'after-control'] as const;
export type ReleasedBy = (typeof RELEASES)[number];

/** DX-14, DX-15, DX-33: an act of the service. */
export type GoodsReleased = DomainEvent<
  'GoodsReleased',
  OnDeclaration & {
    readonly by: ReleasedBy;
    readonly office: string;
    readonly officer: string;
    readonly releasedAt: Instant;
  }
>;

/** What became of goods that the service does not release. */
export const WITHHELD_BECAUSE = ['seized', 'abandoned', 'destroyed', 'returned', 'other'] as const;
export type WithheldBecause = (typeof WITHHELD_BECAUSE)[number];

/** DX-33: a control found something amiss, and no release will come: nothing of them is re-integrated. */
export type GoodsWithheld = DomainEvent<
  'GoodsWithheld',
  OnDeclaration & {
    readonly because: WithheldBecause;
    readonly office: string;
    readonly officer: string;
    readonly withheldAt: Instant;
    readonly note?: string | undefined;
  }
>;

/** DX-14: the operator disposes of unrestricted goods on its own premises, at whatever hour. */
export type GoodsTaken = DomainEvent<'GoodsTaken', OnDeclaration & { readonly takenAt: Instant }>;

/** DX-16, DX-17: the visa of the office of exit. */
export type ExitEndorsed = DomainEvent<
  'ExitEndorsed',
  OnDeclaration & {
    readonly on: ExitDocument;
    readonly office: string;
    readonly officer: string;
    readonly endorsedAt: Instant;
    readonly articleList: boolean;
  }
>;

/** One datum that was rectified, named as in a request. */
export interface Change {
  readonly field: string;
  /** Absent where nothing was lodged of it, or where the rectification was recorded without values. */
  readonly asLodged?: string | undefined;
  /** Absent where the rectification was recorded without values: what it became is in Delta X. */
  readonly rectified?: string | undefined;
}

/** DX-28: after the re-integration, an act of its own. What was lodged and sent stays as it was. */
export type RectificationRecorded = DomainEvent<
  'RectificationRecorded',
  OnDeclaration & {
    /** The service's or the operator's reference of the rectification. */
    readonly act: string;
    readonly changes: readonly Change[];
    readonly why: string;
    readonly rectifiedAt: Instant;
  }
>;

export type ClearanceEvent =
  | DauPresented
  | SelectedForControl
  | ControlRecorded
  | GoodsReleased
  | GoodsTaken
  | GoodsWithheld
  | ExitEndorsed
  | RectificationRecorded;
