import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latencyAt, LoadMeter } from './load-meter.js';

describe('the load meter', () => {
  it('never admits more than the capacity in any window, and admits all of it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 10 }),
        fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 200 }),
        (perSecond, windowSeconds, gaps) => {
          const meter = new LoadMeter({ perSecond, windowSeconds });
          const admitted: number[] = [];
          let now = 0;
          for (const gap of gaps) {
            now += gap;
            const inWindow = admitted.filter((ms) => ms > now - windowSeconds * 1_000).length;
            const admission = meter.admit(now);
            expect(admission.admitted).toBe(inWindow < perSecond * windowSeconds);
            if (admission.admitted) admitted.push(now);
          }
        },
      ),
    );
  });

  it('says how long until there is room, to the millisecond', () => {
    const meter = new LoadMeter({ perSecond: 0.2, windowSeconds: 10 });
    expect(meter.admit(0).admitted).toBe(true);
    expect(meter.admit(4_000).admitted).toBe(true);
    expect(meter.admit(6_000)).toEqual({ admitted: false, load: 1, waitMs: 4_000 });
    expect(meter.admit(9_999).admitted).toBe(false);
    expect(meter.admit(10_000).admitted).toBe(true);
    expect(meter.admit(10_000)).toMatchObject({ admitted: false, waitMs: 4_000 });
  });

  it('keeps a capacity of less than one a window', () => {
    const meter = new LoadMeter({ perSecond: 0.01, windowSeconds: 10 });
    expect(meter.admit(0).admitted).toBe(true);
    expect(meter.admit(99_999)).toMatchObject({ admitted: false, waitMs: 1 });
    expect(meter.admit(100_000).admitted).toBe(true);
  });

  it('is narrower in a brown-out', () => {
    const meter = new LoadMeter({ perSecond: 10, windowSeconds: 1 });
    const admitted = Array.from({ length: 20 }, () => meter.admit(0, 0.3)).filter((a) => a.admitted);
    expect(admitted).toHaveLength(3);
    expect(meter.load(0, 0.3)).toBe(1);
    expect(meter.load(0)).toBe(0.3);
  });
});

describe('the latency', () => {
  it('is flat up to half load, then grows to its full measure', () => {
    const latency = { baseMs: 20, loadedMs: 400 };
    expect([0, 0.5, 0.75, 1, 2].map((load) => latencyAt(load, latency))).toEqual([20, 20, 120, 420, 420]);
  });
});
