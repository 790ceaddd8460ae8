import type { ConsignmentType, DeclarationKind, Goods, Operator } from '#libs/delta-x';
import type { Instant } from '#libs/kernel';

/** The forms of step 1 and the entries that stand in their place (DX-01, DX-02, DX-03, DX-12, DX-13). */
export const DOCUMENT_KINDS = ['manifest', 'dau', 'records-entry', 'evn-list'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** What a document is about: a part of a manifest, or one declaration. There is never more than one for one subject. */
export type Subject =
  | { readonly of: 'manifest'; readonly manifestId: string; readonly part: number }
  | { readonly of: 'declaration'; readonly reference: string };

/** DX-08: by the agreement's means, to the office's functional mailbox, or on paper. */
export const LODGING_MEANS = ['agreement', 'mailbox', 'paper', 'records'] as const;
export type LodgingMeans = (typeof LODGING_MEANS)[number];

export interface Signature {
  readonly name: string;
  readonly signedAt: Instant;
}

/** DX-06: the undated ND stamp and an officer's signature, in box A or 31 of copy 3, before the copy is used. */
export interface PreAuthentication {
  readonly box: 'A' | '31';
  readonly office: string;
  readonly officer: string;
}

export interface BoxAStamp {
  readonly office: string;
  readonly stampedAt: Instant;
}

/** DX-10: the document goes to the office of declaration that the authorisation names. */
export interface Centralised {
  readonly authorisation: string;
  readonly officeOfDeclaration: string;
}

/** DX-12: the entry in an authorised operator's records. */
export interface AeoEntry {
  readonly aeo: 'OEA-C' | 'OEA-F';
  readonly certificate: string;
  readonly officeInformedAt: Instant;
  readonly enteredAt: Instant;
  /** All data of the DAU (one step), or those of the simplified declaration (two steps). */
  readonly dataHeld: 'full' | 'simplified';
}

/** DX-03: tracked in the operator's own system by a local arrangement; DX-13: entered in any operator's records. */
export interface EvnList {
  readonly basis: 'local-arrangement' | 'declarant-records';
  /** The arrangement's reference, where it rests on one. */
  readonly arrangement?: string | undefined;
}

/** Boxes of the DAU beyond what a consignment says. */
export interface DauBoxes {
  /** Box 17, two letters. */
  readonly countryOfDestination?: string | undefined;
  /** Box 38, kilograms as a decimal. */
  readonly netMassKg?: string | undefined;
  /** Box 18. */
  readonly transportAtDeparture?: string | undefined;
  /** Box 21. */
  readonly transportAtBorder?: string | undefined;
  /** Box 25. */
  readonly modeAtBorder?: string | undefined;
  /** Box 20. */
  readonly deliveryTerms?: string | undefined;
  /** Box 24. */
  readonly natureOfTransaction?: string | undefined;
  /** Box 30. */
  readonly locationOfGoods?: string | undefined;
  /** Box 40. */
  readonly previousDocument?: string | undefined;
  /** Box 44: the documents that the procedure needs, each with its code and number. */
  readonly documents?: readonly string[] | undefined;
}

export interface Totals {
  readonly lines: number;
  /** Of a DAU with a list of articles: all of them (DX-17). */
  readonly articles?: number | undefined;
  readonly packages: number;
  readonly grossMassKg: string;
  readonly values: readonly { readonly currency: string; readonly amount: string }[];
}

/** What a document says once, frozen when it is issued. Its lines are the declarations', frozen as lodged (DX-28). */
export interface Sheet {
  readonly kind: DocumentKind;
  readonly subject: Subject;
  /** Parts of the manifest; 1 for what has none. */
  readonly parts: number;
  readonly operator: Operator;
  readonly alertId: string;
  readonly consignmentType: ConsignmentType;
  readonly declarationKind: DeclarationKind;
  readonly assistance: string;
  readonly mentions: readonly string[];
  readonly officeOfClearance: string;
  readonly officeOfExit: string;
  readonly singleTransportContract: boolean;
  readonly addressedTo: { readonly office: string; readonly as: 'office-of-export' | 'office-of-declaration' };
  /** The stamp's date and hour, and the office's time zone (DX-05, DX-34). */
  readonly fallback: { readonly startedAt: Instant; readonly zone: string };
  /** When the paper was lodged, or entered in the records: the real date of clearance (DX-27). */
  readonly clearedAt: Instant;
  readonly issuedAt: Instant;
  readonly signature: Signature;
  readonly lodging: { readonly means: LodgingMeans; readonly detail?: string | undefined; readonly at: Instant };
  readonly centralised?: Centralised | undefined;
  readonly preAuthentication?: PreAuthentication | undefined;
  /** The office's stamp in box A, where the paper bore it before it was recorded here. */
  readonly stamped?: BoxAStamp | undefined;
  readonly records?: AeoEntry | undefined;
  readonly evn?: EvnList | undefined;
  readonly dau?: DauBoxes | undefined;
  readonly totals: Totals;
  /** Where the product is reached, for the code on the page. */
  readonly link?: string | undefined;
}

/** A line as it is printed; of a DAU with several articles, all of them. */
export interface PaperLine extends Goods {
  /** At the customs rate of the day, exact, of all articles. */
  readonly valueEur: string;
}

/** Lines that one document takes; a longer manifest is issued in parts. */
export const LINES_PER_DOCUMENT = 1_000;
