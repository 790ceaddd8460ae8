import { localTime, type Instant } from '#libs/kernel';
import { isPublicHoliday, type Calendar } from './public-holidays.js';

/** From and until, `08:30` and `12:00` by the office's own clock. */
export type OpeningHours = readonly (readonly [from: string, until: string])[];

/** An office of the administration as policy data: when it existed, and when it is open. */
export interface KnownOffice {
  readonly code: string;
  readonly name?: string | undefined;
  /** IANA name of its time zone. */
  readonly zone: string;
  readonly calendar: Calendar;
  /** By weekday, 1 for Monday; a day that is not named is closed. `always`: day and night, holidays too. */
  readonly hours: 'always' | Readonly<Partial<Record<number, OpeningHours>>>;
  readonly validFrom: Instant;
  readonly validUntil?: Instant | undefined;
}

export type OfficeRegister = readonly KnownOffice[];

const since = '2013-01-01T00:00:00.000Z' as Instant;
const weekdays: OpeningHours = [
  ['08:30', '12:00'],
  ['14:00', '17:30'],
];
const onWeekdays = { 1: weekdays, 2: weekdays, 3: weekdays, 4: weekdays, 5: weekdays };
const office = (code: string, name?: string, hours: KnownOffice['hours'] = onWeekdays): KnownOffice => ({
  code,
  ...(name === undefined ? {} : { name }),
  zone: 'Europe/Paris',
  calendar: 'FR',
  hours,
  validFrom: since,
});

/**
 * Offices to start with, at ordinary hours; a deployment loads the administration's list with each office's own
 * (`OFFICES`).
 */
export const STARTING_OFFICES: OfficeRegister = [
  office('FR000040'),
  office('FR000690', 'Brest'),
  office('FR001260', 'Dunkerque port', 'always'),
  office('FR002300', 'Le Havre port', 'always'),
  office('FR002650'),
  office('FR003370'),
  office('FR003800'),
];

/** The office of that code at an instant; `undefined` where there is none in the register. */
export const officeAt = (register: OfficeRegister, code: string, at: Instant): KnownOffice | undefined =>
  register.find((o) => o.code === code && o.validFrom <= at && (o.validUntil === undefined || at <= o.validUntil));

/** Whether an office does not exist: a French one that the register does not know. Others are known by their shape alone. */
export const isUnknownOffice = (register: OfficeRegister, code: string, at: Instant): boolean =>
  code.startsWith('FR') && officeAt(register, code, at) === undefined;

/** Whether the office of that code is open; one that is not in the register is not. */
export const isOfficeOpen = (register: OfficeRegister, code: string, at: Instant): boolean => {
  const known = officeAt(register, code, at);
  return known !== undefined && isOpen(known, at);
};

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** Whether an office is open at an instant, by its own clock and its public holidays (DX-14). */
export const isOpen = ({ zone, calendar, hours }: KnownOffice, at: Instant): boolean => {
  if (hours === 'always') return true;
  const { date, weekday, minutes } = localTime(at, zone);
  if (isPublicHoliday(date, calendar)) return false;
  return (hours[weekday] ?? []).some(([from, until]) => minutesOf(from) <= minutes && minutes < minutesOf(until));
};
