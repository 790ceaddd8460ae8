import { describe, expect, it } from 'vitest';
import { MINUTE, plus } from '#libs/kernel';
import { dauLodging, furtherArticle } from '../clearance-paper.js';
import { lodging, OUTAGE } from '../delta-x-paper.js';
import { refusalOf } from '../given-when-then.js';
import { declarationTrail } from './declaration-trail.js';

type Changes = NonNullable<Parameters<typeof dauLodging>[0]>;
const dau = (changes: Changes): readonly string[] =>
  declarationTrail()
    .does(dauLodging(changes))
    .map((event) => event.type);
const faults = (changes: Changes): unknown[] =>
  refusalOf(() => declarationTrail().does(dauLodging(changes))).objections.map(({ rule, field }) => [rule, field]);
const without = { cn8: undefined, invoiceValue: '500.00' } as const;

describe('DX-05: a DAU in one step has each article’s CN8', () => {
  it('DX-05 refuses a DAU without it, whatever the value, and each further article without it', () => {
    expect(faults({ goods: without })).toEqual([['DX-05', 'consignment.cn8']]);
    expect(faults({ goods: { ...without, invoiceValue: '0.01' } })).toEqual([['DX-05', 'consignment.cn8']]);
    const further = [furtherArticle(), furtherArticle({ cn8: undefined, invoiceValue: '1.00' })];
    expect(faults({ further })).toEqual([['DX-05', 'furtherArticles[1].cn8']]);
  });

  it('DX-05 allows a simplified declaration (DSE) without it on the same form, up to 1,000 EUR', () => {
    expect(dau({ header: { declarationKind: 'DSE' }, goods: without })).toContain('DeclarationLodged');
    const line = declarationTrail();
    expect(line.does(lodging({ cn8: undefined, invoiceValue: '500.00' }))).toHaveLength(2);
  });
});

describe('DX-05, DX-28: a DAU put right is no repetition of the first one', () => {
  const again = (changes: Changes) => {
    const trail = declarationTrail();
    trail.does(dauLodging());
    return () => trail.does(dauLodging(changes));
  };

  it('DX-28 takes the same DAU, sent again, as the one lodging, whenever it is sent', () => {
    expect(again({})()).toEqual([]);
    expect(again({ now: plus(OUTAGE.now, MINUTE) })()).toEqual([]);
    expect(again({ dau: { articles: 1 } })()).toEqual([]);
  });

  it.each<readonly [string, Changes]>([
    ['officeOfExit', { header: { officeOfExit: 'DE004851' } }],
    ['lodgedAt', { header: { lodgedAt: plus(OUTAGE.lodgedAt, MINUTE) } }],
    ['transit', { header: { transit: true } }],
    ['mentions', { header: { mentions: ['50000', 'Y0001'] } }],
    ['kind', { header: { declarationKind: 'DSE' } }],
    ['consignment', { goods: { packages: 9 } }],
    ['furtherArticles', { further: [furtherArticle()] }],
    ['dau.officer', { dau: { officer: '' } }],
    ['dau.stampedAt', { dau: { stampedAt: OUTAGE.lodgedAt } }],
    ['dau.documents', { dau: { documents: [{ code: 'N325', reference: 'PF-1' }] } }],
    ['dau.signature', { header: { signature: { name: 'Claire Roux', signedAt: OUTAGE.lodgedAt } } }],
  ])('DX-28 refuses one with another %s, names it, and says what to do', (name, changes) => {
    const [taken, stands] = refusalOf(again(changes)).objections;
    expect([taken.rule, stands?.rule]).toEqual(['DX-05', 'DX-28']);
    expect(stands?.text.en).toContain(name);
    expect(stands?.todo?.fr).toContain('rectifie');
  });

  it('DX-28 refuses a line put right, and takes the same line again', () => {
    const trail = declarationTrail();
    trail.does(lodging());
    expect(trail.does(lodging())).toEqual([]);
    expect(trail.refuses(lodging({ packages: 9 }))).toEqual(['DX-05', 'DX-28']);
  });
});
