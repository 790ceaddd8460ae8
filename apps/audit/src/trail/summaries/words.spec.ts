import { describe, expect, it } from 'vitest';
import { instant } from '#libs/kernel';
import { amount, clock, minute } from './words.js';

describe('the words of a line', () => {
  it('tell an instant on the wall of the administration, in the reader’s language', () => {
    const winter = instant('2026-11-22T03:39:26Z');
    expect([minute.en(winter), minute.fr(winter)]).toEqual(['22 Nov 2026, 04:39 CET', '22 nov. 2026, 04:39 CET']);
    const summer = instant('2026-07-31T22:30:00Z');
    expect([minute.en(summer), clock.fr(summer)]).toEqual(['1 Aug 2026, 00:30 CEST', '00:30:00 CEST']);
  });

  it('tell an amount with the signs of the language', () => {
    expect([amount.en('1250.5'), amount.fr('66.00')]).toEqual(['1,250.50', '66,00']);
    expect(amount.fr('n/a')).toBe('n/a');
  });
});
