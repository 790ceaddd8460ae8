import { describe, expect, it } from 'vitest';
import type { Unavailable } from '#libs/customs-gateway';
import { TargetHealth } from './target-health.js';

const down: Unavailable = { outcome: 'unavailable', kind: 'down', mayHaveArrived: false, detail: '503' };

describe('the health of a target', () => {
  it('holds the slots back after trouble, and says which', () => {
    const health = new TargetHealth();
    expect(health.holds()).toBe(false);
    health.note(down);
    expect(health.holds()).toBe(true);
    expect(health.status()).toEqual({ state: 'troubled', kind: 'down', detail: '503' });
  });

  it('waits at least as long as the target asked for', () => {
    const health = new TargetHealth();
    health.note({ ...down, retryAfterMs: 60_000 });
    expect(health.holds()).toBe(true);
  });

  it('is well again after an answer', () => {
    const health = new TargetHealth();
    health.note(down);
    health.note('answered');
    expect(health.status()).toEqual({ state: 'well' });
  });
});
