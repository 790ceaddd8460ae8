import type { Instant } from '#libs/kernel';

/** What fiche 5 fixes in numbers and words, with the day it took effect. */
export interface DeltaXPolicy {
  readonly source: string;
  /** EUR; a consignment of this value or less is of negligible value, EVN (DX-22, DX-23). */
  readonly evnUpToEur: string;
  /** EUR; above it a manifest line needs its CN8 (DX-04). */
  readonly cn8AboveEur: string;
  /** The words that stand for the assistance number in an outage of the administration (DX-04). */
  readonly administrationAlert: string;
  /** The special mention of the fallback (DX-04, DX-27). */
  readonly fallbackMention: string;
}

const policies: readonly [{ readonly validFrom: Instant; readonly policy: DeltaXPolicy }] = [
  {
    validFrom: '2013-01-01T00:00:00.000Z' as Instant,
    policy: {
      source: 'fr-delta-x/fiche-5',
      evnUpToEur: '22',
      cn8AboveEur: '1000',
      administrationAlert: 'Alerte CID',
      fallbackMention: '50000',
    },
  },
];

/** The policy in force at an instant (the earliest one for an instant before them all). */
export const deltaXPolicy = (at: Instant): DeltaXPolicy =>
  (policies.findLast((dated) => dated.validFrom <= at) ?? policies[0]).policy;
