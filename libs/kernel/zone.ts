import { instantOf, epochMs, HOUR, type Instant } from './instant.js';

/** What the clock on the wall and the calendar beside it say. */
export interface LocalTime {
  /** `2026-03-02` */
  readonly date: string;
  /** 1 for Monday to 7 for Sunday, as ISO 8601 counts. */
  readonly weekday: number;
  /** Minutes since midnight, as the clock shows them. */
  readonly minutes: number;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(zone, made);
  return made;
};

/**
 * The local time of an instant.
 * @param zone an IANA name, `Europe/Paris`
 * @throws RangeError for a zone that nobody knows
 */
export const localTime = (at: Instant, zone: string): LocalTime => {
  const parts: Record<string, string> = {};
  for (const { type, value } of formatOf(zone).formatToParts(epochMs(at))) parts[type] = value;
  const date = `${parts['year'] ?? ''}-${parts['month'] ?? ''}-${parts['day'] ?? ''}`;
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return {
    date,
    weekday: weekday === 0 ? 7 : weekday,
    minutes: Number(parts['hour']) * 60 + Number(parts['minute']),
  };
};

/** Whether a text is a day of the calendar, `2026-02-28`. */
export const isDate = (text: string): boolean => {
  if (!DATE.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
};

/** The day after, or so many days after (or before). */
export const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 24 * HOUR).toISOString().slice(0, 10);

/** The first instant of a day in a zone. @throws RangeError for what is no day */
export const startOfDay = (date: string, zone: string): Instant => {
  if (!isDate(date)) throw new RangeError(`not a day: ${date}`);
  const utc = Date.parse(`${date}T00:00:00Z`);
  // No zone is more than 14 hours from UTC: the day's first quarter of an hour is among these.
  for (let ms = utc - 14 * HOUR; ms <= utc + 14 * HOUR; ms += HOUR / 4) {
    if (localTime(instantOf(ms), zone).date === date) return instantOf(ms);
  }
  throw new RangeError(`${date} does not exist in ${zone}`);
};

/** The last millisecond of a day in a zone: what is due "on" that day is due by then. */
export const endOfDay = (date: string, zone: string): Instant =>
  instantOf(epochMs(startOfDay(plusDays(date, 1), zone)) - 1);
