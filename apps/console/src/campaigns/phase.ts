import type { CampaignRow } from '../api/rows.js';
import { countsOf, leftToSend } from './counts.js';

/** What a campaign does at the moment, as its tag tells; the first that holds. */
export type Phase = 'completed' | 'gathering' | 'overdue' | 'still' | 'sending' | 'waiting';

/** How many are owed, past the deadline and not accepted; 0 before it. */
export const overdueOf = (
  campaign: Pick<CampaignRow, 'status' | 'counts' | 'excluded' | 'deadline'>,
  nowMs: number,
): number => {
  const { status, deadline } = campaign;
  if (status !== 'open' || deadline === undefined || nowMs <= Date.parse(deadline)) return 0;
  const { owed, accepted } = countsOf(campaign);
  return Math.max(0, owed - accepted);
};

/**
 * @param still the target is paused, or down again
 */
export const phaseOf = (
  campaign: Pick<CampaignRow, 'status' | 'counts' | 'excluded' | 'deadline'>,
  still: boolean,
  nowMs: number,
): Phase => {
  if (campaign.status !== 'open') return campaign.status;
  if (overdueOf(campaign, nowMs) > 0) return 'overdue';
  if (leftToSend(campaign) === 0) return 'waiting';
  return still ? 'still' : 'sending';
};
