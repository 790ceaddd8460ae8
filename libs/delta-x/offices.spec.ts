import { describe, expect, it } from 'vitest';
import { instant } from '#libs/kernel';
import { isOpen, isUnknownOffice, officeAt, STARTING_OFFICES, type KnownOffice } from './offices.js';
import { isPublicHoliday } from './public-holidays.js';

const known = (code: string): KnownOffice => {
  const found = officeAt(STARTING_OFFICES, code, instant('2026-03-02T09:00:00Z'));
  if (!found) throw new Error(`no office ${code}`);
  return found;
};

describe('the public holidays of France', () => {
  it('are eleven, three of which move with Easter', () => {
    const year = (n: number): string[] =>
      Array.from({ length: 366 }, (_, i) => new Date(Date.UTC(n, 0, 1 + i)).toISOString().slice(0, 10)).filter(
        (date) => date.startsWith(String(n)) && isPublicHoliday(date, 'FR'),
      );
    expect(year(2026)).toEqual([
      '2026-01-01',
      '2026-04-06',
      '2026-05-01',
      '2026-05-08',
      '2026-05-14',
      '2026-05-25',
      '2026-07-14',
      '2026-08-15',
      '2026-11-01',
      '2026-11-11',
      '2026-12-25',
    ]);
    expect(year(2027)).toEqual(expect.arrayContaining(['2027-03-29', '2027-05-06', '2027-05-17']));
  });

  it('are two more in Alsace and Moselle', () => {
    expect(isPublicHoliday('2026-04-03', 'FR-alsace-moselle')).toBe(true);
    expect(isPublicHoliday('2026-12-26', 'FR-alsace-moselle')).toBe(true);
    expect(isPublicHoliday('2026-12-26', 'FR')).toBe(false);
  });
});

describe('an office', () => {
  it('is open at its hours, by its own clock', () => {
    const at = (text: string): boolean => isOpen(known('FR002650'), instant(text));
    expect(at('2026-03-02T07:30:00Z')).toBe(true);
    expect(at('2026-03-02T07:29:00Z')).toBe(false);
    expect(at('2026-03-02T11:00:00Z')).toBe(false);
    expect(at('2026-07-01T06:30:00Z')).toBe(true);
    expect(at('2026-03-07T09:00:00Z')).toBe(false);
  });

  it('is closed on a public holiday, unless it never closes', () => {
    const ascension = instant('2026-05-14T08:00:00Z');
    expect(isOpen(known('FR002650'), ascension)).toBe(false);
    expect(isOpen(known('FR002300'), ascension)).toBe(true);
    expect(isOpen(known('FR002300'), instant('2026-05-14T02:00:00Z'))).toBe(true);
  });

  it('is known for as long as it exists; foreign ones by their shape alone', () => {
    const [first] = STARTING_OFFICES;
    if (!first) throw new Error('no office');
    const closed = [{ ...first, validUntil: instant('2025-12-31T23:00:00Z') }];
    const now = instant('2026-03-02T09:00:00Z');
    expect(isUnknownOffice(STARTING_OFFICES, first.code, now)).toBe(false);
    expect(isUnknownOffice(closed, first.code, now)).toBe(true);
    expect(isUnknownOffice(STARTING_OFFICES, 'FR999999', now)).toBe(true);
    expect(isUnknownOffice(STARTING_OFFICES, 'BE000001', now)).toBe(false);
  });
});
