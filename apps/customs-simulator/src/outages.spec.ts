import { describe, expect, it } from 'vitest';
import { instant } from '#libs/kernel';
import { conditionAt, endCurrent, isOutage, type Outage } from './outages.js';

const at = (time: string): ReturnType<typeof instant> => instant(`2026-03-03T${time}:00Z`);
const down: Outage = { kind: 'down', from: at('08:00'), until: at('10:00') };
const half: Outage = { kind: 'brown-out', from: at('09:00'), until: at('12:00'), share: 0.5 };
const tenth: Outage = { kind: 'brown-out', from: at('11:00'), share: 0.1 };

describe('the condition of the system', () => {
  it.each([
    ['07:59', false, 1],
    ['08:00', true, 1],
    ['09:59', true, 0.5],
    ['10:00', false, 0.5],
    ['11:30', false, 0.1],
    ['23:59', false, 0.1],
  ])('at %s', (time, isDown, share) => {
    const condition = conditionAt([down, half, tenth], at(time));
    expect(condition.down !== undefined).toBe(isDown);
    expect(condition.share).toBe(share);
  });

  it('is ended now without touching what is planned', () => {
    const ended = endCurrent([down, half], at('08:30'));
    expect(conditionAt(ended, at('08:30')).down).toBeUndefined();
    expect(conditionAt(ended, at('08:29')).down).toBeDefined();
    expect(conditionAt(ended, at('09:30')).share).toBe(0.5);
  });

  it('is made of outages that make sense only', () => {
    for (const outage of [down, half, tenth]) expect(isOutage(outage)).toBe(true);
    const bad = [
      null,
      {},
      { ...down, kind: 'up' },
      { ...down, from: '08:00' },
      { ...down, until: down.from },
      { ...down, share: 0.5 },
      { ...half, share: 0 },
      { ...half, share: 1 },
      { kind: 'brown-out', from: half.from },
      { ...down, retryAfterSeconds: -1 },
      { ...down, retryAfterSeconds: 0.5 },
    ];
    for (const outage of bad) expect(isOutage(outage)).toBe(false);
  });
});
