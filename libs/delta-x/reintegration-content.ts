import type { DeclarationLodged } from './delta-x.events.js';
import { deltaXPolicy } from './delta-x.policy.js';

/** The content of a re-integrated declaration, whatever message carries it. */
export type ReintegrationContent = ReturnType<typeof reintegrationContent>;

/**
 * What is sent of a declaration lodged on paper: validated, never anticipated (DX-26); with mention 50000 and the real
 * date of clearance, the paper's (DX-27); and the data as lodged, whatever is known by now (DX-28).
 */
export const reintegrationContent = (lodged: DeclarationLodged['data']) => {
  const { fallbackMention } = deltaXPolicy(lodged.lodgedAt);
  const { reference, cn8, ...consignment } = lodged.consignment;
  return {
    mode: 'validated' as const,
    kind: lodged.kind,
    operator: lodged.operator,
    reference,
    lrn: reference,
    officeOfClearance: lodged.officeOfClearance,
    officeOfExit: lodged.officeOfExit,
    clearedAt: lodged.lodgedAt,
    clearanceBasis: 'paper' as const,
    mentions: lodged.mentions.includes(fallbackMention) ? lodged.mentions : [fallbackMention, ...lodged.mentions],
    assistance: lodged.assistance,
    consignment: { ...consignment, ...(cn8 === undefined ? {} : { cn8 }) },
  };
};
