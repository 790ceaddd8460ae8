import { describe, expect, it } from 'vitest';
import { sampleArticle, sampleReintegration, type ReceivedReintegration } from '#libs/customs-gateway';
import { judgeArticles } from './judge-articles.js';

const { consignment } = sampleReintegration();
const eur = (invoiceValue: string, cn8?: string) => {
  const { cn8: _own, ...article } = sampleArticle({ invoiceValue });
  return cn8 === undefined ? article : { ...article, cn8 };
};
const worth = (invoiceValue: string): Partial<ReceivedReintegration> => ({
  consignment: { ...consignment, invoiceValue },
});
const numbered = (...numbers: readonly number[]) => numbers.map((number) => ({ ...sampleArticle(), number }));
const { cn8: _code, ...uncoded } = consignment;

interface Case {
  readonly name: string;
  readonly declaration: Partial<ReceivedReintegration>;
  /** Code, rule and field; absent where nothing is held against it. */
  readonly refused?: readonly [string, string, string];
}

const cases: readonly Case[] = [
  { name: 'one article', declaration: {} },
  { name: 'three in order', declaration: { articleCount: 3, furtherArticles: numbered(2, 3) } },
  {
    name: 'DX-05: one was lost',
    declaration: { articleCount: 3, furtherArticles: numbered(2) },
    refused: ['14', 'DX-05', 'articleCount'],
  },
  {
    name: 'DX-28: two are exchanged',
    declaration: { articleCount: 3, furtherArticles: numbered(3, 2) },
    refused: ['14', 'DX-28', 'furtherArticle[1]/number'],
  },
  {
    name: 'DX-28: the second comes twice',
    declaration: { articleCount: 3, furtherArticles: numbered(2, 2) },
    refused: ['14', 'DX-28', 'furtherArticle[2]/number'],
  },
  {
    name: 'DX-23: 22 EUR together',
    declaration: { ...worth('21.9999'), furtherArticles: [{ ...eur('0.0001'), number: 2 }] },
    refused: ['14', 'DX-23', 'consignment/invoiceValue'],
  },
  {
    name: 'DX-22: over 22 EUR together',
    declaration: { ...worth('22.00'), furtherArticles: [{ ...eur('0.0001'), number: 2 }] },
  },
  {
    name: 'DX-22: a yen beside',
    declaration: { ...worth('1.00'), furtherArticles: [{ ...eur('1'), currency: 'JPY', number: 2 }] },
  },
  { name: 'DX-04: 1,000 EUR without the code', declaration: { consignment: { ...uncoded, invoiceValue: '1000.00' } } },
  {
    name: 'DX-04: over 1,000 EUR without the code',
    declaration: { consignment: { ...uncoded, invoiceValue: '1000.01' } },
    refused: ['13', 'DX-04', 'consignment/cn8'],
  },
  {
    name: 'DX-05: over 1,000 EUR together, the first without the code',
    declaration: {
      consignment: { ...uncoded, invoiceValue: '999.00' },
      furtherArticles: [{ ...eur('1.01', '82075030'), number: 2 }],
    },
    refused: ['13', 'DX-05', 'consignment/cn8'],
  },
  {
    name: 'DX-05: over 1,000 EUR together, another without the code',
    declaration: { ...worth('999.00'), furtherArticles: [{ ...eur('1.01'), number: 2 }] },
    refused: ['13', 'DX-05', 'furtherArticle/cn8'],
  },
];

describe('the articles of a re-integration', () => {
  it.each(cases)('$name', ({ declaration, refused }) => {
    const verdict = judgeArticles({ ...sampleReintegration(), ...declaration });
    if (!refused) {
      expect(verdict).toBeUndefined();
      return;
    }
    const [code, rule, field] = refused;
    expect(verdict).toMatchObject({ accepted: false, code, rule, field: `/reintegration/${field}` });
  });
});
