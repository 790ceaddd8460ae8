import {
  InvalidArgumentError,
  MaxAppendSizeExceededError,
  UnavailableError,
  UnknownError,
} from '@eventstore/db-client';
import { describe, expect, it } from 'vitest';
import { EventStoreUnavailable } from './event-store.port.js';
import { backoffMs, isTransient, pause, within } from './failures.js';

describe('failures', () => {
  it.each([
    ['unavailable', new UnavailableError(), true],
    ['unknown: a full disk, an election', new UnknownError(), true],
    ['no answer in time', new EventStoreUnavailable('late'), true],
    ['a broken connection', new Error('socket hang up'), true],
    ['an invalid argument', new InvalidArgumentError('no'), false],
    ['too large', new MaxAppendSizeExceededError(undefined, 1), false],
    ['a fault of our own', new TypeError('x is not a function'), false],
    ['a value out of range', new RangeError('max'), false],
  ])('%s: tried again is %s', (_, error, expected) => {
    expect(isTransient(error)).toBe(expected);
  });

  it('back-off doubles up to its bound, and is never less than half of it', () => {
    const backoff = { firstMs: 10, maxMs: 1_000 };
    for (const [attempt, step] of [10, 20, 40, 80].entries()) {
      const all = Array.from({ length: 50 }, () => backoffMs(attempt, backoff));
      expect(Math.min(...all)).toBeGreaterThanOrEqual(step / 2);
      expect(Math.max(...all)).toBeLessThanOrEqual(step);
      expect(new Set(all).size).toBeGreaterThan(1);
    }
    expect(backoffMs(10_000, backoff)).toBeLessThanOrEqual(1_000);
  });

  it('a pause ends with its signal', async () => {
    const stop = new AbortController();
    const since = Date.now();
    const paused = pause(60_000, stop.signal);
    stop.abort();
    await paused;
    await pause(60_000, stop.signal);
    expect(Date.now() - since).toBeLessThan(10_000);
  });

  it('what takes too long is unavailable; its late error is nobody’s', async () => {
    const late = Promise.withResolvers<never>();
    await expect(within(5, 'a thing', late.promise)).rejects.toThrow('no answer to a thing within 5 ms');
    late.reject(new Error('late'));
    await expect(within(60_000, 'a thing', Promise.resolve(7))).resolves.toBe(7);
  });
});
