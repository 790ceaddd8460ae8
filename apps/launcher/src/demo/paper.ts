import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiClient } from './api-client.js';

interface ImportBody {
  readonly lines: number;
  readonly accepted: number;
  readonly unchanged: number;
  readonly rejected: number;
}

export interface Lodged {
  readonly manifestId: string;
  readonly doubled: number;
  /** When the paper of what was in Delta X already was lodged. */
  readonly doubledAt: string;
}

export interface Lodging {
  readonly alertId: string;
  readonly startedAt: string;
  readonly samples: string;
  readonly say: (line: string) => void;
}

/** Sends a file of the samples. @returns what became of its lines */
export const importFile = async (marion: ApiClient, query: string, path: string, key: string): Promise<ImportBody> => {
  const imported = await marion.post<ImportBody>(`/v1/imports?${query}`, { key, file: { path, type: 'text/csv' } });
  return imported.body;
};

export const inWords = ({ lines, accepted, unchanged, rejected }: ImportBody): string =>
  `${lines} lines, ${accepted} taken, ${unchanged} unchanged, ${rejected} rejected`;

/**
 * The paper: the day's manifest, and one of what was in Delta X already, most of which takes none (DX-07, DX-09).
 * @returns the day's manifest, and how many were in Delta X already and are on paper now
 */
export const lodge = async (marion: ApiClient, { alertId, startedAt, samples, say }: Lodging): Promise<Lodged> => {
  const header = JSON.parse(readFileSync(join(samples, 'manifest.json'), 'utf8')) as Record<string, unknown>;
  const json = { ...header, alertId, signature: { name: 'Marion Vasseur', signedAt: startedAt } };
  const manifest = await marion.post<{ manifestId: string }>('/v1/manifests', { key: 'demo-manifest', json });
  const { manifestId } = manifest.body;
  const file = join(samples, 'manifest.csv');
  const day = await importFile(marion, `manifestId=${manifestId}`, file, 'demo-import');
  say(`manifest: ${inWords(day)}`);

  const again = await marion.post<{ manifestId: string; lodgedAt: string }>('/v1/manifests', {
    key: 'demo-manifest-again',
    json,
  });
  const other = join(samples, 'manifest-prior.csv');
  const { manifestId: doublingId, lodgedAt: doubledAt } = again.body;
  const query = `manifestId=${doublingId}`;
  const doubling = await importFile(marion, query, other, 'demo-import-again');
  say(`paper for what stood in Delta X: ${inWords(doubling)}`);
  return { manifestId, doubled: doubling.accepted + doubling.unchanged, doubledAt };
};
