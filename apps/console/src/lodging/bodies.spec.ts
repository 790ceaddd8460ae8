import { describe, expect, it } from 'vitest';
import { lodgingBody } from './bodies.js';
import { bodyFrom } from '../ui/form-body.js';

const clock = { instantOf: (text: string) => `${text}Z` };
const header = {
  alertId: 'a1',
  declarationKind: 'DSE',
  consignmentType: 'other',
  assistance: 'Alerte CID',
  mentions: '50000, 30400',
  'operator.eori': 'FR552100554',
  'operator.name': 'Rapide Express SAS',
  officeOfClearance: 'FR002650',
  officeOfExit: 'FR003370',
  singleTransportContract: 'off',
  transit: 'on',
  presentation: 'office',
  '~centralised': 'off',
  'lodging.detail': '',
  'lodging.office': '',
  lodgedAt: '',
  'signature.name': 'Marion Vasseur',
  'signature.signedAt': '',
};

describe('the body that inputs make', () => {
  it('nests by path, keeps items in the order of their keys, and leaves out what was left empty', () => {
    const values = {
      'a.b': 'x',
      'a.c': '',
      'list[k9].n': '1',
      'list[k2].n': '2',
      'list[k5].n': '',
      '~own': 'on',
      f: 'off',
    };
    expect(bodyFrom(values, { f: 'flag' }, clock.instantOf)).toEqual({
      a: { b: 'x' },
      list: [{ n: '1' }, { n: '2' }, {}],
      f: false,
    });
  });
});

describe('a manifest', () => {
  it('goes by the agreement’s means to the office of clearance, signed as it is entered', () => {
    expect(lodgingBody('manifest', header, clock)).toEqual({
      alertId: 'a1',
      declarationKind: 'DSE',
      consignmentType: 'other',
      assistance: 'Alerte CID',
      mentions: ['50000', '30400'],
      operator: { eori: 'FR552100554', name: 'Rapide Express SAS' },
      officeOfClearance: 'FR002650',
      officeOfExit: 'FR003370',
      singleTransportContract: false,
      transit: true,
      presentation: 'office',
      lodging: { means: 'agreement', office: 'FR002650' },
      signature: { name: 'Marion Vasseur' },
    });
  });

  it('names the office of declaration and the period where they apply, and was signed when it was lodged', () => {
    const values = {
      ...header,
      lodgedAt: '2027-03-14T10:00',
      'lodging.office': 'FR003800',
      'centralised.authorisation': 'DCN-7',
      'globalisation.reference': 'G-03',
      'globalisation.endsOn': '2027-03-31',
      'globalisation.dcgOn': '2027-04-05',
    };
    expect(lodgingBody('manifest', values, clock)).toMatchObject({
      centralised: { authorisation: 'DCN-7', officeOfDeclaration: 'FR002650' },
      globalisation: { reference: 'G-03', endsOn: '2027-03-31', dcgOn: '2027-04-05' },
      lodging: { means: 'agreement', office: 'FR003800' },
      lodgedAt: '2027-03-14T10:00Z',
      signature: { name: 'Marion Vasseur' },
    });
  });
});

describe('an entry in the records', () => {
  const aeo = {
    ...header,
    'records.basis': 'aeo',
    'records.aeo.kind': 'OEA-C',
    'records.aeo.certificate': 'FRAEOC1',
    'records.officeInformedAt': '2027-03-14T09:00',
    'records.usedFrom': '2027-03-15T08:00',
    'records.regularises': 'on',
    'records.availableAt': 'ERP',
  };

  it('holds the data that its steps ask for (DX-12)', () => {
    const records = {
      basis: 'aeo',
      aeo: { kind: 'OEA-C', certificate: 'FRAEOC1' },
      officeInformedAt: '2027-03-14T09:00Z',
      usedFrom: '2027-03-15T08:00Z',
      regularises: true,
      availableAt: 'ERP',
    };
    expect(lodgingBody('records', aeo, clock)).toMatchObject({
      form: 'records',
      consignmentType: 'other',
      lodging: { means: 'records', office: 'FR002650' },
      records: { ...records, dataHeld: 'simplified' },
    });
    expect(lodgingBody('records', { ...aeo, declarationKind: 'DAU' }, clock)).toMatchObject({
      records: { ...records, dataHeld: 'full' },
    });
  });

  it('is of EVN where no AEO makes it (DX-03, DX-13)', () => {
    const { consignmentType: _, ...rest } = header;
    const values = {
      ...rest,
      'records.basis': 'evn-tracking',
      'records.availableAt': 'ERP',
      'records.arrangement.office': 'FR002650',
      'records.arrangement.reference': 'AL-1',
      'records.arrangement.agreedOn': '2026-01-10',
    };
    expect(lodgingBody('records', values, clock)).toMatchObject({
      consignmentType: 'evn',
      records: {
        basis: 'evn-tracking',
        availableAt: 'ERP',
        arrangement: { office: 'FR002650', reference: 'AL-1', agreedOn: '2026-01-10' },
      },
    });
  });
});

describe('a DAU E/S', () => {
  const { consignmentType: _, ...rest } = header;
  const dau = {
    ...rest,
    declarationKind: 'DAU',
    'lodging.means': 'mailbox',
    'dau.fallbackStartedAt': '2027-03-14T08:00',
    'dau.documents[d1].code': 'N380',
    'dau.documents[d1].reference': '2026-118',
    'dau.authentication': 'stamped',
    'dau.office': '',
    'dau.officer': 'Paul Kerbrat',
    'dau.stampedAt': '2027-03-14T09:30',
    'dau.eadPrinted': 'off',
    'dau.copy3WithGoods': 'on',
    'consignment.reference': 'D-1',
    'consignment.cn8': '91021100',
    'consignment.restricted_documents': '',
  };

  it('is stamped by the office of clearance where no other is named', () => {
    const body = lodgingBody('dau', dau, clock);
    expect(body).toMatchObject({
      lodging: { means: 'mailbox', office: 'FR002650' },
      dau: {
        fallbackStartedAt: '2027-03-14T08:00Z',
        documents: [{ code: 'N380', reference: '2026-118' }],
        authentication: 'stamped',
        office: 'FR002650',
        officer: 'Paul Kerbrat',
        stampedAt: '2027-03-14T09:30Z',
        eadPrinted: false,
        copy3WithGoods: true,
      },
      consignment: { reference: 'D-1', cn8: '91021100' },
    });
    expect(body).not.toHaveProperty('furtherArticles');
    expect(body).not.toHaveProperty('consignment.restricted_documents');
  });

  it('lists its further articles in their order', () => {
    const more = { 'furtherArticles[k2].cn8': '49019900', 'furtherArticles[k1].cn8': '62141000' };
    expect(lodgingBody('dau', { ...dau, ...more }, clock)).toMatchObject({
      furtherArticles: [{ cn8: '49019900' }, { cn8: '62141000' }],
    });
  });
});
