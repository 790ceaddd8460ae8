import { deltaXMessage } from '#libs/customs-gateway';
import { reintegrationContent, type DeclarationLodged } from '#libs/delta-x';

/** The bytes that go to Delta X: the same for the same declaration and message id, so that a repeat is a repeat. */
export const messageOf = (lodged: DeclarationLodged['data'], messageId: string): string =>
  deltaXMessage({ ...reintegrationContent(lodged), messageId });
