import type { DomainEvent, Instant } from '#libs/kernel';
import type { DcgMove } from './dcg-date.js';
import type { ManifestLodged } from './delta-x.events.js';

/**
 * The lines that an act covers: those that the log held at a position. Acts of before it was recorded cover every line,
 * whenever it was lodged.
 */
export interface Coverage {
  readonly lines: number;
  /** A position of the log. */
  readonly until: string;
}

/** The office's release stamp: of every line that it covers but those selected for control. */
export interface ReleaseStamp {
  readonly office: string;
  readonly stampedAt: Instant;
  readonly selected: readonly string[];
  readonly covers?: Coverage | undefined;
  /** DX-14: on the operator's premises, out of hours, without the service: no restricted line is released. */
  readonly unrestrictedOnly?: true | undefined;
}
/** The visa of the office of exit on a copy. */
export interface EndorsedCopy {
  readonly office: string;
  readonly endorsedAt: Instant;
  readonly only?: readonly string[] | undefined;
  /** Where `only` names no lines. */
  readonly covers?: Coverage | undefined;
}
interface OnManifest {
  readonly manifestId: string;
  readonly alertId: string;
}

/** DX-15. One event for the whole manifest: what it means for a line is read by who joins the two. */
export type ManifestStamped = DomainEvent<'ManifestStamped', OnManifest & ReleaseStamp & { readonly officer: string }>;
/** DX-16. */
export type ManifestEndorsed = DomainEvent<
  'ManifestEndorsed',
  OnManifest & EndorsedCopy & { readonly officer: string }
>;
/** DX-32: the outage fell in the days before the DCG's validation date. */
export type DcgDateMoved = DomainEvent<'DcgDateMoved', OnManifest & DcgMove & { readonly operator: string }>;

export type ManifestEvent = ManifestLodged | ManifestStamped | ManifestEndorsed | DcgDateMoved;
