import type { DeclarationRow } from '../api/rows.js';

/** How an anticipated declaration's delay stands (DX-31); `undefined` for one that is not, or is settled. */
export type Delay = { readonly kind: 'left' | 'over'; readonly ms: number } | { readonly kind: 'unknown' };

export const delayOf = (row: Pick<DeclarationRow, 'anticipation' | 'known'>, nowMs: number): Delay | undefined => {
  if (row.anticipation?.status !== 'open') return undefined;
  const endsAt = row.anticipation.endsAt ?? row.known?.anticipationEndsAt;
  if (endsAt === undefined) return { kind: 'unknown' };
  const left = Date.parse(endsAt) - nowMs;
  return left > 0 ? { kind: 'left', ms: left } : { kind: 'over', ms: -left };
};
