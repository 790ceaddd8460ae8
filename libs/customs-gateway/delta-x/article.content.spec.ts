import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadSchema, SCHEMAS, validateXml } from '../xml/schema.js';
import { deltaXMessage, parseDeltaXReintegration, type ReceivedReintegration } from './delta-x-reintegration.codec.js';
import type { MessageArticle } from './article.content.js';
import { sampleArticle, sampleReintegration } from './sample-reintegration.js';

const schema = loadSchema(SCHEMAS.deltaXReintegration);
const anyArticle: fc.Arbitrary<MessageArticle> = fc.record(
  {
    packages: fc.integer({ min: 1, max: 99_999_999 }),
    description: fc
      .string({ unit: fc.constantFrom('a', 'é', '<', '&', '漢', '\n'), maxLength: 60 })
      .map((t) => `x${t}`),
    cn8: fc.stringMatching(/^\d{8}$/),
    procedure: fc.constantFrom('1000', '3171'),
    grossMassKg: fc.constantFrom('0.000001', '12.5'),
    countryOfProvenance: fc.constantFrom('FR', 'XI'),
    invoiceValue: fc.constantFrom('0', '49.9000'),
    currency: fc.constantFrom('EUR', 'JPY'),
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
    ],
  },
);
const read = (xml: string): ReceivedReintegration => {
  const parsed = parseDeltaXReintegration(xml);
  if (!parsed.valid) throw new Error(parsed.faults[0]?.message);
  return parsed.declaration;
};

describe('the articles of a message', () => {
  it('DX-28: come back as they were lodged, in their order, numbered and counted', () => {
    fc.assert(
      fc.property(fc.array(anyArticle, { minLength: 1, maxLength: 4 }), (furtherArticles) => {
        const xml = deltaXMessage(sampleReintegration('A', { furtherArticles }));
        expect(validateXml(xml, schema)).toEqual([]);
        const back = read(xml);
        expect(back.articleCount).toBe(1 + furtherArticles.length);
        expect(back.furtherArticles).toEqual(furtherArticles.map((a, index) => ({ number: index + 2, ...a })));
      }),
      { numRuns: 8 },
    );
  });

  it('are 999 at most, and all of them are read', () => {
    const furtherArticles = Array.from({ length: 998 }, () => sampleArticle());
    const xml = deltaXMessage(sampleReintegration('A', { furtherArticles }));
    const numbers = read(xml).furtherArticles?.map(({ number }) => number);
    expect(numbers).toEqual(furtherArticles.map((_, n) => n + 2));
    const over = xml.replace(/(<furtherArticle>.*?<\/furtherArticle>)/, '$1$1');
    expect(validateXml(over, schema)).not.toEqual([]);
  });

  it('leave a declaration of one article as it was written before there were any', () => {
    const one = deltaXMessage(sampleReintegration());
    expect(one).not.toMatch(/article/i);
    expect(deltaXMessage(sampleReintegration(undefined, { furtherArticles: [] }))).toBe(one);
    expect(read(one)).not.toHaveProperty('furtherArticles');
  });

  it.each([
    ['<articleCount>2</articleCount>', ''],
    [/<furtherArticle>.*<\/furtherArticle>/, ''],
    ['<number>2</number>', ''],
    ['<number>2</number>', '<number>1</number>'],
    ['<furtherArticle><number>2</number><packages>1', '<furtherArticle><number>2</number><packages>0'],
  ])('are invalid with %s -> %s', (from, to) => {
    const xml = deltaXMessage(sampleReintegration('A', { furtherArticles: [sampleArticle()] }));
    const changed = xml.replace(from, to);
    expect(changed).not.toBe(xml);
    expect(validateXml(changed, schema)).not.toEqual([]);
  });

  it('name the article that is at fault', () => {
    const furtherArticles = [sampleArticle(), sampleArticle({ cn8: '8207' })];
    const xml = deltaXMessage(sampleReintegration('A', { furtherArticles }));
    expect(validateXml(xml, schema)).toMatchObject([{ path: '/reintegration/furtherArticle[2]/cn8' }]);
  });

  it('are documented by an example that is valid', () => {
    const page = readFileSync(new URL('../../../docs/delta-x-message.md', import.meta.url), 'utf8');
    const example = /```\n(<articleCount>.*?)```/s.exec(page)?.[1] ?? '';
    const xml = deltaXMessage(sampleReintegration()).replace('</consignment>', `</consignment>${example}`);
    expect(read(xml)).toMatchObject({ articleCount: 2, furtherArticles: [{ number: 2, ...sampleArticle() }] });
  });
});
