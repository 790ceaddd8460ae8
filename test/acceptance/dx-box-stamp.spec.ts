import { describe, expect, it } from 'vitest';
import { plus } from '#libs/kernel';
import { dauLodging } from '../clearance-paper.js';
import { alertSeen, OUTAGE } from '../delta-x-paper.js';
import { refusalOf } from '../given-when-then.js';
import { declarationTrail } from './declaration-trail.js';

type Changes = Parameters<typeof dauLodging>[0];
const dau = (changes: Changes): readonly string[] =>
  declarationTrail()
    .does(dauLodging(changes))
    .map((event) => event.type);
const faults = (changes: Changes): unknown[] =>
  refusalOf(() => declarationTrail().does(dauLodging(changes))).objections.map(({ rule, field }) => [rule, field]);
const preAuthenticated = { authentication: 'pre-authenticated', stampedAt: undefined } as const;
const premises = { presentation: 'premises' } as const;
const OFFICE = [['DX-06', 'dau.office']];
const DATE = [['DX-06', 'dau.stampedAt']];

describe('DX-06: whose stamp makes a DAU valid, and when', () => {
  it('DX-06 allows the stamp of the office of export, from the start of the alert until now', () => {
    for (const stampedAt of [OUTAGE.startedAt, OUTAGE.lodgedAt, OUTAGE.now])
      expect(dau({ dau: { stampedAt } })).toContain('DauPresented');
  });

  it('DX-06 refuses a stamp of before the alert, and of the future', () => {
    expect(faults({ dau: { stampedAt: plus(OUTAGE.startedAt, -1) } })).toEqual(DATE);
    expect(faults({ dau: { stampedAt: plus(OUTAGE.now, 1) } })).toEqual(DATE);
  });

  it.each(['FR002300', 'BE101000', 'FR999999', 'XX', 'FR 2650', 'FR002650X'])(
    'DX-06 refuses the stamp of %s on a DAU for another office, and its pre-authentication',
    (office) => {
      expect(faults({ dau: { office } })).toEqual(OFFICE);
      expect(faults({ header: premises, dau: { ...preAuthenticated, office } })).toEqual(OFFICE);
    },
  );

  it('DX-06 asks for the stamp of the office of declaration under centralised clearance', () => {
    const at = 'FR000690';
    const header = {
      officeOfClearance: at,
      centralised: { authorisation: 'DCN-2025-0042', officeOfDeclaration: at },
      lodging: { means: 'mailbox', office: at },
    } as const;
    expect(dau({ header, dau: { office: at } })).toContain('DauPresented');
    expect(faults({ header })).toEqual(OFFICE);
  });

  it('DX-06 says nothing of the stamp’s date where the alert has not started: DX-21 does', () => {
    const { startedAt: _not, ...planned } = alertSeen();
    const refusal = refusalOf(() => declarationTrail().does({ ...dauLodging(), alert: planned }));
    expect(refusal.objections.map(({ rule }) => rule)).toEqual(['DX-21']);
  });
});
