import type { EventStoreDBClient } from '@eventstore/db-client';
import { rawRate, sampleOf } from './baseline.js';
import { headerRow, referenceOf, rows } from './lines.js';
import type { Office } from './office.js';
import { Progress } from './progress.js';
import { Upload } from './upload.js';

/** One stretch of the file, and as many appends of the client alone right after it: a busy neighbour hits both alike. */
export interface Round {
  readonly importRate: number;
  /** Lines a second until the read models knew them too. */
  readonly knownRate: number;
  readonly rawRate: number;
  /** Microseconds of processor time a line: the back office and the event node; the client and the event node. */
  readonly importCpu: number;
  readonly rawCpu: number;
  /** Of the back office, megabytes. */
  readonly resident: number;
}

/** As an import has them. */
const IN_FLIGHT = 64;

/** Sends one file of `rounds + 1` stretches; the first, on cold code, is not measured. */
export const importInRounds = async (
  office: Office,
  client: EventStoreDBClient,
  {
    operator,
    manifestId,
    rounds,
    perRound,
  }: { operator: string; manifestId: string; rounds: number; perRound: number },
): Promise<{ readonly rounds: readonly Round[]; readonly report: Readonly<Record<string, unknown>> }> => {
  const progress = new Progress(client);
  const upload = new Upload(`${office.url}/v1/imports?manifestId=${manifestId}`, await office.token('marion'), 'bench');
  await upload.send(headerRow());
  const known = async (): Promise<void> => {
    const path = `/v1/manifests/${manifestId}?minPosition=${progress.position}`;
    for (;;) if ((await office.ask('marion', 'GET', path)).status === 200) return;
  };
  const perLine = (ms: number): number => (ms * 1_000) / perRound;
  const stretch = async (from: number): Promise<Round> => {
    const text = rows(from, from + perRound);
    const before = await office.cpuMs();
    const start = performance.now();
    await upload.send(text);
    await progress.reach(from + perRound);
    const imported = performance.now() - start;
    await known();
    const seen = performance.now() - start;
    const between = await office.cpuMs();
    const sample = await sampleOf(client, `declaration-${operator}-${referenceOf(from)}`);
    const own = process.cpuUsage();
    const raw = await rawRate(client, sample, perRound, IN_FLIGHT);
    const { user, system } = process.cpuUsage(own);
    const after = await office.cpuMs();
    return {
      importRate: (perRound / imported) * 1_000,
      knownRate: (perRound / seen) * 1_000,
      rawRate: raw,
      importCpu: perLine(between.app - before.app + between.node - before.node),
      rawCpu: perLine(after.node - between.node + (user + system) / 1_000),
      resident: await office.residentMb(),
    };
  };
  const measured: Round[] = [];
  for (let round = 0; round <= rounds; round++) {
    const one = await stretch(round * perRound);
    if (round > 0) measured.push(one);
  }
  const report = await upload.end();
  await progress.close();
  return { rounds: measured, report };
};
