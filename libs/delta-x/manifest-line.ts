import { comparePositions, parsePosition, type Instant } from '#libs/kernel';
import type { Presentation } from './circumstances.js';
import type { Coverage, EndorsedCopy, ReleaseStamp } from './manifest.events.js';

/** What the acts on its manifest made of a line turns on. */
export interface LineOfManifest {
  readonly reference: string;
  /** Where in the log it was lodged. */
  readonly lodgedPosition?: string | undefined;
  readonly lodgedAt?: Instant | undefined;
  readonly presentation?: Presentation | undefined;
  readonly restricted?: boolean | undefined;
  /** There once it was selected for control, whatever came after. */
  readonly control?: unknown;
  /** Its own. */
  readonly release?: { readonly at: Instant } | undefined;
}

/** What was done to the manifest as a whole. */
export interface ManifestMarks {
  readonly stamp?: ReleaseStamp | undefined;
  readonly visas?: readonly EndorsedCopy[] | undefined;
}

/** Whether a line was there when the officer acted. Acts of before this was recorded cover every line. */
const isCovered = ({ lodgedPosition }: LineOfManifest, covers: Coverage | undefined): boolean => {
  const lodged = lodgedPosition === undefined ? undefined : parsePosition(lodgedPosition);
  const until = covers && parsePosition(covers.until);
  return lodged === undefined || until === undefined || comparePositions(lodged, until) <= 0;
};

/**
 * The manifest's stamp, where it is the release of this line: not of one that was ever selected for control (DX-15),
 * that was lodged after it, or that is restricted and was stamped out of hours on the premises (DX-14).
 */
export const stampOf = (line: LineOfManifest, { stamp }: ManifestMarks): ReleaseStamp | undefined => {
  if (!stamp || line.control || stamp.selected.includes(line.reference)) return undefined;
  if (stamp.unrestrictedOnly && line.restricted) return undefined;
  return isCovered(line, stamp.covers) ? stamp : undefined;
};

/** From when a line might go. Unrestricted goods on the operator's own premises need nobody's act (DX-14). */
export const freeFrom = (line: LineOfManifest, marks: ManifestMarks): Instant | undefined => {
  const { control, presentation, restricted, release, lodgedAt } = line;
  if (control) return undefined;
  const taken = presentation === 'premises' && !restricted ? lodgedAt : undefined;
  return stampOf(line, marks)?.stampedAt ?? release?.at ?? taken;
};

/** The first visa on a copy that this line left with (DX-16). */
export const visaOf = (line: LineOfManifest, marks: ManifestMarks): EndorsedCopy | undefined => {
  const from = freeFrom(line, marks);
  if (from === undefined) return undefined;
  return marks.visas?.find(
    ({ only, endorsedAt, covers }) =>
      from <= endorsedAt && (only === undefined ? isCovered(line, covers) : only.includes(line.reference)),
  );
};
