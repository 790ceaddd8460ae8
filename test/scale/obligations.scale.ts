import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CampaignRow } from '#libs/reintegration';
import { ApiClient } from '../../apps/launcher/src/demo/api-client.js';
import { temporaryFolder } from '../../apps/launcher/src/testing.js';
import { startReprise, type RunningReprise } from '../e2e/running-reprise.js';
import { ledger } from '../stack/ledger.js';
import { Footprint } from './footprint.js';
import { declareOnPaper } from './paper.js';

/**
 * The whole product, started as `npm start` starts it: so many obligations of one outage, sent in real time at a rate
 * that the plan makes even. `npm run test:scale -- --obligations 100000 --rate 100`.
 */
const OBLIGATIONS = Number(process.env['SCALE_OBLIGATIONS'] ?? 10_000);
/** What the plan comes to, in a second of the machine. */
const RATE = Number(process.env['SCALE_RATE'] ?? 80);
/** A day less the margin before the deadline, in seconds of the product: what the plan spreads them over. */
const WINDOW_S = 0.95 * 86_400;
const SCALE = (RATE * WINDOW_S) / OBLIGATIONS;
/** Of what the simulator bears, counted over a second of the machine; it answers slower from half of it on, and 429 beyond. */
const LOAD = 0.6;
const SIMULATOR = {
  SIMULATOR_CAPACITY_PER_SECOND: String(OBLIGATIONS / WINDOW_S / LOAD),
  SIMULATOR_CAPACITY_WINDOW_SECONDS: String(SCALE),
};
const MEMORY_MB = 400;
const REDIS_MB = 20;
const LONGEST_MS = 180_000 + (OBLIGATIONS / RATE) * 4_000;

interface Measured {
  readonly figure: string;
  readonly value: number;
  readonly least?: number;
  readonly most?: number;
}

const holds = ({ value, least = -Infinity, most = Infinity }: Measured): boolean => value >= least && value <= most;

describe(`${String(OBLIGATIONS)} obligations at ${String(RATE)}/s`, { timeout: 2 * LONGEST_MS }, () => {
  let reprise: RunningReprise;
  let footprint: Footprint;
  const folder = temporaryFolder();

  beforeAll(async () => {
    reprise = await startReprise({ timeScale: SCALE, demo: false, env: SIMULATOR });
    footprint = new Footprint(reprise);
  }, 120_000);
  afterAll(async () => {
    footprint.stop();
    await reprise.stop();
    folder.remove();
  });

  const campaign = async (alertId: string): Promise<CampaignRow | undefined> => {
    const claire = await ApiClient.as(reprise.api, 'claire');
    const row = await claire.get<CampaignRow>(`/v1/campaigns/${alertId}/delta-x`).catch(() => undefined);
    return row?.body;
  };

  /** Says every 30 s how it goes. */
  const completed = async (alertId: string): Promise<CampaignRow> => {
    const began = Date.now();
    for (let said = began; Date.now() - began < LONGEST_MS;) {
      const row = await campaign(alertId);
      if (row?.status === 'completed') return row;
      if (Date.now() - said >= 30_000) {
        said = Date.now();
        const { accepted = 0, acceptedLate = 0 } = row?.counts ?? {};
        process.stderr.write(
          `${String(accepted)} accepted after ${String((said - began) / 1_000)} s, ${String(acceptedLate)} late\n`,
        );
      }
      await delay(500);
    }
    throw new Error(`not completed in ${String(LONGEST_MS / 1_000)} s`);
  };

  it('are accepted once each and in time, in little memory, with a window of them in Redis', async () => {
    const outage = await declareOnPaper(reprise.api, folder.path, OBLIGATIONS);
    await outage.end();
    const began = Date.now();
    const row = await completed(outage.alertId);
    const seconds = (Date.now() - began) / 1_000;
    const { counts, plans } = row;
    const { received, accepted, repeated, doubledReferences, enquiries } = await ledger(reprise.simulator);
    const measured: Measured[] = [
      { figure: 'imported, lines a second', value: outage.importedPerSecond },
      { figure: 'sent in, seconds', value: seconds },
      { figure: 'accepted a second, on average', value: OBLIGATIONS / seconds },
      { figure: 'plans adopted', value: plans.length },
      { figure: 'owed', value: counts.owed, least: OBLIGATIONS, most: OBLIGATIONS },
      { figure: 'accepted, says the log', value: counts.accepted, least: OBLIGATIONS, most: OBLIGATIONS },
      { figure: 'accepted, says the simulator', value: accepted, least: OBLIGATIONS, most: OBLIGATIONS },
      { figure: 'accepted late', value: counts.acceptedLate, most: 0 },
      { figure: 'doubled, says the log', value: counts.doubles, most: 0 },
      { figure: 'doubled, says the simulator', value: doubledReferences, most: 0 },
      { figure: 'the same message sent again', value: repeated, most: 0 },
      { figure: 'refused', value: counts.refused, most: 0 },
      { figure: 'calls that were no acceptance', value: received - accepted + enquiries },
      { figure: 'most jobs in Redis', value: footprint.mostJobs, least: 1, most: 1_000 },
      { figure: 'most memory used in Redis, MB', value: footprint.redisMb, most: REDIS_MB },
      ...[...footprint.peakMb].map(([name, value]) => ({ figure: `memory of ${name}, MB`, value, most: MEMORY_MB })),
      { figure: 'samples of these', value: footprint.samples, least: 10 },
    ];
    console.table(measured.map((m) => ({ ...m, value: Number(m.value.toFixed(1)), holds: holds(m) })));
    expect(measured.filter((m) => !holds(m))).toEqual([]);
  });
});
