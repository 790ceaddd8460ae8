import type { DomainEvent, Instant } from '#libs/kernel';
import type { Goods } from './article.js';
import type { Circumstances, RecordsEntry } from './circumstances.js';

/** The declarant. */
export interface Operator {
  readonly eori: string;
  readonly name: string;
}

export const CONSIGNMENT_TYPES = ['evn', 'other'] as const;
export type ConsignmentType = (typeof CONSIGNMENT_TYPES)[number];

export const DECLARATION_KINDS = ['DSE', 'DAU'] as const;
export type DeclarationKind = (typeof DECLARATION_KINDS)[number];

/** What a manifest says once for all of its lines (DX-04), or an entry in the records for all of its goods (DX-12). */
export interface ManifestHeader extends Circumstances {
  readonly manifestId: string;
  readonly alertId: string;
  readonly flow: 'export';
  readonly consignmentType: ConsignmentType;
  readonly declarationKind: DeclarationKind;
  /** The assistance number, or "Alerte CID". */
  readonly assistance: string;
  readonly mentions: readonly string[];
  readonly operator: Operator;
  readonly officeOfClearance: string;
  readonly officeOfExit: string;
  readonly singleTransportContract: boolean;
  readonly signature: { readonly name: string; readonly signedAt: Instant };
  /** When the paper was lodged or the entry made: the real date of clearance (DX-27). */
  readonly lodgedAt: Instant;
  /** Of form `records` only. */
  readonly records?: RecordsEntry | undefined;
}

export type ManifestLodged = DomainEvent<'ManifestLodged', ManifestHeader>;

/** One consignment cleared on paper, frozen as lodged (DX-28). */
export type DeclarationLodged = DomainEvent<
  'DeclarationLodged',
  Circumstances &
    Goods & {
      /** Absent for a DAU, which is lodged by itself. */
      readonly manifestId?: string | undefined;
      readonly alertId: string;
      readonly operator: Operator;
      readonly kind: DeclarationKind;
      readonly assistance: string;
      readonly mentions: readonly string[];
      readonly officeOfClearance: string;
      readonly officeOfExit: string;
      readonly singleTransportContract?: boolean | undefined;
      readonly lodgedAt: Instant;
      /** Of every article together, at the customs rates of the day, exact: two decimals and up to six. */
      readonly valueEur: string;
    }
>;
