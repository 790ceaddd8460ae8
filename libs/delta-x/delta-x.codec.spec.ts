import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnreadableEvent } from '#libs/kernel';
import { anyHeader, anyRawLine, OUTAGE } from '../../test/delta-x-paper.js';
import { stored } from '../../test/given-when-then.js';
import { anyInstant, anyReintegrationEvent } from '../../test/reintegration-events.js';
import { declarationCodec } from './declaration.codec.js';
import { manifestCodec } from './delta-x.codec.js';
import { DECLARATION_KINDS, type DeclarationLodged } from './delta-x.events.js';
import { PRIOR_STATES } from './prior-state.events.js';
import { checkLine } from './line-check.js';
import { STARTING_RATES } from './customs-rates.js';

const article = fc.record(
  {
    packages: fc.nat(),
    description: fc.string(),
    procedure: fc.string(),
    grossMassKg: fc.string(),
    countryOfProvenance: fc.string(),
    invoiceValue: fc.string(),
    currency: fc.string(),
    valueEur: fc.string(),
    cn8: fc.string(),
    restrictedDocuments: fc.array(fc.string(), { maxLength: 2 }),
  },
  {
    requiredKeys: [
      'packages',
      'description',
      'procedure',
      'grossMassKg',
      'countryOfProvenance',
      'invoiceValue',
      'currency',
      'valueEur',
    ],
  },
);
/** None, as it is stored of one article; or those after the first, in their order. */
const further = fc.oneof(
  fc.constant({}),
  fc.array(article, { maxLength: 3 }).map((furtherArticles) => structuredClone({ furtherArticles })),
);
const lodged: fc.Arbitrary<DeclarationLodged> = fc.tuple(anyHeader, anyRawLine, further).map(([header, raw, more]) => {
  const checked = checkLine(
    { ...raw, gross_mass_kg: '1', invoice_value: '1' },
    { at: OUTAGE.now, rates: STARTING_RATES },
  );
  if (!checked.ok) throw new Error(JSON.stringify(checked.objections));
  const { manifestId, alertId, operator, assistance, mentions, officeOfClearance, officeOfExit, lodgedAt } = header;
  const { consignment } = checked;
  return {
    type: 'DeclarationLodged',
    data: {
      ...{ manifestId, alertId, operator, assistance, mentions, officeOfClearance, officeOfExit, lodgedAt },
      kind: header.declarationKind,
      consignment,
      ...more,
      valueEur: '1.00',
    },
  };
});
const prior = fc.record({
  operator: fc.string(),
  reference: fc.string(),
  alertId: fc.uuid(),
  state: fc.constantFrom(...PRIOR_STATES),
  known: fc.record(
    {
      kind: fc.constantFrom(...DECLARATION_KINDS),
      number: fc.string(),
      lrn: fc.string(),
      office: fc.string(),
      validatedAt: anyInstant,
      anticipationEndsAt: anyInstant,
    },
    { requiredKeys: [] },
  ),
});

describe('the codecs of Delta X', () => {
  it('give back every event as it was, through JSON', () => {
    fc.assert(
      fc.property(anyHeader, (data) => {
        const event = { type: 'ManifestLodged', data } as const;
        expect(stored(manifestCodec, event)).toStrictEqual(structuredClone(event));
      }),
    );
    fc.assert(
      fc.property(lodged, (event) => {
        expect(stored(declarationCodec, event)).toStrictEqual(event);
      }),
    );
    fc.assert(
      fc.property(prior, (data) => {
        const event = { type: 'PriorStateRecorded', data } as const;
        expect(stored(declarationCodec, event)).toStrictEqual(structuredClone(event));
      }),
    );
    fc.assert(
      fc.property(anyReintegrationEvent, (event) => {
        expect(stored(declarationCodec, event)).toStrictEqual(structuredClone(event));
      }),
      { numRuns: 300 },
    );
  });

  it('keep their stored names: renaming one would orphan the logs that exist', () => {
    expect(manifestCodec.storedTypes).toEqual(expect.arrayContaining(['ManifestLodged.v1']));
    expect(declarationCodec.storedTypes).toEqual(
      expect.arrayContaining([
        'AttemptFailed.v1',
        'DeclarationLodged.v1',
        'DoubleDetected.v1',
        'ExclusionWithdrawn.v1',
        'HoldLifted.v1',
        'ObligationExcluded.v1',
        'ObligationOpened.v1',
        'PriorStateRecorded.v1',
        'ReintegrationAccepted.v1',
        'ReintegrationAttempted.v1',
        'ReintegrationRefused.v1',
        'ReintegrationReopened.v1',
      ]),
    );
  });

  it('name as personal the parties, the operator’s name and the signature, by paths that exist', () => {
    const at = (data: unknown, path: string): unknown =>
      path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], data);
    const [event] = fc.sample(lodged, 1);
    const paths = declarationCodec.personal['DeclarationLodged.v1'] ?? [];
    expect(paths).toHaveLength(5);
    for (const path of paths) expect(at(event?.data, path), path).toBeTypeOf('string');
    const [header] = fc.sample(anyHeader, 1);
    const own = manifestCodec.personal['ManifestLodged.v1'] ?? [];
    expect(own).toEqual(['operator.name', 'signature.name']);
    for (const path of own) expect(at(header, path), path).toBeTypeOf('string');
  });

  it('throw on what is none of their data', () => {
    const [good] = fc.sample(lodged, 1).map((event) => event.data);
    for (const bad of [
      { ...good, kind: 'DSI' },
      { ...good, lodgedAt: 'yesterday' },
      { ...good, consignment: { ...good?.consignment, packages: 1.5 } },
      { ...good, operator: 'FR552100554' },
    ]) {
      expect(() => declarationCodec.decode({ type: 'DeclarationLodged.v1', data: bad })).toThrow(UnreadableEvent);
    }
  });
});
