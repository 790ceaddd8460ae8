/** What the service does in the system, outside any message: each leaves a row of kind `act` in the ledger. */
export const ACTS = [
  'seeded',
  'state-set',
  'cancellation-requested',
  'cancellation-declined',
  'cancelled',
  'deleted',
  'selected-for-control',
  'released-after-control',
] as const;
export type Act = (typeof ACTS)[number];
