import fc from 'fast-check';
import { SYSTEMS } from '#libs/alert';
import { instantOf, type Instant } from '#libs/kernel';
import {
  ANSWERABLE,
  EXCLUSIONS,
  FAILURES,
  HOLDS,
  PLAN_REASONS,
  type CampaignEvent,
  type ReintegrationEvent,
  type Subject,
} from '#libs/reintegration';

export const anyInstant: fc.Arbitrary<Instant> = fc.integer({ min: 0, max: 4e12 }).map(instantOf);

const system = fc.constantFrom(...SYSTEMS);
const words = fc.string({ unit: 'grapheme' });
const subject = { alertId: fc.uuid(), system, operator: fc.string(), reference: fc.string() };
const campaign = { alertId: fc.uuid(), system };
const rate = fc.double({ min: 0, max: 1e6, noNaN: true }).filter((n) => !Object.is(n, -0));

const of = <T extends string, D>(type: T, data: fc.Arbitrary<D>): fc.Arbitrary<{ type: T; data: D }> =>
  data.map((d) => ({ type, data: d }));

/** Events with any data that their types allow: what a codec must carry. */
export const anyReintegrationEvent: fc.Arbitrary<ReintegrationEvent> = fc.oneof(
  of(
    'ObligationOpened',
    fc.record(
      { ...subject, holds: fc.subarray([...HOLDS]), dueBy: anyInstant, after: fc.array(fc.string(), { maxLength: 2 }) },
      { requiredKeys: ['alertId', 'system', 'operator', 'reference', 'holds'] },
    ),
  ),
  of('ObligationExcluded', fc.record({ ...subject, because: fc.constantFrom(...EXCLUSIONS) })),
  of('ExclusionWithdrawn', fc.record({ ...subject, because: fc.constantFrom(...EXCLUSIONS) })),
  of('HoldPlaced', fc.record({ ...subject, hold: fc.constantFrom(...HOLDS), holdsNow: fc.nat(2) })),
  of('HoldLifted', fc.record({ ...subject, hold: fc.constantFrom(...HOLDS), holdsLeft: fc.nat(2), evidence: words })),
  of('ReintegrationAttempted', fc.record({ ...subject, attempt: fc.nat(), messageId: fc.uuid(), slotAt: anyInstant })),
  of(
    'ReintegrationAccepted',
    fc.record({
      ...subject,
      messageId: fc.uuid(),
      mrn: fc.string(),
      acceptedAt: anyInstant,
      deadline: anyInstant,
      inTime: fc.boolean(),
      byEnquiry: fc.boolean(),
      before: fc.constantFrom(...ANSWERABLE),
    }),
  ),
  of(
    'ReintegrationRefused',
    fc.record(
      {
        ...subject,
        messageId: fc.uuid(),
        code: fc.string(),
        reason: words,
        before: fc.constantFrom(...ANSWERABLE),
        field: fc.string(),
      },
      { requiredKeys: ['alertId', 'system', 'operator', 'reference', 'messageId', 'code', 'reason', 'before'] },
    ),
  ),
  of(
    'AttemptFailed',
    fc.record({
      ...subject,
      attempt: fc.nat(),
      failure: fc.constantFrom(...FAILURES),
      mayHaveArrived: fc.boolean(),
    }),
  ),
  of('ReintegrationReopened', fc.record({ ...subject, code: fc.string(), why: words })),
  of(
    'DoubleDetected',
    fc.record({
      ...subject,
      mrn: fc.string(),
      firstMrn: fc.string(),
      rule: fc.constantFrom('DX-29' as const, 'EC-14' as const),
    }),
  ),
);

export const anyCampaignEvent: fc.Arbitrary<CampaignEvent> = fc.oneof(
  of('CampaignOpened', fc.record({ ...campaign, endedAt: anyInstant, deadline: anyInstant })),
  of('CampaignDeadlineMoved', fc.record({ ...campaign, deadline: anyInstant })),
  of(
    'PlanAdopted',
    fc.record({
      ...campaign,
      plan: fc.nat(),
      reason: fc.constantFrom(...PLAN_REASONS),
      work: fc.nat(),
      curve: fc.array(fc.record({ from: anyInstant, to: anyInstant, rate }), { maxLength: 5 }),
      peak: rate,
      deadline: anyInstant,
      finishesAt: anyInstant,
    }),
  ),
  of('CampaignCompleted', fc.record({ ...campaign, accepted: fc.nat(), refused: fc.nat(), completedAt: anyInstant })),
  of('CampaignReopened', fc.record({ ...campaign, work: fc.nat() })),
);

/** What the declaration of most specs is about. */
export const SUBJECT: Subject = {
  alertId: 'a1',
  system: 'delta-x',
  operator: 'FR552100554',
  reference: 'RX-000001',
};
