import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import type { AlertRow, CampaignRow } from '../api/rows.js';
import { byConcern, fromState, withChange } from './live-state.js';
import { refreshFrom } from './query-refresh.js';
import { backOff, openStream, type Connection, type Source } from './live-stream.js';

const alert = (alertId: string, announcedAt: string, status: AlertRow['status'] = 'started'): AlertRow =>
  ({ alertId, announcedAt, status, revision: '1' }) as AlertRow;
const campaign = (alertId: string, status: CampaignRow['status']): CampaignRow =>
  ({ alertId, system: 'delta-x', status }) as CampaignRow;
const start = fromState({
  position: '10',
  now: '2027-03-14T10:00:00.000Z',
  scale: 1,
  alerts: [alert('a', '2027-03-13'), alert('b', '2027-03-14')],
  campaigns: [campaign('a', 'open'), campaign('b', 'gathering')],
  targets: [{ system: 'delta-x', revision: '0' }],
  attention: [],
});

describe('what the stream has said', () => {
  it('replaces what changed, adds what is new, keeps the rest as it is', () => {
    const next = withChange(start, {
      position: '11',
      now: '2027-03-14T10:00:01.000Z',
      alerts: [alert('a', '2027-03-13', 'ended'), alert('c', '2027-03-15')],
    });
    expect(next.alerts.map((a) => `${a.alertId} ${a.status}`)).toEqual(['c started', 'b started', 'a ended']);
    expect(next.campaigns).toBe(start.campaigns);
    expect(next.alerts[1]).toBe(start.alerts[0]);
    expect(next.position).toBe('11');
    expect(next.targets).toBe(start.targets);
  });

  it('keeps in view what runs, what is being sent and the last that ended', () => {
    const alerts = ['e', 'd', 'c', 'b'].map((id, i) => alert(id, `2027-03-${20 - i}`, i === 0 ? 'started' : 'ended'));
    const campaigns = [campaign('d', 'completed'), campaign('c', 'completed'), campaign('b', 'open')];
    const { current, past } = byConcern({ alerts, campaigns });
    expect(current.map((a) => a.alertId)).toEqual(['e', 'd', 'b']);
    expect(past.map((a) => a.alertId)).toEqual(['c']);
  });
});

describe('what was asked for over HTTP', () => {
  it('follows the rows that the stream brings, at once: declarations, manifests, documents', () => {
    const queries = new QueryClient();
    const listed = { items: [{ manifestId: 'm1' }, { manifestId: 'm2' }], position: '1' };
    queries.setQueryData(['manifests', {}, '', 'en'], listed);
    queries.setQueryData(['documents', {}, '', 'en'], { items: [{ documentId: 'd1', prints: 0 }], position: '1' });
    queries.setQueryData(['manifest', 'm1'], { manifestId: 'm1' });
    const refresh = refreshFrom(queries);
    const stamp = { office: 'FR002650', stampedAt: '2026-03-02T10:00:00Z', selected: [] };
    refresh.changed({
      manifests: [{ manifestId: 'm1', stamp }, { manifestId: 'm9' }] as never,
      documents: [{ documentId: 'd1', prints: 1 }] as never,
    });
    refresh.stop();
    expect(queries.getQueryData(['manifests', {}, '', 'en'])).toMatchObject({
      items: [{ manifestId: 'm1', stamp }, { manifestId: 'm2' }],
    });
    expect(queries.getQueryData(['documents', {}, '', 'en'])).toMatchObject({ items: [{ prints: 1 }] });
    expect(queries.getQueryState(['manifest', 'm1'])?.isInvalidated).toBe(true);
    expect(queries.getQueryState(['manifests', {}, '', 'en'])?.isInvalidated).toBe(false);
  });
});

class Wire implements Source {
  readonly listeners = new Map<string, (event: { data?: unknown }) => void>();
  closed = false;
  addEventListener(type: string, listener: (event: { data?: unknown }) => void): void {
    this.listeners.set(type, listener);
  }
  close(): void {
    this.closed = true;
  }
  emit(type: string, data = '{}'): void {
    this.listeners.get(type)?.({ data });
  }
}

const stage = (answers: ('answers' | 'unauthorised' | 'silent')[]) => {
  const wires: Wire[] = [];
  const said: Connection[] = [];
  const messages: string[] = [];
  let timers: { ms: number; run: () => void }[] = [];
  let unauthorised = 0;
  const end = openStream({
    open: () => {
      const wire = new Wire();
      wires.push(wire);
      return wire;
    },
    probe: () => Promise.resolve(answers.shift() ?? 'answers'),
    onMessage: (type) => messages.push(type),
    onConnection: (connection) => said.push(connection),
    onUnauthorised: () => (unauthorised += 1),
    after: (ms, run) => {
      const timer = { ms, run };
      timers.push(timer);
      return () => (timers = timers.filter((other) => other !== timer));
    },
    now: () => 0,
    random: () => 0,
  });
  const fire = async (): Promise<number> => {
    const [timer] = timers.splice(0, 1);
    timer?.run();
    await Promise.resolve();
    await Promise.resolve();
    return timer?.ms ?? -1;
  };
  const openWires = (): number => wires.filter((wire) => !wire.closed).length;
  return { wires, said, messages, end, fire, openWires, timers: () => timers, unauthorised: () => unauthorised };
};

describe('the live connection', () => {
  it('is live once the state has come, and comes back after longer and longer pauses', async () => {
    const s = stage(['silent', 'silent', 'answers']);
    s.wires[0]?.emit('state');
    expect(s.said.at(-1)).toEqual({ kind: 'live' });
    s.wires[0]?.emit('error');
    expect(s.openWires()).toBe(0);
    expect([await s.fire(), await s.fire(), await s.fire()]).toEqual([500, 1_000, 2_000]);
    expect(s.openWires()).toBe(1);
    expect(s.said.at(-1)).toMatchObject({ kind: 'trying' });
    s.wires[1]?.emit('state');
    expect(s.said.at(-1)).toEqual({ kind: 'live' });
  });

  it('never has two connections, and hears nothing from an old one', async () => {
    const s = stage([]);
    s.wires[0]?.emit('error');
    s.wires[0]?.emit('error');
    await s.fire();
    expect(s.wires).toHaveLength(2);
    expect(s.openWires()).toBe(1);
    s.wires[0]?.emit('changed');
    expect(s.messages).toEqual([]);
  });

  it('takes long silence for a dead connection', async () => {
    const s = stage([]);
    s.wires[0]?.emit('heartbeat');
    expect(s.timers()).toHaveLength(1);
    expect(await s.fire()).toBe(45_000);
    expect(s.said.at(-1)).toMatchObject({ kind: 'waiting', attempt: 1 });
  });

  it('says when the token is no longer accepted, and stops there', async () => {
    const s = stage(['unauthorised']);
    s.wires[0]?.emit('error');
    await s.fire();
    expect(s.unauthorised()).toBe(1);
    expect(s.openWires()).toBe(0);
    expect(s.timers()).toHaveLength(0);
  });

  it('leaves nothing behind when ended', () => {
    const s = stage([]);
    s.end();
    expect(s.openWires()).toBe(0);
    expect(s.timers()).toHaveLength(0);
  });

  it('waits 15 s at most', () => {
    expect(backOff(20, 0)).toBe(15_000);
    expect(backOff(1, 1)).toBeCloseTo(333.3, 0);
  });
});
