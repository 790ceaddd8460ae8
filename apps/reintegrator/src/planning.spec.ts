import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, instantOf } from '#libs/kernel';
import { campaignView, type CampaignCounts, type CampaignRow } from '#libs/reintegration';
import { AT_REST, nextTurn, type Course } from '#libs/pacing';
import { OrdinaryForecast } from './ordinary-forecast.js';
import { adoptions, classesOf, knownOf, reasonOf, riskOf, workloadOf, type Workload } from './planning.js';

const NOW = Date.parse('2026-11-23T10:00:00Z');
const MARGIN = 0.05;

/** Nothing has a deadline or a chain of its own. */
const PLAIN = { ownDeadlines: () => [], chained: () => [], declaration: () => undefined };
const handing = (handed: number) => ({ of: () => handed });

const rowWith = (counts: Partial<CampaignCounts>, more: Partial<CampaignRow> = {}): CampaignRow => {
  const [opened] = campaignView.project(
    {
      id: 'e',
      stream: 's',
      revision: 0n,
      position: { commit: 0n, prepare: 0n },
      recordedAt: instantOf(NOW),
      event: {
        type: 'CampaignOpened',
        data: { alertId: 'a', system: 'delta-x', endedAt: instantOf(NOW), deadline: instantOf(NOW + 24 * HOUR) },
      },
      metadata: {
        correlationId: 'a',
        causationId: 'c',
        commandId: 'c',
        actor: { id: 't', role: 'system' },
        occurredAt: instantOf(NOW),
        rules: [],
        codeVersion: 't',
      },
    },
    () => undefined,
  );
  if (!opened?.row) throw new Error('no row');
  return { ...opened.row, ...more, counts: { ...opened.row.counts, ...counts } };
};

const workload = (counts: Partial<CampaignCounts>, more?: Partial<CampaignRow>): Workload => {
  const found = workloadOf(PLAIN, rowWith(counts, more), handing(0));
  if (!found) throw new Error('no deadline');
  return found;
};

const plans: CampaignRow['plans'] = [
  {
    plan: 1,
    reason: 'campaign-opened',
    adoptedAt: instantOf(NOW),
    work: 10,
    peak: 1,
    finishesAt: instantOf(NOW),
    curve: [],
  },
];

/** The course that the dispatcher would take. */
const courseFor = (workloads: readonly Workload[], ceiling = Infinity): Course => {
  const classes = classesOf(workloads, NOW, MARGIN);
  const limits = { ceiling, cap: Infinity, guard: 0 };
  const { course } = nextTurn(AT_REST, { now: NOW, classes, sendable: 1, limits, lead: 0, room: 0 }).state;
  if (!course) throw new Error('nothing was planned');
  return course;
};

describe('what is left of a campaign', () => {
  it('is what is owed and neither held, under way, accepted, refused nor given a slot', () => {
    const row = rowWith({ owed: 100, held: 5, attempting: 3, accepted: 40, refused: 2 });
    expect(workloadOf(PLAIN, row, handing(0))).toMatchObject({ waiting: 50, held: 5 });
    expect(workloadOf(PLAIN, row, handing(20))).toMatchObject({ waiting: 30, held: 5 });
    expect(workloadOf(PLAIN, row, handing(60))).toMatchObject({ waiting: 0 });
  });

  it('is planned for by its own deadline and its own guard, what is held as if it were due', () => {
    expect(classesOf([workload({ owed: 7, held: 2 })], NOW, MARGIN)).toEqual([
      { release: NOW, deadline: NOW + 24 * HOUR, guard: 1.2 * HOUR, work: 5 },
      { release: NOW, deadline: NOW + 24 * HOUR, guard: 1.2 * HOUR, work: 2, held: true },
    ]);
  });
});

describe('the reason of a plan', () => {
  const first = workload({ owed: 10 });
  const known = knownOf([first]);

  it('of a first one: the campaign opened, or a dispatcher began anew', () => {
    expect(reasonOf('no-plan', [first], new Map(), false)).toBe('campaign-opened');
    expect(reasonOf('no-plan', [workload({ owed: 10 }, { plans })], new Map(), false)).toBe('restart');
  });

  it('where the deadlines differ: another campaign, an easing, or work for one that was done', () => {
    const other = workload({ owed: 5 }, { alertId: 'b' });
    expect(reasonOf('deadlines', [first, other], known, false)).toBe('campaign-opened');
    const eased = workload({ owed: 10 }, { deadline: instantOf(NOW + 30 * HOUR) });
    expect(reasonOf('deadlines', [eased], known, false)).toBe('deadline-moved');
    const again = workload({ owed: 5 }, { alertId: 'b', plans });
    expect(reasonOf('deadlines', [first, again], known, false)).toBe('more-work');
    expect(reasonOf('deadlines', [first, workload({ owed: 0 }, { alertId: 'b' })], known, false)).toBe('more-work');
  });

  it('where there is more: obligations were added, or slots that were lost came back', () => {
    expect(reasonOf('more-work', [workload({ owed: 12 })], known, false)).toBe('more-work');
    expect(reasonOf('more-work', [first], known, false)).toBe('drift');
  });

  it('where all lags behind: the target bears less, or it is drift', () => {
    expect(reasonOf('behind', [first], known, true)).toBe('target-slower');
    expect(reasonOf('behind', [first], known, false)).toBe('drift');
  });
});

describe('the plan that is adopted', () => {
  it('holds exactly the work, ends before the deadline less the margin, and never counts held work twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 0, max: 500 }), (owed, held) => {
        const found = workload({ owed: owed + held, held });
        const [adopted] = adoptions(courseFor([found]), [found], 'campaign-opened');
        const command = adopted?.command;
        if (command?.type !== 'AdoptPlan') throw new Error('no plan');
        const area = command.curve.reduce(
          (sum, s) => sum + ((Date.parse(s.to) - Date.parse(s.from)) / 1_000) * s.rate,
          0,
        );
        expect(area).toBeCloseTo(owed + held, 3);
        expect(command).toMatchObject({ work: owed + held, reason: 'campaign-opened' });
        expect(command.peak).toBeCloseTo((owed + held) / (0.95 * 86_400), 6);
        expect(Date.parse(command.finishesAt)).toBeLessThanOrEqual(found.deadlineMs - MARGIN * 24 * HOUR + 1);
      }),
      { numRuns: 100 },
    );
  });

  it('is each campaign’s own part of the common one: what is due first goes first', () => {
    const soon = workload({ owed: 1_000 }, { deadline: instantOf(NOW + 6 * HOUR) });
    const later = workload({ owed: 1_000 }, { alertId: 'b' });
    const [first, second] = adoptions(courseFor([later, soon]), [soon, later], 'drift').map((a) => a.command);
    if (first?.type !== 'AdoptPlan' || second?.type !== 'AdoptPlan') throw new Error('no plan');
    expect(first.finishesAt).toBe(second.curve[0]?.from);
    expect(second.peak).toBeLessThan(first.peak);
    expect(second.bound).toBe(first.bound);
  });

  it('shows the ordinary traffic that it goes round, and what the two come to', () => {
    const found = workload({ owed: 86_400 });
    const classes = classesOf([found], NOW, 0);
    const traffic = { since: instantOf(NOW), why: 'w', by: 'b', zone: 'Europe/Paris' };
    const forecast = new OrdinaryForecast();
    const bands = [{ from: '11:00', to: '17:00', perSecond: 0.5 }];
    const ordinary = forecast.until({ ...traffic, bands }, NOW, found.deadlineMs);
    expect(forecast.until({ ...traffic, bands }, NOW + HOUR, found.deadlineMs)).toBe(ordinary);
    expect(forecast.until(undefined, NOW, found.deadlineMs)).toEqual({});
    const limits = { ceiling: Infinity, cap: Infinity, guard: 0, ...ordinary };
    const { course } = nextTurn(AT_REST, { now: NOW, classes, sendable: 1, limits, lead: 0, room: 0 }).state;
    if (!course) throw new Error('nothing was planned');
    const [adopted] = adoptions(course, [found], 'campaign-opened');
    expect(adopted?.command).toMatchObject({
      ordinary: [{ from: instantOf(NOW), to: instantOf(NOW + 6 * HOUR), rate: 0.5 }],
      total: { peak: expect.closeTo(1.125, 6) as unknown, bound: expect.closeTo(1.125, 6) as unknown },
      curve: [
        { from: instantOf(NOW), to: instantOf(NOW + 6 * HOUR), rate: expect.closeTo(0.625, 6) as unknown },
        { to: found.row.deadline, rate: expect.closeTo(1.125, 6) as unknown },
      ],
    });
    expect(adopted?.command).not.toHaveProperty('bound');
  });

  it('is none for a campaign with nothing left, nor for what is held past its deadline', () => {
    const over = workload({ owed: 3, held: 3 }, { alertId: 'b', deadline: instantOf(NOW - HOUR) });
    const done = workload({ owed: 2, accepted: 2 }, { alertId: 'c' });
    const due = workload({ owed: 2 });
    const made = adoptions(courseFor([over, done, due]), [over, done, due], 'drift');
    expect(made.map((a) => a.workload)).toEqual([due]);
  });
});

describe('the risk of a campaign', () => {
  it('is told with an easing under which the same work is in time again, margin and all', () => {
    const found = workload({ owed: 86_400 });
    const { misses } = courseFor([found], 0.8).plan;
    const told = riskOf(misses, found, MARGIN);
    if (told.type !== 'ReportRisk') throw new Error(told.type);
    expect(told.work).toBe(17_280);
    expect(told.lateBySeconds).toBeCloseTo(6 * 3_600, 3);
    const eased = workload({ owed: 86_400 }, { deadline: told.easeUntil });
    expect(courseFor([eased], 0.8).plan.feasible).toBe(true);
    expect(riskOf(courseFor([eased], 0.8).plan.misses, eased, MARGIN)).toEqual({ type: 'ReportOnTrack' });
  });
});
