import { HOUR, plus, type Instant, type RuleId } from '#libs/kernel';
import type { System } from './alert.events.js';

/** What the law says of an outage of one system. */
export interface AlertPolicy {
  readonly source: string;
  /** Elapsed time from the end-of-alert message to the deadline, in milliseconds; 0 is "at once". */
  readonly window: number;
  readonly windowRule: RuleId;
  /** The rule by which the administration's announcement starts the alert; absent where the source has none. */
  readonly announcementRule?: RuleId;
  /** The rule under which the deadline may be relaxed; absent where it may not. */
  readonly easingRule?: RuleId;
  /** An outage of an operator's own: the rule that asks for its number, and the number's form where one is known. */
  readonly ownOutage?: { readonly rule?: RuleId; readonly isNumber: RegExp };
  /** The least notice of a planned outage, in milliseconds, and its rule. */
  readonly plannedNotice?: { readonly least: number; readonly rule: RuleId };
}

/** The numbers of assistance requests are not documented: what they share, so that no word takes their place. */
const ASSISTANCE_NUMBER = /^(?=.*\d)[A-Z0-9][A-Z0-9/-]{2,19}$/;

interface Dated {
  readonly validFrom: Instant;
  readonly policy: AlertPolicy;
}

const from = (day: string): Instant => `${day}T00:00:00.000Z` as Instant;

/** Ascending by validity: a new circular is a new entry, never a change to an old one. */
const policies: Readonly<Record<System, readonly [Dated, ...Dated[]]>> = {
  'delta-x': [
    {
      validFrom: from('2013-01-01'),
      policy: {
        source: 'fr-delta-x/fiche-5',
        window: 24 * HOUR,
        windowRule: 'DX-24',
        easingRule: 'DX-24',
        ownOutage: { rule: 'DX-04', isNumber: ASSISTANCE_NUMBER },
      },
    },
  ],
  'ecs-bs': [
    {
      validFrom: from('2013-01-01'),
      policy: {
        source: 'fr-ecs-bs/fiche-9',
        window: 24 * HOUR,
        windowRule: 'EC-16',
        easingRule: 'EC-16',
        announcementRule: 'EC-03',
        ownOutage: { isNumber: ASSISTANCE_NUMBER },
      },
    },
  ],
  emcs: [
    {
      validFrom: from('2024-01-01'),
      policy: {
        source: 'be-emcs/2024-C-34',
        window: 0,
        windowRule: 'EM-21',
        plannedNotice: { least: 24 * HOUR, rule: 'EM-03' },
      },
    },
  ],
};

/** The policy in force at an instant (the earliest one for an instant before them all). */
export const alertPolicy = (system: System, at: Instant): AlertPolicy =>
  (policies[system].findLast((dated) => dated.validFrom <= at) ?? policies[system][0]).policy;

/** DX-24, EC-16, EM-21: elapsed hours on the UTC time line, from the end-of-alert message. */
export const deadlineOf = (system: System, endedAt: Instant): Instant =>
  plus(endedAt, alertPolicy(system, endedAt).window);
