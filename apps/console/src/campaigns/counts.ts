import type { CampaignRow } from '../api/rows.js';

export const COUNT_NAMES = [
  'owed',
  'waiting',
  'in-flight',
  'accepted',
  'late',
  'refused',
  'held',
  'kept',
  'goes-on',
] as const;
export type CountName = (typeof COUNT_NAMES)[number];

/** The numbers of a campaign as the page shows them; `late` is a part of `accepted`. */
export const countsOf = (campaign: Pick<CampaignRow, 'counts' | 'excluded'>): Readonly<Record<CountName, number>> => {
  const { owed, held, attempting, accepted, acceptedLate, refused } = campaign.counts;
  return {
    owed,
    waiting: Math.max(0, owed - held - attempting - accepted - refused),
    'in-flight': attempting,
    accepted,
    late: acceptedLate,
    refused,
    held,
    kept: campaign.excluded['evn-kept-in-stock-records'],
    'goes-on': campaign.excluded['goes-on-normally'],
  };
};

/** What the dispatcher still has to bring through: neither accepted nor before a person. */
export const leftToSend = (campaign: Pick<CampaignRow, 'counts' | 'excluded'>): number => {
  const counts = countsOf(campaign);
  return counts.waiting + counts['in-flight'];
};
