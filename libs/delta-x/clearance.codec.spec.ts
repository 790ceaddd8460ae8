import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stored } from '../../test/given-when-then.js';
import { anyInstant } from '../../test/reintegration-events.js';
import {
  AUTHENTICATIONS,
  CONTROL_KINDS,
  CONTROL_RESULTS,
  RELEASES,
  STAMP_BOXES,
  type ClearanceEvent,
} from './clearance.events.js';
import { declarationCodec } from './declaration.codec.js';
import { manifestCodec } from './delta-x.codec.js';
import { EXIT_DOCUMENTS } from './exit-case.js';
import type { ManifestEvent } from './manifest.events.js';

const about = { alertId: fc.uuid(), operator: fc.string(), reference: fc.string() };
const mark = { office: fc.string(), officer: fc.string() };
const signature = fc.record({ name: fc.string(), signedAt: anyInstant });
const of = <T extends string, D>(type: T, data: fc.Arbitrary<D>): fc.Arbitrary<{ type: T; data: D }> =>
  data.map((d) => ({ type, data: d }));
/** With or without each of these fields. */
const maybe = <D extends object, K extends keyof D>(data: fc.Arbitrary<D>, ...fields: readonly K[]) =>
  fc
    .tuple(data, fc.subarray([...fields]))
    .map(
      ([whole, left]) =>
        Object.fromEntries(Object.entries(whole).filter(([key]) => !left.includes(key as K))) as Omit<D, K> &
          Partial<D>,
    );

const dau = fc.record({
  ...about,
  articles: fc.nat(),
  fallbackStartedAt: anyInstant,
  documents: fc.array(fc.record({ code: fc.string(), reference: fc.string() }), { maxLength: 3 }),
  authentication: fc.constantFrom(...AUTHENTICATIONS),
  box: fc.constantFrom(...STAMP_BOXES),
  ...mark,
  stampedAt: anyInstant,
  eadPrinted: fc.boolean(),
  copy3WithGoods: fc.boolean(),
  signature,
});
const control = fc.record({
  ...about,
  kind: fc.constantFrom(...CONTROL_KINDS),
  result: fc.constantFrom(...CONTROL_RESULTS),
  officer: fc.string(),
  controlledAt: anyInstant,
  note: fc.string(),
});
const anyClearanceEvent: fc.Arbitrary<ClearanceEvent> = fc.oneof(
  of('DauPresented', maybe(dau, 'stampedAt')),
  of('SelectedForControl', fc.record({ ...about, ...mark, selectedAt: anyInstant })),
  of('ControlRecorded', maybe(control, 'note')),
  of('GoodsReleased', fc.record({ ...about, by: fc.constantFrom(...RELEASES), ...mark, releasedAt: anyInstant })),
  of('GoodsTaken', fc.record({ ...about, takenAt: anyInstant })),
  of(
    'ExitEndorsed',
    fc.record({
      ...about,
      on: fc.constantFrom(...EXIT_DOCUMENTS),
      ...mark,
      endorsedAt: anyInstant,
      articleList: fc.boolean(),
    }),
  ),
  of(
    'RectificationRecorded',
    fc.record({
      ...about,
      act: fc.string(),
      changes: fc.array(fc.record({ field: fc.string(), asLodged: fc.string(), rectified: fc.string() })),
      why: fc.string(),
      rectifiedAt: anyInstant,
    }),
  ),
);
const onManifest = { manifestId: fc.uuid(), alertId: fc.uuid() };
const lines = fc.array(fc.string(), { maxLength: 4 });
const covers = fc.record({ lines: fc.nat(), until: fc.nat().map(String) });
const anyManifestAct: fc.Arbitrary<ManifestEvent> = fc.oneof(
  of(
    'ManifestStamped',
    fc.record(
      { ...onManifest, ...mark, stampedAt: anyInstant, selected: lines, covers, unrestrictedOnly: fc.constant(true) },
      { requiredKeys: ['manifestId', 'alertId', 'office', 'officer', 'stampedAt', 'selected'] },
    ),
  ),
  of(
    'ManifestEndorsed',
    fc.record(
      { ...onManifest, ...mark, endorsedAt: anyInstant, only: lines, covers },
      { requiredKeys: ['manifestId', 'alertId', 'office', 'officer', 'endorsedAt'] },
    ),
  ),
  of(
    'DcgDateMoved',
    fc.record(
      {
        ...onManifest,
        operator: fc.string(),
        reference: fc.string(),
        from: anyInstant,
        to: anyInstant,
        outageMs: fc.nat(),
        alerts: lines,
      },
      { requiredKeys: ['manifestId', 'alertId', 'operator', 'reference', 'from', 'to', 'outageMs'] },
    ),
  ),
);

describe('what is stored of clearance', () => {
  it('comes back as it was, through JSON', () => {
    fc.assert(
      fc.property(anyClearanceEvent, (event) => {
        expect(stored(declarationCodec, event)).toStrictEqual(structuredClone(event));
      }),
    );
    fc.assert(
      fc.property(anyManifestAct, (event) => {
        expect(stored(manifestCodec, event)).toStrictEqual(structuredClone(event));
      }),
    );
  });

  it('marks the officer and the signatory as persons, wherever there is one', () => {
    for (const event of [...fc.sample(anyClearanceEvent, 60), ...fc.sample(anyManifestAct, 30)]) {
      const name = `${event.type}.v1`;
      const personal = declarationCodec.personal[name] ?? manifestCodec.personal[name] ?? [];
      expect(personal.includes('officer'), name).toBe('officer' in event.data);
      expect(personal.includes('signature.name'), name).toBe('signature' in event.data);
    }
  });
});
