import { describe, expect, it } from 'vitest';
import { STARTING_OFFICES } from '#libs/delta-x';
import { officesOf } from './office-register.js';

const office = {
  code: 'FR001620',
  zone: 'Indian/Reunion',
  calendar: 'FR',
  hours: { 1: [['07:30', '15:00']] },
  validFrom: '2020-01-01T00:00:00.000Z',
};

describe('the register of offices', () => {
  it('is the built-in one, or the one that a deployment gives', () => {
    expect(officesOf(undefined)).toBe(STARTING_OFFICES);
    expect(officesOf(JSON.stringify([office]))).toEqual([office]);
  });

  it.each([
    ['code', { code: 'ROISSY' }],
    ['zone', { zone: 'Europe/Roissy' }],
    ['hours', { hours: { 1: [['7h30', '15:00']] } }],
    ['hours', { hours: { 8: [], 1: 'always' } }],
    ['calendar', { calendar: 'BE' }],
    ['validFrom', { validFrom: 'yesterday' }],
  ])('is refused at the start with a wrong %s', (field, wrong) => {
    expect(() => officesOf(JSON.stringify([{ ...office, ...wrong }]))).toThrow(new RegExp(`OFFICES:[^]*${field}`));
  });

  it('is refused when it is empty: every office would be unknown', () => {
    expect(() => officesOf('[]')).toThrow(RangeError);
  });
});
