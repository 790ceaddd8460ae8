import { describe, expect, it } from 'vitest';
import { HOUR, instantOf } from '#libs/kernel';
import { AT_REST, nextTurn, type Course } from '#libs/pacing';
import type { CampaignRow } from '#libs/reintegration';
import { PlanRecord } from './plan-record.js';
import { classesOf, type Workload } from './planning.js';

const NOW = Date.parse('2026-11-23T10:00:00Z');
const workload = (alertId: string): Workload => ({
  row: { alertId, system: 'delta-x', plans: [], counts: { owed: 10 } } as unknown as CampaignRow,
  deadlineMs: NOW + HOUR,
  windowMs: HOUR,
  groups: [{ deadlineMs: NOW + HOUR, waiting: 10, held: 0 }],
  chains: { placed: new Map(), rows: new Map() },
  waiting: 10,
  held: 0,
});
const both = [workload('a'), workload('b')];

const courseAt = (now: number): Course => {
  const limits = { ceiling: Infinity, cap: Infinity, guard: 0 };
  const classes = classesOf(both, now, 0);
  const { course } = nextTurn(AT_REST, { now, classes, sendable: 20, limits, lead: 0, room: 0 }).state;
  if (!course) throw new Error('nothing was planned');
  return course;
};

describe('recording a plan', () => {
  it('gives the same commands under the same keys again where it failed half-way, and then is done', async () => {
    const given: string[] = [];
    let failing = true;
    const record = new PlanRecord({
      campaign: ({ alertId }, command, key) => {
        if (alertId === 'b' && failing) return Promise.reject(new Error('the log is away'));
        given.push(`${alertId} ${key ?? 'no key'} ${command.type} ${instantOf(NOW)}`);
        return Promise.resolve();
      },
    });
    const course = courseAt(NOW);
    await expect(record.adopt('no-plan', course, both, false, 3)).rejects.toThrow('the log is away');
    failing = false;
    expect(await record.finish()).toBe(course);
    const one = (alertId: string, n: number): string => `${alertId} plan/3/${n} AdoptPlan ${instantOf(NOW)}`;
    expect(given).toEqual([one('a', 1), one('a', 1), one('b', 1)]);
    expect(await record.finish()).toBeUndefined();
    await record.adopt('behind', courseAt(NOW + HOUR / 2), both, false, 3);
    expect(given.slice(3)).toEqual([one('a', 2), one('b', 2)]);
  });
});
