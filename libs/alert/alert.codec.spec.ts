import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, UnreadableEvent } from '#libs/kernel';
import { alertCodec } from './alert.codec.js';
import { IMPACTS, SYSTEMS, type AlertEvent } from './alert.events.js';
import { stored } from '../../test/given-when-then.js';

const at = fc.integer({ min: 0, max: 4e12 }).map(instantOf);
const system = fc.constantFrom(...SYSTEMS);
const notice = {
  alertId: fc.uuid(),
  system,
  scope: fc.oneof(
    fc.constant({ kind: 'everyone' as const }),
    fc.record({ kind: fc.constant('operator' as const), eori: fc.string(), assistanceNumber: fc.string() }),
  ),
  impact: fc.constantFrom(...IMPACTS),
  notice: fc.string({ unit: 'grapheme' }),
};
const of = <T extends AlertEvent['type'], D>(type: T, data: fc.Arbitrary<D>): fc.Arbitrary<{ type: T; data: D }> =>
  data.map((d) => ({ type, data: d }));
const events: fc.Arbitrary<AlertEvent> = fc.oneof(
  of('AlertAnnounced', fc.record({ ...notice, announcedAt: at })),
  of(
    'AlertPlanned',
    fc.record(
      { ...notice, notifiedAt: at, from: at, until: at },
      { requiredKeys: ['alertId', 'system', 'scope', 'impact', 'notice', 'notifiedAt', 'from'] },
    ),
  ),
  of('AlertStarted', fc.record({ alertId: fc.uuid(), system, startedAt: at })),
  of('AlertEased', fc.record({ alertId: fc.uuid(), system, until: at, why: fc.string(), decidedBy: fc.string() })),
  of('AlertEnded', fc.record({ alertId: fc.uuid(), system, endedAt: at, deadline: at })),
);

describe('the codec of alerts', () => {
  it('gives back every event as it was, through JSON', () => {
    fc.assert(
      fc.property(events, (event) => {
        expect(stored(alertCodec, event)).toStrictEqual(structuredClone(event));
      }),
      { numRuns: 500 },
    );
  });

  it('a planned end that is not known is absent from the log, and stays absent', () => {
    const scope = { kind: 'everyone' as const };
    const [notifiedAt, from] = [instantOf(1), instantOf(2)];
    const data = { alertId: 'a', system: 'emcs', scope, impact: 'general', notice: 'n', notifiedAt, from } as const;
    expect(stored(alertCodec, { type: 'AlertPlanned', data: { ...data, until: undefined } })).toStrictEqual({
      type: 'AlertPlanned',
      data,
    });
  });

  it('keeps its stored names: renaming one would orphan the logs that exist', () => {
    expect(alertCodec.storedTypes).toEqual(
      expect.arrayContaining([
        'AlertAnnounced.v1',
        'AlertPlanned.v1',
        'AlertStarted.v1',
        'AlertEased.v1',
        'AlertEnded.v1',
      ]),
    );
    expect(alertCodec.personal['AlertEased.v1']).toEqual(['why', 'decidedBy']);
  });

  it('throws on what is none of its data', () => {
    const good = { alertId: 'a', system: 'delta-x', startedAt: '2026-01-01T00:00:00.000Z' };
    expect(alertCodec.decode({ type: 'AlertStarted.v1', data: good })).toBeDefined();
    for (const bad of [{ ...good, system: 'delta-g' }, { ...good, startedAt: '2026-01-01' }, { system: 'delta-x' }]) {
      expect(() => alertCodec.decode({ type: 'AlertStarted.v1', data: bad })).toThrow(UnreadableEvent);
    }
  });
});
