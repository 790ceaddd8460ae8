import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { priorStateNamed } from '#libs/delta-x';
import { play } from './administration.js';
import { until } from '../until.js';
import type { ApiClient } from './api-client.js';
import { importFile, inWords } from './paper.js';

export const OPERATOR = 'FR552100554';
const OFFICE = 'FR002650';

export interface WhatStood {
  readonly simulatorUrl: string;
  readonly alertId: string;
  readonly samples: string;
  readonly say: (line: string) => void;
}

/** Delta X holds what the operator's list says, and the operator hands its list in. */
export const listWhatStood = async (
  marion: ApiClient,
  { simulatorUrl, alertId, samples, say }: WhatStood,
): Promise<void> => {
  const path = join(samples, 'prior-states.csv');
  const [header = '', ...rows] = readFileSync(path, 'utf8').trimEnd().split('\n');
  const columns = header.split(';');
  const declarations = rows.map((row) => {
    const line = Object.fromEntries(row.split(';').map((value, i) => [columns[i] ?? '', value]));
    const { reference, state = '', kind, lrn } = line;
    return { operator: OPERATOR, reference, lrn, kind, state: priorStateNamed(state) };
  });
  await play(simulatorUrl, 'POST', '/declarations', { declarations });
  const query = `kind=prior-states&alertId=${alertId}`;
  say(`list of what stood in Delta X: ${inWords(await importFile(marion, query, path, 'demo-prior-states'))}`);
};

export interface ToBeCancelled {
  readonly alertId: string;
  /** How many were lodged on paper too. */
  readonly doubled: number;
  readonly requestedAt: string;
  readonly say: (line: string) => void;
}

/** DX-29: one request to the office for each first declaration that a paper one doubles. */
export const cancelFirst = async (
  marion: ApiClient,
  { alertId, doubled, requestedAt, say }: ToBeCancelled,
): Promise<void> => {
  await until('every cancellation that is due is listed', async () => {
    const { body } = await marion.get<{ items: readonly unknown[] }>(`/v1/cancellations?alertId=${alertId}&limit=100`);
    return body.items.length >= doubled ? body : undefined;
  });
  const { body } = await marion.post<{ requested: number }>('/v1/cancellations/requests', {
    key: 'demo-cancellations',
    json: { alertId, office: OFFICE, means: 'mailbox', requestedAt },
  });
  say(`cancellations asked of ${OFFICE}: ${body.requested}`);
};
