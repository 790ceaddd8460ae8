import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnreadableEvent } from '#libs/kernel';
import { stored } from '../../test/given-when-then.js';
import { anyInstant } from '../../test/reintegration-events.js';
import { ANTICIPATION_DECISIONS, ENTRY_MODES } from './anticipation.events.js';
import { CANCELLATION_MEANS, CANCELLATION_OUTCOMES, CONFIRMED_BY, REFUSAL_CAUSES } from './cancellation.events.js';
import { declarationCodec } from './declaration.codec.js';
import type { DeclarationEvent } from './declaration.events.js';
import { OWED_MESSAGES } from './prior-state.events.js';

const about = { operator: fc.string(), reference: fc.string(), alertId: fc.uuid() };
const words = fc.string({ unit: 'grapheme' });
const first = fc.record({ number: fc.string(), lrn: fc.string() }, { requiredKeys: [] });
const one = <T extends string>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const of = <T extends string, D>(type: T, data: fc.Arbitrary<D>): fc.Arbitrary<{ type: T; data: D }> =>
  data.map((d) => ({ type, data: d }));

const anyEvent: fc.Arbitrary<DeclarationEvent> = fc.oneof(
  of('OwedMessageSent', fc.record({ ...about, message: one(OWED_MESSAGES), sentAt: anyInstant })),
  of('AnticipatedDecided', fc.record({ ...about, decision: one(ANTICIPATION_DECISIONS), decidedAt: anyInstant })),
  of('AnticipatedDeleted', fc.record({ ...about, deletedAt: anyInstant })),
  of(
    'AnticipatedEnteredAnew',
    fc.record({
      ...about,
      mode: one(ENTRY_MODES),
      goodsPresented: fc.boolean(),
      number: fc.string(),
      enteredAt: anyInstant,
    }),
  ),
  of('CancellationDue', fc.record({ ...about, first, office: fc.string() })),
  of(
    'CancellationRequested',
    fc.record({
      ...about,
      first,
      office: fc.string(),
      means: one(CANCELLATION_MEANS),
      requestedAt: anyInstant,
      request: fc.nat(),
    }),
  ),
  of(
    'CancellationConfirmed',
    fc.record({
      ...about,
      by: one(CONFIRMED_BY),
      outcome: one(CANCELLATION_OUTCOMES),
      confirmedAt: anyInstant,
      evidence: words,
    }),
  ),
  of(
    'CancellationRefused',
    fc.record({ ...about, because: one(REFUSAL_CAUSES), reason: words, refusedAt: anyInstant }),
  ),
  of('FirstDeclarationKept', fc.record({ ...about, why: words })),
);

describe('what came before the paper, as it is stored', () => {
  it('is given back as it was, through JSON', () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        expect(stored(declarationCodec, event)).toStrictEqual(structuredClone(event));
      }),
      { numRuns: 300 },
    );
  });

  it('of a first list, which gave the state alone, has nothing known beside it', () => {
    const data = { operator: 'FR552100554', reference: 'RX-1', alertId: 'a1', state: 'lodged' };
    expect(declarationCodec.decode({ type: 'PriorStateRecorded.v1', data })).toEqual({
      type: 'PriorStateRecorded',
      data: { ...data, known: {} },
    });
    expect(() => declarationCodec.decode({ type: 'PriorStateRecorded.v2', data })).toThrow(UnreadableEvent);
  });

  it('marks what persons wrote as theirs', () => {
    const { personal } = declarationCodec;
    expect(personal['CancellationConfirmed.v1']).toEqual(['evidence']);
    expect(personal['CancellationRefused.v1']).toEqual(['reason']);
    expect(personal['FirstDeclarationKept.v1']).toEqual(['why']);
  });
});
