import type { Language } from '../i18n/language.js';
import type { Zone } from './zones.js';

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr-FR' };
const NARROW_NO_BREAK = '\u202f';
const UNITS = { en: { d: 'd', h: 'h', min: 'min', s: 's' }, fr: { d: 'j', h: 'h', min: 'min', s: 's' } } as const;

const made = new Map<string, Intl.DateTimeFormat>();

const formatter = (language: Language, zone: Zone, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${language} ${zone} ${JSON.stringify(options)}`;
  const found = made.get(key);
  if (found) return found;
  const fresh = new Intl.DateTimeFormat(LOCALES[language], { timeZone: zone, hourCycle: 'h23', ...options });
  made.set(key, fresh);
  return fresh;
};

export const formatNumber = (n: number, language: Language): string =>
  new Intl.NumberFormat(LOCALES[language]).format(n);

const HOUR_FROM = 0.5;

/** "3%", "0.4%": of a share from 0 to 1, two digits. */
export const formatPercent = (share: number, language: Language): string =>
  new Intl.NumberFormat(LOCALES[language], { style: 'percent', maximumSignificantDigits: 2 }).format(share);

/** The unit in which a rate is read: per second, or per hour where that would be a small fraction. */
export const rateUnit = (
  perSecond: number,
): { readonly perSecond: number; readonly key: 'rate.perSecond' | 'rate.perHour' } =>
  perSecond >= HOUR_FROM ? { perSecond: 1, key: 'rate.perSecond' } : { perSecond: 3_600, key: 'rate.perHour' };

/** "0.61/s", "36/h": three digits, in the unit that suits it, or that suits `like`. */
export const formatRate = (perSecond: number, language: Language, like = perSecond): string => {
  const unit = rateUnit(like);
  const n = new Intl.NumberFormat(LOCALES[language], { maximumSignificantDigits: 3 }).format(
    perSecond * unit.perSecond,
  );
  return `${n}/${unit.perSecond === 1 ? 's' : 'h'}`;
};

/** "0,928": a decimal in text, with as many digits after the sign as it has. */
export const formatDecimal = (decimal: string, language: Language): string => {
  const digits = decimal.split('.')[1]?.length ?? 0;
  const exact = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(LOCALES[language], exact).format(Number(decimal));
};

/** "1,250.00 EUR": an amount as the log holds it, decimals in text. */
export const formatAmount = (amount: string, currency: string, language: Language): string => {
  const value = Number(amount);
  if (Number.isNaN(value)) return `${amount} ${currency}`;
  const two = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return `${new Intl.NumberFormat(LOCALES[language], two).format(value)}\u00a0${currency}`;
};

/** "03:40" */
export const formatTime = (ms: number, language: Language, zone: Zone): string =>
  formatter(language, zone, { hour: '2-digit', minute: '2-digit' }).format(ms);

/** "03:40:12" */
export const formatSeconds = (ms: number, language: Language, zone: Zone): string =>
  formatter(language, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(ms);

/** "03:40" on the same day, else with the day, and with the year where that is another. */
export const formatWhen = (ms: number, nowMs: number, language: Language, zone: Zone): string => {
  const day = (of: number, options: Intl.DateTimeFormatOptions): string =>
    formatter(language, zone, options).format(of);
  const full: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' };
  const time = formatTime(ms, language, zone);
  if (day(ms, full) === day(nowMs, full)) return time;
  const sameYear = day(ms, { year: 'numeric' }) === day(nowMs, { year: 'numeric' });
  return `${sameYear ? formatDay(ms, language, zone) : day(ms, full)} ${time}`;
};

/** "Sun 14 Mar" */
export const formatDay = (ms: number, language: Language, zone: Zone): string =>
  formatter(language, zone, { weekday: 'short', day: 'numeric', month: 'short' }).format(ms);

/** A Monday. */
const MONDAY = Date.UTC(2027, 0, 4, 12);

/** "Mon, Tue", of 1 for Monday to 7 for Sunday. */
export const formatWeekdays = (days: readonly number[], language: Language): string =>
  days
    .map((day) => formatter(language, 'Europe/Paris', { weekday: 'short' }).format(MONDAY + (day - 1) * 86_400_000))
    .join(', ');

/** "14 Mar 2027, 03:40:12" */
export const formatInstant = (ms: number, language: Language, zone: Zone): string =>
  formatter(language, zone, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(ms);

/** "Paris time, CET", with the name that the zone has at that instant. */
export const zoneName = (ms: number, language: Language, zone: Zone): string => {
  const parts = formatter(language, zone, { hour: '2-digit', timeZoneName: 'short' }).formatToParts(ms);
  const short = parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
  const city = zone === 'Europe/Paris' ? 'Paris' : language === 'fr' ? 'Bruxelles' : 'Brussels';
  return language === 'fr' ? `heure de ${city}, ${short}` : `${city} time, ${short}`;
};

/** "5 h 20 min", "2 d 3 h", "12 min", "40 s": the two largest units, never negative. */
export const formatDuration = (ms: number, language: Language): string => {
  const unit = UNITS[language];
  const seconds = Math.floor(Math.max(0, ms) / 1_000);
  const [d, h, min, s] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3_600) % 24,
    Math.floor(seconds / 60) % 60,
    seconds % 60,
  ];
  const say = (n: number, name: string): string => `${n}${NARROW_NO_BREAK}${name}`;
  if (d > 0) return h > 0 ? `${say(d, unit.d)} ${say(h, unit.h)}` : say(d, unit.d);
  if (h > 0) return min > 0 ? `${say(h, unit.h)} ${say(min, unit.min)}` : say(h, unit.h);
  return min > 0 ? say(min, unit.min) : say(s, unit.s);
};

/** "05:20:09", hours going past 24: a clock that counts down to the second. */
export const formatCountdown = (ms: number): string => {
  const seconds = Math.floor(Math.abs(ms) / 1_000);
  const two = (n: number): string => String(n).padStart(2, '0');
  const shown = `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return ms < 0 ? `−${shown}` : shown;
};
