import type { DomainEvent, Instant, Text } from '#libs/kernel';
import type { System } from '#libs/alert';

/** One line for each type of event of a union; the compiler sees that none is missing. */
export type Summaries<E extends DomainEvent> = {
  readonly [T in E['type']]: (data: Extract<E, { type: T }>['data']) => Text;
};

export const systemName: Readonly<Record<System, string>> = { 'delta-x': 'Delta X', 'ecs-bs': 'ECS-BS', emcs: 'EMCS' };

/** Said in each language in its own way. */
type Saying<Of> = Readonly<Record<keyof Text, (of: Of) => string>>;

const LOCALES: Readonly<Record<keyof Text, string>> = { en: 'en-GB', fr: 'fr-FR' };

/** The clock on the wall of the administrations that are told of: Paris and Brussels keep the same time. */
const ZONE = 'Europe/Paris';

const inBoth = <Of>(made: (locale: string) => (of: Of) => string): Saying<Of> => ({
  en: made(LOCALES.en),
  fr: made(LOCALES.fr),
});

/** "CET" or "CEST", which French gives no name of its own. */
const zoneName = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, timeZoneName: 'short' });
const zoneAt = (ms: number): string =>
  zoneName.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? ZONE;

const onTheWall = (options: Intl.DateTimeFormatOptions): Saying<Instant> =>
  inBoth((locale) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone: ZONE, hourCycle: 'h23', ...options });
    return (at) => `${format.format(Date.parse(at))} ${zoneAt(Date.parse(at))}`;
  });

/** "22 Nov 2026, 04:39 CET": minutes are enough for a line, the event itself has the milliseconds. */
export const minute = onTheWall({
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** "04:39:26 CET" */
export const clock = onTheWall({ hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** "1,250.00": an amount as the log holds it, a decimal in text. */
export const amount = inBoth<string>((locale) => {
  const format = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return (decimal) => (Number.isNaN(Number(decimal)) ? decimal : format.format(Number(decimal)));
});

export const perHour = (perSecond: number): string => String(Math.round(perSecond * 3600));
