import type { Instant } from '#libs/kernel';
import { proofOfStamp, type ClearanceRow, type ExitProof, type ReleaseShown } from './clearance.row.js';
import { exitCase } from './exit-case.js';
import type { ManifestRow } from './manifest.view.js';
import type { PaperRow } from './paper.row.js';

type Line = PaperRow & ClearanceRow & { readonly reference: string };

/** The manifest's stamp, where it is the release of this line: not of one that was ever selected for control (DX-15). */
const stampOf = (line: Line, { stamp }: ManifestRow): ManifestRow['stamp'] =>
  line.control || stamp?.selected.includes(line.reference) === true ? undefined : stamp;

const releaseOf = (line: Line, stamp: ManifestRow['stamp']): ReleaseShown | undefined =>
  line.release ?? (stamp && { by: 'manifest-stamp', at: stamp.stampedAt, office: stamp.office, rule: 'DX-15' });

/** From when a line might go. Unrestricted goods on the operator's own premises need nobody's act (DX-14). */
const freeFrom = (line: Line, stamp: ManifestRow['stamp']): Instant | undefined => {
  if (line.control) return undefined;
  const { presentation, restricted, release, lodgedAt } = line;
  return stamp?.stampedAt ?? release?.at ?? (presentation === 'premises' && !restricted ? lodgedAt : undefined);
};

const proofOf = (line: Line, manifest: ManifestRow): ExitProof | undefined => {
  const stamp = stampOf(line, manifest);
  const stamped = stamp && proofOfStamp(line, stamp.office, stamp.stampedAt);
  if (stamped) return stamped;
  const from = freeFrom(line, stamp);
  if (from === undefined) return undefined;
  const visa = manifest.visas.find(
    ({ only, endorsedAt }) => from <= endorsedAt && (only === undefined || only.includes(line.reference)),
  );
  if (!visa) return undefined;
  const { rule, on } = exitCase(manifest);
  return { proof: 'visa', on, office: visa.office, at: visa.endorsedAt, rule, taxProof: false };
};

/**
 * A line with what its manifest's own acts mean for it: one stamp or visa is one event for a thousand lines. A line that
 * was selected for control is left out of both, and has its own.
 */
export const withManifest = <L extends Line>(line: L, manifest: ManifestRow | undefined): L => {
  if (!manifest || line.manifestId !== manifest.manifestId) return line;
  const release = releaseOf(line, stampOf(line, manifest));
  const exitProof = line.exitProof ?? proofOf(line, manifest);
  return { ...line, ...(release ? { release } : {}), ...(exitProof ? { exitProof } : {}) };
};

/** When the manifest's stamp released a line; `undefined` where it did not. */
export const releasedByManifest = (
  reference: string,
  stamp: { readonly stampedAt: Instant; readonly selected: readonly string[] } | undefined,
): Instant | undefined => (stamp && !stamp.selected.includes(reference) ? stamp.stampedAt : undefined);
