import { hasRestricted } from './article.js';
import { proofOfStamp, type ClearanceRow, type ExitProof, type ReleaseShown } from './clearance.row.js';
import type { Clearing } from './clearance.state.js';
import type { ActCommon } from './control.decider.js';
import { exitCase } from './exit-case.js';
import type { Lodging } from './lodge.js';
import { freeFrom, stampOf, visaOf, type LineOfManifest, type ManifestMarks } from './manifest-line.js';
import type { LineLeaving } from './manifest.visa.js';
import type { ManifestRow } from './manifest.view.js';
import type { ObligationRow } from './obligation.row.js';
import type { PaperRow } from './paper.row.js';

type Line = PaperRow &
  ClearanceRow &
  Partial<Pick<ObligationRow, 'status' | 'acceptedAt'>> & { readonly reference: string };

/** DX-15: off the operator’s premises the office releases the goods; of what is re-integrated nobody may have recorded it. */
const withReleaseMissing = <L extends Line>(line: L): L => {
  const { status, acceptedAt, release, withheld, presentation } = line;
  if (status !== 'accepted' || acceptedAt === undefined || release || withheld || presentation === 'premises')
    return line;
  return { ...line, releaseMissing: { rule: 'DX-15', since: acceptedAt } };
};

const releaseOf = (line: Line, stamp: ManifestRow['stamp']): ReleaseShown | undefined =>
  line.release ?? (stamp && { by: 'manifest-stamp', at: stamp.stampedAt, office: stamp.office, rule: 'DX-15' });

const proofOf = (line: Line, manifest: ManifestRow): ExitProof | undefined => {
  const stamp = stampOf(line, manifest);
  const stamped = stamp && proofOfStamp(line, stamp.office, stamp.stampedAt);
  if (stamped) return stamped;
  const visa = visaOf(line, manifest);
  if (!visa) return undefined;
  const { rule, on } = exitCase(manifest);
  return { proof: 'visa', on, office: visa.office, at: visa.endorsedAt, rule, taxProof: false };
};

/**
 * A line with what its manifest's own acts mean for it: one stamp or visa is one event for a thousand lines. A line that
 * was selected for control is left out of both, and has its own; so has one that was lodged after them.
 */
export const withManifest = <L extends Line>(line: L, manifest: ManifestRow | undefined): L => {
  if (!manifest || line.manifestId !== manifest.manifestId) return withReleaseMissing(line);
  const release = releaseOf(line, stampOf(line, manifest));
  const exitProof = line.exitProof ?? proofOf(line, manifest);
  const { globalisation = line.globalisation } = manifest;
  return withReleaseMissing({
    ...line,
    ...(globalisation ? { globalisation } : {}),
    ...(release ? { release } : {}),
    ...(exitProof ? { exitProof } : {}),
  });
};

/** A line as a visa of its manifest finds it. */
export const leavingWith = (line: Line, marks: ManifestMarks): LineLeaving => {
  const { reference, control, release, exitProof } = line;
  const releasedAt = control ? release?.at : freeFrom(line, marks);
  const copy = visaOf(line, marks);
  const visa = exitProof ?? (copy && { office: copy.office, at: copy.endorsedAt });
  return {
    reference,
    ...(releasedAt === undefined ? {} : { releasedAt }),
    ...(visa ? { visa: { office: visa.office, at: visa.at } } : {}),
  };
};

/** A line as its stream has it. */
type LineStream = Lodging & Clearing & Pick<LineOfManifest, 'reference' | 'lodgedPosition'>;

/** What its manifest's own acts come to, for an act on the line. */
export const marksOnLine = (
  { lodged, control, release, ...named }: LineStream,
  marks: ManifestMarks,
): Pick<ActCommon, 'manifestReleasedAt' | 'manifestVisa'> => {
  if (!lodged) return {};
  const { lodgedAt, presentation } = lodged;
  const { reference, lodgedPosition } = named;
  const restricted = hasRestricted(lodged);
  const line: LineOfManifest = { reference, lodgedPosition, lodgedAt, presentation, restricted, control, release };
  const visa = visaOf(line, marks);
  return {
    manifestReleasedAt: stampOf(line, marks)?.stampedAt,
    ...(visa ? { manifestVisa: { office: visa.office, at: visa.endorsedAt } } : {}),
  };
};
