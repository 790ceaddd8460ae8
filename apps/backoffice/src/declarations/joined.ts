import { manifestView, withManifest, type DeclarationRow } from '#libs/delta-x';
import type { Runtime } from '../runtime.js';

/** Rows with what their manifests' stamps and visas mean for them: one manifest is read once for all of its lines. */
export const joined = (runtime: Runtime, rows: readonly DeclarationRow[]): DeclarationRow[] => {
  const manifests = new Map(
    [...new Set(rows.map((row) => row.manifestId))]
      .filter((id): id is string => id !== undefined)
      .map((id) => [id, runtime.views.get(manifestView, id)]),
  );
  return rows.map((row) => withManifest(row, row.manifestId === undefined ? undefined : manifests.get(row.manifestId)));
};
