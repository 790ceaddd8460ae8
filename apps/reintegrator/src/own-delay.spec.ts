import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OwnDelay } from './own-delay.js';

describe('what a call took, and what it waited for us', () => {
  let now = 0;
  let delay: OwnDelay;
  /** The process runs freely for so long. */
  const run = (ms: number): void => {
    for (const end = now + ms; now < end;) {
      now += 20;
      delay.look();
    }
  };
  /** It does nothing for so long, and then looks. */
  const stall = (ms: number): void => {
    now += ms;
    delay.look();
  };

  beforeEach(() => {
    now = 1_000_000;
    delay = new OwnDelay(() => now);
  });
  afterEach(() => {
    delay.stop();
  });

  it('is all the other side’s while this process runs freely', () => {
    run(400);
    expect(delay.without(now - 400, now)).toBe(400);
  });

  it('is less what it may have waited for us, going out and coming in, where that is the smaller part', () => {
    run(200);
    stall(60);
    run(200);
    expect(delay.without(now - 460, now)).toBe(460 - 3 * 40);
  });

  it('says nothing new where this process stood still: the last one that was the other side’s stands', () => {
    run(40);
    expect(delay.without(now - 40, now)).toBe(40);
    stall(300);
    expect(delay.without(now - 300, now)).toBe(40);
    run(600);
    expect(delay.without(now - 500, now)).toBe(500);
  });

  it('a pause that still lasts counts, one from before the call does not', () => {
    run(40);
    expect(delay.without(now - 40, now)).toBe(40);
    stall(500);
    run(200);
    expect(delay.without(now - 100, now)).toBe(100);
    now += 300;
    expect(delay.without(now - 320, now)).toBe(100);
  });

  it('is what was measured where nothing better is known', () => {
    stall(300);
    expect(delay.without(now - 300, now)).toBe(300);
  });
});
