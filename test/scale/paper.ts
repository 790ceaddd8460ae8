import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiClient } from '../../apps/launcher/src/demo/api-client.js';

const HEADER =
  'reference;packages;consignor_name;consignor_address;consignee_name;consignee_address;description;cn8;procedure;gross_mass_kg;country_of_provenance;invoice_value;currency';
const line = (n: number): string =>
  `S${String(n).padStart(7, '0')};1;Atelier Lœuvre;4 rue des Écoles, Paris;Büro Çelik;Ankara 12;Printed books;49019900;1000;1.2;FR;48.90;EUR`;

/** One file: what a client may well send, and be answered within its patience. */
const LINES = 10_000;

export interface Outage {
  readonly alertId: string;
  /** Declarations taken in each second of the imports. */
  readonly importedPerSecond: number;
  end(): Promise<void>;
}

/**
 * An outage in which so many consignments are declared on paper, by the public API alone: an alert, a manifest, and
 * files of 10,000 lines. Each is above 22 EUR, and so to be re-integrated (DX-21).
 */
export const declareOnPaper = async (api: string, folder: string, declarations: number): Promise<Outage> => {
  const helene = await ApiClient.as(api, 'helene');
  const marion = await ApiClient.as(api, 'marion');
  const alert = await helene.post<{ alertId: string }>('/v1/alerts', {
    key: 'scale-alert',
    json: { system: 'delta-x', impact: 'general', notice: 'scale' },
  });
  const { alertId } = alert.body;
  const manifest = await marion.post<{ manifestId: string }>('/v1/manifests', {
    key: 'scale-manifest',
    json: {
      alertId,
      flow: 'export',
      consignmentType: 'other',
      assistance: 'Alerte CID',
      mentions: ['50000'],
      operator: { eori: 'FR552100554', name: 'Rapide Express SAS' },
      officeOfClearance: 'FR002650',
      officeOfExit: 'FR003370',
      signature: { name: 'Marion Delaunay' },
    },
  });
  const began = Date.now();
  for (let from = 0; from < declarations; from += LINES) {
    const count = Math.min(LINES, declarations - from);
    const path = join(folder, `lines-${String(from)}.csv`);
    writeFileSync(path, [HEADER, ...Array.from({ length: count }, (_, n) => line(from + n))].join('\n'));
    const { body } = await marion.post<{ accepted: number }>(`/v1/imports?manifestId=${manifest.body.manifestId}`, {
      key: `scale-import-${String(from)}`,
      file: { path, type: 'text/csv' },
    });
    if (body.accepted !== count) throw new Error(`${String(body.accepted)} of ${String(count)} lines taken`);
    process.stderr.write(`${String(from + count)} declared\n`);
  }
  const importedPerSecond = (declarations * 1_000) / (Date.now() - began);
  return {
    alertId,
    importedPerSecond,
    end: async () => {
      const seen = await helene.get(`/v1/alerts/${alertId}`);
      await helene.post(`/v1/alerts/${alertId}/end`, {
        key: 'scale-end',
        json: {},
        ...(seen.etag ? { ifMatch: seen.etag } : {}),
      });
    },
  };
};
