import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CampaignRow } from '#libs/reintegration';
import { ApiClient } from '../../apps/launcher/src/demo/api-client.js';
import { temporaryFolder, until } from '../../apps/launcher/src/testing.js';
import { startReprise, type RunningReprise } from '../e2e/running-reprise.js';

const DECLARATIONS = 10_000;
/** A day in two minutes: some 80 submissions a second. */
const SCALE = 720;
const MEMORY_MB = 400;
const WITHIN = 400_000;

const HEADER =
  'reference;packages;consignor_name;consignor_address;consignee_name;consignee_address;description;cn8;procedure;gross_mass_kg;country_of_provenance;invoice_value;currency';
const line = (n: number): string =>
  `S${String(n).padStart(6, '0')};1;Atelier Lœuvre;4 rue des Écoles, Paris;Büro Çelik;Ankara 12;Printed books;49019900;1000;1.2;FR;${n % 5 === 0 ? '22.00' : '48.90'};EUR`;

const rssMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;

describe('10,000 declarations', { timeout: WITHIN }, () => {
  let reprise: RunningReprise;
  const peaks = new Map<string, number>();
  let mostJobs = 0;
  let watching: NodeJS.Timeout;
  let redis: Redis;
  const folder = temporaryFolder();

  beforeAll(async () => {
    reprise = await startReprise({ timeScale: SCALE, demo: false });
    redis = new Redis(reprise.redis);
    watching = setInterval(() => {
      for (const [name, pid] of Object.entries(reprise.processes))
        peaks.set(name, Math.max(peaks.get(name) ?? 0, rssMb(pid)));
      void redis.eval("return #redis.call('keys','reprise:delta-x:declaration-*')", 0).then((n) => {
        mostJobs = Math.max(mostJobs, Number(n));
      });
    }, 250);
  }, 120_000);
  afterAll(async () => {
    clearInterval(watching);
    redis.disconnect();
    await reprise.stop();
    folder.remove();
  });

  it('run through once each, in time, every process under 400 MB, Redis never above the window', async () => {
    const [helene, marion, claire] = await Promise.all(
      ['helene', 'marion', 'claire'].map((p) => ApiClient.as(reprise.api, p)),
    );
    if (!helene || !marion || !claire) throw new Error('nobody there');
    const file = join(folder.path, 'manifest.csv');
    writeFileSync(file, [HEADER, ...Array.from({ length: DECLARATIONS }, (_, n) => line(n))].join('\n'));
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
        signature: { name: 'Marion Delaunay', signedAt: '2026-01-05T08:00:00Z' },
      },
    });
    const began = Date.now();
    const report = await marion.post<{ accepted: number }>(`/v1/imports?manifestId=${manifest.body.manifestId}`, {
      key: 'scale-import',
      file: { path: file, type: 'text/csv' },
    });
    expect(report.body.accepted).toBe(DECLARATIONS);
    const perSecond = Math.round((DECLARATIONS * 1_000) / (Date.now() - began));
    const seen = await helene.get(`/v1/alerts/${alertId}`);
    await helene.post(`/v1/alerts/${alertId}/end`, {
      key: 'scale-end',
      json: {},
      ...(seen.etag ? { ifMatch: seen.etag } : {}),
    });
    const done = await until(
      'the campaign completes',
      async () => {
        const row = await claire.get<CampaignRow>(`/v1/campaigns/${alertId}/delta-x`).catch(() => undefined);
        return row?.body.status === 'completed' ? row.body : undefined;
      },
      WITHIN,
    );
    expect(done.counts).toMatchObject({ owed: 8_000, accepted: 8_000, acceptedLate: 0, doubles: 0, refused: 0 });
    const ledger = (await (await fetch(`${reprise.simulator}/ledger/summary`)).json()) as Record<string, number>;
    expect(ledger).toMatchObject({ accepted: 8_000, doubledReferences: 0 });
    console.log({ importedPerSecond: perSecond, peakMb: Object.fromEntries(peaks), mostJobsInRedis: mostJobs });
    for (const [name, mb] of peaks) expect(mb, name).toBeLessThan(MEMORY_MB);
    expect(mostJobs).toBeGreaterThan(0);
    expect(mostJobs).toBeLessThan(1_000);
  });
});
