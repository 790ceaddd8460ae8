import { plan, type Segment } from '#libs/pacing';
import { trafficBetween } from '#libs/reintegration';
import type { CampaignRow, TargetRow } from '../api/rows.js';
import { leftToSend } from './counts.js';

/** What the planner would adopt if a campaign that stands still went on at this instant. */
export interface IfResumed {
  readonly curve: readonly Segment[];
  /** Declarations a second, on the product's clock. */
  readonly peak: number;
  readonly doneMs: number;
  /** What is left to the deadline then; negative when late. */
  readonly marginMs: number;
  /** How many could not be in time any more. */
  readonly late: number;
  /** Under the ceiling everything is still in time when it goes on by then. */
  readonly latestMs: number | undefined;
}

/** Share of the window that the dispatcher keeps free before the deadline, where it can. */
const MARGIN = 0.05;

/** Planned with the dispatcher's own planner, as it would; `undefined` where nothing is left or nothing is due yet. */
export const ifResumed = (
  campaign: Pick<CampaignRow, 'status' | 'counts' | 'excluded' | 'endedAt' | 'deadline'>,
  target: Pick<TargetRow, 'ceiling' | 'traffic'> | undefined,
  nowMs: number,
): IfResumed | undefined => {
  const ceiling = target?.ceiling?.perSecond;
  const work = leftToSend(campaign);
  const { endedAt, deadline } = campaign;
  if (campaign.status !== 'open' || work === 0 || endedAt === undefined || deadline === undefined) return undefined;
  const deadlineMs = Date.parse(deadline);
  const guard = (deadlineMs - Date.parse(endedAt)) * MARGIN;
  const { curve, misses } = plan({
    now: nowMs,
    classes: [{ release: nowMs, deadline: deadlineMs, work, guard }],
    ...(ceiling === undefined ? {} : { most: ceiling }),
    ...(target?.traffic ? { baseLoad: trafficBetween(target.traffic, nowMs, deadlineMs) } : {}),
  });
  const last = curve.at(-1);
  if (!last) return undefined;
  return {
    curve,
    peak: curve.reduce((most, { rate }) => Math.max(most, rate), 0),
    doneMs: last.to,
    marginMs: deadlineMs - last.to,
    late: misses.reduce((sum, miss) => sum + miss.work, 0),
    latestMs: ceiling === undefined ? undefined : deadlineMs - (work / ceiling) * 1_000,
  };
};
