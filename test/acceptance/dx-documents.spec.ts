import { describe, expect, it } from 'vitest';
import {
  documentDecider,
  documentCodec,
  numberDecider,
  numberCodec,
  draftSheet,
  lodgedTogether,
  rulesOf,
  type Made,
  type Order,
  type AeoEntry,
} from '#libs/fallback-documents';
import { eurText } from '#libs/delta-x';
import { HOUR, instant, plus, type Objection } from '#libs/kernel';
import { furtherArticle } from '../clearance-paper.js';
import { manifestHeader, OUTAGE } from '../delta-x-paper.js';
import {
  dauOrder,
  manifestOrder,
  pagesIn,
  paperFacts,
  paperLine,
  paperLines,
  printable,
  textsOn,
} from '../fallback-paper.js';
import { refusalOf, scenarioOf, stored } from '../given-when-then.js';

const objections = (order: Order, facts = paperFacts()): readonly Objection[] =>
  refusalOf(() => draftSheet(order, facts)).objections;
const faults = (order: Order, facts = paperFacts()): readonly unknown[] =>
  objections(order, facts).map(({ rule, field }) => [rule, field]);
const lodged = (changes: Parameters<typeof manifestHeader>[0]) =>
  paperFacts({ lodged: lodgedTogether(manifestHeader(changes)) });
const allText = (order: Order, facts = paperFacts()): string =>
  pagesIn(printable(order, facts)).flatMap(textsOn).join(' | ');

describe('DX-01, DX-02: which form for which way out', () => {
  it('DX-01 allows a manifest where the goods leave through a French office', () => {
    expect(draftSheet(manifestOrder(), paperFacts()).officeOfExit).toBe('FR003370');
  });

  it('DX-01 refuses a manifest for an office of exit abroad, and points to the DAU', () => {
    const [first] = objections(manifestOrder(), lodged({ officeOfExit: 'BE101000' }));
    expect(first).toMatchObject({ rule: 'DX-01', field: 'officeOfExit' });
    expect(first?.todo?.en).toContain('DAU E/S');
  });

  it('DX-02 gives the DAU its copies 1 to 3, each for somebody', () => {
    const pages = pagesIn(printable(dauOrder(), lodged({ officeOfExit: 'BE101000' })));
    expect(pages).toHaveLength(3);
    const whose = pages.map((page) => textsOn(page).find((text) => /^(Exemplaire)/.test(text)));
    expect(whose[0]).toContain('pays d’expédition/exportation');
    expect(whose[1]).toContain('statistique');
    expect(whose[2]).toContain('l’expéditeur/exportateur');
    expect(textsOn(pages[2])).toContain('BE101000');
  });
});

describe('DX-03, DX-13: consignments of negligible value', () => {
  const evn = [paperLine({ reference: 'E-1' }, '22.00'), paperLine({ reference: 'E-2' }, '3.10')];
  const list = (more: Partial<Order> = {}) => manifestOrder({ kind: 'evn-list', ...more });

  it('DX-13 allows the list by the operator’s records alone', () => {
    const sheet = draftSheet(list(), paperFacts({ lines: evn }));
    expect(sheet.evn).toEqual({ basis: 'declarant-records' });
    expect(rulesOf(sheet)).toContain('DX-13');
  });

  it('DX-03 asks for the local arrangement that the list rests on', () => {
    expect(faults(list({ evn: { basis: 'local-arrangement' } }), paperFacts({ lines: evn }))).toEqual([
      ['DX-03', 'evn.arrangement'],
    ]);
    const order = list({ evn: { basis: 'local-arrangement', arrangement: 'AL-2026-7' } });
    expect(allText(order, paperFacts({ lines: evn }))).toContain('AL-2026-7');
  });

  it('DX-13 refuses a consignment over 22 EUR', () => {
    expect(faults(list(), paperFacts({ lines: [...evn, paperLine({}, '22.01')] }))).toEqual([['DX-13', 'manifestId']]);
  });
});

describe('DX-04: everything that a manifest must hold is on its pages', () => {
  it('DX-04 shows the header and every datum of each line', () => {
    const text = allText(manifestOrder());
    const header = ['Export', 'Autre / other', 'Alerte CID', '50000 – procédure de secours', 'Rapide Express SAS'];
    const offices = ['FR552100554', 'FR002650', 'FR003370', 'Marion Lefèvre'];
    const line = [
      'RX-000001',
      'Ateliers Lemaire et fils',
      '12 rue des Tanneurs',
      'Müller Werkzeug AG',
      '8400 Winterthur',
    ];
    const goods = ['Tours de cou en soie', '62141000', '1000', '4.25', 'FR', '1250.00', 'EUR'];
    for (const datum of [...header, ...offices, ...line, ...goods]) expect(text).toContain(datum);
  });

  it('DX-04 has the headings and the page’s number on each page, the totals and the signature on the last', () => {
    const pages = pagesIn(printable(manifestOrder(), paperFacts({ lines: paperLines(100) })));
    expect(pages.length).toBeGreaterThan(3);
    pages.forEach((page, index) => {
      const texts = textsOn(page);
      expect(texts).toContain(`Page ${index + 1} / ${pages.length}`);
      expect(texts.includes('Désignation commerciale')).toBe(true);
      expect(texts.some((text) => text.startsWith('TOTAL'))).toBe(index === pages.length - 1);
    });
    const total = textsOn(pages.at(-1)).find((text) => text.startsWith('TOTAL')) ?? '';
    for (const sum of ['100 envois', '200 colis', '425.000 kg', '125000.00 EUR']) expect(total).toContain(sum);
    const references = pages.flatMap(textsOn).filter((text) => /^RX-\d{6}$/.test(text));
    expect(references).toEqual(paperLines(100).map(({ consignment }) => consignment.reference));
  });

  it('DX-04 refuses offices that do not exist, and a signature that is blank', () => {
    expect(faults(manifestOrder(), lodged({ officeOfClearance: 'FR009999', officeOfExit: 'FR00' }))).toEqual([
      ['DX-04', 'officeOfClearance'],
      ['DX-04', 'officeOfExit'],
    ]);
    const signature = { name: ' ', signedAt: OUTAGE.lodgedAt };
    expect(faults(manifestOrder({ signature }))).toEqual([['DX-04', 'signature.name']]);
  });

  it('DX-04 refuses a date before the alert, one in the future, one after the alert', () => {
    const signedAt = (at: string) => manifestOrder({ signature: { name: 'M', signedAt: instant(at) } });
    const ended = paperFacts({ alert: { ...paperFacts().alert, endedAt: OUTAGE.lodgedAt } });
    expect(faults(signedAt('2026-03-02T07:59:59Z'))).toEqual([['DX-04', 'signature.signedAt']]);
    expect(faults(signedAt('2026-03-02T11:00:01Z'))).toEqual([['DX-04', 'signature.signedAt']]);
    expect(faults(signedAt('2026-03-02T10:45:00Z'), ended)).toEqual([['DX-04', 'signature.signedAt']]);
    expect(draftSheet(signedAt('2026-03-02T08:00:00Z'), ended).signature.name).toBe('M');
  });
});

const made = (order: Order, facts = paperFacts()): Made => {
  const { sheet, lines, contentSha256 } = printable(order, facts);
  const references = lines.map(({ consignment }) => consignment.reference);
  return { sheet, references, contentSha256, pdfSha256: 'p1', pages: 1, layout: 1 };
};
const documents = scenarioOf(documentDecider, documentCodec);
const numbers = scenarioOf(numberDecider, numberCodec);
const now = instant('2026-03-02T12:00:00Z');

describe('DX-05: the number, box 31 and box 44', () => {
  it('DX-05 shows the number, the assistance and the stamp in box 31, 50000 in box 44', () => {
    const text = allText(dauOrder());
    for (const datum of [
      '000042',
      'Alerte CID',
      'PROCÉDURE DE SECOURS',
      '50000 – procédure de secours / fallback procedure',
    ]) {
      expect(text).toContain(datum);
    }
  });

  it('DX-05 shows the documents that the procedure needs in box 44, and refuses more than it holds', () => {
    expect(allText(dauOrder({ dau: { documents: ['N380 2026-118', 'Y901'] } }))).toContain('N380 2026-118 · Y901');
    const many = Array.from({ length: 40 }, (_, n) => `N380 document number ${n}`);
    expect(faults(dauOrder({ dau: { documents: many } }))).toEqual([['DX-05', 'dau.documents']]);
  });

  it('DX-05 takes the numbers of a series one after the other, each for one document', () => {
    const take = (documentId: string) => ({ type: 'TakeNumber', documentId, order: dauOrder(), now }) as const;
    const [first] = numbers.given().when(take('d1')).allowed();
    if (!first) throw new Error('no number');
    expect(first).toMatchObject({ data: { number: 1, documentId: 'd1' }, rules: ['DX-05'] });
    expect(numbers.given(first).when(take('d1')).allowed()).toEqual([]);
    expect(numbers.given(first).when(take('d2')).allowed()).toMatchObject([{ data: { number: 2 } }]);
  });

  it('DX-05 refuses a number used already, and one that would leave a gap', () => {
    const take = (documentId: string, number: number) =>
      ({ type: 'TakeNumber', documentId, order: dauOrder(), now, number }) as const;
    const [first] = numbers.given().when(take('d1', 1)).allowed();
    if (!first) throw new Error('no number');
    for (const number of [1, 3]) {
      const [objection] = numbers.given(first).when(take('d2', number)).refusedBy('DX-05');
      expect(objection?.field).toBe('number');
      expect(objection?.todo?.en).toContain('is 2');
    }
    expect(numbers.given(first).when(take('d2', 2)).allowed()).toHaveLength(1);
  });

  it('DX-05 keeps a number in the series whose document could not be made', () => {
    const [taken] = numbers.given().when({ type: 'TakeNumber', documentId: 'd1', order: dauOrder(), now }).allowed();
    const voided = {
      type: 'NumberVoided',
      data: { operator: 'FR552100554', number: 1, documentId: 'd1', why: 'x' },
    } as const;
    if (!taken) throw new Error('no number');
    const [next] = numbers
      .given(taken, voided)
      .when({ type: 'TakeNumber', documentId: 'd2', order: dauOrder(), now })
      .allowed();
    expect(next).toMatchObject({ data: { number: 2 } });
  });

  it('DX-05 refuses a second document for the same lodging, and a DAU without a signature', () => {
    const issue = { type: 'IssueDocument', documentId: 'd1', number: 1, made: made(dauOrder()) } as const;
    const issued = documents.given().when(issue).allowed();
    documents
      .given(...issued)
      .when(issue)
      .refusedBy('DX-05');
    const { signature: _none, ...unsigned } = dauOrder();
    const { signature: _neither, ...header } = lodgedTogether(manifestHeader());
    expect(faults(unsigned, paperFacts({ lodged: header }))).toEqual([['DX-05', 'signature']]);
  });
});

describe('DX-06: no DAU is valid without the office’s stamp or its pre-authentication', () => {
  const preAuthentication = { box: 'A', office: 'FR002650', officer: 'C. Lemoine' } as const;
  const waiting = documents
    .given()
    .when({ type: 'IssueDocument', documentId: 'd1', number: 1, made: made(dauOrder()) });
  const stamp = {
    type: 'StampDocument',
    office: 'FR002650',
    officer: 'C. Lemoine',
    stampedAt: OUTAGE.lodgedAt,
    now,
  } as const;

  it('DX-06 says so in box A, until the stamp is recorded', () => {
    expect(allText(dauOrder())).toContain('Non valable sans le cachet');
    expect(
      documents
        .given(...waiting.allowed())
        .when(stamp)
        .allowed(),
    ).toMatchObject([{ rules: ['DX-06'] }]);
  });

  it('DX-06 shows a pre-authentication on copy 3 alone', () => {
    const pages = pagesIn(printable(dauOrder({ preAuthentication })));
    const shows = pages.map((page) => textsOn(page).join(' ').includes('Pré-authentification'));
    expect(shows).toEqual([false, false, true]);
    expect(pages.some((page) => textsOn(page).join(' ').includes('Non valable'))).toBe(false);
  });

  it('DX-06 refuses half a stamp: no officer, another office, a date that can’t be', () => {
    expect(faults(dauOrder({ preAuthentication: { ...preAuthentication, officer: '' } }))).toEqual([
      ['DX-06', 'preAuthentication.officer'],
    ]);
    const refused = (changes: Partial<typeof stamp>): string | undefined =>
      documents
        .given(...waiting.allowed())
        .when({ ...stamp, ...changes })
        .refusedBy('DX-06')[0]?.field;
    expect(refused({ officer: ' ' } as never)).toBe('officer');
    expect(refused({ office: 'FR003370' } as never)).toBe('office');
    expect(refused({ stampedAt: plus(now, 1) })).toBe('stampedAt');
    expect(refused({ stampedAt: plus(OUTAGE.startedAt, -1) })).toBe('stampedAt');
  });

  it('DX-06 takes the stamp once, and none where none is needed', () => {
    const stamped = documents
      .given(...waiting.allowed())
      .when(stamp)
      .allowed();
    documents
      .given(...waiting.allowed(), ...stamped)
      .when(stamp)
      .refusedBy('DX-06');
    const manifest = documents
      .given()
      .when({ type: 'IssueDocument', documentId: 'd2', number: 1, made: made(manifestOrder()) });
    documents
      .given(...manifest.allowed())
      .when(stamp)
      .refusedBy('DX-06');
  });
});

describe('DX-08, DX-10: where it goes, by which means, when', () => {
  it('DX-08 shows the means and the instant of lodging', () => {
    expect(allText(manifestOrder())).toMatch(/convention Delta X.*02\/03\/2026 11:30 \(Europe\/Paris, UTC\+01:00\)/);
    expect(allText(dauOrder({ lodging: { means: 'paper' } }))).toContain('Support papier');
  });

  it('DX-08 refuses a means that is not the form’s', () => {
    expect(faults(manifestOrder({ lodging: { means: 'mailbox' } }))).toEqual([['DX-08', 'lodging.means']]);
    expect(faults(dauOrder({ lodging: { means: 'agreement' } }))).toEqual([['DX-08', 'lodging.means']]);
  });

  it('DX-10 names the office of declaration and goes to it', () => {
    const order = manifestOrder({ centralised: { authorisation: 'DCN-77', officeOfDeclaration: 'FR000690' } });
    const sheet = draftSheet(order, paperFacts());
    expect(sheet.addressedTo).toEqual({ office: 'FR000690', as: 'office-of-declaration' });
    expect(allText(order)).toContain('FR000690 (agrément DCN-77)');
    const unknown = manifestOrder({ centralised: { authorisation: 'DCN-77', officeOfDeclaration: 'FR009998' } });
    expect(faults(unknown)).toEqual([['DX-10', 'centralised.officeOfDeclaration']]);
  });
});

describe('DX-11: copy 3 as the tax proof', () => {
  it('DX-11 says on copy 3, and there alone, that it travels and proves', () => {
    const says = pagesIn(printable(dauOrder())).map((page) => textsOn(page).join(' ').includes('justificatif fiscal'));
    expect(says).toEqual([false, false, true]);
  });
});

describe('DX-17: the list of articles that goes with a DAU', () => {
  const further = (count: number) =>
    Array.from({ length: count }, (_, n) => furtherArticle({ description: `Chocolats n° ${n + 2}` }));
  const dauOf = (count: number) => {
    const line = paperLine({}, eurText(1_250_000_000n + 107_100_000n * BigInt(count)));
    return printable(dauOrder(), paperFacts({ lines: [{ ...line, furtherArticles: further(count) }] }));
  };

  it('DX-17 keeps the first article on the DAU, with how many there are and what they come to', () => {
    const [copy] = pagesIn(dauOf(2)).map(textsOn);
    const text = copy?.join(' | ');
    for (const datum of ['Tours de cou en soie', 'articles 2 à 3', 'CHF 200.00 + EUR 1250.00', 'Page 1 / 4']) {
      expect(text).toContain(datum);
    }
    expect(copy).toContain('3');
    expect(copy).toContain('1250.00');
    expect(text).not.toContain('Chocolats');
  });

  it('DX-17 lists the others in order over as many pages as they need, the headings and the page’s number on each', () => {
    const pages = pagesIn(dauOf(150)).map(textsOn);
    expect(pages.length).toBeGreaterThan(5);
    pages.forEach((texts, index) => expect(texts).toContain(`Page ${index + 1} / ${pages.length}`));
    const list = pages.slice(3);
    list.forEach((texts, index) => {
      expect(texts.some((text) => text.startsWith('LISTE D’ARTICLES'))).toBe(true);
      expect(texts.includes('Désignation des marchandises')).toBe(true);
      expect(texts.some((text) => text.startsWith('TOTAL'))).toBe(index === list.length - 1);
    });
    const named = list.flat().filter((text) => text.startsWith('Chocolats'));
    expect(named).toEqual(further(150).map(({ description }) => description));
    const last = list.at(-1)?.join(' | ');
    for (const datum of ['151 articles', '152 colis', '229.250 kg', '15000.00 CHF', '1250.00 EUR', '17315.00 EUR']) {
      expect(last).toContain(datum);
    }
    expect(last).toContain('Visa du bureau de sortie');
  });

  it('DX-17 is a rule of the document that has a list, and of no other', () => {
    expect(rulesOf(dauOf(2).sheet)).toContain('DX-17');
    expect(rulesOf(printable(dauOrder()).sheet)).not.toContain('DX-17');
    const [issued] = documents
      .given()
      .when({
        type: 'IssueDocument',
        documentId: 'd1',
        number: 1,
        made: { ...made(dauOrder()), sheet: dauOf(2).sheet },
      })
      .allowed();
    expect(issued && stored(documentCodec, issued)).toMatchObject({ data: { sheet: { totals: { articles: 3 } } } });
  });

  it('DX-17 leaves a DAU of one article without a list, as it was printed before there were any', () => {
    const pages = pagesIn(printable(dauOrder()));
    expect(pages).toHaveLength(3);
    expect(pages.flatMap(textsOn).join(' ')).not.toMatch(/liste d’articles/i);
  });

  it('DX-17 prints the same marks again, under a hash that holds every article', () => {
    expect(pagesIn(dauOf(3))).toEqual(pagesIn(dauOf(3)));
    expect(dauOf(3).contentSha256).not.toBe(dauOf(4).contentSha256);
  });
});

describe('DX-12: the entry in an authorised operator’s records', () => {
  const records: AeoEntry = {
    aeo: 'OEA-C',
    certificate: 'FRAEOC123',
    officeInformedAt: plus(OUTAGE.startedAt, HOUR / 2),
    enteredAt: plus(OUTAGE.startedAt, HOUR),
    dataHeld: 'full',
  };
  const entry = (changes: Partial<AeoEntry> = {}) =>
    manifestOrder({ kind: 'records-entry', records: { ...records, ...changes } });

  it('DX-12 shows the certificate, both instants, what is held, and the undertaking', () => {
    const text = allText(entry());
    for (const datum of ['OEA-C FRAEOC123', '09:30', '10:00', '1 temps', 's’engage à régulariser']) {
      expect(text).toContain(datum);
    }
    expect(draftSheet(entry(), paperFacts()).clearedAt).toBe(records.enteredAt);
  });

  it('DX-12 refuses the entry before the office was informed, outside the outage, or without its certificate', () => {
    expect(faults(entry({ officeInformedAt: plus(records.enteredAt, 1) }))).toEqual([['DX-12', 'records.enteredAt']]);
    expect(faults(entry({ officeInformedAt: plus(OUTAGE.startedAt, -1) }))).toEqual([
      ['DX-12', 'records.officeInformedAt'],
    ]);
    expect(faults(entry({ certificate: ' ' }))).toEqual([['DX-12', 'records.certificate']]);
    expect(faults(manifestOrder({ kind: 'records-entry' }))).toEqual([['DX-12', 'records']]);
  });

  it('DX-12 issues no paper for what was entered in the records', () => {
    expect(faults(manifestOrder(), lodged({ form: 'records' }))).toEqual([['DX-12', 'kind']]);
  });
});

describe('DX-16, DX-17: the paper says what certifies exit', () => {
  const single = { ...paperFacts().lodged, singleTransportContract: true };

  it('DX-16 names the visa of the office of exit on a manifest, and the release stamp under a single transport contract', () => {
    expect(allText(manifestOrder())).toContain('Visa du bureau de sortie FR003370 : vaut certification de sortie');
    const text = allText(manifestOrder(), paperFacts({ lodged: single })).replaceAll(' | ', ' ');
    expect(text).toMatch(/sous contrat de transport unique, certifie leur sortie/);
    expect(text).toContain('Visa du bureau de sortie : sans objet');
  });

  it('DX-17 says on a DAU that the release stamp certifies exit under a single transport contract', () => {
    expect(allText(dauOrder())).not.toContain('certifie la sortie');
    expect(allText(dauOrder(), paperFacts({ lodged: single }))).toContain('valant bon à enlever certifie la sortie');
  });

  it('DX-13 calls a list of EVN one, whatever else stood on their manifest', () => {
    const low = paperLine({ reference: 'RX-LOW', invoiceValue: '12.00' }, '12.00');
    const text = allText(manifestOrder({ kind: 'evn-list' }), paperFacts({ lines: [low] }));
    expect(text).toContain('Type d’envoi / consignment type | EVN');
    expect(text).toContain('1 envoi / consignment');
    expect(text).not.toContain('Dépôt le');
  });
});
