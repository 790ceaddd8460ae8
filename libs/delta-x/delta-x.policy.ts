import type { Instant } from '#libs/kernel';

/** What a procedure needs beside the form, one of these codes (TARIC documents), and in which procedures. */
export interface NeededDocument {
  /** Matches the four digits of the procedure requested. */
  readonly procedures: RegExp;
  readonly oneOf: readonly string[];
}

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
  /** The special mention of a physical control, and whether it stands beside the fallback's or in its place (DX-33). */
  readonly controlMention: { readonly code: string; readonly place: 'beside' | 'instead' };
  /** Countries of the office of exit for which a manifest may be used (DX-01). */
  readonly manifestExits: readonly string[];
  /** Countries through which goods leave the Union's customs territory: the DAU E/S covers them (DX-02). */
  readonly unionExits: readonly string[];
  /** Kinds of authorised operators that may enter goods in their records (DX-12). */
  readonly aeoKinds: readonly string[];
  /** Documents of the procedure that go with a DAU (DX-05). */
  readonly neededDocuments: readonly NeededDocument[];
  /** Days before the DCG's validation date in which an outage moves that date (DX-32). */
  readonly dcgDays: number;
  /** The local reference number of what is sent again: national practice differs by incident. */
  readonly resendLrn: 'same' | 'new';
  /** The time zone of dates without an hour. */
  readonly zone: string;
}

const MEMBER_STATES = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI EL'.split(
  ' ',
);

const policies: readonly [{ readonly validFrom: Instant; readonly policy: DeltaXPolicy }] = [
  {
    validFrom: '2013-01-01T00:00:00.000Z' as Instant,
    policy: {
      source: 'fr-delta-x/fiche-5',
      evnUpToEur: '22',
      cn8AboveEur: '1000',
      administrationAlert: 'Alerte CID',
      fallbackMention: '50000',
      controlMention: { code: '52000', place: 'beside' },
      manifestExits: ['FR'],
      unionExits: MEMBER_STATES,
      aeoKinds: ['OEA-C', 'OEA-F'],
      neededDocuments: [
        // An invoice, commercial or pro forma.
        { procedures: /^/, oneOf: ['N380', 'N325'] },
        // The authorisation of outward and of inward processing.
        { procedures: /^2[12]/, oneOf: ['C019'] },
        { procedures: /^3151/, oneOf: ['C601'] },
      ],
      dcgDays: 3,
      resendLrn: 'same',
      zone: 'Europe/Paris',
    },
  },
];

/** The policy in force at an instant (the earliest one for an instant before them all). */
export const deltaXPolicy = (at: Instant): DeltaXPolicy =>
  (policies.findLast((dated) => dated.validFrom <= at) ?? policies[0]).policy;
