import { describe, expect, it } from 'vitest';
import type { Instant } from '#libs/kernel';
import { isCurrency } from './codes.js';
import { ratesAt, ratesObjections, STARTING_RATES, type CustomsRates } from './customs-rates.js';

const instant = (text: string): Instant => text as Instant;
const months: CustomsRates = [
  { validFrom: '2026-10-01', validUntil: '2026-10-31', source: 'october', rates: { USD: '0.5' } },
  { validFrom: '2026-12-01', source: 'december', rates: { USD: '0.9' } },
];

describe('Customs rates', () => {
  it('hold from the first instant of a day in France to the last', () => {
    const at = (text: string) => ratesAt(months, instant(text))?.source;
    expect(at('2026-09-30T21:59:59.999Z')).toBeUndefined();
    expect(at('2026-09-30T22:00:00.000Z')).toBe('october');
    // Winter time since the 25th.
    expect(at('2026-10-31T22:59:59.999Z')).toBe('october');
    expect(at('2026-10-31T23:00:00.000Z')).toBeUndefined();
    expect(at('2026-11-30T23:00:00.000Z')).toBe('december');
    expect(at('2030-01-01T00:00:00.000Z')).toBe('december');
  });

  it('are refused where two hold on one day, and where a text is no rate', () => {
    expect(ratesObjections(months)).toEqual([]);
    expect(ratesObjections(months.toReversed())).toHaveLength(1);
    expect(ratesObjections([{ ...STARTING_RATES[0], rates: { USD: '0,9' } }])).toHaveLength(1);
  });

  it('are there to start with, for currencies that exist', () => {
    expect(ratesObjections(STARTING_RATES)).toEqual([]);
    expect(Object.keys(STARTING_RATES[0].rates).filter((code) => !isCurrency(code))).toEqual([]);
  });
});
