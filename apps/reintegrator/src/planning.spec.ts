import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, instantOf } from '#libs/kernel';
import { campaignView, type CampaignCounts, type CampaignRow } from '#libs/reintegration';
import { activePlan, adoption, planFor, replanReason, workloadOf, type Limits, type Workload } from './planning.js';

const NOW = Date.parse('2026-11-23T10:00:00Z');
const FREE: Limits = { ceiling: Infinity, bears: Infinity };

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
  const found = workloadOf(rowWith(counts, more));
  if (!found) throw new Error('no deadline');
  return found;
};

describe('what is left of a campaign', () => {
  it('is what is owed and neither held, under way, accepted nor refused', () => {
    expect(workload({ owed: 100, held: 5, attempting: 3, accepted: 40, refused: 2 })).toMatchObject({
      waiting: 50,
      held: 5,
    });
  });
});

describe('when to plan anew', () => {
  const made = (w: Workload) => activePlan(NOW, planFor(NOW, [w], 0.05, FREE), [w], FREE);

  it('plans when a campaign opens, and again after a restart', () => {
    expect(replanReason(NOW, [workload({ owed: 10 })], undefined, 0, FREE)).toBe('campaign-opened');
    const row = rowWith({ owed: 10 });
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
    expect(replanReason(NOW, [workload(row.counts, { plans })], undefined, 0, FREE)).toBe('restart');
  });

  it('keeps a plan that is being kept to', () => {
    const active = made(workload({ owed: 1_000 }));
    const halfway = NOW + 0.475 * 24 * HOUR;
    expect(replanReason(halfway, [workload({ owed: 1_000, accepted: 500 })], active, 0, FREE)).toBeUndefined();
  });

  it('plans anew when more than a fiftieth is behind, and says drift', () => {
    const active = made(workload({ owed: 1_000 }));
    const halfway = NOW + 0.475 * 24 * HOUR;
    expect(replanReason(halfway, [workload({ owed: 1_000, accepted: 470 })], active, 0, FREE)).toBe('drift');
    expect(replanReason(halfway, [workload({ owed: 1_000, accepted: 470 })], active, 30, FREE)).toBeUndefined();
  });

  it('leaves it at that while all that is left is held or before a person', () => {
    const active = made(workload({ owed: 100, held: 4 }));
    const end = active.curve.at(-1)?.to ?? 0;
    expect(
      replanReason(end + HOUR, [workload({ owed: 100, held: 4, accepted: 93, refused: 3 })], active, 0, FREE),
    ).toBeUndefined();
    expect(
      replanReason(end + HOUR, [workload({ owed: 100, held: 3, accepted: 93, refused: 3 })], active, 0, FREE),
    ).toBe('drift');
  });

  it('says more-work when obligations were added, and deadline-moved when the deadline was', () => {
    const active = made(workload({ owed: 100 }));
    expect(replanReason(NOW, [workload({ owed: 150 })], active, 0, FREE)).toBe('more-work');
    const eased = workload({ owed: 100 }, { deadline: instantOf(NOW + 30 * HOUR) });
    expect(replanReason(NOW, [eased], active, 0, FREE)).toBe('deadline-moved');
  });

  it('plans the last ones anew when the curve has ended and they are still here', () => {
    const active = made(workload({ owed: 100 }));
    const end = active.curve.at(-1)?.to ?? 0;
    expect(replanReason(end, [workload({ owed: 100, accepted: 99 })], active, 0, FREE)).toBe('drift');
    expect(replanReason(end, [workload({ owed: 100, accepted: 100 })], active, 0, FREE)).toBeUndefined();
  });
});

describe('the plan that is adopted', () => {
  it('holds exactly the work, ends before the deadline less the margin, and never counts held work twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 0, max: 500 }), (owed, held) => {
        const found = workload({ owed: owed + held, held });
        const command = adoption(NOW, found, 0.05, FREE, 'campaign-opened');
        if (command.type !== 'AdoptPlan') throw new Error(command.type);
        const area = command.curve.reduce(
          (sum, s) => sum + ((Date.parse(s.to) - Date.parse(s.from)) / 1_000) * s.rate,
          0,
        );
        expect(area).toBeCloseTo(owed + held, 3);
        expect(command.work).toBe(owed + held);
        expect(Date.parse(command.finishesAt)).toBeLessThanOrEqual(found.deadlineMs - 0.05 * 24 * HOUR + 1);
      }),
      { numRuns: 100 },
    );
  });
});
