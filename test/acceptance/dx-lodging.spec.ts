import { describe, expect, it } from 'vitest';
import {
  checkLine,
  declarationStream,
  LINE_FIELDS,
  manifestCodec,
  manifestDecider,
  STARTING_RATES,
  type CheckedLine,
  type LodgeManifest,
  type ManifestHeader,
  type PriorState,
  type RawLine,
} from '#libs/delta-x';
import { cite } from '#libs/rules';
import { alertSeen, lodging, manifestHeader, OUTAGE, priorState, rawLine, withoutField } from '../delta-x-paper.js';
import { scenarioOf } from '../given-when-then.js';
import { SUBJECT } from '../reintegration-events.js';
import { declarationTrail } from './declaration-trail.js';

const { given } = scenarioOf(manifestDecider, manifestCodec);
const lodgeManifest = (changes: Partial<LodgeManifest['header']> = {}): LodgeManifest => ({
  type: 'LodgeManifest',
  header: { ...manifestHeader(), ...changes },
  alert: alertSeen(),
  now: OUTAGE.now,
});
const check = (raw: RawLine): CheckedLine => checkLine(raw, { at: OUTAGE.lodgedAt, rates: STARTING_RATES });
const faultsOf = (raw: RawLine): readonly unknown[] => {
  const checked = check(raw);
  return checked.ok ? [] : checked.objections.map(({ rule, field }) => [rule, field]);
};

describe('DX-04: what a manifest must hold', () => {
  it('DX-04 comes from fiche 5', () => {
    expect(cite('DX-04').document.id).toBe('fr-delta-x/fiche-5');
  });

  it('DX-04 allows a manifest with every mention', () => {
    given()
      .when(lodgeManifest())
      .then({ type: 'ManifestLodged', data: manifestHeader(), rules: ['DX-04'] });
  });

  it('DX-04 allows one of negligible values, and one under a single transport contract', () => {
    given()
      .when(lodgeManifest({ consignmentType: 'evn' }))
      .allowed();
    given()
      .when(lodgeManifest({ singleTransportContract: true, officeOfExit: 'FR002650' }))
      .allowed();
  });

  const blank = { name: ' ', signedAt: OUTAGE.lodgedAt };
  const without: readonly (readonly [string, Partial<ManifestHeader> | Partial<LodgeManifest['header']>, string])[] = [
    ['the flow “export”', { flow: '' }, 'flow'],
    ['the flow “export”, import being none', { flow: 'import' }, 'flow'],
    ['the consignment type', { consignmentType: '' }, 'consignmentType'],
    ['the assistance number or “Alerte CID”', { assistance: '' }, 'assistance'],
    ['mention 50000', { mentions: ['Y0001'] }, 'mentions'],
    ['the operator’s name', { operator: { eori: 'FR552100554', name: '' } }, 'operator.name'],
    ['the operator’s EORI', { operator: { eori: '', name: 'Rapide Express SAS' } }, 'operator.eori'],
    ['the office of clearance', { officeOfClearance: '' }, 'officeOfClearance'],
    ['the office of exit', { officeOfExit: '' }, 'officeOfExit'],
    ['the office of clearance as exit, under a single contract', { singleTransportContract: true }, 'officeOfExit'],
    ['the signature', { signature: blank }, 'signature.name'],
  ];
  it.each(without)('DX-04 refuses a manifest without %s', (_what, changes, field) => {
    const [objection] = given().when(lodgeManifest(changes)).refusedBy('DX-04');
    expect(objection?.field).toBe(field);
  });

  it('DX-04 allows a line with every field', () => {
    expect(faultsOf(rawLine())).toEqual([]);
  });

  it.each(LINE_FIELDS.filter((field) => field !== 'cn8'))('DX-04 refuses a line without %s', (field) => {
    expect(faultsOf(withoutField(field))).toEqual([['DX-04', field]]);
  });

  it('DX-04 allows a line of 1,000 EUR without its CN8', () => {
    expect(faultsOf({ ...withoutField('cn8'), invoice_value: '1000.00' })).toEqual([]);
  });

  it('DX-04 refuses a line above 1,000 EUR without its CN8, in whichever currency', () => {
    expect(faultsOf({ ...withoutField('cn8'), invoice_value: '1000.01' })).toEqual([['DX-04', 'cn8']]);
    expect(faultsOf({ ...withoutField('cn8'), invoice_value: '871.00', currency: 'GBP' })).toEqual([['DX-04', 'cn8']]);
    expect(faultsOf({ ...withoutField('cn8'), invoice_value: '870.00', currency: 'GBP' })).toEqual([]);
  });
});

describe('DX-05: a number of the operator’s own series, unique', () => {
  it('DX-05 allows a number once, and the same line of the same manifest again', () => {
    const trail = declarationTrail();
    expect(trail.does(lodging()).map((e) => e.type)).toEqual(['DeclarationLodged', 'ObligationOpened']);
    expect(trail.does(lodging())).toEqual([]);
  });

  it('DX-05 allows the same number to another operator', () => {
    expect(declarationStream('FR999999999', SUBJECT.reference)).not.toBe(
      declarationStream(SUBJECT.operator, SUBJECT.reference),
    );
  });

  it('DX-05 refuses the number for other data, and on another manifest', () => {
    const trail = declarationTrail();
    trail.does(lodging());
    expect(trail.refuses(lodging({ packages: 3 }))).toEqual(['DX-05', 'DX-28']);
    expect(trail.refuses(lodging({}, { header: manifestHeader({ manifestId: 'm2' }) }))).toEqual(['DX-05', 'DX-28']);
  });

  it('DX-05 refuses the number even once its declaration is settled', () => {
    const trail = declarationTrail();
    trail.does(lodging({ invoiceValue: '20.00' }));
    expect(trail.refuses(lodging({ invoiceValue: '21.00' }))).toEqual(['DX-05', 'DX-28']);
  });
});

const prior = (state: PriorState) => priorState(state);

describe('DX-07: paper only for what has no BAE and is not in the hands of the service', () => {
  it.each(['anticipated', 'lodged'] as const)('DX-07 allows paper for a declaration that is %s', (state) => {
    const trail = declarationTrail();
    trail.does(prior(state));
    expect(trail.does(lodging()).map((e) => e.type)).toContain('DeclarationLodged');
  });

  it('DX-07 allows paper for a declaration that was never in Delta X', () => {
    expect(declarationTrail().does(lodging())[0]?.type).toBe('DeclarationLodged');
  });

  it.each(['bae-prov', 'bae-def', 'under-control', 'credit-pending', 'cash-payment'] as const)(
    'DX-07 refuses paper for a declaration that is %s',
    (state) => {
      const trail = declarationTrail();
      trail.does(prior(state));
      expect(trail.refuses(lodging())).toEqual(['DX-07', 'DX-09']);
    },
  );

  it('DX-07 refuses even the negligible', () => {
    const trail = declarationTrail();
    trail.does(prior('under-control'));
    expect(trail.refuses(lodging({ invoiceValue: '5.00' }))).toEqual(['DX-07', 'DX-09']);
  });
});

describe('DX-09: no second lodging of what was validated before the alert', () => {
  it('DX-09 allows paper once the list is put right, before any paper', () => {
    const trail = declarationTrail();
    trail.does(prior('bae-prov'));
    trail.does(prior('lodged'));
    expect(trail.does(lodging()).map((e) => e.type)).toEqual([
      'DeclarationLodged',
      'CancellationDue',
      'ObligationOpened',
    ]);
  });

  it('DX-09 refuses the paper of a declaration validated before, beside DX-07', () => {
    const trail = declarationTrail();
    trail.does(prior('bae-def'));
    expect(trail.refuses(lodging())).toContain('DX-09');
  });

  it('DX-09 refuses the re-integration of a paper whose declaration turns out to have been validated', () => {
    const trail = declarationTrail();
    trail.does(lodging());
    expect(trail.does(prior('bae-def')).map((e) => e.type)).toEqual(['PriorStateRecorded', 'ObligationExcluded']);
    expect(trail.next()).toBe('nothing');
  });
});
