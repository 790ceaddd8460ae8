import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnreadableEvent } from '#libs/kernel';
import { stored } from '../../test/given-when-then.js';
import { anyCampaignEvent, anyReintegrationEvent, SUBJECT } from '../../test/reintegration-events.js';
import { campaignCodec } from './campaign.codec.js';
import { reintegrationCodec } from './reintegration.codec.js';

describe('the codecs of re-integration', () => {
  it('give back every event as it was, through JSON', () => {
    fc.assert(
      fc.property(anyReintegrationEvent, (event) => {
        expect(stored(reintegrationCodec, event)).toStrictEqual(structuredClone(event));
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(anyCampaignEvent, (event) => {
        expect(stored(campaignCodec, event)).toStrictEqual(structuredClone(event));
      }),
      { numRuns: 300 },
    );
  });

  it('keep their stored names: renaming one would orphan the logs that exist', () => {
    expect(reintegrationCodec.storedTypes).toEqual(
      expect.arrayContaining([
        'ObligationOpened.v1',
        'ObligationExcluded.v1',
        'ExclusionWithdrawn.v1',
        'HoldLifted.v1',
        'ReintegrationAttempted.v1',
        'ReintegrationAccepted.v1',
        'ReintegrationRefused.v1',
        'AttemptFailed.v1',
        'ReintegrationReopened.v1',
        'DoubleDetected.v1',
      ]),
    );
    expect(campaignCodec.storedTypes).toEqual(
      expect.arrayContaining([
        'CampaignOpened.v1',
        'CampaignDeadlineMoved.v1',
        'PlanAdopted.v1',
        'CampaignCompleted.v1',
        'CampaignReopened.v1',
      ]),
    );
  });

  it('hold no personal data but what a person wrote: a subject is an operator and its number', () => {
    const personal = { ...reintegrationCodec.personal, ...campaignCodec.personal };
    const marked = Object.entries(personal).filter(([, fields]) => fields.length > 0);
    expect(marked).toEqual([
      ['HoldLifted.v1', ['evidence']],
      ['ReintegrationReopened.v1', ['why']],
    ]);
  });

  it('throw on what is none of their data', () => {
    const bad: [string, unknown][] = [
      ['ObligationOpened.v1', { ...SUBJECT, holds: ['because'] }],
      ['ObligationOpened.v1', { ...SUBJECT, system: 'delta-g', holds: [] }],
      ['DoubleDetected.v1', { ...SUBJECT, mrn: 'a', firstMrn: 'b', rule: 'DX-2' }],
      ['ReintegrationRefused.v1', { ...SUBJECT, messageId: 'i', code: '1', reason: 'r' }],
    ];
    for (const [type, data] of bad) expect(() => reintegrationCodec.decode({ type, data })).toThrow(UnreadableEvent);
    const curve = [{ from: 'now', to: 'later', rate: 1 }];
    expect(() => campaignCodec.decode({ type: 'PlanAdopted.v1', data: { curve } })).toThrow(UnreadableEvent);
  });
});
