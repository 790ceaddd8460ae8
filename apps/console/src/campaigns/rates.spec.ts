import { describe, expect, it } from 'vitest';
import type { CampaignRow, PlanRow } from '../api/rows.js';
import { formatRate } from '../time/format.js';
import { boundWording } from './bound-wording.js';
import { stretchFor } from './chart-frame.js';
import { over, plannedPace, ratesOf } from './rates.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const END = Date.parse('2027-03-14T10:00:00.000Z');
type At = PlanRow['adoptedAt'];
const at = (hours: number): At => new Date(END + hours * HOUR).toISOString() as At;

const plan = (number: number, adopted: number, to: number, rate: number): PlanRow => ({
  plan: number,
  reason: number === 1 ? 'campaign-opened' : 'target-slower',
  adoptedAt: at(adopted),
  work: 720,
  peak: rate,
  bound: rate,
  finishesAt: at(to),
  curve: [{ from: at(adopted), to: at(to), rate }],
});
const campaign: Pick<CampaignRow, 'plans' | 'actual' | 'endedAt'> = {
  endedAt: at(0),
  plans: [plan(1, 0, 20, 0.01), plan(2, 6, 13, 0.02)],
  actual: [
    { from: at(0), accepted: 3 },
    { from: at(1 / 12), accepted: 6 },
    { from: at(1), accepted: 12 },
  ],
};

describe('the pace of a campaign', () => {
  it('follows each plan until the next, and ends at nought', () => {
    expect(ratesOf(campaign, END + 2 * HOUR)?.plan).toEqual([
      { ms: END, rate: 0.01 },
      { ms: END + 6 * HOUR, rate: 0.02 },
      { ms: END + 13 * HOUR, rate: 0 },
    ]);
  });

  it('is what was accepted over the length of a stretch, nought where nothing was', () => {
    const actual = ratesOf(campaign, END + 2 * HOUR)?.actual ?? [];
    const readAt = (ms: number): number | undefined => actual.findLast((s) => s.ms <= ms)?.rate;
    expect(readAt(END)).toBeCloseTo(3 / 300);
    expect(readAt(END + 5 * MINUTE)).toBeCloseTo(6 / 300);
    expect(readAt(END + 10 * MINUTE)).toBe(0);
    expect(readAt(END + HOUR)).toBeCloseTo(12 / 300);
    expect(actual.at(-1)).toEqual({ ms: END + 2 * HOUR, rate: 0 });
  });

  it('is the same work in longer stretches', () => {
    const actual = ratesOf(campaign, END + 2 * HOUR, HOUR)?.actual ?? [];
    expect(actual.map((s) => s.rate * 3_600)).toEqual([9, 12, 12]);
  });

  it('reckons a stretch under way by its part, and leaves out one that has just begun', () => {
    const late = (minutes: number) => ratesOf(campaign, END + HOUR + minutes * MINUTE)?.actual.at(-1);
    expect(late(3)).toEqual({ ms: END + HOUR + 3 * MINUTE, rate: 12 / 180 });
    expect(late(1)).toEqual({ ms: END + HOUR, rate: 0 });
  });

  it('carries the last plan’s bound, and knows how high to draw', () => {
    expect(ratesOf(campaign, END + 2 * HOUR)).toMatchObject({ bound: 0.02, highest: 12 / 300 });
    expect(ratesOf({ ...campaign, plans: [], actual: [] }, END + HOUR)).toBeUndefined();
  });

  it('averages the plans that were in force', () => {
    expect(plannedPace(campaign.plans, END + 5 * HOUR, END + 7 * HOUR)).toBeCloseTo(0.015);
    expect(plannedPace(campaign.plans, END + 13 * HOUR, END + 14 * HOUR)).toBe(0);
  });
});

describe('what the target carries anyway', () => {
  const since = at(0);
  const band = { from: '11:00', to: '13:00', perSecond: 0.5 };
  const traffic = { zone: 'Europe/Paris', bands: [band], since, why: 'x', by: 'Omar' };

  it('lies under our own pace, by the clock on the office’s wall', () => {
    const rates = ratesOf(campaign, END + 2 * HOUR, HOUR, { traffic, untilMs: END + 24 * HOUR });
    expect(rates?.base).toEqual([
      { ms: END, rate: 0.5 },
      { ms: END + 2 * HOUR, rate: 0 },
    ]);
    expect(rates?.plan.slice(0, 2)).toEqual([
      { ms: END, rate: 0.51 },
      { ms: END + 2 * HOUR, rate: 0.01 },
    ]);
    expect(rates?.highest).toBeGreaterThan(0.5);
  });

  it('changes nothing where it is not known', () => {
    const steps = [{ ms: 1, rate: 2 }];
    expect(over([], steps)).toBe(steps);
  });
});

describe('drawing it', () => {
  it('lets no stretch be narrower than the eye can tell', () => {
    expect(stretchFor(800, HOUR)).toBe(5 * MINUTE);
    expect(stretchFor(300, 24 * HOUR)).toBe(30 * MINUTE);
    expect(stretchFor(300, 365 * 24 * HOUR)).toBeGreaterThan(24 * HOUR);
  });

  it('reads rates per second, or per hour where that is easier', () => {
    expect(formatRate(0.6111, 'en')).toBe('0.611/s');
    expect(formatRate(0.01, 'en')).toBe('36/h');
    expect(formatRate(0.4, 'fr', 0.61)).toBe('0,4/s');
  });
});

describe('the lowest possible peak', () => {
  it('is told as it is to the plan’s own, of the total where there is ordinary traffic', () => {
    expect(boundWording(12, 12.0001, 0, true)).toBe('bound.totalLowest');
    expect(boundWording(12, 11, 60_000, true)).toBe('bound.totalMargin');
    expect(boundWording(12, 11, 0, true)).toBe('bound.totalAbove');
    expect(boundWording(12, 11, 0, false)).toBe('bound.above');
    expect(boundWording(10, 12, 60_000, true)).toBe('bound.totalBelow');
  });

  it('is drawn where ours lies on top of the ordinary traffic that it counts in', () => {
    const { bound: _own, ...last } = plan(1, 0, 20, 0.01);
    const row = { ...campaign, plans: [{ ...last, total: { peak: 3.01, bound: 3 } }] };
    const traffic = {
      zone: 'UTC',
      bands: [{ from: '00:00', to: '24:00', perSecond: 3 }],
      since: at(0),
      why: 'counted',
      by: 'Omar',
    };
    expect(ratesOf(row, END + HOUR, 5 * MINUTE, { traffic, untilMs: END + HOUR })?.bound).toBe(3);
    expect(ratesOf(row, END + HOUR)?.bound).toBeUndefined();
  });
});
