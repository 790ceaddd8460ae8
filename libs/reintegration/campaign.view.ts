import type { System } from '#libs/alert';
import { epochMs, instantOf, MINUTE, type Instant, type Recorded, type View } from '#libs/kernel';
import type { CampaignEvent, CurveSegment, PlanAdopted, PlanReason } from './campaign.events.js';
import type { Answerable, Exclusion, ReintegrationEvent } from './reintegration.events.js';

/** The numbers of a campaign. `waiting` is what is left of `owed` after the others. */
export interface CampaignCounts {
  readonly owed: number;
  readonly held: number;
  readonly attempting: number;
  readonly accepted: number;
  readonly acceptedLate: number;
  readonly refused: number;
  readonly failedAttempts: number;
  readonly doubles: number;
}

export interface PlanRow {
  readonly plan: number;
  readonly reason: PlanReason;
  readonly adoptedAt: Instant;
  readonly work: number;
  readonly peak: number;
  readonly bound?: number;
  readonly ordinary?: readonly CurveSegment[];
  readonly total?: NonNullable<PlanAdopted['data']['total']>;
  readonly finishesAt: Instant;
  readonly curve: readonly CurveSegment[];
}

/** A campaign as the burn-down shows it; exists from the first obligation on, before the alert ends. */
export interface CampaignRow {
  readonly alertId: string;
  readonly system: System;
  readonly status: 'gathering' | 'open' | 'completed';
  readonly endedAt?: Instant;
  readonly deadline?: Instant;
  readonly completedAt?: Instant;
  readonly counts: CampaignCounts;
  /** What came up later is absent until it happens. */
  readonly excluded: Readonly<
    Record<'evn-kept-in-stock-records' | 'goes-on-normally', number> & Partial<Record<Exclusion, number>>
  >;
  /** Refused and waiting for a person, by the code that customs gave. */
  readonly refusedByCode: Readonly<Record<string, number>>;
  /** No plan keeps the deadline: how much will be late, by how much, and the easing that would cure it. */
  readonly atRisk?: {
    readonly work: number;
    readonly lateBySeconds: number;
    readonly easeUntil: Instant;
    readonly since: Instant;
  };
  readonly plans: readonly PlanRow[];
  /** Accepted by stretch of `BUCKET`, ascending; stretches with none are left out. */
  readonly actual: readonly { readonly from: Instant; readonly accepted: number }[];
}

/** Width of a stretch of the burn-down, in milliseconds. */
export const BUCKET = 5 * MINUTE;
const PLANS_KEPT = 100;

const empty = (alertId: string, system: System): CampaignRow => ({
  alertId,
  system,
  status: 'gathering',
  counts: { owed: 0, held: 0, attempting: 0, accepted: 0, acceptedLate: 0, refused: 0, failedAttempts: 0, doubles: 0 },
  excluded: { 'evn-kept-in-stock-records': 0, 'goes-on-normally': 0 },
  refusedByCode: {},
  plans: [],
  actual: [],
});

const add = (counts: CampaignCounts, by: Partial<CampaignCounts>): CampaignCounts => {
  const sum = { ...counts };
  for (const [key, n] of Object.entries(by) as [keyof CampaignCounts, number][]) sum[key] += n;
  return sum;
};

const countCode = (codes: CampaignRow['refusedByCode'], code: string, by: number): CampaignRow['refusedByCode'] => {
  const left = { ...codes, [code]: (Object.hasOwn(codes, code) ? (codes[code] ?? 0) : 0) + by };
  return Object.fromEntries(Object.entries(left).filter(([, n]) => n > 0));
};

const leaving = ({ before, held }: { readonly before: Answerable; readonly held?: true | undefined }) => ({
  attempting: before === 'attempting' ? -1 : 0,
  held: held ? -1 : 0,
});

const bucketed = (actual: CampaignRow['actual'], at: Instant): CampaignRow['actual'] => {
  const from = instantOf(Math.floor(epochMs(at) / BUCKET) * BUCKET);
  const index = actual.findLastIndex((bucket) => bucket.from <= from);
  const found = actual[index];
  if (found?.from === from) return actual.with(index, { from, accepted: found.accepted + 1 });
  return actual.toSpliced(index + 1, 0, { from, accepted: 1 });
};

const next = (row: CampaignRow, recorded: Recorded<CampaignEvent | ReintegrationEvent>): CampaignRow => {
  const { event } = recorded;
  const count = (by: Partial<CampaignCounts>): CampaignRow => ({ ...row, counts: add(row.counts, by) });
  switch (event.type) {
    case 'ObligationOpened':
      return count({ owed: 1, held: event.data.holds.length > 0 ? 1 : 0 });
    case 'ObligationExcluded': {
      const { because, wasOwed } = event.data;
      const left = wasOwed ? count({ owed: -1, held: wasOwed.held ? -1 : 0 }) : row;
      return { ...left, excluded: { ...row.excluded, [because]: (row.excluded[because] ?? 0) + 1 } };
    }
    case 'ExclusionWithdrawn':
      return {
        ...row,
        excluded: { ...row.excluded, [event.data.because]: (row.excluded[event.data.because] ?? 0) - 1 },
      };
    case 'HoldPlaced':
      return count({ held: event.data.holdsNow === 1 && event.data.before === undefined ? 1 : 0 });
    case 'HoldLifted':
      return count({ held: event.data.holdsLeft === 0 && event.data.before === undefined ? -1 : 0 });
    case 'ReintegrationAttempted':
      return count({ attempting: 1 });
    case 'AttemptFailed':
      return count({ attempting: -1, failedAttempts: 1, held: event.data.held ? 1 : 0 });
    case 'ReintegrationAccepted':
      return {
        ...count({ ...leaving(event.data), accepted: 1, acceptedLate: event.data.inTime ? 0 : 1 }),
        actual: bucketed(row.actual, event.data.acceptedAt),
      };
    case 'ReintegrationRefused':
      return {
        ...count({ ...leaving(event.data), refused: 1 }),
        refusedByCode: countCode(row.refusedByCode, event.data.code, 1),
      };
    case 'ReintegrationReopened':
      return {
        ...count({ refused: -1, held: event.data.held ? 1 : 0 }),
        refusedByCode: countCode(row.refusedByCode, event.data.code, -1),
      };
    case 'DoubleDetected':
      return count({ doubles: 1 });
    case 'CampaignOpened':
      return { ...row, status: 'open', endedAt: event.data.endedAt, deadline: event.data.deadline };
    case 'CampaignDeadlineMoved':
      return { ...row, deadline: event.data.deadline };
    case 'PlanAdopted': {
      const { plan, reason, work, peak, bound, ordinary, total, finishesAt, curve } = event.data;
      const adopted: PlanRow = {
        plan,
        reason,
        adoptedAt: recorded.recordedAt,
        work,
        peak,
        finishesAt,
        curve,
        ...(bound === undefined ? {} : { bound }),
        ...(ordinary && { ordinary }),
        ...(total && { total }),
      };
      return { ...row, plans: [...row.plans, adopted].slice(-PLANS_KEPT) };
    }
    case 'CampaignCompleted':
      return { ...row, status: 'completed', completedAt: event.data.completedAt };
    case 'ReintegrationAtRisk': {
      const { work, lateBySeconds, easeUntil } = event.data;
      return { ...row, atRisk: { work, lateBySeconds, easeUntil, since: recorded.recordedAt } };
    }
    case 'ReintegrationOnTrack': {
      const { atRisk: _over, ...safe } = row;
      return safe;
    }
    case 'CampaignReopened': {
      const { completedAt: _past, ...open } = row;
      return { ...open, status: 'open' };
    }
  }
};

export const campaignView: View<CampaignRow, CampaignEvent | ReintegrationEvent> = {
  name: 'campaigns',
  version: 6,
  prefixes: ['declaration-', 'campaign-'],
  project: (recorded, read) => {
    const { alertId, system } = recorded.event.data;
    const key = `${alertId}-${system}`;
    return [{ key, row: next(read(key) ?? empty(alertId, system), recorded) }];
  },
  columns: { status: (r) => r.status, system: (r) => r.system },
};
