import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { alertCodec, alertDecider, type AlertCommand } from '#libs/alert';
import { asSeen, globalisationOf, manifestCodec, manifestDecider, manifestStream, type Manifest } from '#libs/delta-x';
import { startEmbeddedEventStore, type EmbeddedEventStore } from '#libs/embedded-event-store';
import { execute, loadState, openCheckpoint, openEventStore, type EventStore } from '#libs/event-store';
import { HOUR, plus, type Instant } from '#libs/kernel';
import { manifestHeader, OUTAGE } from '../../../test/delta-x-paper.js';
import { DcgReactor } from './dcg-reactor.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const { startedAt, endedAt, now } = OUTAGE;

let node: EmbeddedEventStore;
let store: EventStore;
beforeEach(async () => {
  node = await startEmbeddedEventStore();
  store = await openEventStore({ connectionString: node.connectionString });
});
afterEach(async () => {
  await store.close();
  await node.close();
});

const context = (commandId: string, occurredAt: Instant) => ({
  commandId,
  actor: { id: 'test', role: 'system' as const },
  correlationId: 'a1',
  occurredAt,
  codeVersion: 'test',
});
const onAlert = (command: AlertCommand) =>
  execute(store, {
    stream: 'alert-a1',
    decider: alertDecider,
    codec: alertCodec,
    command,
    context: context(command.type, now),
  });
const announce = () =>
  onAlert({
    type: 'AnnounceAlert',
    alertId: 'a1',
    system: 'delta-x',
    scope: { kind: 'everyone' },
    impact: 'general',
    notice: 'météo informatique',
    announcedAt: startedAt,
    now,
  });
const end = () => onAlert({ type: 'EndAlert', endedAt, now });
/** The DCG of the period is to be validated on the day after the outage, or weeks later. */
const lodge = async (manifestId: string, dcgOn: string): Promise<void> => {
  const { state } = await loadState(store, 'alert-a1', alertDecider, alertCodec);
  const alert = asSeen(state);
  if (!alert) throw new Error('no alert');
  const globalisation = globalisationOf({ reference: '2026-03', endsOn: '2026-03-02', dcgOn }, 'Europe/Paris');
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
const react = async (instance: string): Promise<void> => {
  const stop = new AbortController();
  const checkpoint = await openCheckpoint(store, { consumer: 'dcg-reactor', instance, codeVersion: 'test' });
  const parts = { store, checkpoint, codeVersion: 'test', signal: stop.signal, log: silent };
  const following = new DcgReactor(parts).follow();
  while (!following.status().caughtUp) await new Promise((resolve) => setImmediate(resolve));
  stop.abort();
  await following.done;
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
});
