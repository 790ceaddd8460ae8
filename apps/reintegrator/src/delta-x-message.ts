import { deltaXMessage } from '#libs/customs-gateway';
import { reintegrationContent, type Declaration, type DeclarationLodged } from '#libs/delta-x';

/** A declaration of which there is a paper. */
export type Lodged = Declaration & { readonly lodged: DeclarationLodged['data'] };

/** The bytes that go to Delta X: the same for the same declaration and message id, so that a repeat is a repeat. */
export const messageOf = (declaration: Lodged, messageId: string): string => {
  const { lodged, controlled, priors } = declaration;
  const lrn = priors.find(({ alertId }) => alertId === lodged.alertId)?.known.lrn;
  return deltaXMessage({ ...reintegrationContent(lodged, { controlled, lrn }), messageId });
};
