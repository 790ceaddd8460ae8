import type { Instant } from '#libs/kernel';

/** On what a consignment was cleared: a line of a manifest, a DAU E/S of its own, an entry in the operator's records. */
export const FORMS = ['manifest', 'dau', 'records'] as const;
export type Form = (typeof FORMS)[number];

/** How the paper reached the office (DX-08). `agreement`: as the Delta X agreement says. */
export const LODGING_MEANS = ['agreement', 'mailbox', 'paper', 'records'] as const;
export type LodgingMeans = (typeof LODGING_MEANS)[number];

export interface LodgingAct {
  readonly means: LodgingMeans;
  /** What the agreement provides, or to which address it was sent. */
  readonly detail?: string | undefined;
  /** The office it went to: of export, or of declaration under centralised clearance (DX-10). */
  readonly office: string;
}

/** Where the goods are presented: on the operator's premises or elsewhere (DX-14, DX-15). */
export const PRESENTATIONS = ['premises', 'office'] as const;
export type Presentation = (typeof PRESENTATIONS)[number];

/** DX-10: the authorisation of centralised clearance (DCN), and the office of declaration that it names. */
export interface CentralisedClearance {
  readonly authorisation: string;
  readonly officeOfDeclaration: string;
}

/** DX-32: the period whose simplified declarations one complementary declaration (DCG) takes up. */
export interface Globalisation {
  /** The operator's or the authorisation's name of the period. */
  readonly reference: string;
  /** The end of its last day. */
  readonly endsAt: Instant;
  /** The end of the day on which the DCG is to be validated. */
  readonly dcgValidation: Instant;
}

/** What an entry in the records rests on: an AEO's facility (DX-12), any operator's for EVN (DX-13), local tracking (DX-03). */
export const RECORDS_BASES = ['aeo', 'evn', 'evn-tracking'] as const;
export type RecordsBasis = (typeof RECORDS_BASES)[number];

/** What the operator undertakes and holds in its records in place of paper. */
export interface RecordsEntry {
  readonly basis: RecordsBasis;
  readonly aeo?: { readonly kind: string; readonly certificate: string } | undefined;
  /** When the office was told, before the entry. */
  readonly officeInformedAt?: Instant | undefined;
  /** The first use of the goods: not before the entry. */
  readonly usedFrom?: Instant | undefined;
  /** The whole of the DAU's data, or the simplified declaration's. */
  readonly dataHeld?: 'full' | 'simplified' | undefined;
  /** The commitment to regularise within 24 hours of the end of the alert. */
  readonly regularises?: boolean | undefined;
  /** Where the service finds the data at any time. */
  readonly availableAt?: string | undefined;
  /** The local arrangement by which EVN are tracked in the operator's own system. */
  readonly arrangement?: { readonly office: string; readonly reference: string; readonly agreedOn: string } | undefined;
}

/** How goods are presented and leave; each absent where it was not said, and then as the comment has it. */
export interface Circumstances {
  /** A manifest. */
  readonly form?: Form | undefined;
  /** By the agreement's means, to the office of clearance. */
  readonly lodging?: LodgingAct | undefined;
  /** At the office. */
  readonly presentation?: Presentation | undefined;
  /** Not placed under transit from release on. */
  readonly transit?: boolean | undefined;
  readonly centralised?: CentralisedClearance | undefined;
  readonly globalisation?: Globalisation | undefined;
}
