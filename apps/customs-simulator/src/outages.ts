import { parseInstant, type Instant } from '#libs/kernel';

/** A spell in which the system is down, or has only a share of its capacity. Times are of the product's clock. */
export interface Outage {
  readonly kind: 'down' | 'brown-out';
  readonly from: Instant;
  /** Exclusive. Absent: until somebody ends it. */
  readonly until?: Instant;
  /** Of a brown-out: what is left of the capacity, above 0 and below 1. */
  readonly share?: number;
  /** Of a `down`: what `Retry-After` says, in the machine's seconds; worked out from `until` when absent. */
  readonly retryAfterSeconds?: number;
}

export interface Condition {
  readonly down: Outage | undefined;
  /** 1 when nothing is wrong; the smallest where brown-outs overlap. */
  readonly share: number;
}

const isIn = (outage: Outage, now: Instant): boolean =>
  outage.from <= now && (outage.until === undefined || now < outage.until);

export const conditionAt = (outages: readonly Outage[], now: Instant): Condition => {
  const current = outages.filter((o) => isIn(o, now));
  const shares = current.filter((o) => o.kind === 'brown-out').map((o) => o.share ?? 1);
  return { down: current.find((o) => o.kind === 'down'), share: Math.min(1, ...shares) };
};

/** Ends what is going on at this moment; what has ended stays, and what is planned comes as planned. */
export const endCurrent = (outages: readonly Outage[], now: Instant): readonly Outage[] =>
  outages.map((o) => (isIn(o, now) ? { ...o, until: now } : o));

const isInstant = (value: unknown): value is Instant => typeof value === 'string' && parseInstant(value) === value;

export const isOutage = (value: unknown): value is Outage => {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, from, until, share, retryAfterSeconds } = value as Partial<Record<keyof Outage, unknown>>;
  if (!isInstant(from) || !(until === undefined || (isInstant(until) && from < until))) return false;
  if (!(retryAfterSeconds === undefined || (Number.isInteger(retryAfterSeconds) && Number(retryAfterSeconds) >= 0)))
    return false;
  if (kind === 'down') return share === undefined;
  return kind === 'brown-out' && typeof share === 'number' && share > 0 && share < 1;
};
