import { describe, expect, it } from 'vitest';
import type { AlertRow, CampaignRow } from '../api/rows.js';
import { formatCountdown, formatDuration } from '../time/format.js';
import { countdown } from './countdown.js';

const HOUR = 3_600_000;
const at = (text: string): AlertRow['announcedAt'] => text as AlertRow['announcedAt'];
const ended = {
  status: 'ended' as const,
  announcedAt: at('2027-03-14T06:00:00.000Z'),
  startedAt: at('2027-03-14T06:00:00.000Z'),
  endedAt: at('2027-03-14T10:00:00.000Z'),
  deadline: at('2027-03-15T10:00:00.000Z'),
};
const open: Pick<CampaignRow, 'status'> = { status: 'open' };
const nowAfterEnd = (hours: number): number => Date.parse(ended.endedAt) + hours * HOUR;

describe('the deadline clock', () => {
  it('counts up while the alert runs: no window is open yet', () => {
    const running = { status: 'started' as const, announcedAt: ended.announcedAt, startedAt: ended.startedAt };
    expect(countdown(running, undefined, Date.parse('2027-03-14T08:30:00Z'))).toEqual({
      kind: 'running',
      sinceMs: 2.5 * HOUR,
    });
  });

  it('counts down to a planned start, where one is given', () => {
    const planned = { status: 'planned' as const, announcedAt: ended.announcedAt };
    expect(countdown(planned, undefined, 0)).toEqual({ kind: 'planned', startsInMs: undefined });
    const now = Date.parse('2027-03-14T05:00:00Z');
    expect(countdown({ ...planned, plannedFrom: ended.announcedAt }, undefined, now)).toEqual({
      kind: 'planned',
      startsInMs: HOUR,
    });
  });

  it.each([
    [0, 'calm'],
    [11, 'calm'],
    [13, 'close'],
    [20, 'pressing'],
    [24, 'pressing'],
    [25, 'late'],
  ] as const)('%i hours after the end it is %s', (hours, pressure) => {
    const clock = countdown(ended, open, nowAfterEnd(hours));
    expect(clock).toMatchObject({ kind: 'window', leftMs: (24 - hours) * HOUR, pressure });
  });

  it('stands still once the campaign is complete', () => {
    const completed = { status: 'completed' as const, completedAt: at('2027-03-15T04:40:00.000Z') };
    expect(countdown(ended, completed, nowAfterEnd(40))).toMatchObject({
      leftMs: (5 + 1 / 3) * HOUR,
      pressure: 'done',
    });
  });

  it('says late of a campaign that was completed too late', () => {
    const completed = { status: 'completed' as const, completedAt: at('2027-03-15T11:00:00.000Z') };
    expect(countdown(ended, completed, nowAfterEnd(40))).toMatchObject({ leftMs: -HOUR, pressure: 'late' });
  });

  it('has no share left where the law leaves no window', () => {
    expect(countdown({ ...ended, deadline: ended.endedAt }, open, nowAfterEnd(0))).toMatchObject({ shareLeft: 0 });
  });
});

describe('durations', () => {
  it('counts to the second, past a day and past zero', () => {
    expect(formatCountdown(5 * HOUR + 20 * 60_000 + 9_000)).toBe('05:20:09');
    expect(formatCountdown(30 * HOUR)).toBe('30:00:00');
    expect(formatCountdown(-61_000)).toBe('−00:01:01');
  });

  it('says the two largest units', () => {
    const plain = (ms: number, language: 'en' | 'fr'): string => formatDuration(ms, language).replaceAll('\u202f', ' ');
    expect(plain(5 * HOUR + 20 * 60_000 + 9_000, 'en')).toBe('5 h 20 min');
    expect(plain(51 * HOUR, 'en')).toBe('2 d 3 h');
    expect(plain(51 * HOUR, 'fr')).toBe('2 j 3 h');
    expect(plain(12 * 60_000 + 30_000, 'en')).toBe('12 min');
    expect(plain(40_000, 'en')).toBe('40 s');
    expect(plain(-5, 'en')).toBe('0 s');
  });
});
