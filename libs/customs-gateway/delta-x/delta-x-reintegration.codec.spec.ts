import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf } from '#libs/kernel';
import { loadSchema, SCHEMAS, validateXml } from '../xml/schema.js';
import { deltaXMessage, parseDeltaXReintegration, type ReceivedReintegration } from './delta-x-reintegration.codec.js';
import { messageIdFor, newLrnFor } from './message-id.js';
import { sampleReintegration } from './sample-reintegration.js';

const schema = loadSchema(SCHEMAS.deltaXReintegration);

/** Any text that XML can carry, the awkward ones included, with something to see in it. */
const text = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .string({
      unit: fc.constantFrom(
        'a',
        'é',
        '<',
        '>',
        '&',
        '&lt;',
        '&x;',
        '&#13;',
        '"',
        "'",
        '\r',
        '\n',
        '\t',
        ' ',
        ']]>',
        '漢',
        '😀',
        '-',
        '0',
      ),
      minLength: 1,
      maxLength: (maxLength - 1) / 5,
    })
    .map((t) => `x${t}`);
const party = fc.record({ name: text(140), address: text(400) });
const decimal = fc
  .tuple(fc.integer({ min: 1, max: 10 ** 9 }), fc.integer({ min: 0, max: 9999 }))
  .map(([whole, part]) => `${whole}.${String(part).padStart(4, '0')}`);
const twoStep = fc.option(fc.stringMatching(/^[!-~]{1,70}$/), { nil: undefined });
const plain: fc.Arbitrary<ReceivedReintegration> = fc.record({
  messageId: fc.nat().map((n) => messageIdFor('FR1', String(n), 1)),
  mode: fc.constantFrom('validated' as const, 'anticipated' as const),
  kind: fc.constantFrom('DSE' as const, 'DAU' as const),
  operator: fc.record({ eori: fc.stringMatching(/^[A-Z]{2}[0-9A-Z]{1,15}$/), name: text(140) }),
  reference: fc.stringMatching(/^[!-~]{1,70}$/),
  lrn: fc.stringMatching(/^[!-~]{1,70}$/),
  officeOfClearance: fc.stringMatching(/^[A-Z]{2}[0-9A-Z]{6}$/),
  officeOfExit: fc.stringMatching(/^[A-Z]{2}[0-9A-Z]{6}$/),
  clearedAt: fc.integer({ min: 0, max: 4_000_000_000_000 }).map(instantOf),
  clearanceBasis: fc.constantFrom('paper' as const, 'records' as const),
  mentions: fc.array(fc.stringMatching(/^\d{5}$/), { maxLength: 5 }),
  assistance: text(140),
  consignment: fc.record(
    {
      packages: fc.integer({ min: 1, max: 99_999_999 }),
      consignor: party,
      consignee: party,
      description: text(400),
      cn8: fc.stringMatching(/^\d{8}$/),
      procedure: fc.constantFrom('1000', '3171'),
      grossMassKg: decimal,
      countryOfProvenance: fc.stringMatching(/^[A-Z]{2}$/),
      invoiceValue: decimal,
      currency: fc.stringMatching(/^[A-Z]{3}$/),
    },
    {
      requiredKeys: [
        'packages',
        'consignor',
        'consignee',
        'description',
        'procedure',
        'grossMassKg',
        'countryOfProvenance',
        'invoiceValue',
        'currency',
      ],
    },
  ),
});

const reintegrations: fc.Arbitrary<ReceivedReintegration> = fc
  .tuple(plain, twoStep)
  .map(([d, period]) => (period === undefined ? d : { ...d, globalisationPeriod: period }));

describe('the re-integration message of Delta X', () => {
  it('DX-28: gives back every datum as it was lodged, whatever characters it holds', () => {
    fc.assert(
      fc.property(reintegrations, (declaration) => {
        const xml = deltaXMessage(declaration);
        expect(validateXml(xml, schema)).toEqual([]);
        expect(parseDeltaXReintegration(xml)).toEqual({ valid: true, declaration });
      }),
      { numRuns: 300 },
    );
  });

  it('is the same bytes for the same declaration', () => {
    expect(deltaXMessage(sampleReintegration())).toBe(deltaXMessage(sampleReintegration()));
  });

  it('is documented by an example that is valid, and is the sample', () => {
    const page = readFileSync(new URL('../../../docs/delta-x-message.md', import.meta.url), 'utf8');
    const example = /```xml\n(.*?)```/s.exec(page)?.[1] ?? '';
    expect(parseDeltaXReintegration(example)).toEqual({ valid: true, declaration: sampleReintegration() });
  });

  it('refuses to write what XML can not carry', () => {
    for (const name of ['a\u0000b', 'a\u001bb', 'a\ud800b', 'a\uffffb']) {
      expect(() => deltaXMessage(sampleReintegration('R', { operator: { eori: 'FR1', name } }))).toThrow(RangeError);
    }
  });

  const faultsAfter = (from: string | RegExp, to: string): readonly unknown[] => {
    const xml = deltaXMessage(sampleReintegration());
    const changed = xml.replace(from, to);
    expect(changed).not.toBe(xml);
    return validateXml(changed, schema);
  };

  it('names the line, the path and the fault', () => {
    expect(faultsAfter('<cn8>82075060', '<cn8>8207')).toMatchObject([
      { line: 1, path: '/reintegration/consignment/cn8', missing: false },
    ]);
    expect(faultsAfter(/<clearedAt>.*<\/clearedAt>/, '')).toMatchObject([
      { path: '/reintegration/clearanceBasis', message: expect.stringContaining('clearedAt') as string },
    ]);
    expect(faultsAfter(/<currency>.*<\/currency>/, '')).toMatchObject([
      { path: '/reintegration/consignment', missing: true },
    ]);
    expect(faultsAfter('<cn8>', '<colour>red</colour><cn8>')).toMatchObject([
      { path: '/reintegration/consignment/colour', message: expect.stringContaining('not expected') as string },
    ]);
    expect(
      faultsAfter(
        '<specialMention>50000</specialMention>',
        '<specialMention>50000</specialMention><specialMention>5</specialMention>',
      ),
    ).toMatchObject([{ path: '/reintegration/specialMention[2]' }]);
  });

  it.each([
    ['<grossMassKg>4.25', '<grossMassKg>-1'],
    ['<grossMassKg>4.25', '<grossMassKg>0'],
    ['<packages>2', '<packages>0'],
    ['<invoiceValue>1250.00', '<invoiceValue>12,50'],
    ['<invoiceValue>1250.00', '<invoiceValue>1e3'],
    ['<currency>EUR', '<currency>eur'],
    ['2026-03-02T09:30:00.000Z', '2026-03-02T09:30:00.000'],
    ['2026-03-02T09:30:00.000Z', '2026-02-30T09:30:00.000Z'],
    ['<name>Fret Express du Rhône', '<name>   '],
    ['<reference>EXP', '<reference> EXP'],
    ['<clearanceBasis>paper', '<clearanceBasis>memory'],
    ['<lrn>EXP', '<lrn> EXP'],
    ['urn:reprise:delta-x:2', 'urn:reprise:delta-x:1'],
  ])('is invalid with %s -> %s', (from, to) => {
    expect(faultsAfter(from, to)).not.toEqual([]);
  });

  it('tells who sent it even when it is invalid', () => {
    const xml = deltaXMessage(sampleReintegration()).replace('<packages>2', '<packages>two');
    expect(parseDeltaXReintegration(xml)).toMatchObject({
      valid: false,
      messageId: sampleReintegration().messageId,
      operator: 'FR552081317',
      reference: 'EXP-2026-000001',
    });
  });
});

describe('the id of a message', () => {
  it('is stable, and differs by operator, reference and submission', () => {
    expect(messageIdFor('FR1', 'A', 1)).toBe(messageIdFor('FR1', 'A', 1));
    const ids = [
      ['FR1', 'A', 1],
      ['FR2', 'A', 1],
      ['FR1', 'B', 1],
      ['FR1', 'A', 2],
    ] as const;
    expect(new Set(ids.map(([o, r, s]) => messageIdFor(o, r, s))).size).toBe(4);
  });
});

describe('a new LRN', () => {
  it('has 22 characters, is stable, and differs by submission', () => {
    const lrns = [1, 2].map((submission) => newLrnFor('FR1', 'A', submission));
    expect(lrns.map((lrn) => /^R[0-9A-F]{21}$/.test(lrn))).toEqual([true, true]);
    expect(new Set([...lrns, newLrnFor('FR1', 'A', 1)]).size).toBe(2);
  });
});
