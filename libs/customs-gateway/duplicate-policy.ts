import type { Refused } from './customs-gateway.port.js';
import { CUSTOMS_REFUSAL } from './refusal-codes.js';

/**
 * What a refusal says about doubles. `duplicateMessage` (26): the message id is known, with other content.
 * `duplicateReference` (91): another message was accepted for the declaration. Both are settled by asking the system
 * what it holds, never by sending under a new id.
 */
export const duplicatePolicy = (
  refused: Refused,
): 'enquire-by-message-id' | 'enquire-by-reference' | 'no-duplicate' => {
  if (refused.code === CUSTOMS_REFUSAL.duplicateMessage) return 'enquire-by-message-id';
  return refused.code === CUSTOMS_REFUSAL.duplicateReference ? 'enquire-by-reference' : 'no-duplicate';
};
