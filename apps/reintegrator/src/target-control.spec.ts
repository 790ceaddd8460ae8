import { describe, expect, it } from 'vitest';
import { instantOf } from '#libs/kernel';
import { TargetControl } from './target-control.js';

const SECOND = 1_000;
const SINCE = instantOf(0);
const refusing = (control: TargetControl, from: number, rate: number): void => {
  for (let at = from; at < from + 10 * SECOND; at += 2 * SECOND) control.note({ kind: 'throttled', at }, rate);
};

describe('what is known of a target', () => {
  it('is in the product’s rates, whatever the scale of its clock', () => {
    for (const scale of [1, 600]) {
      const control = new TargetControl(scale);
      expect(control.allowed(0)).toBe(Infinity);
      control.note({ kind: 'throttled', at: 10 * SECOND }, 20 / scale);
      expect(control.bears(10 * SECOND) * scale).toBeCloseTo(14, 6);
    }
  });

  it('is told as it is: no figure where there is only its wish to be left alone', () => {
    const control = new TargetControl();
    control.note({ kind: 'down', at: SECOND }, 20);
    control.note({ kind: 'timeout', at: 2 * SECOND }, 20);
    const told = control.report('delta-x', 2 * SECOND, 5);
    expect(told).toMatchObject({ type: 'ReportTrouble', system: 'delta-x', trouble: 'timeout' });
    expect(told.type === 'ReportTrouble' && (told.cap === null || told.cap > 0)).toBe(true);
    expect(new TargetControl().report('delta-x', 0, 1e9)).toEqual({ type: 'ReportRecovery', system: 'delta-x' });
  });

  it('survives a takeover: the next dispatcher begins with what the log says, and climbs from there', () => {
    const first = new TargetControl(60);
    refusing(first, 0, 0.5);
    const told = first.report('delta-x', 10 * SECOND, 0.5);
    if (told.type !== 'ReportTrouble' || told.cap === null) throw new Error('nothing was learnt');
    const next = new TargetControl(60);
    next.begin({ since: SINCE, trouble: told.trouble, cap: told.cap }, 20 * SECOND);
    expect(next.allowed(20 * SECOND)).toBeCloseTo(told.cap, 6);
    expect(next.allowed(60 * SECOND)).toBeGreaterThan(told.cap);
    expect(next.report('delta-x', 20 * SECOND, 0)).toMatchObject({ type: 'ReportTrouble', trouble: 'throttled' });
    expect(next.report('delta-x', 7_200 * SECOND, told.cap)).toMatchObject({ type: 'ReportRecovery' });
  });

  it('is forgotten where the log says nothing of it: what a replica learnt long ago is no news', () => {
    const control = new TargetControl();
    refusing(control, 0, 20);
    control.begin(undefined, 20 * SECOND);
    expect(control.allowed(20 * SECOND)).toBe(Infinity);
    control.begin({ since: SINCE, trouble: 'down' }, 30 * SECOND);
    expect(control.allowed(30 * SECOND)).toBe(Infinity);
    expect(control.report('delta-x', 31 * SECOND, 0)).toMatchObject({
      type: 'ReportTrouble',
      trouble: 'down',
      cap: null,
    });
  });
});
