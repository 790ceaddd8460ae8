import { describe, expect, it } from 'vitest';
import type { CampaignRow, PlanRow } from '../api/rows.js';
import { burnDown, readLine } from './burn-down.js';
import { frame, pathOf, timeTicks, toldApart } from './chart-frame.js';
import { forecast } from './forecast.js';
import { instantOfWork, planned } from './plan-curve.js';

const HOUR = 3_600_000;
const END = Date.parse('2027-03-14T10:00:00.000Z');
type At = PlanRow['adoptedAt'];
const at = (hours: number): At => new Date(END + hours * HOUR).toISOString() as At;

/** 720 at an even pace over 20 hours: 36 an hour. */
const evenPlan: PlanRow = {
  plan: 1,
  reason: 'campaign-opened',
  adoptedAt: at(0),
  work: 720,
  peak: 0.01,
  finishesAt: at(20),
  curve: [{ from: at(0), to: at(20), rate: 0.01 }],
};

const campaign: CampaignRow = {
  alertId: 'a1',
  system: 'delta-x',
  status: 'open',
  endedAt: at(0),
  deadline: at(24),
  counts: {
    owed: 720,
    held: 0,
    attempting: 0,
    accepted: 180,
    acceptedLate: 0,
    refused: 0,
    failedAttempts: 0,
    doubles: 0,
  },
  excluded: { 'evn-kept-in-stock-records': 40, 'goes-on-normally': 3 },
  refusedByCode: {},
  plans: [evenPlan],
  actual: [
    { from: at(1), accepted: 90 },
    { from: at(4), accepted: 90 },
  ],
};
const now = END + 5 * HOUR;

describe('the curve of a plan', () => {
  it('integrates to its work, and part of it to its part', () => {
    expect(planned(evenPlan.curve, END, END + 20 * HOUR)).toBeCloseTo(720);
    expect(planned(evenPlan.curve, END + 5 * HOUR, END + 10 * HOUR)).toBeCloseTo(180);
    expect(planned(evenPlan.curve, END - HOUR, END)).toBe(0);
  });

  it('tells when a part of the work is sent, and when it never is', () => {
    expect(instantOfWork(evenPlan.curve, END, 360)).toBeCloseTo(END + 10 * HOUR);
    expect(instantOfWork(evenPlan.curve, END + 15 * HOUR, 360)).toBeUndefined();
  });

  it('skips stretches without sending', () => {
    const gap = [
      { from: at(0), to: at(1), rate: 0.01 },
      { from: at(1), to: at(3), rate: 0 },
      { from: at(3), to: at(4), rate: 0.01 },
    ];
    expect(instantOfWork(gap, END, 54)).toBeCloseTo(END + 3.5 * HOUR);
  });
});

describe('the burn-down', () => {
  it('is not there before the alert ends', () => {
    const { endedAt: _none, ...gathering } = campaign;
    expect(burnDown(gathering, now)).toBeUndefined();
  });

  it('draws the plan from its work down to nothing', () => {
    const line = burnDown(campaign, now)?.plan ?? [];
    expect(line.at(0)).toEqual({ ms: END, remaining: 720 });
    expect(line.at(-1)?.ms).toBe(END + 20 * HOUR);
    expect(line.at(-1)?.remaining).toBeCloseTo(0);
    expect(readLine(line, END + 10 * HOUR)).toBeCloseTo(360);
  });

  it('draws what was accepted as steps of a stretch each, and ends now', () => {
    const line = burnDown(campaign, now)?.actual ?? [];
    expect(line[0]).toEqual({ ms: END, remaining: 720 });
    expect(readLine(line, END + 2 * HOUR)).toBe(630);
    expect(line.at(-1)).toEqual({ ms: now, remaining: 540 });
    expect(line.every((p, i) => i === 0 || p.ms >= (line[i - 1]?.ms ?? 0))).toBe(true);
  });

  it('does not draw a stretch beyond now', () => {
    const early = burnDown({ ...campaign, actual: [{ from: at(4.99), accepted: 180 }] }, now);
    expect(early?.actual.at(-1)).toEqual({ ms: now, remaining: 540 });
  });

  it('bends where a plan replaces another, with the reason', () => {
    const second: PlanRow = {
      ...evenPlan,
      plan: 2,
      reason: 'drift',
      adoptedAt: at(6),
      work: 540,
      peak: 0.02,
      finishesAt: at(13.5),
      curve: [{ from: at(6), to: at(13.5), rate: 0.02 }],
    };
    const chart = burnDown({ ...campaign, plans: [evenPlan, second] }, now);
    expect(chart?.replans).toEqual([{ plan: 2, ms: END + 6 * HOUR, remaining: 540, reason: 'drift' }]);
    expect(burnDown({ ...campaign, plans: [second] }, now)?.replans).toHaveLength(1);
    expect(readLine(chart?.plan ?? [], END + 5 * HOUR)).toBeCloseTo(540);
    expect(chart?.plan.at(-1)?.ms).toBe(END + 13.5 * HOUR);
  });

  it('holds the deadline, and stops at the end of a complete campaign', () => {
    const done = burnDown({ ...campaign, status: 'completed', completedAt: at(19) }, END + 90 * HOUR);
    expect(done?.nowMs).toBeUndefined();
    expect(done?.actual.at(-1)?.ms).toBe(END + 19 * HOUR);
    expect(done?.toMs).toBeGreaterThan(END + 24 * HOUR);
    expect(done?.toMs).toBeLessThan(END + 26 * HOUR);
  });

  it('has room for a window after the deadline, and cuts a plan that would end in years', () => {
    const years = 25 * 365 * 24 * HOUR;
    const to = new Date(END + years).toISOString() as typeof evenPlan.finishesAt;
    const curve = [{ from: evenPlan.adoptedAt, to, rate: (evenPlan.work / years) * 1_000 }];
    const tiny = { ...evenPlan, finishesAt: to, curve };
    const chart = burnDown({ ...campaign, plans: [tiny] }, END + HOUR);
    expect(chart?.plan.at(-1)?.ms).toBe(END + 48 * HOUR);
    expect(chart?.plan.at(-1)?.remaining).toBeCloseTo(evenPlan.work, 0);
    expect(chart?.toMs).toBeLessThan(END + 51 * HOUR);
  });
});

describe('the marks of re-plans', () => {
  it('keeps those that can be told apart, the last of a cluster', () => {
    const marks = [0, 3, 6, 40, 44].map((x, plan) => ({ x, plan }));
    expect(toldApart(marks, 10, (mark) => mark.x).map(({ x }) => x)).toEqual([6, 44]);
  });
});

describe('the frame of the drawing', () => {
  const chart = burnDown(campaign, now);
  it.each([358, 1_180])('keeps everything inside at %i pixels, labels apart', (width) => {
    if (!chart) throw new Error('no chart');
    const f = frame(chart, width, 'Europe/Paris');
    for (const p of [...chart.plan, ...chart.actual]) {
      expect(f.x(p.ms)).toBeGreaterThanOrEqual(f.left);
      expect(f.x(p.ms)).toBeLessThanOrEqual(f.right);
      expect(f.y(p.remaining)).toBeGreaterThanOrEqual(f.top);
      expect(f.y(p.remaining)).toBeLessThanOrEqual(f.bottom);
    }
    const gaps = f.xTicks.slice(1).map((ms, i) => f.x(ms) - f.x(f.xTicks[i] ?? 0));
    expect(f.xTicks.length).toBeGreaterThan(1);
    expect(Math.min(...gaps)).toBeGreaterThan(56);
    expect(pathOf(chart.plan, f)).toMatch(/^M[\d.]+,[\d.]+L/);
  });

  it('puts its labels on round hours of the office', () => {
    const ticks = timeTicks(Date.parse('2027-07-14T09:10:00Z'), Date.parse('2027-07-15T09:10:00Z'), 5, 'Europe/Paris');
    expect(ticks.map((ms) => new Date(ms).toISOString())).toEqual([
      '2027-07-14T10:00:00.000Z',
      '2027-07-14T16:00:00.000Z',
      '2027-07-14T22:00:00.000Z',
      '2027-07-15T04:00:00.000Z',
    ]);
  });
});

describe('the forecast', () => {
  it('reads the plan on from now', () => {
    const result = forecast(campaign, now);
    expect(result).toMatchObject({ kind: 'expected', behind: false });
    if (result.kind !== 'expected') return;
    expect(result.atMs).toBeCloseTo(END + 20 * HOUR);
    expect(result.marginMs).toBeCloseTo(4 * HOUR);
  });

  it('goes on at the highest rate when the plan no longer holds it all', () => {
    const result = forecast(campaign, END + 10 * HOUR);
    expect(result).toMatchObject({ kind: 'expected', behind: true });
    if (result.kind !== 'expected') return;
    expect(result.atMs).toBeCloseTo(END + 25 * HOUR);
    expect(result.marginMs).toBeCloseTo(-HOUR);
  });

  it('leaves out what waits for a person', () => {
    const counts = { ...campaign.counts, refused: 100, held: 80 };
    const result = forecast({ ...campaign, counts }, now);
    expect(result.kind === 'expected' && result.atMs).toBeCloseTo(END + 15 * HOUR);
  });

  it('knows what it cannot say yet, and what is done', () => {
    expect(forecast({ ...campaign, status: 'gathering' }, now)).toEqual({ kind: 'gathering' });
    expect(forecast({ ...campaign, plans: [] }, now)).toEqual({ kind: 'unplanned' });
    const counts = { ...campaign.counts, accepted: 700, held: 20 };
    expect(forecast({ ...campaign, counts }, END + 30 * HOUR)).toEqual({ kind: 'all-sent' });
    expect(forecast({ ...campaign, status: 'completed', completedAt: at(18) }, now)).toEqual({
      kind: 'done',
      atMs: END + 18 * HOUR,
      marginMs: 6 * HOUR,
    });
  });
});
