import type { System } from '../api/rows.js';

export type Zone = 'Europe/Paris' | 'Europe/Brussels';

/** A deadline is read in the time zone of the administration that set it. */
export const zoneOf = (system: System): Zone => (system === 'emcs' ? 'Europe/Brussels' : 'Europe/Paris');

const wallClock = new Map<Zone, Intl.DateTimeFormat>();

const wallParts = (zone: Zone): Intl.DateTimeFormat => {
  const found = wallClock.get(zone);
  if (found) return found;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  wallClock.set(zone, made);
  return made;
};

/** Milliseconds by which the zone's wall clock is ahead of UTC at an instant. */
export const offsetAt = (ms: number, zone: Zone): number => {
  const part: Record<string, string> = {};
  for (const { type, value } of wallParts(zone).formatToParts(ms)) part[type] = value;
  const wall = Date.UTC(
    Number(part['year']),
    Number(part['month']) - 1,
    Number(part['day']),
    Number(part['hour']),
    Number(part['minute']),
    Number(part['second']),
  );
  return wall - Math.floor(ms / 1_000) * 1_000;
};

/** "2027-03-14T03:40:12" as `<input type=datetime-local>` shows it, on the zone's wall clock. */
export const toWallClock = (ms: number, zone: Zone): string =>
  new Date(ms + offsetAt(ms, zone)).toISOString().slice(0, 19);

/** The instant at which the zone's wall clock reads `text`; `undefined` for no date. In the repeated hour, the first. */
export const fromWallClock = (text: string, zone: Zone): number | undefined => {
  const wall = Date.parse(`${text}Z`);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) || Number.isNaN(wall)) return undefined;
  const guess = wall - offsetAt(wall, zone);
  const candidates = [guess - 3_600_000, guess, guess + 3_600_000];
  return candidates.find((ms) => ms + offsetAt(ms, zone) === wall) ?? guess;
};
