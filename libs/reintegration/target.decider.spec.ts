import { describe, expect, it } from 'vitest';
import { scenarioOf } from '../../test/given-when-then.js';
import type { OrdinaryTraffic } from './ordinary-traffic.js';
import { targetCodec } from './target.codec.js';
import { targetDecider, type TargetCommand } from './target.decider.js';
import type { TargetEvent } from './target.events.js';

const { given } = scenarioOf(targetDecider, targetCodec);
const system = 'delta-x' as const;
const trouble = (cap: number | null): TargetCommand => ({ type: 'ReportTrouble', system, trouble: 'throttled', cap });
const slowed = (cap: number | null): TargetEvent => ({
  type: 'TargetSlowed',
  data: { system, trouble: 'throttled', cap },
  rules: ['DX-25'],
});
const recovered: TargetEvent = { type: 'TargetRecovered', data: { system } };

describe('a target that suffers', () => {
  it('is said to once, again when it bears but half, and to have recovered once', () => {
    given().when(trouble(10)).then(slowed(10));
    given(slowed(10)).when(trouble(6)).then();
    given(slowed(10)).when(trouble(4.9)).then(slowed(4.9));
    given(slowed(null)).when(trouble(null)).then();
    given(slowed(null)).when(trouble(10)).then(slowed(10));
    given(slowed(10)).when(trouble(null)).then();
    given(slowed(10)).when({ type: 'ReportRecovery', system }).then(recovered);
    given(slowed(10), recovered).when({ type: 'ReportRecovery', system }).then();
    given(slowed(10), recovered).when(trouble(null)).then(slowed(null));
  });

  it('was stored with a cap of 0 where none was known', () => {
    const v1 = (cap: number) => targetCodec.decode({ type: 'TargetSlowed.v1', data: { system, trouble: 'down', cap } });
    expect(v1(0)?.data).toEqual({ system, trouble: 'down', cap: null });
    expect(v1(0.2)?.data).toEqual({ system, trouble: 'down', cap: 0.2 });
    expect(targetCodec.encode(slowed(null))).toMatchObject({ type: 'TargetSlowed.v2', data: { cap: null } });
  });
});

describe('a target’s ordinary traffic', () => {
  const traffic: OrdinaryTraffic = { zone: 'Europe/Paris', bands: [{ from: '08:00', to: '18:00', perSecond: 2 }] };
  const set = (what: OrdinaryTraffic | null, why = 'as counted'): TargetCommand => ({
    type: 'SetOrdinaryTraffic',
    system,
    traffic: what,
    why,
  });
  const wasSet = (what: OrdinaryTraffic | null): TargetEvent => ({
    type: 'OrdinaryTrafficSet',
    data: { system, traffic: what, why: 'as counted' },
    rules: ['DX-25'],
  });

  it('is set with a reason, replaced, and taken away; the same again changes nothing', () => {
    given().when(set(traffic)).then(wasSet(traffic));
    given(wasSet(traffic))
      .when(set({ ...traffic }))
      .then();
    given(wasSet(traffic)).when(set(null)).then(wasSet(null));
    given().when(set(null)).then();
  });

  it('is refused without a reason, and where it can’t be read off a clock', () => {
    const refusal = (command: TargetCommand): unknown => {
      try {
        return targetDecider.decide(command, targetDecider.initial);
      } catch (error) {
        return (error as Error).name;
      }
    };
    expect(refusal(set(traffic, ' '))).toBe('Refusal');
    expect(refusal(set({ ...traffic, zone: 'Nowhere' }))).toBe('Refusal');
  });
});
