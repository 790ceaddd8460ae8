import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EventStoreDBClient } from '@eventstore/db-client';
import type { Client, Load } from './loads.js';
import { appendBatches, loads, READ_EVENTS, READ_STREAM } from './loads.js';
import { startServer } from './server-process.js';

/**
 * The embedded node beside a gRPC server that does nothing, each a process of its own, loaded in turn by the real client
 * from this one. A share is the median over the rounds of the node's rate divided by the no-op server's in that round,
 * so that a busy neighbour hits both sides alike. Ends with 1 when a gate does not hold.
 */
const ROUNDS = 5;
const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length) ?? '';
const json = process.argv.includes('--json');
const nodeScript = fileURLToPath(new URL('../../../libs/embedded-event-store/main.js', import.meta.url));
const noopScript = fileURLToPath(new URL('./noop-server.js', import.meta.url));

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

const rate = async (load: Load, client: Client): Promise<number> => {
  const start = process.hrtime.bigint();
  const events = await load.run(client);
  return events / (Number(process.hrtime.bigint() - start) / 1e9);
};

const measure = async (load: Load, node: Client, noop: Client): Promise<boolean> => {
  await load.run(node);
  await load.run(noop);
  const rounds: { node: number; noop: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round % 2 === 0) rounds.push({ node: await rate(load, node), noop: await rate(load, noop) });
    else {
      const first = await rate(load, noop);
      rounds.push({ node: await rate(load, node), noop: first });
    }
  }
  const value = Math.round(median(rounds.map((round) => round.node)));
  const baseline = Math.round(median(rounds.map((round) => round.noop)));
  const share = Number(median(rounds.map((round) => round.node / round.noop)).toFixed(3));
  const gate = load.gate ?? null;
  const holds = gate === null || share >= gate;
  if (json) process.stdout.write(`${JSON.stringify({ figure: load.figure, value, baseline, share, gate, holds })}\n`);
  else {
    const columns = [
      load.figure.padEnd(24),
      `${value} ev/s`.padStart(14),
      `${baseline} ev/s`.padStart(14),
      share.toFixed(2).padStart(7),
    ];
    const verdict = gate === null ? '' : `  at least ${gate.toFixed(2)}: ${holds ? 'holds' : 'DOES NOT HOLD'}`;
    process.stdout.write(`${columns.join('')}${verdict}\n`);
  }
  return holds;
};

const dataDir = mkdtempSync(join(tmpdir(), 'reprise-bench-'));
const node = await startServer(nodeScript, ['--data', dataDir, '--port', '0']);
const noop = await startServer(noopScript);
const nodeClient = EventStoreDBClient.connectionString(node.connectionString);
const noopClient = EventStoreDBClient.connectionString(noop.connectionString);
let failed = 0;
try {
  if (!json)
    process.stdout.write(`${''.padEnd(24)}${'node'.padStart(14)}${'no-op'.padStart(14)}${'share'.padStart(7)}\n`);
  await appendBatches(nodeClient, READ_STREAM, READ_EVENTS);
  for (const load of loads.filter(({ figure }) => figure.includes(only)))
    if (!(await measure(load, nodeClient, noopClient))) failed += 1;
} finally {
  await node.stop();
  await noop.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
// The clients are not disposed of: that waits for what a subscription left unread.
process.exit(failed === 0 ? 0 : 1);
