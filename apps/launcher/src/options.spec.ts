import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseOptions, UsageError } from './options.js';

describe('the command line of start', () => {
  it('opens on the demo, with a clock fast enough for it', () => {
    expect(parseOptions([])).toEqual({
      port: undefined,
      dataDir: resolve('.data'),
      demo: true,
      timeScale: 288,
      json: false,
      esdbUrl: undefined,
      redisUrl: undefined,
    });
  });

  it('runs on real time without the demo', () => {
    expect(parseOptions(['--no-demo'])).toMatchObject({ demo: false, timeScale: 1 });
  });

  it('takes a time scale as it is given, with and without the demo', () => {
    expect(parseOptions(['--time-scale', '60']).timeScale).toBe(60);
    expect(parseOptions(['--no-demo', '--time-scale=0.5']).timeScale).toBe(0.5);
  });

  it('writes no demo into a cluster unless asked by name', () => {
    const env = { ESDB_URL: 'esdb://cluster:2113', REDIS_URL: 'redis://queue:6379' };
    expect(parseOptions([], env)).toMatchObject({
      demo: false,
      timeScale: 1,
      esdbUrl: env.ESDB_URL,
      redisUrl: env.REDIS_URL,
    });
    expect(parseOptions(['--demo'], env)).toMatchObject({ demo: true, timeScale: 288 });
  });

  it('takes an empty variable for an absent one', () => {
    expect(parseOptions([], { ESDB_URL: '', REDIS_URL: '' })).toMatchObject({
      esdbUrl: undefined,
      redisUrl: undefined,
    });
  });

  it.each([
    [['--port', '0'], /--port wants a port/],
    [['--port', '80a'], /--port wants a port/],
    [['--port='], /--port wants a port/],
    [['--port', '70000'], /--port wants a port/],
    [['--time-scale', '0'], /--time-scale wants a number above 0/],
    [['--time-scale', 'fast'], /--time-scale wants a number above 0/],
    [['--prot', '8080'], /--prot/],
    [['8080'], /unexpected argument "8080"/],
    [['--data'], /--data/],
  ])('refuses %j', (args, message) => {
    expect(() => parseOptions(args)).toThrow(UsageError);
    expect(() => parseOptions(args)).toThrow(message);
  });
});
