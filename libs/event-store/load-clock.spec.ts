import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmbeddedEventStore, type EmbeddedEventStore } from '#libs/embedded-event-store';
import { epochMs, HOUR, productTime, REAL_TIME } from '#libs/kernel';
import { collect, record } from './contract/rig.contract.js';
import { CLOCK_STREAM, connectEventStore, loadClock, openEventStore, startClock, type EventStore } from './index.js';

const HOURS = (n: number) => n * HOUR;

describe('the product’s clock in the log', () => {
  let node: EmbeddedEventStore;
  let store: EventStore;

  beforeEach(async () => {
    node = await startEmbeddedEventStore();
    store = connectEventStore({ connectionString: node.connectionString });
  });
  afterEach(async () => {
    await store.close();
    await node.close();
  });

  it('is real time in a log without settings', async () => {
    expect(await loadClock(store)).toEqual(REAL_TIME);
  });

  it('at scale 1 a log that never had another one is left alone', async () => {
    expect(await startClock(store, { scale: 1, nowMs: Date.now() })).toEqual(REAL_TIME);
    expect(await collect(store.readStream(CLOCK_STREAM))).toEqual([]);
  });

  it('starts at the machine’s time, and every reader sees the same', async () => {
    const nowMs = Date.now();
    const segments = await startClock(store, { scale: 288, nowMs });
    expect(segments).toEqual([{ realMs: nowMs, productMs: nowMs, scale: 288 }]);
    expect(await loadClock(store)).toEqual(segments);
    expect(epochMs(productTime(segments, nowMs + 1_000))).toBe(nowMs + 288_000);
  });

  it('never goes back: a second start goes on from the last event', async () => {
    const nowMs = Date.now() - 60_000;
    const first = await startClock(store, { scale: 1_000, nowMs });
    await store.append('alert-1', 'no-stream', [record()]);
    const [stored] = await collect(store.readStream('alert-1'));
    const reached = epochMs(productTime(first, stored?.committedMs ?? Number.NaN));
    expect(reached).toBeGreaterThan(Date.now() + HOURS(16));
    const second = await startClock(store, { scale: 10, nowMs: Date.now() });
    expect(second).toHaveLength(2);
    expect(second[1]?.productMs).toBe(reached);
    expect(second[1]?.scale).toBe(10);
  });

  it('stands still between two runs, but never lags behind the machine', async () => {
    const nowMs = Date.now();
    await startClock(store, { scale: 60, nowMs });
    const later = nowMs + HOURS(100);
    const second = await startClock(store, { scale: 60, nowMs: later });
    expect(second[1]).toEqual({ realMs: later, productMs: later, scale: 60 });
  });

  it('back at scale 1 after a scaled run: noted, for the product is ahead', async () => {
    await startClock(store, { scale: 1_000, nowMs: Date.now() - 60_000 });
    const segments = await startClock(store, { scale: 1, nowMs: Date.now() });
    expect(segments).toHaveLength(2);
    expect(segments[1]?.scale).toBe(1);
  });

  it('a machine whose clock is behind the store’s stamps starts after them', async () => {
    await store.append('alert-1', 'no-stream', [record()]);
    const [stored] = await collect(store.readStream('alert-1'));
    const [segment] = await startClock(store, { scale: 2, nowMs: 1_000 });
    expect(segment?.realMs).toBeGreaterThan(stored?.committedMs ?? Number.NaN);
  });

  it('two starts at once are two settings, one after the other', async () => {
    const nowMs = Date.now();
    await Promise.all([startClock(store, { scale: 2, nowMs }), startClock(store, { scale: 3, nowMs })]);
    const segments = await loadClock(store);
    expect(segments.map((s) => s.scale).sort()).toEqual([2, 3]);
    expect(segments[1]?.realMs).toBeGreaterThan(segments[0]?.realMs ?? Number.NaN);
  });

  it('recordedAt is read off it, and never goes back across a change', async () => {
    await store.append('alert-1', 'no-stream', [record()]);
    await startClock(store, { scale: 500, nowMs: Date.now() });
    await store.append('alert-2', 'no-stream', [record()]);
    await startClock(store, { scale: 1, nowMs: Date.now() });
    await store.append('alert-3', 'no-stream', [record()]);
    const app = await openEventStore({ connectionString: node.connectionString });
    const stored = await collect(app.readAll());
    const segments = await loadClock(app);
    for (const r of stored) expect(r.recordedAt).toBe(productTime(segments, r.committedMs));
    const stamps = stored.map((r) => r.recordedAt);
    expect(stamps).toEqual([...stamps].sort());
    await app.close();
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses the scale %s', async (scale) => {
    await expect(startClock(store, { scale, nowMs: 0 })).rejects.toBeInstanceOf(RangeError);
  });
});
