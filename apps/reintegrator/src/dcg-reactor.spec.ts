import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { alertCodec, alertDecider, type AlertCommand } from '#libs/alert';
import {
  asSeen,
  declarationCodec,
  declarationDecider,
  globalisationOf,
  manifestCodec,
  manifestDecider,
  manifestStream,
  type Manifest,
} from '#libs/delta-x';
import { startEmbeddedEventStore, type EmbeddedEventStore } from '#libs/embedded-event-store';
import { execute, loadState, openCheckpoint, openEventStore, type EventStore } from '#libs/event-store';
import { HOUR, plus, type Instant } from '#libs/kernel';
import { manifestHeader, OUTAGE } from '../../../test/delta-x-paper.js';
import { dauLodging } from '../../../test/clearance-paper.js';
import { DcgReactor } from './dcg-reactor.js';
import { ReadModels } from './read-models.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const { startedAt, endedAt, now } = OUTAGE;

let node: EmbeddedEventStore;
let store: EventStore;
let folder: string;
beforeEach(async () => {
  node = await startEmbeddedEventStore();
  store = await openEventStore({ connectionString: node.connectionString });
  folder = mkdtempSync(join(tmpdir(), 'reprise-dcg-'));
});
afterEach(async () => {
  await store.close();
  await node.close();
  rmSync(folder, { recursive: true });
});

const context = (commandId: string, occurredAt: Instant) => ({
  commandId,
  actor: { id: 'test', role: 'system' as const },
  correlationId: 'a1',
  occurredAt,
  codeVersion: 'test',
});
const onAlert = (alertId: string, command: AlertCommand) =>
  execute(store, {
    stream: `alert-${alertId}`,
    decider: alertDecider,
    codec: alertCodec,
    command,
    context: context(`${alertId} ${command.type}`, now),
  });
const announce = (alertId = 'a1', announcedAt: Instant = startedAt) =>
  onAlert(alertId, {
    type: 'AnnounceAlert',
    alertId,
    system: 'delta-x',
    scope: { kind: 'everyone' },
    impact: 'general',
    notice: 'météo informatique',
    announcedAt,
    now: plus(now, 30 * 24 * HOUR),
  });
const end = (alertId = 'a1', at: Instant = endedAt) =>
  onAlert(alertId, { type: 'EndAlert', endedAt: at, now: plus(now, 30 * 24 * HOUR) });
const periodTo = (dcgOn: string) =>
  globalisationOf({ reference: '2026-03', endsOn: '2026-03-02', dcgOn }, 'Europe/Paris');
/** The DCG of the period is to be validated on the day after the outage, or weeks later. */
const lodge = async (manifestId: string, dcgOn: string): Promise<void> => {
  const { state } = await loadState(store, 'alert-a1', alertDecider, alertCodec);
  const alert = asSeen(state);
  if (!alert) throw new Error('no alert');
  const globalisation = periodTo(dcgOn);
  await execute(store, {
    stream: manifestStream(manifestId),
    decider: manifestDecider,
    codec: manifestCodec,
    command: { type: 'LodgeManifest', header: manifestHeader({ manifestId, globalisation }), alert, now },
    context: context(manifestId, OUTAGE.lodgedAt),
  });
};
const manifest = async (id: string): Promise<Manifest> =>
  (await loadState(store, manifestStream(id), manifestDecider, manifestCodec)).state;

/** Follows until everything in the log is dealt with. */
const react = async (instance: string, consumer = 'dcg-reactor'): Promise<void> => {
  const stop = new AbortController();
  const checkpoint = await openCheckpoint(store, { consumer, instance, codeVersion: 'test' });
  const models = new ReadModels(store, join(folder, instance), silent);
  const reading = models.start(stop.signal);
  const papers = models.dcg();
  const parts = { store, papers, checkpoint, codeVersion: 'test', signal: stop.signal, log: silent };
  const following = new DcgReactor(parts).follow();
  while (!following.status().caughtUp) await new Promise((resolve) => setImmediate(resolve));
  stop.abort();
  await Promise.all([following.done, reading]);
  models.close();
};
const typesOf = async (stream: string): Promise<string[]> => {
  const types = [];
  for await (const record of store.readStream(stream)) types.push(record.type);
  return types;
};

describe('the dates of the DCG (DX-32)', () => {
  it('move by the outage’s length once it has ended, where it fell in the three days before, and once only', async () => {
    await announce();
    await lodge('near', '2026-03-03');
    await lodge('far', '2026-03-31');
    await react('one');
    expect(await manifest('near')).not.toHaveProperty('dcgMovedTo');
    await end();
    await react('two');
    const moved = plus('2026-03-03T22:59:59.999Z' as Instant, 8 * HOUR);
    expect(await manifest('near')).toMatchObject({ status: 'lodged', dcgMovedTo: moved });
    expect(await manifest('far')).not.toHaveProperty('dcgMovedTo');
    await react('three');
    const records = [];
    for await (const record of store.readStream(manifestStream('near'))) records.push(record.type);
    expect(records).toEqual(['ManifestLodged.v1', 'DcgDateMoved.v1']);
  });

  it('move at once for paper that is entered after the end', async () => {
    await announce();
    await end();
    await lodge('late', '2026-03-03');
    expect(await manifest('late')).toMatchObject({ dcgMovedTo: '2026-03-04T06:59:59.999Z' });
    await react('one');
    const records = [];
    for await (const record of store.readStream(manifestStream('late'))) records.push(record.type);
    expect(records).toEqual(['ManifestLodged.v1', 'DcgDateMoved.v1']);
  });

  it('add up over outages of other alerts, of a DAU as well, whoever asks and however often', async () => {
    await announce();
    await lodge('m', '2026-03-10');
    const { header, ...dau } = dauLodging();
    const stream = 'declaration-FR552100554-RX-000001';
    const onDau = { ...header, declarationKind: 'DSE', globalisation: periodTo('2026-03-10') } as const;
    await execute(store, {
      stream,
      decider: declarationDecider,
      codec: declarationCodec,
      command: { ...dau, header: onDau },
      context: context('dau', OUTAGE.lodgedAt),
    });
    await end();
    await react('one');
    expect(await manifest('m')).not.toHaveProperty('dcgMovedTo');
    // The one over later was the earlier one, and puts the date off so far that the other falls before it.
    await announce('a3', '2026-03-10T08:00:00Z' as Instant);
    await end('a3', '2026-03-10T09:00:00Z' as Instant);
    await react('two');
    expect(await manifest('m')).not.toHaveProperty('dcgMovedTo');
    await announce('a2', '2026-03-08T23:00:00Z' as Instant);
    await end('a2', '2026-03-09T09:00:00Z' as Instant);
    await react('three');
    const moved = plus(periodTo('2026-03-10').dcgValidation, 11 * HOUR);
    expect(await manifest('m')).toMatchObject({ dcgMovedTo: moved });
    const { state } = await loadState(store, stream, declarationDecider, declarationCodec);
    expect(state).toMatchObject({ dcgMovedTo: moved });
    // From the beginning again, two at once.
    await Promise.all([react('four', 'again'), react('five', 'and-again')]);
    expect(await typesOf(manifestStream('m'))).toEqual(['ManifestLodged.v1', 'DcgDateMoved.v1']);
    expect((await typesOf(stream)).filter((type) => type === 'DauDcgDateMoved.v1')).toHaveLength(1);
  });
});
