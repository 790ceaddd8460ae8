import { deltaXMessage, newLrnFor } from '#libs/customs-gateway';
import {
  deltaXPolicy,
  reintegrationContent,
  type Declaration,
  type DeclarationLodged,
  type DeltaXPolicy,
} from '#libs/delta-x';

/** A declaration of which there is a paper. */
export type Lodged = Declaration & { readonly lodged: DeclarationLodged['data'] };

/**
 * The declaration's LRN; or, where the policy says that none comes twice, a new one for what Delta X has seen under it
 * already: a first declaration before the outage, or a re-integration that was refused. `undefined` is the reference.
 */
const lrnOf = ({ lodged, priors, reintegration }: Lodged, { resendLrn }: DeltaXPolicy): string | undefined => {
  const first = priors.find(({ alertId }) => alertId === lodged.alertId);
  const submission = 'submission' in reintegration ? reintegration.submission : 1;
  if (resendLrn === 'same' || (first === undefined && submission === 1)) return first?.known.lrn;
  return newLrnFor(lodged.operator.eori, lodged.consignment.reference, submission);
};

/** The LRN that it goes under, where that is not its reference: kept in the log with the attempt (DX-29). */
export const lrnSent = (
  declaration: Lodged,
  policy: DeltaXPolicy = deltaXPolicy(declaration.lodged.lodgedAt),
): string | undefined => {
  const lrn = lrnOf(declaration, policy);
  return lrn === declaration.lodged.consignment.reference ? undefined : lrn;
};

/** The bytes that go to Delta X: the same for the same declaration and message id, so that a repeat is a repeat. */
export const messageOf = (
  declaration: Lodged,
  messageId: string,
  policy: DeltaXPolicy = deltaXPolicy(declaration.lodged.lodgedAt),
): string => {
  const { lodged, controlled } = declaration;
  const lrn = lrnOf(declaration, policy);
  return deltaXMessage({ ...reintegrationContent(lodged, { controlled, lrn }), messageId });
};
