declare const instantBrand: unique symbol;

/** A point on the UTC time line, ISO 8601 with milliseconds and `Z`: sorts as text, survives JSON unchanged. */
export type Instant = string & { readonly [instantBrand]: true };

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

const FIRST = Date.parse('0000-01-01T00:00:00.000Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');

/** An ISO 8601 date-time must say its offset: "10:00" alone is an instant in no particular office. */
const ISO_WITH_OFFSET = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;

/** @param ms milliseconds since 1970-01-01T00:00Z */
export const instantOf = (ms: number): Instant => new Date(ms).toISOString() as Instant;

/** @throws RangeError when the text is no date-time with an offset, or no such day exists */
export const instant = (text: string): Instant => {
  const parsed = parseInstant(text);
  if (parsed === undefined) throw new RangeError(`not an ISO 8601 date-time with an offset: ${text}`);
  return parsed;
};

/** As `instant`, with `undefined` in place of the error. */
export const parseInstant = (text: string): Instant | undefined => {
  if (!ISO_WITH_OFFSET.test(text)) return undefined;
  const ms = Date.parse(text);
  // Outside these years the text gets a sign and six digits, and no longer sorts as text.
  if (Number.isNaN(ms) || ms < FIRST || ms > LAST) return undefined;
  const day = Number(text.slice(8, 10));
  const daysInMonth = new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0)).getUTCDate();
  return day > daysInMonth ? undefined : instantOf(ms);
};

/** Milliseconds since 1970-01-01T00:00Z. */
export const epochMs = (at: Instant): number => Date.parse(at);

/** Elapsed time, never calendar time: 24 hours are 24 hours across a clock change. */
export const plus = (at: Instant, ms: number): Instant => instantOf(epochMs(at) + ms);

/** Milliseconds from `a` to `b`; negative when `b` is earlier. */
export const msBetween = (a: Instant, b: Instant): number => epochMs(b) - epochMs(a);

export const earliest = (a: Instant, b: Instant): Instant => (a <= b ? a : b);
export const latest = (a: Instant, b: Instant): Instant => (a >= b ? a : b);
