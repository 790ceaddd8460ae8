import { describe, expect, it } from 'vitest';
import { REAL_TIME } from '#libs/kernel';
import { readSettings } from './settings.js';

describe('the settings', () => {
  it('have a sober default for everything', () => {
    expect(readSettings({})).toMatchObject({ port: 0, host: '127.0.0.1', clock: REAL_TIME, outages: [] });
  });

  it('take the clock and planned outages as JSON', () => {
    const clock = [{ realMs: 1, productMs: 2, scale: 288 }];
    const outages = [{ kind: 'down', from: '2026-03-03T08:00:00.000Z' }];
    const settings = readSettings({ CLOCK: JSON.stringify(clock), SIMULATOR_OUTAGES: JSON.stringify(outages) });
    expect(settings).toMatchObject({ clock, outages });
  });

  it.each([
    [{ PORT: 'http' }, 'PORT'],
    [{ CLOCK: '[' }, 'CLOCK'],
    [{ CLOCK: '[{"realMs":1,"productMs":2,"scale":0}]' }, 'CLOCK'],
    [{ SIMULATOR_CAPACITY_PER_SECOND: '0' }, 'SIMULATOR_CAPACITY_PER_SECOND'],
    [{ SIMULATOR_LATENCY_BASE_MS: '-1' }, 'SIMULATOR_LATENCY_BASE_MS'],
    [{ SIMULATOR_OUTAGES: '[{"kind":"down"}]' }, 'SIMULATOR_OUTAGES'],
    [{ SIMULATOR_CANCELS_AFTER_SECONDS: '-5' }, 'SIMULATOR_CANCELS_AFTER_SECONDS'],
  ])('refuse %o by name', (environment, name) => {
    expect(() => readSettings(environment)).toThrow(name);
  });
});
