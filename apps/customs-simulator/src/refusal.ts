import type { EarlierAcceptance } from '#libs/customs-gateway';
import type { RuleId } from '#libs/kernel';

export interface RefusalVerdict {
  readonly accepted: false;
  readonly code: string;
  readonly rule?: RuleId;
  /** French, then English, as in the real system's bilingual notices. */
  readonly reason: string;
  readonly field?: string;
  readonly first?: EarlierAcceptance;
}

/** @param field path of the element below the root */
export const refused = (code: string, rule: RuleId, field: string, reason: string): RefusalVerdict => ({
  accepted: false,
  code,
  rule,
  field: `/reintegration/${field}`,
  reason,
});
