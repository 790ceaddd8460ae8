import { describe, expect, it } from 'vitest';
import {
  manifestCodec,
  manifestDecider,
  reintegrationContent,
  type ManifestHeader,
  type RecordsEntry,
} from '#libs/delta-x';
import { HOUR, plus, type RuleId } from '#libs/kernel';
import { aeoEntry, recordsHeader } from '../clearance-paper.js';
import { alertSeen, lodging, OUTAGE } from '../delta-x-paper.js';
import { scenarioOf } from '../given-when-then.js';
import { declarationTrail } from './declaration-trail.js';

const { given } = scenarioOf(manifestDecider, manifestCodec);
const enter = (records: RecordsEntry, changes: Partial<ManifestHeader> = {}) =>
  given().when({
    type: 'LodgeManifest',
    header: recordsHeader(records, changes),
    alert: alertSeen(),
    now: OUTAGE.now,
  });
const faults = (rule: RuleId, records: RecordsEntry, changes: Partial<ManifestHeader> = {}): (string | undefined)[] =>
  enter(records, changes)
    .refusedBy(rule)
    .map((objection) => objection.field);
const goods = (header: ManifestHeader, changes: Parameters<typeof lodging>[0] = {}) => lodging(changes, { header });
const evn: RecordsEntry = { basis: 'evn', availableAt: 'comptabilité matière, site de Lille' };
const tracking: RecordsEntry = {
  ...evn,
  basis: 'evn-tracking',
  arrangement: { office: 'FR002650', reference: 'AL-2024-07', agreedOn: '2024-07-01' },
};

describe('DX-12: an AEO enters the goods in its records', () => {
  it.each(['OEA-C', 'OEA-F'])('DX-12 allows the holder of an %s certificate', (kind) => {
    const [lodged] = enter(aeoEntry({ aeo: { kind, certificate: 'FRAEO1' } })).allowed();
    expect(lodged).toMatchObject({ type: 'ManifestLodged', rules: ['DX-12'] });
  });

  it('DX-12 refuses one without a certificate, or with one that does not cover it', () => {
    expect(faults('DX-12', aeoEntry({ aeo: { kind: 'OEA-S', certificate: 'FRAEOS1' } }))).toEqual(['records.aeo.kind']);
    expect(faults('DX-12', aeoEntry({ aeo: undefined }))).toEqual(['records.aeo']);
  });

  it('DX-12 allows an office informed before the entry, up to its very instant; refuses one told later, or not at all', () => {
    enter(aeoEntry({ officeInformedAt: OUTAGE.lodgedAt })).allowed();
    const told = aeoEntry({ officeInformedAt: plus(OUTAGE.lodgedAt, 1) });
    expect(faults('DX-12', told)).toEqual(['records.officeInformedAt']);
    expect(faults('DX-12', aeoEntry({ officeInformedAt: undefined }))).toEqual(['records.officeInformedAt']);
  });

  it('DX-12 refuses an entry that comes after the goods are used', () => {
    enter(aeoEntry({ usedFrom: plus(OUTAGE.lodgedAt, HOUR) })).allowed();
    expect(faults('DX-12', aeoEntry({ usedFrom: plus(OUTAGE.lodgedAt, -1) }))).toEqual(['records.usedFrom']);
  });

  it('DX-12 asks for full data in one step, for the simplified declaration’s in two', () => {
    enter(aeoEntry({ dataHeld: 'full' }), { declarationKind: 'DAU' }).allowed();
    enter(aeoEntry({ dataHeld: 'full' }), { declarationKind: 'DSE' }).allowed();
    expect(faults('DX-12', aeoEntry({ dataHeld: 'simplified' }), { declarationKind: 'DAU' })).toEqual([
      'records.dataHeld',
    ]);
    expect(faults('DX-12', aeoEntry({ dataHeld: undefined }))).toEqual(['records.dataHeld']);
  });

  it('DX-12 refuses one-step goods without each datum of the DAU, the CN8 of a small value too', () => {
    const oneStep = recordsHeader(aeoEntry({ dataHeld: 'full' }), { declarationKind: 'DAU' });
    const small = { invoiceValue: '120.00', cn8: undefined };
    expect(declarationTrail().refuses(goods(oneStep, small))).toEqual(['DX-12']);
    expect(declarationTrail().does(goods(recordsHeader(), small))[0]?.type).toBe('DeclarationLodged');
  });

  it('DX-12 refuses an entry without the commitment to regularise, or with nowhere to find the data', () => {
    expect(faults('DX-12', aeoEntry({ regularises: false }))).toEqual(['records.regularises']);
    expect(faults('DX-12', aeoEntry({ availableAt: ' ' }))).toEqual(['records.availableAt']);
  });

  it('DX-12 refuses goods under a prohibition or restriction; paper takes them', () => {
    const restricted = { restrictedDocuments: ['X002'] };
    expect(declarationTrail().refuses(goods(recordsHeader(), restricted))).toEqual(['DX-12']);
    expect(declarationTrail().does(lodging(restricted))[0]?.type).toBe('DeclarationLodged');
  });

  it('DX-12 leads to a re-integration all the same, its date the one of the entry (DX-27), in validated mode (DX-26)', () => {
    const trail = declarationTrail();
    const [lodged] = trail.does(goods(recordsHeader()));
    expect(trail.row()).toMatchObject({ form: 'records', status: 'owed' });
    if (lodged?.type !== 'DeclarationLodged') throw new Error('not lodged');
    expect(reintegrationContent(lodged.data)).toMatchObject({
      mode: 'validated',
      clearanceBasis: 'records',
      clearedAt: OUTAGE.lodgedAt,
      mentions: ['50000'],
    });
  });
});

describe('DX-13: any operator enters EVN in its records', () => {
  it('DX-13 allows it without a certificate, and keeps them there (DX-23)', () => {
    const header = recordsHeader(evn, { consignmentType: 'evn' });
    enter(evn, { consignmentType: 'evn' }).allowed();
    const trail = declarationTrail();
    expect(trail.does(goods(header, { invoiceValue: '22.00' })).map((e) => e.type)).toEqual([
      'DeclarationLodged',
      'ObligationExcluded',
    ]);
    expect(trail.row()).toMatchObject({ form: 'records', status: 'kept' });
  });

  it('DX-13 combines with DX-12: an AEO’s entry takes EVN and others', () => {
    const aeo = recordsHeader();
    expect(declarationTrail().does(goods(aeo, { invoiceValue: '5.00' }))[1]?.type).toBe('ObligationExcluded');
    expect(declarationTrail().does(goods(aeo, { invoiceValue: '500.00' }))[1]?.type).toBe('ObligationOpened');
  });

  it('DX-13 refuses a consignment above 22 EUR, and an entry that is not of EVN', () => {
    const header = recordsHeader(evn, { consignmentType: 'evn' });
    expect(declarationTrail().refuses(goods(header, { invoiceValue: '22.01' }))).toEqual(['DX-13']);
    expect(faults('DX-13', evn, { consignmentType: 'other' })).toEqual(['consignmentType']);
    expect(faults('DX-13', { ...evn, availableAt: undefined }, { consignmentType: 'evn' })).toEqual([
      'records.availableAt',
    ]);
  });
});

describe('DX-03: EVN tracked in the operator’s own system', () => {
  const type = { consignmentType: 'evn' } as const;

  it('DX-03 allows it by local arrangement, with no paper', () => {
    const [lodged] = enter(tracking, type).allowed();
    expect(lodged).toMatchObject({ rules: ['DX-03'], data: { form: 'records' } });
    const trail = declarationTrail();
    trail.does(goods(recordsHeader(tracking, type), { invoiceValue: '9.90' }));
    expect(trail.row()?.status).toBe('kept');
  });

  it('DX-03 refuses it without an arrangement, with an office that does not exist, or one agreed afterwards', () => {
    const { arrangement: agreed, ...bare } = tracking;
    if (!agreed) throw new Error('no arrangement');
    expect(faults('DX-03', bare, type)).toEqual(['records.arrangement']);
    const changed = (arrangement: Partial<typeof agreed>): RecordsEntry => ({
      ...tracking,
      arrangement: { ...agreed, ...arrangement },
    });
    expect(faults('DX-03', changed({ office: 'FR999999' }), type)).toEqual(['records.arrangement.office']);
    expect(faults('DX-03', changed({ agreedOn: '2026-03-03' }), type)).toEqual(['records.arrangement.agreedOn']);
  });

  it('DX-03 refuses anything above 22 EUR', () => {
    const header = recordsHeader(tracking, type);
    expect(declarationTrail().refuses(goods(header, { invoiceValue: '23.00' }))).toEqual(['DX-03']);
  });
});
