import { describe, expect, it } from 'vitest';
import type { CampaignRow } from '../api/rows.js';
import { ifResumed } from './if-resumed.js';

const HOUR = 3_600_000;
const END = Date.parse('2027-03-14T10:00:00.000Z');
const at = (hours: number): CampaignRow['endedAt'] & string =>
  new Date(END + hours * HOUR).toISOString() as CampaignRow['endedAt'] & string;
const campaign: Pick<CampaignRow, 'status' | 'counts' | 'excluded' | 'endedAt' | 'deadline'> = {
  status: 'open',
  endedAt: at(0),
  deadline: at(24),
  counts: {
    owed: 1_000,
    held: 0,
    attempting: 0,
    accepted: 280,
    acceptedLate: 0,
    refused: 0,
    failedAttempts: 0,
    doubles: 0,
  },
  excluded: { 'evn-kept-in-stock-records': 0, 'goes-on-normally': 0 },
};

const said = { since: at(0), why: 'x', by: 'Omar' };
const capped = (perSecond: number) => ({ ceiling: { perSecond, ...said } });

describe('a campaign that stands still', () => {
  it('would be spread over what is left of the window, its guard kept', () => {
    const resumed = ifResumed(campaign, undefined, END + 12.8 * HOUR);
    expect(resumed?.doneMs).toBeCloseTo(END + 22.8 * HOUR, -2);
    expect(resumed?.peak).toBeCloseTo(720 / (10 * 3_600));
    expect(resumed).toMatchObject({ late: 0, latestMs: undefined });
  });

  it('gives up its guard under a ceiling before it is late, and says until when it may wait', () => {
    const ceiling = 720 / (11 * 3_600);
    const resumed = ifResumed(campaign, capped(ceiling), END + 12.9 * HOUR);
    expect(resumed?.late).toBe(0);
    expect(resumed?.latestMs).toBeCloseTo(END + 13 * HOUR, -2);
    expect(resumed?.marginMs).toBeGreaterThanOrEqual(0);
    expect(resumed?.peak).toBeLessThanOrEqual(ceiling * 1.000_001);
  });

  it('would be late, by so many, once it has waited too long', () => {
    const resumed = ifResumed(campaign, capped(720 / (11 * 3_600)), END + 18.5 * HOUR);
    expect(resumed?.late).toBeCloseTo(360, 0);
    expect(resumed?.marginMs).toBeLessThan(0);
  });

  it('goes round the ordinary traffic, as the dispatcher does', () => {
    const traffic = { zone: 'UTC', bands: [{ from: '22:00', to: '24:00', perSecond: 1 }], ...said };
    const resumed = ifResumed(campaign, { traffic }, END + 12 * HOUR);
    expect(resumed?.curve[0]?.from).toBeCloseTo(END + 14 * HOUR, -2);
    expect(resumed?.late).toBe(0);
  });

  it('has nothing to resume while the alert runs, or when all is sent', () => {
    expect(ifResumed({ ...campaign, status: 'gathering' }, undefined, END)).toBeUndefined();
    const sent = { ...campaign, counts: { ...campaign.counts, accepted: 1_000 } };
    expect(ifResumed(sent, undefined, END)).toBeUndefined();
  });
});
