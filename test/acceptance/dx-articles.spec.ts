import { describe, expect, it } from 'vitest';
import {
  checkDau,
  deltaXPolicy,
  eurText,
  reintegrationContent,
  STARTING_RATES,
  type CheckedDau,
  type DeclarationLodged,
  type RawArticle,
  type RawLine,
} from '#libs/delta-x';
import { dauLodging, furtherArticle } from '../clearance-paper.js';
import { OUTAGE, rawLine } from '../delta-x-paper.js';
import { refusalOf } from '../given-when-then.js';
import { declarationTrail, type DeclarationTrail } from './declaration-trail.js';

const rawArticle = (changes: RawArticle = {}): RawArticle => ({
  packages: '1',
  description: 'Chocolats fins en boîtes',
  cn8: '18069019',
  gross_mass_kg: '1.5',
  country_of_provenance: 'FR',
  invoice_value: '100.00',
  currency: 'CHF',
  ...changes,
});
const checked = (line: RawLine, ...furtherArticles: readonly RawArticle[]): CheckedDau =>
  checkDau({ line, furtherArticles }, { at: OUTAGE.lodgedAt, rates: STARTING_RATES });
const sound = (line: RawLine, ...further: readonly RawArticle[]): Extract<CheckedDau, { ok: true }> => {
  const found = checked(line, ...further);
  if (!found.ok) throw new Error(JSON.stringify(found.objections));
  return found;
};
/** Rule and field of each objection. */
const faults = (line: RawLine, ...further: readonly RawArticle[]): unknown[] => {
  const found = checked(line, ...further);
  return found.ok ? [] : found.objections.map(({ rule, field }) => [rule, field]);
};
const worth = (value: string, currency = 'EUR'): RawLine & RawArticle => ({ invoice_value: value, currency });

type Changes = Parameters<typeof dauLodging>[0];
const lodged = (changes: Changes): DeclarationTrail => {
  const trail = declarationTrail();
  trail.does(dauLodging(changes));
  return trail;
};
const refused = (changes: Changes): unknown[] =>
  refusalOf(() => declarationTrail().does(dauLodging(changes))).objections.map(({ rule, field }) => [rule, field]);
const lodgedData = (changes: Changes): DeclarationLodged['data'] => {
  const [event] = declarationTrail().does(dauLodging(changes));
  if (event?.type !== 'DeclarationLodged') throw new Error('not lodged');
  return event.data;
};

describe('DX-05: the articles of a DAU', () => {
  it('DX-05 judges each article as a line, and names its field', () => {
    const bad = rawArticle({ description: ' ', gross_mass_kg: '0', currency: 'francs' });
    expect(faults(rawLine({ packages: '0' }), rawArticle(), bad)).toEqual([
      ['DX-05', 'consignment.packages'],
      ['DX-05', 'furtherArticles[1].description'],
      ['DX-05', 'furtherArticles[1].gross_mass_kg'],
      ['DX-05', 'furtherArticles[1].currency'],
    ]);
    expect(faults(rawLine(), rawArticle(worth('1', 'XAF')))).toEqual([['DX-22', 'furtherArticles[0].currency']]);
  });

  it('DX-05 gives an article without a procedure the first one’s, and blames the first alone for a wrong one', () => {
    const { furtherArticles } = sound(rawLine({ procedure: '2100' }), rawArticle(), rawArticle({ procedure: '1000' }));
    expect(furtherArticles.map(({ procedure }) => procedure)).toEqual(['2100', '1000']);
    expect(faults(rawLine({ procedure: '' }), rawArticle())).toEqual([['DX-05', 'consignment.procedure']]);
    expect(faults(rawLine(), rawArticle({ procedure: '10' }))).toEqual([['DX-05', 'furtherArticles[0].procedure']]);
  });

  it('DX-05 asks for the CN8 of every article where all of them together exceed 1,000 EUR', () => {
    const [six, four] = [worth('600.00'), worth('400.00')];
    expect(faults(rawLine({ ...six, cn8: '' }), rawArticle({ ...four, cn8: '' }))).toEqual([]);
    const over = { invoice_value: '400.01', cn8: '' };
    expect(faults(rawLine({ ...six, cn8: '' }), rawArticle({ ...four, ...over }))).toEqual([
      ['DX-05', 'consignment.cn8'],
      ['DX-05', 'furtherArticles[0].cn8'],
    ]);
  });

  it('DX-05 tells a hundred faults of many, and how many are left', () => {
    const found = checked(rawLine(), ...Array.from({ length: 150 }, () => rawArticle({ packages: 'x' })));
    if (found.ok) throw new Error('sound');
    expect(found.objections).toHaveLength(101);
    expect(found.objections.at(-1)).toMatchObject({
      field: 'furtherArticles',
      text: { en: expect.stringMatching(/^50 /) as string },
    });
  });

  it('DX-05 counts the articles, and refuses a document that says another number', () => {
    const further = [furtherArticle(), furtherArticle()];
    expect(lodged({ further }).row()).toMatchObject({ articles: 3 });
    expect(lodged({ further, dau: { articles: 3 } }).row()).toMatchObject({ articles: 3 });
    expect(lodged({}).row()).toMatchObject({ articles: 1 });
    expect(refused({ further, dau: { articles: 2 } })).toEqual([['DX-05', 'dau.articles']]);
    expect(refused({ dau: { articles: 3 } })).toEqual([['DX-05', 'dau.articles']]);
  });

  it('DX-05 takes 999 articles, not one more, and no more of them than the log holds at once', () => {
    const many = (count: number, description = 'Chocolats'): Changes => ({
      further: Array.from({ length: count }, () => furtherArticle({ description })),
    });
    expect(lodged(many(998)).row()).toMatchObject({ articles: 999, status: 'owed' });
    expect(refused(many(999))).toEqual([['DX-05', 'furtherArticles']]);
    expect(refused(many(998, '漢'.repeat(512)))).toEqual([['DX-05', 'furtherArticles']]);
  });

  it('DX-05 asks once for the documents that the procedure or the goods of any article need', () => {
    const further = [
      furtherArticle({ procedure: '2100' }),
      furtherArticle({ procedure: '2100', restrictedDocuments: ['X002'] }),
    ];
    expect(refused({ further })).toEqual([
      ['DX-05', 'dau.documents'],
      ['DX-05', 'dau.documents'],
    ]);
    const documents = ['N380', 'C019', 'X002'].map((code) => ({ code, reference: '1' }));
    expect(lodged({ further, dau: { documents } }).row()).toMatchObject({ restricted: true });
  });

  it('DX-05 takes the same paper twice for one, and refuses the number with other articles', () => {
    const trail = lodged({ further: [furtherArticle(), furtherArticle({ packages: 2 })] });
    expect(trail.does(dauLodging({ further: [furtherArticle(), furtherArticle({ packages: 2 })] }))).toEqual([]);
    for (const further of [[], [furtherArticle()], [furtherArticle({ packages: 2 }), furtherArticle()]]) {
      expect(trail.refuses(dauLodging({ further }))).toEqual(['DX-05', 'DX-28']);
    }
  });
});

describe('DX-22, DX-23: the value is that of all articles, each in its own currency', () => {
  it('DX-22 adds them up exactly, at the rates of the lodging', () => {
    const { valueEur, furtherArticles } = sound(rawLine(worth('10.00')), rawArticle(worth('0.0001')), rawArticle());
    expect(eurText(valueEur)).toBe('117.1001');
    expect(furtherArticles.map((article) => article.valueEur)).toEqual(['0.0001', '107.10']);
    expect(lodged({ goods: { invoiceValue: '10.00' }, further: [furtherArticle()] }).row()).toMatchObject({
      valueEur: '117.10',
    });
  });

  it('DX-22 owes a consignment over 22 EUR although no article of it is', () => {
    expect(deltaXPolicy(OUTAGE.lodgedAt).evnUpToEur).toBe('22');
    const eleven = furtherArticle({ invoiceValue: '11.00', currency: 'EUR' });
    const goods = { invoiceValue: '11.00' };
    expect(lodged({ goods, further: [eleven] }).row()).toMatchObject({ status: 'kept', valueEur: '22.00' });
    const more = furtherArticle({ invoiceValue: '11.0001', currency: 'EUR' });
    expect(lodged({ goods, further: [more] }).row()).toMatchObject({ status: 'owed', valueEur: '22.0001' });
  });

  it('lists the invoice’s sum where the articles share a currency, and none where they do not', () => {
    const same = lodged({ further: [furtherArticle({ currency: 'EUR' })] }).row();
    expect(same).toMatchObject({ invoiceValue: '1350.00', currency: 'EUR' });
    const mixed = lodged({ further: [furtherArticle()] }).row();
    expect(mixed).not.toHaveProperty('invoiceValue');
    expect(mixed).not.toHaveProperty('currency');
  });
});

describe('DX-14, DX-17: one paper, one release, one visa', () => {
  it('DX-14 refuses to take goods of which one article is restricted', () => {
    const documents = ['N380', 'X002'].map((code) => ({ code, reference: '1' }));
    const header = { presentation: 'premises' } as const;
    const trail = lodged({
      header,
      dau: { documents, authentication: 'pre-authenticated', stampedAt: undefined },
      further: [furtherArticle({ restrictedDocuments: ['X002'] })],
    });
    expect(trail.refuses({ type: 'TakeGoods', at: OUTAGE.lodgedAt, now: OUTAGE.now })).toEqual(['DX-14']);
  });
});

describe('DX-28: the articles are sent as lodged', () => {
  it('DX-28 sends each in the order of the paper, without what only the paper has', () => {
    const data = lodgedData({ further: ['A', 'B', 'C'].map((description) => furtherArticle({ description })) });
    const { furtherArticles } = reintegrationContent(data);
    expect(furtherArticles?.map(({ description }) => description)).toEqual(['A', 'B', 'C']);
    expect(furtherArticles?.[0]).toEqual({
      packages: 1,
      description: 'A',
      cn8: '18069019',
      procedure: '1000',
      grossMassKg: '1.5',
      countryOfProvenance: 'FR',
      invoiceValue: '100.00',
      currency: 'CHF',
    });
    expect(lodgedData({})).not.toHaveProperty('furtherArticles');
    expect(reintegrationContent(lodgedData({}))).not.toHaveProperty('furtherArticles');
  });
});
