import { join } from 'node:path';
import { projectRoot } from '../project-root.js';
import { runOutage } from './outage.js';
import { someoneWatches } from './someone-watches.js';

/** Beside the apps, through their public API; ends by itself when the campaign is completed. */
const required = (name: string): string => {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set`);
  return value;
};

const backofficeUrl = required('BACKOFFICE_URL');
await someoneWatches(backofficeUrl, Number(process.env['DEMO_WAIT_MS'] ?? 60_000));
const campaign = await runOutage({
  backofficeUrl,
  simulatorUrl: required('SIMULATOR_URL'),
  samples: process.env['DEMO_SAMPLES'] ?? join(projectRoot(), 'samples/delta-x'),
  outageMs: Number(process.env['DEMO_OUTAGE_MS'] ?? 25_000),
  say: (line) => {
    process.stdout.write(`${line}\n`);
  },
});
process.stdout.write(`campaign ${campaign.status}: ${campaign.counts.accepted} of ${campaign.counts.owed} accepted\n`);
