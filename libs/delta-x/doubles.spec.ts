import { describe, expect, it } from 'vitest';
import { instant } from '#libs/kernel';
import { declarationStream, doublesCheck, type DeclarationRow, type DoublePair } from './index.js';

const AT = instant('2026-03-02T10:00:00Z');
const row = (reference: string, changes: Partial<DeclarationRow> = {}): DeclarationRow => ({
  operator: 'FR552100554',
  reference,
  alertId: 'a1',
  status: 'prior',
  attempts: 0,
  submission: 1,
  unsure: false,
  revision: '0',
  ...changes,
});
const first = { prior: 'lodged', known: { number: '26FR1', lrn: 'L1' } } as const;
const paper = { lodgedAt: AT } as const;
const sent = { ...paper, status: 'accepted', mrn: '26FR9' } as const;
const waiting = {
  ...paper,
  status: 'held',
  holds: [{ hold: 'cancel-first', rule: 'DX-29', since: AT }],
} as const;
const cancelled = (outcome: 'cancelled' | 'deleted') =>
  ({ cancellation: { status: 'confirmed', outcome, first: {}, office: 'FR002650', requests: 1 } }) as const;

const check = (...rows: DeclarationRow[]): { pairs: DoublePair[]; checked: object } => {
  const byKey = new Map(rows.map((r) => [declarationStream(r.operator, r.reference), r]));
  const { see, checked } = doublesCheck();
  return { pairs: rows.flatMap((r) => see(r, (key) => byKey.get(key))), checked: checked() };
};
const brief = (pairs: readonly DoublePair[]) =>
  pairs.map(({ by, value, first: a, second: b, outcome }) => [by, value, a.as, b.as, outcome]);

describe('a check for doubles', () => {
  it('finds none where each declaration appears once, and says what it looked at', () => {
    const { pairs, checked } = check(row('A', first), row('B', paper), row('C', sent));
    expect(pairs).toEqual([]);
    expect(checked).toEqual({
      declarations: 3,
      preOutage: 1,
      paper: 2,
      reSent: 1,
      lrns: 1,
      numbers: 2,
      firstNamed: 0,
      firstUnnamed: 2,
    });
  });

  it.each<[string, Partial<DeclarationRow>, string, string]>([
    ['waits', waiting, 'paper', 'held'],
    ['follows a cancelled first one', { ...sent, ...cancelled('cancelled') }, 're-sent', 'first-cancelled'],
    ['follows a deleted first one', { ...sent, ...cancelled('deleted') }, 're-sent', 'first-deleted'],
    ['is not sent, as the first goes on', { ...paper, status: 'goes-on' }, 'paper', 'not-sent'],
    ['is negligible, and stays in the records', { ...paper, status: 'kept' }, 'paper', 'not-sent'],
    ['could be sent', { ...paper, status: 'owed' }, 'paper', 'at-risk'],
    ['was sent beside a first one that stands', sent, 're-sent', 'doubled'],
  ])('by reference: the paper %s', (_, changes, as, outcome) => {
    const { pairs } = check(row('A', { ...first, ...changes }));
    expect(brief(pairs)).toEqual([['reference', 'A', 'pre-outage', as, outcome]]);
  });

  it('by LRN: the paper bears another reference, or the first one’s LRN as its reference', () => {
    expect(brief(check(row('A', first), row('L1', sent)).pairs)).toEqual([
      ['lrn', 'L1', 'pre-outage', 're-sent', 'doubled'],
    ]);
    expect(brief(check(row('L1', paper), row('A', { ...first, ...cancelled('cancelled') })).pairs)).toEqual([
      ['lrn', 'L1', 'pre-outage', 'paper', 'first-cancelled'],
    ]);
    const twice = check(row('A', first), row('B', { prior: 'lodged', known: { lrn: 'L1' }, ...sent }));
    expect(brief(twice.pairs)).toContainEqual(['lrn', 'L1', 'pre-outage', 're-sent', 'doubled']);
  });

  it('by the LRN that it was sent under: its own new one is no double, one that stood before under it is', () => {
    const anew = { ...sent, sentLrn: 'RNEW' };
    const resent = row('A', { ...first, ...anew, ...cancelled('cancelled') });
    const { pairs } = check(resent);
    expect(brief(pairs)).toEqual([['reference', 'A', 'pre-outage', 're-sent', 'first-cancelled']]);
    expect([pairs[0]?.first.lrn, pairs[0]?.second.lrn]).toEqual(['L1', 'RNEW']);
    const stood = row('B', { prior: 'lodged', known: { lrn: 'RNEW' } });
    for (const rows of [
      [resent, stood],
      [stood, resent],
    ])
      expect(brief(check(...rows).pairs)).toContainEqual(['lrn', 'RNEW', 'pre-outage', 're-sent', 'doubled']);
    expect(brief(check(row('RNEW', paper), row('A', anew)).pairs)).toEqual([
      ['lrn', 'RNEW', 'paper', 're-sent', 'doubled'],
    ]);
    const same = { ...sent, sentLrn: 'L1' };
    expect(check(row('A', { ...first, ...same }), row('B', { ...first, ...same, mrn: '26FR8' })).pairs).toHaveLength(4);
  });

  it('of another operator an LRN says nothing', () => {
    expect(check(row('A', first), row('B', { ...first, known: { lrn: 'L1' }, operator: 'FR1' })).pairs).toEqual([]);
  });

  it('by number: two declarations have one, or customs gave two for one', () => {
    expect(brief(check(row('A', first), row('B', { ...sent, mrn: '26FR1' })).pairs)).toEqual([
      ['number', '26FR1', 'pre-outage', 're-sent', 'doubled'],
    ]);
    expect(brief(check(row('A', sent), row('B', sent)).pairs)).toEqual([
      ['number', '26FR9', 're-sent', 're-sent', 'doubled'],
    ]);
    const answered = check(row('A', { ...sent, cause: 'DX-29', reason: '26FR9 / 26FR8' })).pairs;
    expect(answered.map(({ first: a, second: b }) => [a.number, b.number])).toEqual([['26FR9', '26FR8']]);
    expect(brief(answered)).toEqual([['reference', 'A', 're-sent', 're-sent', 'doubled']]);
  });

  it('names the rules and what was done, in both languages', () => {
    const [found] = check(row('A', { ...first, ...waiting })).pairs;
    expect(found?.rules).toEqual(['DX-29']);
    expect(found?.text.en).not.toBe(found?.text.fr);
  });
});
