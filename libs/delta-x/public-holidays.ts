import { plusDays } from '#libs/kernel';

/** Which days a French office keeps: the eleven of the code du travail (L3133-1), or those of Alsace and Moselle too. */
export const CALENDARS = ['FR', 'FR-alsace-moselle'] as const;
export type Calendar = (typeof CALENDARS)[number];

const FIXED = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'];
/** Days after Easter Sunday: Easter Monday, Ascension, Whit Monday. */
const MOVEABLE = [1, 39, 50];

/** Easter Sunday of the Gregorian calendar (the algorithm of Meeus, Jones and Butcher). */
const easterOf = (year: number): string => {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
};

/** Whether a day, `2026-05-14`, is a public holiday. */
export const isPublicHoliday = (date: string, calendar: Calendar): boolean => {
  if (FIXED.includes(date.slice(5))) return true;
  const easter = easterOf(Number(date.slice(0, 4)));
  if (MOVEABLE.some((days) => plusDays(easter, days) === date)) return true;
  return calendar === 'FR-alsace-moselle' && (date.endsWith('-12-26') || plusDays(easter, -2) === date);
};
