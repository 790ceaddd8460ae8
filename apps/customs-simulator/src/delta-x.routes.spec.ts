import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  deltaXMessage,
  isMrn,
  messageIdFor,
  parseDeltaXAnswer,
  sampleArticle,
  sampleReintegration,
  type DeltaXAnswer,
  type ReceivedReintegration,
} from '#libs/customs-gateway';
import { instant, plus } from '#libs/kernel';
import { sampleXml, simulatorUnderTest, STARTED_AT, type SimulatorUnderTest } from './simulator.fixture.js';

let simulator: SimulatorUnderTest;
beforeAll(async () => {
  simulator = await simulatorUnderTest();
});
afterAll(() => simulator.close());

const answerTo = async (xml: string): Promise<DeltaXAnswer> => {
  const response = await simulator.post(xml);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/xml; charset=utf-8']);
  return parseDeltaXAnswer(await response.text());
};

describe('a re-integration sent to Delta X', () => {
  it('is accepted with an MRN of France and of the year, and the instant of acceptance', async () => {
    const answer = await answerTo(sampleXml('A-1'));
    expect(answer).toMatchObject({ kind: 'accepted', reference: 'A-1', operator: 'FR552081317' });
    if (answer.kind !== 'accepted') return;
    expect(answer.mrn).toMatch(/^26FR/);
    expect(isMrn(answer.mrn)).toBe(true);
    expect(answer.answeredAt >= STARTED_AT && answer.answeredAt < plus(STARTED_AT, 60_000)).toBe(true);
  });

  it('never shares its MRN', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => answerTo(sampleXml(`many-${i}`))));
    const mrns = answers.map((a) => (a.kind === 'accepted' ? a.mrn : undefined));
    expect(new Set(mrns).size).toBe(50);
    expect(mrns).not.toContain(undefined);
  });

  const refusals: [string, Partial<ReceivedReintegration>, Partial<DeltaXAnswer>][] = [
    [
      'DX-26: anticipated',
      { mode: 'anticipated' },
      { code: '14', rule: 'DX-26', field: '/reintegration/envelopeMode' },
    ],
    ['DX-27: no mention', { mentions: [] }, { code: '13', rule: 'DX-27', field: '/reintegration/specialMention' }],
    ['DX-27: another mention', { mentions: ['52000'] }, { code: '13', rule: 'DX-27' }],
    [
      'DX-27: cleared in the future',
      { clearedAt: plus(STARTED_AT, 3_600_000) },
      { code: '14', rule: 'DX-27', field: '/reintegration/clearedAt' },
    ],
    [
      'DX-23: 22 EUR',
      { consignment: { ...sampleReintegration().consignment, invoiceValue: '22.00' } },
      { code: '14', rule: 'DX-23', field: '/reintegration/consignment/invoiceValue' },
    ],
  ];
  it.each(refusals)('is refused under %s', async (name, changes, expected) => {
    const declaration = { ...sampleReintegration(name.replaceAll(/\W/g, '')), ...changes };
    expect(await answerTo(deltaXMessage(declaration))).toMatchObject({ kind: 'refused', ...expected });
  });

  it('DX-22: of 22.01 EUR is accepted, DX-23: and so is one of 22 in another currency', async () => {
    const { consignment } = sampleReintegration();
    const cent = sampleXml('V-1', { consignment: { ...consignment, invoiceValue: '22.01' } });
    const dollars = sampleXml('V-2', { consignment: { ...consignment, invoiceValue: '22', currency: 'USD' } });
    expect(await answerTo(cent)).toMatchObject({ kind: 'accepted' });
    expect(await answerTo(dollars)).toMatchObject({ kind: 'accepted' });
  });

  it('DX-33: with 52000 beside 50000 is accepted', async () => {
    expect(await answerTo(sampleXml('C-1', { mentions: ['50000', '52000'] }))).toMatchObject({ kind: 'accepted' });
  });

  it('DX-27: without its clearance date is refused, naming it', async () => {
    const xml = sampleXml('D-1').replace(/<clearedAt>.*<\/clearedAt>/, '');
    const answer = await answerTo(xml);
    expect(answer).toMatchObject({ kind: 'refused', code: '93', reference: 'D-1' });
    expect(answer.kind === 'refused' && answer.reason).toContain('clearedAt');
  });

  it('with unknown fields is refused with their path', async () => {
    const xml = sampleXml('D-2').replace('<cn8>', '<colour>red</colour><cn8>');
    expect(await answerTo(xml)).toMatchObject({
      kind: 'refused',
      code: '93',
      field: '/reintegration/consignment/colour',
    });
  });

  it('DX-28: of several articles is kept and shown in their order, and refused where one is missing', async () => {
    const furtherArticles = ['B', 'C'].map((description) => sampleArticle({ description }));
    const xml = sampleXml('G-1', { furtherArticles });
    const short = xml.replace('<articleCount>3', '<articleCount>4').replaceAll('G-1', 'G-2');
    const refused = await answerTo(short.replace(/<messageId>[^<]*/, `<messageId>${messageIdFor('FR1', 'G-2', 1)}`));
    expect(refused).toMatchObject({ kind: 'refused', code: '14', rule: 'DX-05', field: '/reintegration/articleCount' });
    const answer = await answerTo(xml);
    const shown = async (reference: string): Promise<unknown> =>
      (await simulator.control('GET', `/articles?operator=FR552081317&reference=${reference}`)).json();
    expect(await shown('G-1')).toMatchObject({
      number: answer.kind === 'accepted' && answer.mrn,
      articles: [
        { number: 1, packages: 2 },
        { number: 2, description: 'B' },
        { number: 3, description: 'C' },
      ],
    });
    expect(await shown('G-2')).toMatchObject({ status: 404 });
  });

  it('gets the same answer under the same id for ever, accepted or refused', async () => {
    const good = sampleXml('R-1');
    const bad = sampleXml('R-2', { mentions: [] });
    for (const xml of [good, bad]) {
      const texts = await Promise.all([1, 2, 3].map(async () => (await simulator.post(xml)).text()));
      expect(new Set(texts).size).toBe(1);
    }
    const rows = (await simulator.rows()).filter((r) => r.reference === 'R-1');
    expect(rows.map((r) => r.repeated)).toEqual([false, true, true]);
    expect(new Set(rows.map((r) => r.mrn)).size).toBe(1);
  });

  it('under a known id with other content is refused as a duplicate message, and the first answer stands', async () => {
    const first = await answerTo(sampleXml('S-1'));
    const other = sampleXml('S-1', { assistance: 'DA-2026-77' });
    expect(await answerTo(other)).toMatchObject({ kind: 'refused', code: '26', field: '/reintegration/messageId' });
    expect(await answerTo(sampleXml('S-1'))).toEqual(first);
  });

  it('DX-29: of an accepted reference is refused, naming the first MRN; of another operator it is not', async () => {
    const first = await answerTo(sampleXml('T-1'));
    const again = await answerTo(sampleXml('T-1', { messageId: messageIdFor('FR552081317', 'T-1', 2) }));
    expect(again).toMatchObject({
      kind: 'refused',
      code: '91',
      rule: 'DX-29',
      first: { messageId: first.messageId, mrn: first.kind === 'accepted' && first.mrn, acceptedAt: first.answeredAt },
    });
    const operator = { eori: 'FR999999999', name: 'Another' };
    const theirs = sampleXml('T-1', { operator, messageId: messageIdFor(operator.eori, 'T-1', 1) });
    expect(await answerTo(theirs)).toMatchObject({ kind: 'accepted' });
  });

  it('of a reference that was only refused may come again, put right, under a new id', async () => {
    expect(await answerTo(sampleXml('U-1', { mentions: [] }))).toMatchObject({ kind: 'refused' });
    const right = sampleXml('U-1', { messageId: messageIdFor('FR552081317', 'U-1', 2) });
    expect(await answerTo(right)).toMatchObject({ kind: 'accepted' });
  });

  it('sent fifty times at once under different ids is accepted once', async () => {
    const xmls = Array.from({ length: 50 }, (_, i) =>
      sampleXml('W-1', { messageId: messageIdFor('FR552081317', 'W-1', i + 1) }),
    );
    const answers = await Promise.all(xmls.map(answerTo));
    expect(answers.filter((a) => a.kind === 'accepted')).toHaveLength(1);
    expect((await simulator.summary()).doubledReferences).toBe(0);
  });
});

describe('an enquiry', () => {
  const ask = (path: string): Promise<Response> => fetch(`${simulator.url}/delta-x/declarations${path}`);

  it('by message id gives the answer once given, refusals too', async () => {
    for (const [reference, mentions] of [
      ['E-1', ['50000']],
      ['E-2', []],
    ] as const) {
      const answer = await answerTo(sampleXml(reference, { mentions }));
      const found = await ask(`/${answer.messageId ?? ''}`);
      expect([found.status, parseDeltaXAnswer(await found.text())]).toEqual([200, answer]);
    }
  });

  it('by operator and reference gives the acceptance, and no refusal', async () => {
    const accepted = await answerTo(sampleXml('E-3'));
    await answerTo(sampleXml('E-4', { mentions: [] }));
    const found = await ask('?operator=FR552081317&reference=E-3');
    expect(parseDeltaXAnswer(await found.text())).toEqual(accepted);
    const none = await ask('?operator=FR552081317&reference=E-4');
    expect([none.status, parseDeltaXAnswer(await none.text()).kind]).toEqual([404, 'unknown']);
  });

  it('about what never came is answered unknown, in so many words', async () => {
    const id = messageIdFor('FR552081317', 'never', 1);
    const response = await ask(`/${id}`);
    expect(response.status).toBe(404);
    expect(parseDeltaXAnswer(await response.text())).toMatchObject({ kind: 'unknown', messageId: id });
  });

  it('that is none gets a problem document', async () => {
    for (const path of ['?operator=FR1', '', '?operator=FR1&reference=X&colour=red', `/${'x'.repeat(100)}`]) {
      const response = await ask(path);
      expect([response.status, response.headers.get('content-type')]).toEqual([
        400,
        'application/problem+json; charset=utf-8',
      ]);
    }
  });
});

describe('the clock of the simulator', () => {
  it('judges and answers by the product time that it was given', async () => {
    const fast = await simulatorUnderTest({ scale: 86_400 });
    try {
      const answer = parseDeltaXAnswer(await (await fast.post(sampleXml('K-1'))).text());
      expect(answer.answeredAt >= STARTED_AT).toBe(true);
      const [row] = await fast.rows();
      expect(row?.receivedAt).toBe(instant(row?.receivedAt ?? ''));
      expect(Math.abs((row?.receivedMs ?? 0) - Date.now())).toBeLessThan(30_000);
    } finally {
      await fast.close();
    }
  });
});
