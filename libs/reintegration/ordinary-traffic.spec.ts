import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, instant, instantOf, localTime, MINUTE, plus, Refusal } from '#libs/kernel';
import { checkTraffic, trafficBetween, type OrdinaryTraffic } from './ordinary-traffic.js';

const PARIS = 'Europe/Paris';
const OFFICE: OrdinaryTraffic = {
  zone: PARIS,
  bands: [
    { from: '08:00', to: '12:00', days: [1, 2, 3, 4, 5], perSecond: 3 },
    { from: '12:00', to: '18:30', days: [1, 2, 3, 4, 5], perSecond: 2 },
    { from: '08:00', to: '12:00', days: [6], perSecond: 1 },
    { from: '00:00', to: '06:00', perSecond: 0.5 },
  ],
};
const between = (traffic: OrdinaryTraffic, from: string, until: string) =>
  trafficBetween(traffic, Date.parse(from), Date.parse(until)).map(({ from: a, to: b, rate }) => [
    instantOf(a).slice(5, 16),
    instantOf(b).slice(5, 16),
    rate,
  ]);
/** Declarations in all. */
const sum = (traffic: OrdinaryTraffic, from: string, until: string): number =>
  trafficBetween(traffic, Date.parse(from), Date.parse(until)).reduce(
    (n, s) => n + ((s.to - s.from) * s.rate) / 1_000,
    0,
  );

describe('ordinary traffic by time of day', () => {
  it('follows the office’s clock and its week', () => {
    expect(between(OFFICE, '2026-03-06T05:30:00Z', '2026-03-08T12:00:00Z')).toEqual([
      ['03-06T07:00', '03-06T11:00', 3],
      ['03-06T11:00', '03-06T17:30', 2],
      ['03-06T23:00', '03-07T05:00', 0.5],
      ['03-07T07:00', '03-07T11:00', 1],
      ['03-07T23:00', '03-08T05:00', 0.5],
    ]);
  });

  it('has the hour that comes twice in October twice, and the one that March leaves out not at all', () => {
    const early: OrdinaryTraffic = { zone: PARIS, bands: [{ from: '02:00', to: '03:00', perSecond: 1 }] };
    expect(sum(early, '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z')).toBe(7_200);
    expect(sum(early, '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z')).toBe(0);
    expect(sum(early, '2026-03-30T22:00:00Z', '2026-03-31T22:00:00Z')).toBe(3_600);
    const morning: OrdinaryTraffic = { zone: PARIS, bands: [{ from: '08:00', to: '09:00', perSecond: 1 }] };
    expect(between(morning, '2026-10-24T00:00:00Z', '2026-10-26T00:00:00Z')).toEqual([
      ['10-24T06:00', '10-24T07:00', 1],
      ['10-25T07:00', '10-25T08:00', 1],
    ]);
  });

  it('is at each instant what the clock on the wall says, also where zones are off by quarters', () => {
    const rates = [4, 0, 2, 7];
    const zones = [PARIS, 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/St_Johns', 'UTC'];
    const start = Date.parse('2026-01-01T00:00:00Z');
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.nat(364 * 24 * 60), fc.nat(40 * 60), (zone, from, offset) => {
        const bands = rates.map((perSecond, i) => {
          const hour = (n: number): string => `${String(n * 6).padStart(2, '0')}:00`;
          return { from: hour(i), to: hour(i + 1), perSecond };
        });
        const at = start + (from + offset) * MINUTE;
        const stretches = trafficBetween({ zone, bands }, start + from * MINUTE, start + (from + 41 * 60) * MINUTE);
        const found = stretches.find((s) => s.from <= at && at < s.to)?.rate ?? 0;
        expect(found).toBe(rates[Math.floor(localTime(instantOf(at), zone).minutes / 360)]);
        stretches.slice(1).forEach((s, i) => expect(s.from).toBeGreaterThanOrEqual(stretches[i]?.to ?? 0));
      }),
      { numRuns: 200 },
    );
  });

  it('is none before it is valid and after', () => {
    const validFrom = instant('2026-03-06T08:10:20.345Z');
    const valid = { ...OFFICE, validFrom, validUntil: plus(validFrom, HOUR) };
    expect(trafficBetween(valid, Date.parse('2026-03-01T00:00:00Z'), Date.parse('2026-04-01T00:00:00Z'))).toEqual([
      { from: Date.parse(validFrom), to: Date.parse(validFrom) + HOUR, rate: 3 },
    ]);
  });
});

describe('what is set', () => {
  const refused = (traffic: OrdinaryTraffic): unknown => {
    try {
      checkTraffic(traffic);
    } catch (error) {
      if (error instanceof Refusal) return error.objections[0].field;
      throw error;
    }
    return undefined;
  };
  const one = (band: Partial<OrdinaryTraffic['bands'][number]>): OrdinaryTraffic => ({
    zone: PARIS,
    bands: [{ from: '08:00', to: '09:00', perSecond: 1, ...band }],
  });

  it('is taken when it can be read off a clock', () => {
    expect(refused(OFFICE)).toBeUndefined();
    expect(refused(one({ from: '23:45', to: '24:00', perSecond: 0 }))).toBeUndefined();
  });

  it('is refused where it can’t be, or says two things at once', () => {
    expect(refused({ ...OFFICE, zone: 'Europe/Atlantis' })).toBe('zone');
    for (const band of [{ from: '9:00' }, { from: '08:10' }, { to: '24:15' }, { to: '08:00' }, { from: '24:00' }])
      expect(refused(one(band)), JSON.stringify(band)).toBe('bands[0]');
    expect(refused(one({ days: [] }))).toBe('bands[0].days');
    expect(refused(one({ days: [0] }))).toBe('bands[0].days');
    for (const perSecond of [-1, NaN, Infinity]) expect(refused(one({ perSecond }))).toBe('bands[0].perSecond');
    const twice = { ...OFFICE, bands: [...OFFICE.bands, { from: '11:45', to: '13:00', days: [5, 7], perSecond: 1 }] };
    expect(refused(twice)).toBe('bands[4]');
    const at = instant('2026-03-06T08:00:00Z');
    expect(refused({ ...OFFICE, validFrom: at, validUntil: at })).toBe('validUntil');
  });
});
