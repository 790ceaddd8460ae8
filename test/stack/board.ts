import { declarationCodec } from '#libs/delta-x';
import { historyUntil } from '#libs/event-store';
import type { Recorded } from '#libs/kernel';
import {
  campaignCodec,
  campaignView,
  type CampaignEvent,
  type CampaignRow,
  type ReintegrationEvent,
} from '#libs/reintegration';
import { until } from '../../apps/launcher/src/testing.js';
import type { Stack } from './stack.js';

/** The campaign as the log tells it, folded afresh: no app's read model is trusted. */
export const board = async ({ store }: Pick<Stack, 'store'>, alertId: string): Promise<CampaignRow | undefined> => {
  const rows = new Map<string, CampaignRow>();
  const codecs = [declarationCodec, campaignCodec];
  for await (const recorded of historyUntil(store, { prefixes: campaignView.prefixes, codecs })) {
    if (recorded.event.type === 'PriorStateRecorded' || recorded.event.type === 'DeclarationLodged') continue;
    const event = recorded as Recorded<CampaignEvent | ReintegrationEvent>;
    for (const { key, row } of campaignView.project(event, (k) => rows.get(k))) if (row) rows.set(key, row);
  }
  return rows.get(`${alertId}-delta-x`);
};

/** Waits until the log says that the campaign is completed. */
export const completed = (stack: Stack, alertId: string, withinMs: number): Promise<CampaignRow> =>
  until(
    `the campaign of ${alertId} completes`,
    async () => {
      for await (const { type } of stack.store.readStream(`campaign-${alertId}-delta-x`, {
        direction: 'backwards',
        max: 1,
      })) {
        if (type === 'CampaignCompleted.v1') return board(stack, alertId);
      }
      return undefined;
    },
    withinMs,
  );
