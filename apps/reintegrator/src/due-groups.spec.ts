import { describe, expect, it } from 'vitest';
import { declarationStream, type DeclarationRow } from '#libs/delta-x';
import { HOUR, instantOf, MINUTE } from '#libs/kernel';
import type { CampaignCounts, CampaignRow } from '#libs/reintegration';
import { chainsOf, dueOf, groupsOf } from './due-groups.js';
import { HandedSlots } from './handed-slots.js';
import { PickDue } from './pick-due.js';
import { classesOf, workloadOf } from './planning.js';

const END = Date.parse('2026-11-23T10:00:00Z');
const DEADLINE = END + 24 * HOUR;
const OPERATOR = 'FR100000001';

const campaign = (counts: Partial<CampaignCounts>, system: CampaignRow['system'] = 'delta-x'): CampaignRow => ({
  alertId: 'a',
  system,
  status: 'open',
  endedAt: instantOf(END),
  deadline: instantOf(system === 'emcs' ? END : DEADLINE),
  counts: {
    owed: 0,
    held: 0,
    attempting: 0,
    accepted: 0,
    acceptedLate: 0,
    refused: 0,
    failedAttempts: 0,
    doubles: 0,
    ...counts,
  },
  excluded: { 'evn-kept-in-stock-records': 0, 'goes-on-normally': 0 },
  refusedByCode: {},
  plans: [],
  actual: [],
});

const row = (reference: string, more: Partial<DeclarationRow> = {}): DeclarationRow => ({
  operator: OPERATOR,
  reference,
  alertId: 'a',
  status: 'owed',
  attempts: 0,
  submission: 1,
  unsure: false,
  revision: '0',
  ...more,
});
const stream = (reference: string): string => declarationStream(OPERATOR, reference);

/** The views' answers, worked out from a handful of rows. */
const viewsOf = (rows: readonly DeclarationRow[]) => ({
  declaration: (key: string) => rows.find((r) => stream(r.reference) === key),
  chained: () => rows.filter((r) => r.after && (r.status === 'owed' || r.status === 'held')),
  ownDeadlines: () =>
    rows.flatMap((r) => (r.dueBy && !r.after ? [{ dueBy: r.dueBy, held: r.status === 'held', count: 1 }] : [])),
  owed: (_alertId: string, _operator: string, limit: number) =>
    rows.filter((r) => r.status === 'owed' && !r.after).slice(0, limit),
  early: (_alertId: string, limit: number) =>
    rows.filter((r) => r.status === 'owed' && !r.after && r.dueBy !== undefined).slice(0, limit),
  operators: () => [OPERATOR],
});
const NOBODY = { of: () => 0 };
const workload = (rows: readonly DeclarationRow[], counts: Partial<CampaignCounts>, system?: CampaignRow['system']) => {
  const found = workloadOf(viewsOf(rows), campaign(counts, system), NOBODY);
  if (!found) throw new Error('no deadline');
  return found;
};

describe('what is left, by deadline', () => {
  it('has the campaign’s, but for what has an earlier one of its own (DX-32)', () => {
    const early = instantOf(END + 3 * HOUR);
    const late = instantOf(END + 30 * HOUR);
    expect(dueOf({ dueBy: early }, DEADLINE)).toBe(END + 3 * HOUR);
    expect(dueOf({ dueBy: late }, DEADLINE)).toBe(DEADLINE);
    const own = [
      { dueBy: early, held: false, count: 4 },
      { dueBy: early, held: true, count: 1 },
      { dueBy: late, held: false, count: 2 },
    ];
    const chains = { placed: new Map(), rows: new Map() };
    const handed = new HandedSlots();
    handed.add('x', 'a', END + 3 * HOUR, 0);
    expect(groupsOf(campaign({ owed: 20, held: 3, accepted: 5 }), DEADLINE, own, chains, handed)).toEqual([
      { deadlineMs: DEADLINE, waiting: 8, held: 2 },
      { deadlineMs: END + 3 * HOUR, waiting: 3, held: 1 },
    ]);
  });

  it('counts what comes after something as planned for and not sendable, and what it comes after as due earlier', () => {
    const rows = [row('arrival'), row('exit', { after: [stream('arrival')] }), row('other')];
    const { groups, waiting, held } = workload(rows, { owed: 3 });
    expect({ waiting, held }).toEqual({ waiting: 2, held: 1 });
    expect(groups).toContainEqual({ deadlineMs: DEADLINE, waiting: 1, held: 1 });
    expect(groups).toContainEqual({ deadlineMs: DEADLINE - 5 * MINUTE, waiting: 1, held: 0 });
    const works = classesOf([workload(rows, { owed: 3 })], END, 0).map((c) => [c.deadline - DEADLINE, c.held, c.work]);
    expect(works).toEqual([
      [0, undefined, 1],
      [0, true, 1],
      [-5 * MINUTE, undefined, 1],
    ]);
  });

  it('opens the gate with the acknowledgement', () => {
    const after = [stream('arrival')];
    const placed = (status: DeclarationRow['status']) =>
      chainsOf(viewsOf([row('arrival', { status }), row('exit', { after })]), 'a', DEADLINE).placed.get(stream('exit'));
    for (const status of ['owed', 'attempting', 'refused'] as const) expect(placed(status)?.gated).toBe(true);
    expect(placed('accepted')).toMatchObject({ gated: false, deadline: DEADLINE });
  });
});

describe('what goes next', () => {
  const picked = (rows: readonly DeclarationRow[], k: number, counts: Partial<CampaignCounts>): string[] =>
    new PickDue(viewsOf(rows)).pick([workload(rows, counts)], k, new HandedSlots()).map((due) => due.id);

  it('is what has the earliest deadline, its own included, though others stand before it in the list', () => {
    const rows = [row('p1'), row('p2'), row('p3', { dueBy: instantOf(END + HOUR) })];
    expect(picked(rows, 2, { owed: 3 })).toEqual([stream('p3'), stream('p1')]);
  });

  it('is never what waits for another, and the first of a chain before what nobody waits for', () => {
    const rows = [row('b-exit', { after: [stream('z-arrival')] }), row('c'), row('z-arrival')];
    expect(picked(rows, 3, { owed: 3 })).toEqual([stream('z-arrival'), stream('c')]);
    const answered = rows.map((r) => (r.reference === 'z-arrival' ? { ...r, status: 'accepted' as const } : r));
    expect(picked(answered, 3, { owed: 3, accepted: 1 })).toEqual([stream('c'), stream('b-exit')]);
  });

  it('is what is due at once before what is spread out (EM-21)', () => {
    const rows = [row('p1')];
    const spread = workload(rows, { owed: 1 });
    const atOnce = workload(rows, { owed: 1 }, 'emcs');
    const pick = (w: typeof spread) => new PickDue(viewsOf(rows)).pick([w], 1, new HandedSlots())[0]?.priority ?? NaN;
    expect(pick(atOnce)).toBeLessThan(pick(spread));
  });
});
