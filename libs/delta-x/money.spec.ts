import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STARTING_RATES } from './customs-rates.js';
import { eurMicros, eurText, exceedsEur, micros } from './money.js';

const [{ rates: RATES }] = STARTING_RATES;

const decimal = fc
  .tuple(fc.nat(10 ** 9), fc.nat(6))
  .chain(([whole, places]) =>
    fc.stringMatching(new RegExp(`^\\d{${places}}$`)).map((part) => (part === '' ? String(whole) : `${whole}.${part}`)),
  );

/** Sums digit by digit, as on paper: no number that floats. */
const onPaper = (decimal: string): { digits: bigint; places: number } => {
  const [whole = '', part = ''] = decimal.split('.');
  return { digits: BigInt(whole + part), places: part.length };
};

describe('money', () => {
  it.each([
    ['0', 0n],
    ['22', 22_000_000n],
    ['22.00', 22_000_000n],
    ['22.01', 22_010_000n],
    ['0.000001', 1n],
    ['9999999999999.999999', 9_999_999_999_999_999_999n],
    ['007.50', 7_500_000n],
  ])('%s is exact', (text, expected) => {
    expect(micros(text)).toBe(expected);
  });

  it.each([
    '',
    '.5',
    '5.',
    '1,5',
    '1 000',
    '1e3',
    '-1',
    '+1',
    '0x10',
    'NaN',
    '1.1234567',
    '12345678901234',
    '١٢',
    '5\n',
  ])('%j is no amount', (text) => {
    expect(micros(text)).toBeUndefined();
  });

  it('has no cent that floats: 0.1 + 0.2 is 0.3, and 4.35 is 435 cents', () => {
    expect((micros('0.1') ?? 0n) + (micros('0.2') ?? 0n)).toBe(micros('0.3'));
    expect(micros('4.35')).toBe(4_350_000n);
    expect(eurText(micros('1005.005') ?? 0n)).toBe('1005.005');
  });

  it('in EUR is the amount itself', () => {
    fc.assert(fc.property(decimal, (text) => eurMicros(text, 'EUR', {}) === micros(text)));
  });

  it('exceeds a threshold exactly when the product of amount and rate does', () => {
    const currency = fc.constantFrom(...Object.keys(RATES));
    fc.assert(
      fc.property(decimal, currency, fc.constantFrom('22', '1000'), (amount, code, threshold) => {
        const [a, r] = [onPaper(amount), onPaper(RATES[code] ?? '')];
        const exceeds = a.digits * r.digits > BigInt(threshold) * 10n ** BigInt(a.places + r.places);
        expect(exceedsEur(eurMicros(amount, code, RATES) ?? -1n, threshold)).toBe(exceeds);
      }),
      { numRuns: 1_000 },
    );
  });

  it('sees what exceeds by less than a millionth', () => {
    // 22 / 0.005590 = 3935.599284...: 3935.5993 JPY are 22.000000087 EUR.
    expect(exceedsEur(eurMicros('3935.5993', 'JPY', RATES) ?? 0n, '22')).toBe(true);
    expect(exceedsEur(eurMicros('3935.5992', 'JPY', RATES) ?? 0n, '22')).toBe(false);
  });

  it('has no value without a rate', () => {
    expect(eurMicros('10', 'USD', {})).toBeUndefined();
    expect(eurMicros('10', 'USD', { USD: '0' })).toBeUndefined();
    expect(eurMicros('10', 'USD', { USD: 'about 0.9' })).toBeUndefined();
    expect(eurMicros('ten', 'EUR', {})).toBeUndefined();
    for (const name of ['constructor', '__proto__', 'toString']) {
      expect(eurMicros('10', name, RATES)).toBeUndefined();
    }
  });

  it('is written with two decimals, and more where they say something', () => {
    const written = ['0', '22', '22.5', '22.004', '22.000001', '1234567.89', '0.000001'].map((t) => micros(t) ?? -1n);
    expect(written.map(eurText)).toEqual(['0.00', '22.00', '22.50', '22.004', '22.000001', '1234567.89', '0.000001']);
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), (n) => micros(eurText(n)) === n));
  });
});
