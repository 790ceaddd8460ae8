import { proofOfStamp, type ClearanceRow, type ExitProof, type ReleaseShown } from './clearance.row.js';
import { exitCase } from './exit-case.js';
import type { ManifestRow } from './manifest.view.js';
import type { PaperRow } from './paper.row.js';

type Line = PaperRow & ClearanceRow & { readonly reference: string };

const releaseOf = (line: Line, { stamp }: ManifestRow): ReleaseShown | undefined => {
  if (line.release) return line.release;
  if (!stamp || line.control || stamp.selected.includes(line.reference)) return undefined;
  return { by: 'manifest-stamp', at: stamp.stampedAt, office: stamp.office, rule: 'DX-15' };
};

const proofOf = (line: Line, manifest: ManifestRow, release: ReleaseShown | undefined): ExitProof | undefined => {
  if (line.exitProof) return line.exitProof;
  if (release?.office === undefined && line.presentation !== 'premises') return undefined;
  if (release?.office !== undefined) {
    const stamped = proofOfStamp(line, release.office, release.at);
    if (stamped) return stamped;
  }
  const { stamp, visas } = manifest;
  if (line.control || stamp?.selected.includes(line.reference) === true) return undefined;
  const visa = visas.find(({ only }) => only === undefined || only.includes(line.reference));
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
  const release = releaseOf(line, manifest);
  const exitProof = proofOf(line, manifest, release);
  return { ...line, ...(release ? { release } : {}), ...(exitProof ? { exitProof } : {}) };
};

/** When the manifest's stamp released a line; `undefined` where it did not. */
export const releasedByManifest = (
  reference: string,
  stamp: { readonly stampedAt: NonNullable<PaperRow['lodgedAt']>; readonly selected: readonly string[] } | undefined,
): PaperRow['lodgedAt'] => (stamp && !stamp.selected.includes(reference) ? stamp.stampedAt : undefined);
