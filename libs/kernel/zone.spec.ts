import { describe, expect, it } from 'vitest';
import { instant } from './instant.js';
import { endOfDay, isDate, localTime, plusDays, startOfDay } from './zone.js';

describe('local time', () => {
  it('is what the clock on the wall shows, across a clock change', () => {
    expect(localTime(instant('2026-03-02T08:30:00Z'), 'Europe/Paris')).toEqual({
      date: '2026-03-02',
      weekday: 1,
      minutes: 570,
    });
    expect(localTime(instant('2026-03-29T00:59:00Z'), 'Europe/Paris').minutes).toBe(119);
    expect(localTime(instant('2026-03-29T01:00:00Z'), 'Europe/Paris').minutes).toBe(180);
    expect(localTime(instant('2026-03-01T23:30:00Z'), 'Europe/Paris')).toMatchObject({
      date: '2026-03-02',
      weekday: 1,
    });
    expect(localTime(instant('2026-03-01T22:59:00Z'), 'Europe/Paris')).toMatchObject({ weekday: 7, minutes: 1439 });
  });

  it('gives a day its first and its last instant, in any zone', () => {
    expect(startOfDay('2026-03-29', 'Europe/Paris')).toBe('2026-03-28T23:00:00.000Z');
    expect(endOfDay('2026-03-29', 'Europe/Paris')).toBe('2026-03-29T21:59:59.999Z');
    expect(endOfDay('2026-10-25', 'Europe/Paris')).toBe('2026-10-25T22:59:59.999Z');
    expect(startOfDay('2026-01-01', 'America/Cayenne')).toBe('2026-01-01T03:00:00.000Z');
    expect(endOfDay('2026-12-31', 'Indian/Reunion')).toBe('2026-12-31T19:59:59.999Z');
  });

  it('knows the days of the calendar', () => {
    expect(['2026-02-28', '2028-02-29'].every(isDate)).toBe(true);
    expect(['2026-02-29', '2026-13-01', '2026-1-1', 'today', ''].some(isDate)).toBe(false);
    expect(plusDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(plusDays('2026-03-01', -3)).toBe('2026-02-26');
    expect(() => startOfDay('2026-02-30', 'Europe/Paris')).toThrow(RangeError);
  });
});
