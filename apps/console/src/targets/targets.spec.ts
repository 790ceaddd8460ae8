import { describe, expect, it } from 'vitest';
import type { AlertRow, TargetRow } from '../api/rows.js';
import { may } from '../session/permissions.js';
import { answeredRuns, isPresent, leftAloneFor, shareOf, type Stretch } from './calls.js';
import { bandsOf, bandsText } from './traffic-bands.js';
import { ceilingOf, targetsInView, targetState } from './target-state.js';

const since = '2027-03-14T10:00:00.000Z' as AlertRow['announcedAt'];
const well: TargetRow = { system: 'delta-x', revision: '3' };
const paused: TargetRow = { ...well, paused: { since, why: 'x', by: 'Omar' } };
const slowed: TargetRow = { ...well, slowed: { since, trouble: 'throttled', cap: 0.4 } };
const alert = (more: object): Pick<AlertRow, 'system' | 'status' | 'scope' | 'announcedAt'> => ({
  system: 'delta-x',
  status: 'started',
  scope: { kind: 'everyone' },
  announcedAt: since,
  ...more,
});

describe('the state of a target', () => {
  it('is the gravest that holds', () => {
    expect(targetState(well, []).kind).toBe('well');
    expect(targetState(slowed, []).kind).toBe('suffering');
    expect(targetState({ ...slowed, ...paused }, []).kind).toBe('paused');
    expect(targetState(paused, [alert({})])).toEqual({ kind: 'stopped', since });
  });

  it('is not stopped by an alert on another system, by one operator’s own, or by one that is over', () => {
    const scope = { kind: 'operator', eori: 'FR552100554', assistanceNumber: '1' };
    for (const other of [{ system: 'emcs' }, { scope }, { status: 'ended' }])
      expect(targetState(well, [alert(other)]).kind).toBe('well');
  });
});

describe('the targets in view', () => {
  it('are those with a campaign, and those that somebody holds back', () => {
    const emcs: TargetRow = { ...paused, system: 'emcs' };
    const quiet: TargetRow = { ...well, system: 'ecs-bs' };
    expect(targetsInView([emcs, quiet], [{ system: 'delta-x' }, { system: 'delta-x' }])).toEqual([
      { system: 'delta-x', revision: '0' },
      emcs,
    ]);
  });

  it('are steered by operations alone', () => {
    expect(may.steer({ roles: ['operations'], operator: undefined })).toBe(true);
    expect(may.steer({ roles: ['helpdesk', 'customs-agent', 'compliance', 'integrator'], operator: undefined })).toBe(
      false,
    );
  });
});

describe('ordinary traffic typed in', () => {
  it('is read as bands, and written as it was read', () => {
    const bands = [
      { from: '08:00', to: '18:00', perSecond: 1.5 },
      { from: '18:00', to: '22:00', perSecond: 0.4 },
    ];
    expect(bandsOf('08:00-18:00 1.5, 18:00-22:00  0.4', 'second')).toEqual(bands);
    expect(bandsText(bands, 1)).toBe('08:00-18:00 1.5, 18:00-22:00 0.4');
    expect(bandsOf('08:00-18:00 36', 'hour')).toEqual([{ from: '08:00', to: '18:00', perSecond: 0.01 }]);
    expect(bandsOf(' ', 'second')).toEqual([]);
  });

  it('leaves what is none for the server to refuse', () => {
    expect(bandsOf('all day', 'second')).toEqual([{ from: 'all d', to: '', perSecond: 0 }]);
  });
});

describe('a ceiling typed in', () => {
  it('is a number in either manner of writing, per second or per hour', () => {
    expect(ceilingOf('2.5', 'second')).toBe(2.5);
    expect(ceilingOf('2,5', 'second')).toBe(2.5);
    expect(ceilingOf('36', 'hour')).toBe(0.01);
  });

  it('is taken away by nothing, and by nothing else', () => {
    expect(ceilingOf('', 'second')).toBeNull();
    for (const wrong of ['abc', '-1', '0', 'Infinity', '1 000 x']) expect(ceilingOf(wrong, 'second'), wrong).toBe(0);
  });
});

describe('how a target did', () => {
  const at = (seconds: number) => new Date(Date.parse(since) + seconds * 1_000).toISOString() as Stretch['from'];
  const nowMs = (seconds: number): number => Date.parse(at(seconds));
  const seen = (from: number, until: number, medianMs?: number): Stretch => {
    const counts = { calls: 9, rejected: 0, unanswered: 0 };
    return { from: at(from), until: at(until), ...counts, ...(medianMs !== undefined && { medianMs }) };
  };

  it('is how it does until the next stretch should have come', () => {
    expect(isPresent(seen(0, 10), nowMs(24))).toBe(true);
    expect(isPresent(seen(0, 10), nowMs(26))).toBe(false);
  });

  it('is left alone until the instant it named, and no longer', () => {
    const target: TargetRow = { ...well, heldUntil: at(12) };
    expect(leftAloneFor(target, nowMs(0))).toBe(12_000);
    expect(leftAloneFor(target, nowMs(12))).toBeUndefined();
    expect(leftAloneFor(well, nowMs(0))).toBeUndefined();
  });

  it('is drawn as lines that break where it was silent or answered nothing', () => {
    const runs = answeredRuns([seen(0, 10, 5), seen(10, 20, 6), seen(20, 22), seen(22, 32, 7), seen(90, 100, 8)]);
    expect(runs.map((run) => run.map((s) => s.medianMs))).toEqual([[5, 6], [7], [8]]);
    expect([shareOf(1, 4), shareOf(0, 0)]).toEqual([0.25, 0]);
  });
});
