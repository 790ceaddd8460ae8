import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { earliest, epochMs, HOUR, instant, instantOf, latest, msBetween, parseInstant, plus } from './instant.js';

const LAST = Date.parse('9999-12-31T23:59:59.999Z');
const anyMs = fc.integer({ min: 0, max: LAST });

describe('parseInstant', () => {
  it.each([
    ['2026-03-29T01:30:00Z', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29T01:30Z', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29T03:30:00+02:00', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29T03:30:00+0200', '2026-03-29T01:30:00.000Z'],
    ['2026-01-01T00:30:00+01:00', '2025-12-31T23:30:00.000Z'],
    ['2026-03-29T01:30:00.123456789Z', '2026-03-29T01:30:00.123Z'],
    ['2026-03-29T01:30:00.9999Z', '2026-03-29T01:30:00.999Z'],
    ['2024-02-29T12:00:00Z', '2024-02-29T12:00:00.000Z'],
    ['2026-12-31T24:00:00Z', '2027-01-01T00:00:00.000Z'],
  ])('reads %s as %s', (text, expected) => {
    expect(parseInstant(text)).toBe(expected);
    expect(instant(text)).toBe(expected);
  });

  it.each([
    ['no offset', '2026-03-29T01:30:00'],
    ['a day alone', '2026-03-29'],
    ['the 30th of February', '2026-02-30T12:00:00Z'],
    ['the 29th of February of a common year', '2026-02-29T12:00:00Z'],
    ['the 31st of April', '2026-04-31T12:00:00Z'],
    ['a 13th month', '2026-13-01T12:00:00Z'],
    ['month 0', '2026-00-01T12:00:00Z'],
    ['day 0', '2026-01-00T12:00:00Z'],
    ['hour 25', '2026-01-01T25:00:00Z'],
    ['minute 60', '2026-01-01T12:60:00Z'],
    ['a leap second', '2026-12-31T23:59:60Z'],
    ['an offset of 25 hours', '2026-01-01T12:00:00+25:00'],
    ['a space for the T', '2026-01-01 12:00:00Z'],
    ['white space around it', ' 2026-01-01T12:00:00Z'],
    ['a second line', '2026-01-01T12:00:00Z\n'],
    ['ten decimals', '2026-01-01T12:00:00.1234567890Z'],
    ['a year of six digits', '+012026-01-01T12:00:00Z'],
    ['a French date', '01/03/2026 12:00'],
    ['words', 'now'],
    ['nothing', ''],
  ])('refuses %s', (_what, text) => {
    expect(parseInstant(text)).toBeUndefined();
    expect(() => instant(text)).toThrow(RangeError);
  });

  it('refuses what would leave the years of four digits, which sort as text', () => {
    expect(parseInstant('9999-12-31T23:59:59-01:00')).toBeUndefined();
    expect(parseInstant('0000-01-01T00:00:00+01:00')).toBeUndefined();
    expect(parseInstant('9999-12-31T23:59:59Z')).toBe('9999-12-31T23:59:59.000Z');
  });

  it('gives back every instant that it wrote', () => {
    fc.assert(fc.property(anyMs, (ms) => epochMs(instant(instantOf(ms))) === ms));
  });

  it('reads the same instant in any offset', () => {
    const offset = fc.record({ sign: fc.constantFrom(1, -1), h: fc.nat(14), m: fc.nat(59) });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), offset, (ms, { sign, h, m }) => {
        const local = new Date(ms + sign * (h * 60 + m) * 60_000).toISOString().slice(0, -1);
        const two = (n: number): string => String(n).padStart(2, '0');
        expect(parseInstant(`${local}${sign > 0 ? '+' : '-'}${two(h)}:${two(m)}`)).toBe(instantOf(ms));
      }),
    );
  });
});

describe('instants', () => {
  it('sort as text as they sort in time', () => {
    fc.assert(fc.property(anyMs, anyMs, (a, b) => Math.sign(a - b) === compare(instantOf(a), instantOf(b))));
  });

  it('differ by elapsed time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: -1e11, max: 1e11 }), (ms, by) => {
        fc.pre(ms + by >= 0);
        expect(msBetween(instantOf(ms), plus(instantOf(ms), by))).toBe(by);
      }),
    );
  });

  it('24 hours are 24 hours on the night when clocks go forward, and back', () => {
    const hourOf = (at: string): string =>
      new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', hour: '2-digit', minute: '2-digit' }).format(
        new Date(at),
      );
    const spring = instant('2026-03-28T20:00:00+01:00');
    expect(hourOf(plus(spring, 24 * HOUR))).toBe('21:00');
    const autumn = instant('2026-10-24T20:00:00+02:00');
    expect(hourOf(plus(autumn, 24 * HOUR))).toBe('19:00');
  });

  it('earliest and latest', () => {
    const [a, b] = [instantOf(1), instantOf(2)];
    expect([earliest(a, b), earliest(b, a), latest(a, b), latest(b, a), latest(a, a)]).toEqual([a, a, b, b, a]);
  });
});

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
