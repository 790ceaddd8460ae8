import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiClient } from '../../apps/launcher/src/demo/api-client.js';
import { projectRoot } from '../../apps/launcher/src/project-root.js';
import type { RunningReprise } from './running-reprise.js';

/** What the browser finds: an outage that runs, and what was lodged on paper during it. */
export interface Seeded {
  readonly alertId: string;
  readonly startedAt: string;
  readonly manifestId: string;
  readonly operator: string;
  readonly references: readonly string[];
  /** The outage is over. */
  readonly end: () => Promise<void>;
}

const OPERATOR = { eori: 'FR552100554', name: 'Rapide Express SAS' };
export const OFFICE = 'FR002650';
const LINES = 200;

/** Through the public API, as the persons of the demonstration would. */
export const seed = async ({ api, dataDir }: RunningReprise): Promise<Seeded> => {
  const [helene, marion] = [await ApiClient.as(api, 'helene'), await ApiClient.as(api, 'marion')];
  const { body: alert, etag } = await helene.post<{ alertId: string; startedAt: string }>('/v1/alerts', {
    json: { system: 'delta-x', impact: 'general', notice: 'météo informatique' },
    key: 'seed-alert',
  });
  const { body: lodged } = await marion.post<{ manifestId: string }>('/v1/manifests', {
    json: {
      alertId: alert.alertId,
      consignmentType: 'other',
      assistance: 'Alerte CID',
      mentions: ['50000'],
      operator: OPERATOR,
      officeOfClearance: OFFICE,
      officeOfExit: 'FR003370',
      signature: { name: 'Marion Vasseur', signedAt: alert.startedAt },
    },
    key: 'seed-manifest',
  });
  const whole = readFileSync(join(projectRoot(), 'samples/delta-x/manifest.csv'), 'utf8');
  const [header = '', ...lines] = whole.split('\n').slice(0, LINES + 1);
  const path = join(dataDir, 'seed.csv');
  writeFileSync(path, [header, ...lines].join('\n'));
  await marion.post(`/v1/imports?manifestId=${lodged.manifestId}`, {
    file: { path, type: 'text/csv' },
    key: 'seed-lines',
  });
  const [at, value] = ['reference', 'invoice_value'].map((name) => header.split(';').indexOf(name));
  const taxable = lines.map((line) => line.split(';')).filter((cells) => Number(cells[value ?? 0]) > 100);
  return {
    alertId: alert.alertId,
    startedAt: alert.startedAt,
    manifestId: lodged.manifestId,
    operator: OPERATOR.eori,
    references: taxable.map((cells) => cells[at ?? 0] ?? ''),
    end: async () => {
      await helene.post(`/v1/alerts/${alert.alertId}/end`, {
        json: {},
        key: 'seed-end',
        ...(etag === undefined ? {} : { ifMatch: etag }),
      });
    },
  };
};

/** The operator's list of what stood in Delta X: one of each verdict, some of them lodged on paper since. */
export const priorList = ({ references: [first = '', second = ''] }: Seeded, anticipatedUntil: string): string =>
  [
    'reference;state;kind;number;lrn;office;anticipation_ends_at',
    `${first};lodged;DSE;26FR00000000LODG;LRN-1;${OFFICE};`,
    `${second};lodged;DSE;;LRN-2;${OFFICE};`,
    `PR-1;bae-prov;DSE;;;${OFFICE};`,
    `PR-2;bae-def;DSE;;;${OFFICE};`,
    `PR-3;under-control;DAU;;;${OFFICE};`,
    `PR-4;anticipated;DSE;;;${OFFICE};${anticipatedUntil}`,
  ].join('\n');
