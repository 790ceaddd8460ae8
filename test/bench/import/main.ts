import { parseArgs } from 'node:util';
import { EventStoreDBClient } from '@eventstore/db-client';
import { Figures } from './figures.js';
import { priorList } from './lines.js';
import { startOffice, type Office } from './office.js';
import { askEverything } from './queries.js';
import { makeReports } from './reports.js';
import { importInRounds, type Round } from './rounds.js';
import { Upload } from './upload.js';

/**
 * A manifest's file through the API of a back office, beside the raw client's appends of the same events to as many
 * streams of the same event node at the same concurrency, in turns; then the list of declarations asked in every way.
 * A share is the median over the rounds. Ends with 1 when a gate does not hold.
 */
const ROUNDS = 8;
const TIMES = 60;
/** Lines between two notes of an import's progress: a round must end with one. */
const STRETCH = 500;
const OPERATOR = 'FR552100554';

const { values: flags } = parseArgs({
  options: { lines: { type: 'string', default: '60000' }, json: { type: 'boolean', default: false } },
});
if (!/^[1-9]\d{0,6}$/.test(flags.lines)) throw new TypeError(`--lines wants a whole number, not "${flags.lines}"`);
const perRound = Math.ceil(Number(flags.lines) / (ROUNDS + 1) / STRETCH) * STRETCH;
const lines = perRound * (ROUNDS + 1);

const lodgeManifest = async (office: Office): Promise<{ alertId: string; manifestId: string }> => {
  const notice = { system: 'delta-x', impact: 'general', notice: 'météo informatique' };
  const alert = await office.ask('helene', 'POST', '/v1/alerts', notice);
  const alertId = String(alert.body['alertId']);
  const manifest = await office.ask('marion', 'POST', '/v1/manifests', {
    alertId,
    consignmentType: 'other',
    assistance: 'Alerte CID',
    mentions: ['50000'],
    operator: { eori: OPERATOR, name: 'Rapide Express SAS' },
    officeOfClearance: 'FR002650',
    officeOfExit: 'FR002650',
    signature: { name: 'Marion Vasseur' },
  });
  return { alertId, manifestId: String(manifest.body['manifestId']) };
};

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

const tell = (figures: Figures, rounds: readonly Round[]): void => {
  const of = (value: (round: Round) => number): number => median(rounds.map(value));
  const raw = of((r) => r.rawRate);
  const share = of((r) => r.importRate / r.rawRate);
  const known = of((r) => r.knownRate / r.rawRate);
  figures.heading(`${''.padEnd(36)}${'import'.padStart(16)}${'raw client'.padStart(16)}${'share'.padStart(7)}`);
  figures.tell({ figure: 'recorded', unit: 'lines/s', value: share * raw, baseline: raw, gate: { least: 0.7 } });
  figures.tell({ figure: 'known to the read models', unit: 'lines/s', value: known * raw, baseline: raw });
  figures.tell({
    figure: 'processor time',
    unit: 'µs/line',
    value: of((r) => r.importCpu),
    baseline: of((r) => r.rawCpu),
  });
  const resident = rounds.map((r) => r.resident);
  const early = Math.max(...resident.slice(0, 2));
  figures.heading(`${''.padEnd(36)}${'greatest'.padStart(16)}${'first quarter'.padStart(16)}${'share'.padStart(7)}`);
  const most = Math.max(...resident);
  figures.tell({ figure: 'resident memory', unit: 'MB', value: most, baseline: early, gate: { most: 1.3 } });
};

const figures = new Figures(flags.json);
const office = await startOffice();
const client = EventStoreDBClient.connectionString(office.connectionString);
try {
  const { alertId, manifestId } = await lodgeManifest(office);
  const settings = { operator: OPERATOR, manifestId, rounds: ROUNDS, perRound };
  const { rounds, report } = await importInRounds(office, client, settings);
  if (report['accepted'] !== lines) throw new Error(`${lines} lines were sent: ${JSON.stringify(report)}`);
  tell(figures, rounds);
  const list = new Upload(
    `${office.url}/v1/imports?kind=prior-states&alertId=${alertId}`,
    await office.token('marion'),
    'bench-list',
  );
  await list.send(priorList(lines));
  const listed = await list.end();
  if (listed['rejected'] !== 0) throw new Error(`the list was refused: ${JSON.stringify(listed)}`);
  await office.settle();
  const columns = ['p50', 'p95', 'max'].map((name) => name.padStart(11)).join('');
  figures.heading(`${`GET /v1/declarations among ${lines}`.padEnd(36)}${columns}${'rows'.padStart(9)}`);
  const known = { operator: OPERATOR, alertId, manifestId, lines };
  for (const taken of await askEverything(office, known, TIMES)) figures.query(taken);
  figures.heading(
    `${`reports of ${lines} lines`.padEnd(36)}${['time', 'size', 'grown'].map((n) => n.padStart(11)).join('')}`,
  );
  for (const made of await makeReports(lines)) figures.report(made);
} finally {
  await office.stop();
}
process.exit(figures.failed === 0 ? 0 : 1);
