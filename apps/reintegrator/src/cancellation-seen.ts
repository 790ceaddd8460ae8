import type { HeldDeclaration } from '#libs/customs-gateway';
import type { ConfirmCancellation, DeclarationRow, RefuseCancellation } from '#libs/delta-x';
import { latest, type Instant } from '#libs/kernel';

/** What Delta X was seen to say of the first declaration: a fact to record, or nothing yet. */
export type Seen =
  | { readonly kind: 'fact'; readonly command: ConfirmCancellation | RefuseCancellation; readonly at: Instant }
  | { readonly kind: 'stands' }
  /** It is not among what Delta X holds: a person must look, nothing is concluded. */
  | { readonly kind: 'not-found' };

const OVER = ['cancelled', 'deleted'] as const;
const WITH_BAE: readonly HeldDeclaration['state'][] = ['bae-prov', 'bae-def'];

/** By the number that the operator's list gave; without one, the one that was there before any re-integration. */
const firstOf = (declarations: readonly HeldDeclaration[], number: string | undefined): HeldDeclaration | undefined => {
  if (number !== undefined) return declarations.find((d) => d.number === number);
  const before = declarations.filter((d) => d.state !== 'reintegrated');
  // Where several came before, the one that still stands is what a paper one would double.
  return before.find((d) => d.state !== 'cancelled' && d.state !== 'deleted') ?? before.at(-1);
};

const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);

/**
 * DX-29: whether the first one is gone, in Delta X's own words; or that the service has said no, or can't say yes any
 * more. The same answer gives the same fact, whoever asks and when.
 * @param now the two systems' clocks may differ: nothing is recorded as later than this
 */
export const seenOf = (
  declarations: readonly HeldDeclaration[],
  cancellation: NonNullable<DeclarationRow['cancellation']>,
  now: Instant,
): Seen => {
  const first = firstOf(declarations, cancellation.first.number);
  if (!first) return { kind: 'not-found' };
  const { number, state, cancellationDeclined } = first;
  const since = earlier(first.since, now);
  const outcome = OVER.find((over) => over === state);
  if (outcome !== undefined) {
    const evidence = `Delta X: ${number} ${outcome} ${first.since}`;
    const command = { type: 'ConfirmCancellation', by: 'enquiry', outcome, confirmedAt: since, evidence, now } as const;
    return { kind: 'fact', at: since, command };
  }
  if (WITH_BAE.includes(state)) {
    const reason = `Delta X: ${number} ${state} ${first.since}`;
    // It may have had its BAE before it was asked for: the answer is no from then on.
    const refusedAt = latest(since, cancellation.requestedAt ?? since);
    const command = { type: 'RefuseCancellation', because: 'has-bae', reason, refusedAt, now } as const;
    return { kind: 'fact', at: refusedAt, command };
  }
  // A no that is older than the request that is waiting was the answer to another one.
  if (!cancellationDeclined || cancellationDeclined.at < (cancellation.requestedAt ?? '')) return { kind: 'stands' };
  const { reason } = cancellationDeclined;
  const refusedAt = earlier(cancellationDeclined.at, now);
  const because = state === 'under-control' ? 'under-control' : 'other';
  return { kind: 'fact', at: refusedAt, command: { type: 'RefuseCancellation', because, reason, refusedAt, now } };
};
