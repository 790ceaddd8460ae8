import { describe, expect, it } from 'vitest';
import {
  manifestCodec,
  manifestDecider,
  type LodgeManifest,
  type LodgingAct,
  type LodgingMeans,
  type ManifestHeader,
} from '#libs/delta-x';
import { HOUR, MINUTE, plus } from '#libs/kernel';
import { alertSeen, lodging, manifestHeader, OUTAGE } from '../delta-x-paper.js';
import { dauLodging } from '../clearance-paper.js';
import { refusalOf, scenarioOf } from '../given-when-then.js';
import { declarationTrail } from './declaration-trail.js';

const { given } = scenarioOf(manifestDecider, manifestCodec);
const lodge = (changes: Partial<ManifestHeader> = {}): LodgeManifest => ({
  type: 'LodgeManifest',
  header: manifestHeader(changes),
  alert: alertSeen(),
  now: OUTAGE.now,
});
const goes = (means: LodgingMeans, office = 'FR002650'): { lodging: LodgingAct } => ({
  lodging: { means, office },
});
type Changes = Parameters<typeof dauLodging>[0];
const dau = (changes: Changes = {}): string[] =>
  declarationTrail()
    .does(dauLodging(changes))
    .map((event) => event.type);
/** Rule and field of each objection to a DAU. */
const faults = (changes: Changes): unknown[] =>
  refusalOf(() => declarationTrail().does(dauLodging(changes))).objections.map(({ rule, field }) => [rule, field]);

describe('DX-01: a manifest only for an exit through France', () => {
  it('DX-01 allows a manifest whose office of exit is French', () => {
    given()
      .when(lodge({ officeOfExit: 'FR003370' }))
      .allowed();
  });

  it('DX-01 refuses one whose goods leave through another Member State, and says which form to use', () => {
    const [objection] = given()
      .when(lodge({ officeOfExit: 'BE101000' }))
      .refusedBy('DX-01');
    expect(objection).toMatchObject({ field: 'officeOfExit' });
    expect(objection?.todo?.en).toContain('DX-02');
  });
});

describe('DX-02: the DAU E/S through another Member State', () => {
  it.each(['BE101000', 'DE004851', 'NL000396', 'XI000142'])(
    'DX-02 allows a DAU whose goods leave through %s',
    (exit) => {
      expect(dau({ header: { officeOfExit: exit } })).toEqual([
        'DeclarationLodged',
        'DauPresented',
        'ObligationOpened',
      ]);
    },
  );

  it('DX-02 allows a DAU through France too', () => {
    expect(dau({ header: { officeOfExit: 'FR003370' } })).toContain('DeclarationLodged');
  });

  it('DX-02 refuses an office of exit that is in no Member State, on whatever form', () => {
    expect(faults({ header: { officeOfExit: 'CH001251' } })).toEqual([['DX-02', 'officeOfExit']]);
    given()
      .when(lodge({ officeOfExit: 'GB000060' }))
      .refusedBy('DX-02');
  });

  it('DX-02 keeps it as one declaration of its own, with its paper, owed like any other', () => {
    const trail = declarationTrail();
    trail.does(dauLodging());
    expect(trail.row()).toMatchObject({ form: 'dau', status: 'owed', officeOfExit: 'BE101000', kind: 'DAU' });
    expect(trail.row()).not.toHaveProperty('manifestId');
    expect(trail.does(dauLodging())).toEqual([]);
  });
});

describe('DX-04: offices that exist', () => {
  it('DX-04 allows French offices of the register, and foreign ones by their shape', () => {
    given()
      .when(lodge({ officeOfClearance: 'FR000690', officeOfExit: 'FR001260' }))
      .allowed();
  });

  it('DX-04 refuses a French office that does not exist, and says what to do', () => {
    const [clearance, exit] = given()
      .when(lodge({ officeOfClearance: 'FR999998', officeOfExit: 'FR999999' }))
      .refusedBy('DX-04', 'DX-04');
    expect([clearance?.field, exit?.field]).toEqual(['officeOfClearance', 'officeOfExit']);
    expect(clearance?.todo?.fr).toContain('registre');
  });

  it('DX-04 refuses an office that did not exist yet, or no more', () => {
    const office = { code: 'FR002650', zone: 'Europe/Paris', calendar: 'FR', hours: 'always' } as const;
    const known = (validFrom = OUTAGE.startedAt, validUntil = OUTAGE.now): LodgeManifest => ({
      ...lodge({ officeOfExit: 'FR002650' }),
      offices: [{ ...office, validFrom, validUntil }],
    });
    given().when(known()).allowed();
    given()
      .when(known(plus(OUTAGE.lodgedAt, 1)))
      .refusedBy('DX-04', 'DX-04');
    given()
      .when(known(OUTAGE.startedAt, plus(OUTAGE.lodgedAt, -1)))
      .refusedBy('DX-04', 'DX-04');
  });

  it('DX-04 refuses a signature of the future: nothing of it is recorded, and the same paper put right is taken', () => {
    const signature = { name: 'Marion Lefèvre', signedAt: plus(OUTAGE.now, HOUR) };
    const [objection] = given().when(lodge({ signature })).refusedBy('DX-04');
    expect(objection?.field).toBe('signature.signedAt');
    given().when(lodge()).allowed();
  });
});

describe('DX-05: what a DAU bears', () => {
  it('DX-05 allows one with the start of the fallback in box 31, to the minute, and the invoice', () => {
    expect(dau({ dau: { fallbackStartedAt: plus(OUTAGE.startedAt, 59_000) } })).toContain('DauPresented');
    expect(dau({ dau: { documents: [{ code: 'N325', reference: 'PF-1' }] } })).toContain('DauPresented');
  });

  it('DX-05 refuses half a stamp in box 31, and one that says another start', () => {
    expect(faults({ dau: { fallbackStartedAt: undefined } })).toEqual([['DX-05', 'dau.fallbackStartedAt']]);
    expect(faults({ dau: { fallbackStartedAt: plus(OUTAGE.startedAt, MINUTE) } })).toEqual([
      ['DX-05', 'dau.fallbackStartedAt'],
    ]);
  });

  it('DX-05 refuses one without the assistance number or “Alerte CID”, mention 50000, or the signature', () => {
    expect(faults({ header: { assistance: '' } })).toEqual([['DX-05', 'assistance']]);
    expect(faults({ header: { mentions: [] } })).toEqual([['DX-05', 'mentions']]);
    expect(faults({ header: { signature: { name: '', signedAt: OUTAGE.lodgedAt } } })).toEqual([
      ['DX-05', 'signature.name'],
    ]);
  });

  it('DX-05 refuses one without the documents that its procedure or its goods need', () => {
    expect(faults({ dau: { documents: [] } })).toEqual([['DX-05', 'dau.documents']]);
    expect(faults({ dau: { documents: [{ code: 'N380', reference: ' ' }] } })).toEqual([['DX-05', 'dau.documents']]);
    expect(faults({ goods: { procedure: '2100' } })).toEqual([['DX-05', 'dau.documents']]);
    expect(faults({ goods: { restrictedDocuments: ['X002'] } })).toEqual([['DX-05', 'dau.documents']]);
    const documents = ['N380', 'C019', 'X002'].map((code) => ({ code, reference: '1' }));
    expect(dau({ goods: { procedure: '2100', restrictedDocuments: ['X002'] }, dau: { documents } })).toHaveLength(3);
  });

  it('DX-05 refuses a number that is lodged already, on a manifest or a DAU', () => {
    const trail = declarationTrail();
    trail.does(lodging());
    expect(trail.refuses(dauLodging())).toEqual(['DX-05', 'DX-28']);
    const other = declarationTrail();
    other.does(dauLodging());
    expect(other.refuses(lodging())).toEqual(['DX-05', 'DX-28']);
    expect(other.refuses(dauLodging({ goods: { packages: 9 } }))).toEqual(['DX-05', 'DX-28']);
  });
});

describe('DX-06: valid once authenticated', () => {
  const premises = { presentation: 'premises' } as const;

  it('DX-06 allows the office’s stamp in box A, with its date and an officer’s signature', () => {
    expect(dau()).toContain('DauPresented');
  });

  it.each(['A', '31'] as const)('DX-06 allows pre-authentication in box %s on the operator’s premises', (box) => {
    const part = { authentication: 'pre-authenticated', box, stampedAt: undefined } as const;
    expect(dau({ header: premises, dau: part })).toContain('DauPresented');
  });

  it('DX-06 refuses pre-authentication elsewhere, with a date, or without the officer’s signature', () => {
    const part = { authentication: 'pre-authenticated', stampedAt: undefined } as const;
    expect(faults({ dau: part })).toEqual([['DX-06', 'dau.authentication']]);
    expect(faults({ header: premises, dau: { ...part, stampedAt: OUTAGE.lodgedAt } })).toEqual([
      ['DX-06', 'dau.stampedAt'],
    ]);
    expect(faults({ header: premises, dau: { ...part, officer: '' } })).toEqual([['DX-06', 'dau.officer']]);
  });

  it('DX-06 refuses a DAU that the office has not stamped yet, or stamped elsewhere than in box A, or in the future', () => {
    expect(faults({ dau: { stampedAt: undefined } })).toEqual([['DX-06', 'dau.stampedAt']]);
    expect(faults({ dau: { box: '31' } })).toEqual([['DX-06', 'dau.box']]);
    expect(faults({ dau: { stampedAt: plus(OUTAGE.now, 1) } })).toEqual([['DX-06', 'dau.stampedAt']]);
    expect(faults({ dau: { office: '', officer: '' } })).toEqual([
      ['DX-06', 'dau.office'],
      ['DX-06', 'dau.officer'],
    ]);
  });
});

describe('DX-08: means and instant of lodging', () => {
  it('DX-08 allows a manifest by the agreement’s means, and records them with the instant', () => {
    const detail = 'dépôt au guichet export';
    const state = given()
      .when(lodge({ lodging: { means: 'agreement', detail, office: 'FR002650' } }))
      .allowed();
    expect(state[0]).toMatchObject({ data: { lodging: { means: 'agreement', detail }, lodgedAt: OUTAGE.lodgedAt } });
  });

  it.each(['mailbox', 'paper', 'records'] as const)('DX-08 refuses a manifest by %s', (means) => {
    const [objection] = given()
      .when(lodge(goes(means)))
      .refusedBy('DX-08');
    expect(objection?.field).toBe('lodging.means');
  });

  it('DX-08 allows a DAU by the functional mailbox or on paper, and records it', () => {
    for (const means of ['mailbox', 'paper'] as const) {
      const trail = declarationTrail();
      trail.does(dauLodging({ header: goes(means) }));
      expect(trail.row()?.lodging).toEqual({ means, office: 'FR002650' });
    }
  });

  it('DX-08 refuses a DAU by the agreement’s means, and any paper sent to another office', () => {
    expect(faults({ header: goes('agreement') })).toEqual([['DX-08', 'lodging.means']]);
    expect(faults({ header: goes('mailbox', 'FR003370') })).toEqual([['DX-08', 'lodging.office']]);
    given()
      .when(lodge(goes('agreement', 'FR003370')))
      .refusedBy('DX-08');
  });
});

describe('DX-10: centralised clearance goes to the office of declaration', () => {
  const centralised = { authorisation: 'DCN-2025-0042', officeOfDeclaration: 'FR002650' };

  it('DX-10 allows a manifest and a DAU lodged at the office that the authorisation names', () => {
    given().when(lodge({ centralised })).allowed();
    expect(dau({ header: { centralised } })).toContain('DeclarationLodged');
  });

  it('DX-10 refuses another office, and an authorisation without its number', () => {
    const [objection] = given()
      .when(lodge({ centralised: { ...centralised, officeOfDeclaration: 'FR000690' } }))
      .refusedBy('DX-10');
    expect(objection?.field).toBe('officeOfClearance');
    given()
      .when(lodge({ centralised: { ...centralised, authorisation: ' ' } }))
      .refusedBy('DX-10');
    given()
      .when(lodge({ centralised, ...goes('agreement', 'FR003370') }))
      .refusedBy('DX-10');
  });
});

describe('DX-11: copy 3 in the place of the EAD', () => {
  it('DX-11 allows copy 3 to stay behind where the EAD was printed', () => {
    expect(dau({ dau: { eadPrinted: true, copy3WithGoods: false } })).toContain('DauPresented');
  });

  it('DX-11 refuses it where the EAD could not be printed', () => {
    expect(faults({ dau: { eadPrinted: false, copy3WithGoods: false } })).toEqual([['DX-11', 'dau.copy3WithGoods']]);
  });
});
