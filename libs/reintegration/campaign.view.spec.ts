import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldView, HOUR, instant, instantOf, plus, type Recorded } from '#libs/kernel';
import { recordedHistory } from '../../test/recorded.js';
import { SUBJECT } from '../../test/reintegration-events.js';
import type { CampaignEvent } from './campaign.events.js';
import { BUCKET, campaignView, type CampaignRow } from './campaign.view.js';
import type { ReintegrationCommand } from './reintegration.commands.js';
import { reintegrationDecider } from './reintegration.decider.js';
import { EXCLUSIONS, FAILURES, HOLDS, type Hold, type ReintegrationEvent } from './reintegration.events.js';
import type { Reintegration } from './reintegration.state.js';

type Events = CampaignEvent | ReintegrationEvent;
const END = instant('2026-03-02T16:00:00Z');
const DEADLINE = plus(END, 24 * HOUR);
const KEY = 'a1-delta-x';

const rowAfter = (...events: Events[]): CampaignRow | undefined =>
  foldView(campaignView, recordedHistory('s', events)).get(KEY);

const id = { alertId: 'a1', system: 'delta-x' } as const;
const opened = (...holds: Hold[]): Events => ({ type: 'ObligationOpened', data: { ...SUBJECT, holds } });
const campaignOpened: Events = { type: 'CampaignOpened', data: { ...id, endedAt: END, deadline: DEADLINE } };
const accepted = (acceptedAt = END, inTime = true): Events => ({
  type: 'ReintegrationAccepted',
  data: {
    ...SUBJECT,
    messageId: 'id',
    mrn: 'A',
    acceptedAt,
    deadline: DEADLINE,
    inTime,
    byEnquiry: false,
    before: 'owed',
  },
});
const refused = (code: string): Events => ({
  type: 'ReintegrationRefused',
  data: { ...SUBJECT, messageId: 'id', code, reason: 'r', before: 'owed' },
});
const reopened = (code: string): Events => ({ type: 'ReintegrationReopened', data: { ...SUBJECT, code, why: 'w' } });
const planned = (plan: number): Events => ({
  type: 'PlanAdopted',
  data: {
    ...id,
    plan,
    reason: 'drift',
    work: 10,
    curve: [{ from: END, to: DEADLINE, rate: 0.1 }],
    peak: 0.1,
    deadline: DEADLINE,
    finishesAt: DEADLINE,
  },
});

describe('a campaign as the page shows it', () => {
  it('gathers before the alert ends', () => {
    expect(rowAfter(opened(), opened('cancel-first'))).toMatchObject({
      ...id,
      status: 'gathering',
      counts: { owed: 2, held: 1, attempting: 0, accepted: 0, refused: 0 },
    });
  });

  it('opens, moves its deadline, completes and opens again', () => {
    const moved: Events = { type: 'CampaignDeadlineMoved', data: { ...id, deadline: plus(DEADLINE, HOUR) } };
    const completedAt = plus(END, HOUR);
    const completed: Events = { type: 'CampaignCompleted', data: { ...id, accepted: 1, refused: 0, completedAt } };
    expect(rowAfter(campaignOpened)).toMatchObject({ status: 'open', endedAt: END, deadline: DEADLINE });
    expect(rowAfter(campaignOpened, moved)).toMatchObject({ deadline: plus(DEADLINE, HOUR) });
    expect(rowAfter(campaignOpened, completed)).toMatchObject({ status: 'completed', completedAt });
    const again = rowAfter(campaignOpened, completed, { type: 'CampaignReopened', data: { ...id, work: 1 } });
    expect(again?.status).toBe('open');
    expect(again).not.toHaveProperty('completedAt');
  });

  it('keeps its plans, the last hundred of them', () => {
    expect(rowAfter(campaignOpened, planned(1))?.plans).toEqual([
      {
        plan: 1,
        reason: 'drift',
        adoptedAt: '2026-03-02T08:00:01.000Z',
        work: 10,
        peak: 0.1,
        finishesAt: DEADLINE,
        curve: [{ from: END, to: DEADLINE, rate: 0.1 }],
      },
    ]);
    const many = Array.from({ length: 130 }, (_, i) => planned(i + 1));
    const plans = rowAfter(campaignOpened, ...many)?.plans ?? [];
    expect([plans.length, plans[0]?.plan, plans.at(-1)?.plan]).toEqual([100, 31, 130]);
  });

  it('no longer counts as owed, nor as held, what was owed and is taken out', () => {
    const owed = (...holds: 'cancel-first'[]): Events => ({ type: 'ObligationOpened', data: { ...SUBJECT, holds } });
    const out = (held: boolean): Events => ({
      type: 'ObligationExcluded',
      data: { ...SUBJECT, because: 'goes-on-normally', wasOwed: { held } },
    });
    const row = rowAfter(owed(), owed(), owed('cancel-first'), out(true), out(false));
    expect(row).toMatchObject({ counts: { owed: 1, held: 0 }, excluded: { 'goes-on-normally': 2 } });
  });

  it('counts the excluded by their reason, and takes back what was withdrawn', () => {
    const out = (because: (typeof EXCLUSIONS)[number]): Events => ({
      type: 'ObligationExcluded',
      data: { ...SUBJECT, because },
    });
    const row = rowAfter(out('goes-on-normally'), out('evn-kept-in-stock-records'), out('evn-kept-in-stock-records'));
    expect(row?.excluded).toEqual({ 'goes-on-normally': 1, 'evn-kept-in-stock-records': 2 });
    const back: Events = { type: 'ExclusionWithdrawn', data: { ...SUBJECT, because: 'goes-on-normally' } };
    expect(rowAfter(out('goes-on-normally'), back)?.excluded['goes-on-normally']).toBe(0);
  });

  it('counts refusals by code while they wait for a person, whatever the code', () => {
    expect(rowAfter(opened(), opened(), refused('12'), refused('14'))?.refusedByCode).toEqual({ '12': 1, '14': 1 });
    expect(rowAfter(opened(), refused('12'), reopened('12'))?.refusedByCode).toEqual({});
    expect(rowAfter(opened(), refused('constructor'), refused('constructor'))?.refusedByCode).toEqual({
      constructor: 2,
    });
  });

  it('counts acceptances by stretches of five minutes, late ones apart', () => {
    const at = (ms: number): Events => accepted(plus(END, ms), ms < HOUR);
    const row = rowAfter(at(0), at(BUCKET - 1), at(3 * BUCKET), at(BUCKET), at(2 * HOUR), at(1));
    expect(row?.actual).toEqual([
      { from: END, accepted: 3 },
      { from: plus(END, BUCKET), accepted: 1 },
      { from: plus(END, 3 * BUCKET), accepted: 1 },
      { from: plus(END, 2 * HOUR), accepted: 1 },
    ]);
    expect(row?.counts).toMatchObject({ accepted: 6, acceptedLate: 1 });
  });

  it('keeps campaigns apart', () => {
    const other: Events = { type: 'ObligationOpened', data: { ...SUBJECT, alertId: 'a2', holds: [] } };
    const rows = foldView(campaignView, recordedHistory('s', [opened(), other, other]));
    expect([...rows].map(([key, row]) => [key, row.counts.owed])).toEqual([
      [KEY, 1],
      ['a2-delta-x', 2],
    ]);
  });

  it('gives the columns to filter by', () => {
    const row = rowAfter(campaignOpened);
    expect(row && Object.values(campaignView.columns ?? {}).map((of) => of(row))).toEqual(['open', 'delta-x']);
  });
});

describe('over any legal history of many declarations', () => {
  const NOW = instantOf(Date.parse(END));
  const command: fc.Arbitrary<ReintegrationCommand> = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.boolean().map((enquired): ReintegrationCommand => ({
        type: 'BeginAttempt',
        messageId: 'id',
        slotAt: NOW,
        releasedAt: NOW,
        enquired,
        now: NOW,
      })),
    },
    fc.record({ mrn: fc.constantFrom('A', 'B'), late: fc.nat(48) }).map(({ mrn, late }): ReintegrationCommand => ({
      type: 'RecordAcceptance',
      messageId: 'id',
      mrn,
      acceptedAt: plus(END, late * HOUR),
      deadline: DEADLINE,
      byEnquiry: false,
    })),
    fc.constantFrom('12', '14', '91').map((code): ReintegrationCommand => ({
      type: 'RecordRefusal',
      messageId: 'id',
      code,
      reason: 'r',
      field: undefined,
    })),
    fc
      .tuple(fc.constantFrom(...FAILURES), fc.boolean())
      .map(([failure, mayHaveArrived]): ReintegrationCommand => ({ type: 'RecordFailure', failure, mayHaveArrived })),
    fc.constantFrom(...HOLDS).map((hold): ReintegrationCommand => ({ type: 'LiftHold', hold, evidence: 'e' })),
    fc.constant({ type: 'Reopen' as const, why: 'w' }),
  );
  const start = (reference: string): fc.Arbitrary<ReintegrationEvent> =>
    fc.oneof(
      {
        weight: 5,
        arbitrary: fc.subarray([...HOLDS]).map((holds): ReintegrationEvent => ({
          type: 'ObligationOpened',
          data: { ...SUBJECT, reference, holds },
        })),
      },
      fc.constantFrom(...EXCLUSIONS).map((because): ReintegrationEvent => ({
        type: 'ObligationExcluded',
        data: { ...SUBJECT, reference, because },
      })),
    );
  const DECLARATIONS = 6;
  const script = fc.tuple(
    fc.tuple(...Array.from({ length: DECLARATIONS }, (_, i) => start(`R${i}`))),
    fc.array(fc.tuple(fc.nat(DECLARATIONS - 1), command), { maxLength: 60 }),
  );

  it('no counter goes below zero, and what is owed is waiting, held, under way, accepted or refused', () => {
    fc.assert(
      fc.property(script, ([starts, steps]) => {
        const states: Reintegration[] = starts.map((e) => reintegrationDecider.evolve({ status: 'none' }, e));
        const rows = foldView(campaignView, recordedHistory<Events>('s', starts));
        const record = (event: ReintegrationEvent): void => {
          const [recorded] = recordedHistory<Events>('s', [event]) as [Recorded<Events>];
          foldView(campaignView, [recorded], rows);
        };
        const count = (is: (s: Reintegration) => boolean): number => states.filter(is).length;
        const check = (): void => {
          const row = rows.get(KEY);
          if (!row) throw new Error('no campaign');
          const { owed, held, attempting, accepted: done, acceptedLate, refused: no, ...more } = row.counts;
          for (const n of Object.values<number>({ ...row.counts, ...row.excluded })) {
            expect(n).toBeGreaterThanOrEqual(0);
          }
          expect({ owed, held, attempting, done, no }).toEqual({
            owed: count((s) => s.status !== 'none' && s.status !== 'excluded'),
            held: count((s) => s.status === 'owed' && s.holds.length > 0),
            attempting: count((s) => s.status === 'attempting'),
            done: count((s) => s.status === 'accepted'),
            no: count((s) => s.status === 'refused'),
          });
          const waiting = count((s) => s.status === 'owed' && s.holds.length === 0);
          expect(owed - held - attempting - done - no).toBe(waiting);
          expect(acceptedLate).toBeLessThanOrEqual(done);
          expect(more.doubles).toBe(states.reduce((n, s) => n + (s.status === 'accepted' ? s.doubles.length : 0), 0));
          expect(Object.values(row.refusedByCode).reduce((a, b) => a + b, 0)).toBe(no);
          expect(row.actual.reduce((n, bucket) => n + bucket.accepted, 0)).toBe(done);
          const froms: string[] = row.actual.map((bucket) => bucket.from);
          froms.slice(1).forEach((from, i) => {
            expect(from > (froms[i] ?? '')).toBe(true);
          });
          expect(Object.values(row.excluded).reduce((a, b) => a + b, 0)).toBe(count((s) => s.status === 'excluded'));
        };
        check();
        for (const [index, step] of steps) {
          const state = states[index];
          if (!state) throw new Error('no such declaration');
          let events: readonly ReintegrationEvent[];
          try {
            events = reintegrationDecider.decide(step, state);
          } catch {
            continue;
          }
          for (const event of events) {
            states[index] = reintegrationDecider.evolve(states[index] ?? state, event);
            record(event);
          }
          check();
        }
      }),
      { numRuns: 200 },
    );
  });
});
