import type { AlertEvent, System } from '#libs/alert';
import type { CampaignCommand } from './campaign.decider.js';
import type { CampaignId } from './campaign.events.js';

export type IgnoredReason = 'no target for this system' | 'nothing to do before the end';

export type Reaction =
  | { readonly kind: 'command'; readonly campaign: CampaignId; readonly command: CampaignCommand }
  | { readonly kind: 'ignored'; readonly reason: IgnoredReason };

/**
 * Answers each event of an alert: its end opens a campaign, an easing moves the deadline of one that is open. It
 * remembers nothing: an easing before the end finds no campaign, and the end then carries the eased deadline itself.
 * @param targets the systems that this deployment re-integrates into
 */
export const reactToAlert = (event: AlertEvent, targets: readonly System[]): Reaction => {
  if (event.type !== 'AlertEnded' && event.type !== 'AlertEased') {
    return { kind: 'ignored', reason: 'nothing to do before the end' };
  }
  const { alertId, system } = event.data;
  if (!targets.includes(system)) return { kind: 'ignored', reason: 'no target for this system' };
  const campaign = { alertId, system };
  if (event.type === 'AlertEased') {
    return { kind: 'command', campaign, command: { type: 'MoveDeadline', deadline: event.data.until } };
  }
  const { endedAt, deadline } = event.data;
  return { kind: 'command', campaign, command: { type: 'OpenCampaign', ...campaign, endedAt, deadline } };
};
