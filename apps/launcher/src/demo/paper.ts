import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiClient } from './api-client.js';

interface ImportBody {
  readonly lines: number;
  readonly accepted: number;
  readonly unchanged: number;
  readonly rejected: number;
}

export interface Lodging {
  readonly alertId: string;
  readonly startedAt: string;
  readonly samples: string;
  readonly say: (line: string) => void;
}

/** Sends a file of the samples, and tells what became of its lines. */
export const importFile = async (marion: ApiClient, query: string, path: string, key: string): Promise<string> => {
  const imported = await marion.post<ImportBody>(`/v1/imports?${query}`, { key, file: { path, type: 'text/csv' } });
  const { lines, accepted, unchanged, rejected } = imported.body;
  return `${lines} lines, ${accepted} taken, ${unchanged} unchanged, ${rejected} rejected`;
};

/**
 * The paper: the day's manifest, and one of what was in Delta X already, most of which takes none (DX-07, DX-09).
 * @returns the day's manifest
 */
export const lodge = async (marion: ApiClient, { alertId, startedAt, samples, say }: Lodging): Promise<string> => {
  const header = JSON.parse(readFileSync(join(samples, 'manifest.json'), 'utf8')) as Record<string, unknown>;
  const json = { ...header, alertId, signature: { name: 'Marion Delaunay', signedAt: startedAt } };
  const manifest = await marion.post<{ manifestId: string }>('/v1/manifests', { key: 'demo-manifest', json });
  const { manifestId } = manifest.body;
  const file = join(samples, 'manifest.csv');
  say(`manifest: ${await importFile(marion, `manifestId=${manifestId}`, file, 'demo-import')}`);

  const again = await marion.post<{ manifestId: string }>('/v1/manifests', { key: 'demo-manifest-again', json });
  const other = join(samples, 'manifest-prior.csv');
  const query = `manifestId=${again.body.manifestId}`;
  say(`paper for what stood in Delta X: ${await importFile(marion, query, other, 'demo-import-again')}`);
  return manifestId;
};
