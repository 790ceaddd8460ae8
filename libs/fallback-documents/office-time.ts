import { epochMs, instantOf, localTime, MINUTE, type Instant } from '#libs/kernel';

const two = (n: number): string => String(n).padStart(2, '0');

/** `02/03/2026` on the office's own calendar. */
export const officeDate = (at: Instant, zone: string): string => {
  const [year = '', month = '', day = ''] = localTime(at, zone).date.split('-');
  return `${day}/${month}/${year}`;
};

/** `09:00` on the office's own clock. */
export const officeHour = (at: Instant, zone: string): string => {
  const { minutes } = localTime(at, zone);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
};

/** `Europe/Paris, UTC+01:00`: the hour that comes twice in October is told apart by it. */
export const zoneName = (at: Instant, zone: string): string => {
  const wholeMinute = instantOf(Math.floor(epochMs(at) / MINUTE) * MINUTE);
  const { date, minutes } = localTime(wholeMinute, zone);
  const offset = (Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE - epochMs(wholeMinute)) / MINUTE;
  const size = Math.abs(offset);
  return `${zone}, UTC${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
};

/** `02/03/2026 09:00 (Europe/Paris, UTC+01:00)`. */
export const officeTime = (at: Instant, zone: string): string =>
  `${officeDate(at, zone)} ${officeHour(at, zone)} (${zoneName(at, zone)})`;
