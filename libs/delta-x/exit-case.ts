import type { Instant, RuleId } from '#libs/kernel';
import type { Form } from './circumstances.js';
import { deltaXPolicy } from './delta-x.policy.js';

/** The paper that bears the mark which certifies exit. */
export const EXIT_DOCUMENTS = ['manifest-copy', 'dau-copy-3', 'records-extract'] as const;
export type ExitDocument = (typeof EXIT_DOCUMENTS)[number];

export const EXIT_PROOFS = ['release-stamp', 'visa'] as const;
export type ExitProofKind = (typeof EXIT_PROOFS)[number];

/** What certifies that goods left, and on which paper. */
export interface ExitCase {
  readonly through: 'france' | 'member-state';
  readonly certifiedBy: ExitProofKind;
  readonly on: ExitDocument;
  readonly rule: RuleId;
}

/** What the case turns on. */
export interface Leaving {
  readonly form?: Form | undefined;
  readonly officeOfExit: string;
  readonly transit?: boolean | undefined;
  readonly singleTransportContract?: boolean | undefined;
  readonly lodgedAt: Instant;
}

const documentOf: Readonly<Record<Form, ExitDocument>> = {
  manifest: 'manifest-copy',
  dau: 'dau-copy-3',
  records: 'records-extract',
};

/**
 * DX-16, DX-17: the four cases. Under transit or a single transport contract from release on, the release stamp
 * certifies exit; else the visa of the office of exit does, on a copy of the manifest or on the DAU endorsed before.
 */
export const exitCase = (leaving: Leaving): ExitCase => {
  const { form = 'manifest', officeOfExit, transit = false, singleTransportContract = false, lodgedAt } = leaving;
  const french = deltaXPolicy(lodgedAt).manifestExits.includes(officeOfExit.slice(0, 2));
  return {
    through: french ? 'france' : 'member-state',
    certifiedBy: transit || singleTransportContract ? 'release-stamp' : 'visa',
    on: documentOf[form],
    rule: french ? 'DX-16' : 'DX-17',
  };
};
