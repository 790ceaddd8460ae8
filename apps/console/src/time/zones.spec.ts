import { describe, expect, it } from 'vitest';
import { fromWallClock, offsetAt, toWallClock, zoneOf } from './zones.js';

const HOUR = 3_600_000;

describe('the zone of a deadline', () => {
  it('is Paris for the French systems and Brussels for EMCS', () => {
    expect(zoneOf('delta-x')).toBe('Europe/Paris');
    expect(zoneOf('ecs-bs')).toBe('Europe/Paris');
    expect(zoneOf('emcs')).toBe('Europe/Brussels');
  });

  it('knows summer from winter', () => {
    expect(offsetAt(Date.parse('2027-01-15T12:00:00Z'), 'Europe/Paris')).toBe(HOUR);
    expect(offsetAt(Date.parse('2027-07-15T12:00:00Z'), 'Europe/Paris')).toBe(2 * HOUR);
  });

  it('turns a wall clock into an instant and back, on both sides of a clock change', () => {
    for (const instant of [
      '2027-03-28T00:30:00Z',
      '2027-03-28T01:30:00Z',
      '2027-07-01T22:15:00Z',
      '2027-10-31T03:00:09Z',
    ]) {
      const ms = Date.parse(instant);
      expect(fromWallClock(toWallClock(ms, 'Europe/Paris'), 'Europe/Paris'), instant).toBe(ms);
    }
  });

  it('takes the first of the repeated hour, and no nonsense', () => {
    expect(fromWallClock('2027-10-31T02:30', 'Europe/Paris')).toBe(Date.parse('2027-10-31T00:30:00Z'));
    expect(fromWallClock('soon', 'Europe/Paris')).toBeUndefined();
  });
});
