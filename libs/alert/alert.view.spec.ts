import { describe, expect, it } from 'vitest';
import { foldView, HOUR, instant, plus } from '#libs/kernel';
import { recordedHistory } from '../../test/recorded.js';
import type { AlertEvent } from './alert.events.js';
import { alertView, type AlertRow } from './alert.view.js';

const AT = instant('2026-03-02T08:00:00Z');
const id = { alertId: 'a1', system: 'delta-x' } as const;
const notice = { ...id, scope: { kind: 'everyone' }, impact: 'general', notice: 'météo informatique' } as const;
const announced: AlertEvent = { type: 'AlertAnnounced', data: { ...notice, announcedAt: AT } };
const started: AlertEvent = { type: 'AlertStarted', data: { ...id, startedAt: AT } };
const eased = (hours: number): AlertEvent => ({
  type: 'AlertEased',
  data: { ...id, until: plus(AT, hours * HOUR), why: 'panne longue', decidedBy: 'Hélène Roy' },
});
const ended: AlertEvent = {
  type: 'AlertEnded',
  data: { ...id, endedAt: plus(AT, HOUR), deadline: plus(AT, 25 * HOUR) },
};

const rowAfter = (...events: AlertEvent[]): AlertRow | undefined =>
  foldView(alertView, recordedHistory('alert-a1', events)).get('a1');

describe('the list of alerts', () => {
  it('shows an announced alert as started, with the revision of its stream', () => {
    expect(rowAfter(announced, started)).toEqual({
      ...notice,
      status: 'started',
      announcedAt: AT,
      startedAt: AT,
      easings: [],
      revision: '1',
    });
  });

  it('shows a planned alert with its times', () => {
    const [from, until] = [plus(AT, 30 * HOUR), plus(AT, 32 * HOUR)];
    const planned: AlertEvent = { type: 'AlertPlanned', data: { ...notice, notifiedAt: AT, from, until } };
    const row = { ...notice, status: 'planned', announcedAt: AT, plannedFrom: from, easings: [], revision: '0' };
    expect(rowAfter(planned)).toStrictEqual({ ...row, plannedUntil: until });
    const open: AlertEvent = { type: 'AlertPlanned', data: { ...notice, notifiedAt: AT, from, until: undefined } };
    expect(rowAfter(open)).toStrictEqual(row);
  });

  it('shows the deadline once the alert has ended, moved by a later easing', () => {
    expect(rowAfter(announced, started, ended)).toMatchObject({
      status: 'ended',
      endedAt: plus(AT, HOUR),
      deadline: plus(AT, 25 * HOUR),
    });
    expect(rowAfter(announced, started, ended, eased(48))).toMatchObject({
      deadline: plus(AT, 48 * HOUR),
      easings: [{ until: plus(AT, 48 * HOUR), why: 'panne longue', decidedBy: 'Hélène Roy' }],
      revision: '3',
    });
  });

  it('keeps every easing, and shows no deadline while the alert runs', () => {
    const row = rowAfter(announced, started, eased(30), eased(40));
    expect(row?.easings.map((e) => e.until)).toEqual([plus(AT, 30 * HOUR), plus(AT, 40 * HOUR)]);
    expect(row?.deadline).toBeUndefined();
  });

  it('has no row for events whose alert it has never seen', () => {
    expect(rowAfter(started, eased(30), ended)).toBeUndefined();
  });

  it('gives the columns to filter and sort by', () => {
    const row = rowAfter(announced, started);
    const columns = Object.entries(alertView.columns ?? {}).map(([name, of]) => [name, row && of(row)]);
    expect(Object.fromEntries(columns)).toEqual({
      system: 'delta-x',
      status: 'started',
      announcedAt: AT,
      operator: null,
    });
  });
});
