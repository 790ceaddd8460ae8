import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMrn, makeMrn, mrnCheckDigit } from './mrn.js';

const serials = fc.bigInt({ min: 0n, max: 999_999_999_999n });
const years = fc.integer({ min: 2000, max: 2099 });
const countries = fc.stringMatching(/^[A-Z]{2}$/);

/** The table of ISO 6346, written out by hand: the oracle for the arithmetic. */
const TABLE: Record<string, number> = {
  A: 10,
  B: 12,
  C: 13,
  D: 14,
  E: 15,
  F: 16,
  G: 17,
  H: 18,
  I: 19,
  J: 20,
  K: 21,
  L: 23,
  M: 24,
  N: 25,
  O: 26,
  P: 27,
  Q: 28,
  R: 29,
  S: 30,
  T: 31,
  U: 32,
  V: 34,
  W: 35,
  X: 36,
  Y: 37,
  Z: 38,
};
const byTable = (body: string): string => {
  const sum = Array.from(body).reduce((s, c, i) => s + BigInt(TABLE[c] ?? Number(c)) * 2n ** BigInt(i), 0n);
  return String((sum % 11n) % 10n);
};

describe('the check digit of an MRN', () => {
  it('is that of ISO 6346 for a known container number', () => {
    expect(mrnCheckDigit('CSQU305438')).toBe('3');
  });

  it('agrees with the written-out table on every body', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z]{1,40}$/), (body) => {
        expect(mrnCheckDigit(body)).toBe(byTable(body));
      }),
    );
  });

  it('refuses what is no letter or digit', () => {
    for (const body of ['', 'é', '24fr', '24FR 1']) expect(() => mrnCheckDigit(body)).toThrow(RangeError);
  });
});

describe('an MRN', () => {
  it('made here is well formed, and different for a different serial', () => {
    fc.assert(
      fc.property(years, countries, serials, serials, (year, country, a, b) => {
        const mrn = makeMrn(year, country, a);
        expect(mrn).toHaveLength(18);
        expect(isMrn(mrn)).toBe(true);
        expect(mrn === makeMrn(year, country, b)).toBe(a === b);
      }),
    );
  });

  it('is caught when one character is mistyped, but for the pairs that the modulus can not tell apart', () => {
    const mrn = makeMrn(2026, 'FR', 123_456_789);
    for (let i = 4; i < 16; i++) {
      const digit = Number(mrn[i]);
      const typed = mrn.slice(0, i) + String((digit + 1) % 10) + mrn.slice(i + 1);
      const collides = byTable(typed.slice(0, -1)) === mrn.at(-1);
      expect(isMrn(typed)).toBe(collides);
    }
    expect(isMrn(mrn.slice(0, -1) + String((Number(mrn.at(-1)) + 1) % 10))).toBe(false);
  });

  it('is never a text of another shape', () => {
    for (const text of ['', '26FR0000000000A1', makeMrn(2026, 'FR', 1).toLowerCase(), `${makeMrn(2026, 'FR', 1)}\n`]) {
      expect(isMrn(text)).toBe(false);
    }
  });

  it('is not made from nonsense', () => {
    expect(() => makeMrn(26, 'FR', 1)).toThrow(RangeError);
    expect(() => makeMrn(2026, 'France', 1)).toThrow(RangeError);
    expect(() => makeMrn(2026, 'FR', 1_000_000_000_000)).toThrow(RangeError);
    expect(() => makeMrn(2026, 'FR', -1)).toThrow(RangeError);
  });
});
