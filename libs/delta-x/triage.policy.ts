import type { Instant, RuleId } from '#libs/kernel';
import type { DeclarationKind } from './delta-x.events.js';
import type { OwedMessage, PriorState } from './prior-state.events.js';

/** What becomes of a declaration that the outage met in Delta X. */
export const VERDICTS = ['goes-on', 'paper-refused', 'cancel-first', 'anticipated'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What fiche 5 makes of each state. */
export interface TriagePolicy {
  readonly source: string;
  readonly verdictOf: Readonly<Record<PriorState, Verdict>>;
  readonly rulesOf: Readonly<Record<Verdict, readonly RuleId[]>>;
  /** Still to be sent for what goes on; by kind where the kind decides. */
  readonly owed: Readonly<Partial<Record<PriorState, Readonly<Record<DeclarationKind, readonly OwedMessage[]>>>>>;
}

const policies: readonly [{ readonly validFrom: Instant; readonly policy: TriagePolicy }] = [
  {
    validFrom: '2013-01-01T00:00:00.000Z' as Instant,
    policy: {
      source: 'fr-delta-x/fiche-5',
      verdictOf: {
        'bae-prov': 'goes-on',
        'bae-def': 'goes-on',
        'under-control': 'paper-refused',
        'credit-pending': 'paper-refused',
        'cash-payment': 'paper-refused',
        lodged: 'cancel-first',
        anticipated: 'anticipated',
      },
      rulesOf: {
        'goes-on': ['DX-20'],
        'paper-refused': ['DX-07', 'DX-09'],
        'cancel-first': ['DX-07', 'DX-29'],
        anticipated: ['DX-31', 'DX-29'],
      },
      owed: {
        'bae-prov': { DSE: ['scan', 'end-of-scan'], DAU: ['scan', 'end-of-scan'] },
        'bae-def': { DSE: ['completion'], DAU: [] },
      },
    },
  },
];

/** The policy in force at an instant (the earliest one for an instant before them all). */
export const triagePolicy = (at: Instant): TriagePolicy =>
  (policies.findLast((dated) => dated.validFrom <= at) ?? policies[0]).policy;
