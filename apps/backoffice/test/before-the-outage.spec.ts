import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyOf, lineOf, OPERATOR, startBackoffice, type Backoffice, type Person } from './backoffice.fixture.js';

let office: Backoffice;
let alertId: string;
let manifestId: string;
beforeAll(async () => {
  office = await startBackoffice();
  alertId = (await office.alert()).alertId;
  manifestId = await office.manifest(alertId);
});
afterAll(() => office.close());

type Row = Readonly<Record<string, unknown>>;
const rulesOf = (body: unknown): unknown => (body as { errors: { rule: string }[] }).errors.map((e) => e.rule);
const fresh = (): string => office.runtime.position;

const put = (reference: string, body: object) =>
  office
    .as('marion', 'put', `/v1/declarations/${OPERATOR}/${reference}/prior-state`)
    .send({ alertId, ...body })
    .expect(200);
const lodge = (reference: string, more: object = {}) =>
  office
    .as('marion', 'post', '/v1/declarations')
    .send({ manifestId, consignment: lineOf(reference, more) })
    .expect(201);
/** An act on the declaration as it stands; the answer's row. */
const act = async (person: Person, reference: string, path: string, body: object, status = 200): Promise<Row> => {
  const { revision } = await current(reference);
  const answer = await office
    .as(person, 'post', `/v1/declarations/${OPERATOR}/${reference}/${path}`)
    .set('if-match', `"${String(revision)}"`)
    .send(body)
    .expect(status);
  return bodyOf(answer) as Row;
};
const current = async (reference: string): Promise<Row> => {
  const head = await office.runtime.store.head();
  if (head) await office.runtime.running.waitFor(head, 5_000);
  return bodyOf(await office.as('paul', 'get', `/v1/declarations/${OPERATOR}/${reference}`).expect(200)) as Row;
};
const get = async (person: Person, path: string): Promise<Row> => {
  const head = await office.runtime.store.head();
  if (head) await office.runtime.running.waitFor(head, 5_000);
  return bodyOf(await office.as(person, 'get', path).expect(200)) as Row;
};

describe('what stood in Delta X', () => {
  it('is recorded with its particulars, listed with its verdict, and counted', async () => {
    await put('T-1', { state: 'bae-prov', kind: 'DSE', number: '26FR00265000000917', lrn: 'RX26' });
    await put('T-2', { state: 'under-control' });
    await put('T-3', { state: 'anticipated', anticipationEndsAt: '2026-01-01T00:00:00.000Z' });
    const counts = await get('omar', `/v1/prior-states/counts?alertId=${alertId}`);
    expect(counts).toMatchObject({
      verdicts: [
        { of: 'anticipated', count: 1 },
        { of: 'goes-on', count: 1 },
        { of: 'paper-refused', count: 1 },
      ],
      owes: [{ of: 'scan', count: 1 }],
      anticipations: [{ of: 'open', count: 1 }],
      expired: 1,
    });
    const listed = await office
      .as('marion', 'get', `/v1/prior-states?alertId=${alertId}&verdict=goes-on`)
      .set('accept-language', 'fr')
      .expect(200);
    expect(bodyOf(listed)).toMatchObject({
      items: [
        {
          reference: 'T-1',
          state: 'bae-prov',
          known: { kind: 'DSE', number: '26FR00265000000917', lrn: 'RX26' },
          rules: ['DX-20'],
          owes: ['scan', 'end-of-scan'],
          text: 'elle poursuit son cycle',
        },
      ],
    });
    const other = `/v1/prior-states?operator=FR123456789&minPosition=${fresh()}`;
    await office.as('marion', 'get', other).expect(403);
  });

  it('is refused field by field, each with its rule', async () => {
    const body = { alertId, state: 'anticipated', office: 'Lille', validatedAt: '2099-01-01T00:00:00Z' };
    const answer = await office
      .as('marion', 'put', `/v1/declarations/${OPERATOR}/T-9/prior-state`)
      .send(body)
      .expect(422);
    expect((bodyOf(answer) as { errors: object[] }).errors).toMatchObject([
      { rule: 'DX-29', field: 'office' },
      { rule: 'DX-31', field: 'anticipationEndsAt' },
      { rule: 'DX-09', field: 'validatedAt' },
    ]);
  });

  it('empties the list of owed messages as they are sent', async () => {
    await put('M-1', { state: 'bae-def', kind: 'DSE' });
    await act('paul', 'M-1', 'owed-message', { message: 'completion' }, 403);
    const row = await act('marion', 'M-1', 'owed-message', { message: 'completion' });
    expect(row).not.toHaveProperty('owes');
    const owing = await get('marion', `/v1/prior-states?alertId=${alertId}&owes=completion`);
    expect(owing['items']).toEqual([]);
  });
});

describe('a first declaration', () => {
  it('is cancelled at the operator’s request, by the service alone, and the paper follows', async () => {
    await put('C-1', { state: 'lodged', number: '26FR00265000000925', office: 'FR003370' });
    expect(bodyOf(await lodge('C-1'))).toMatchObject({ status: 'held', cancellation: { status: 'due' } });
    await act('marion', 'C-1', 'cancellation/request', { means: 'mailbox' });
    const confirmation = { evidence: 'annulée le 12 par courriel' };
    await act('marion', 'C-1', 'cancellation/confirm', confirmation, 403);
    const row = await act('paul', 'C-1', 'cancellation/confirm', confirmation);
    expect(row).toMatchObject({ status: 'owed', cancellation: { status: 'confirmed', by: 'service' } });
    expect(JSON.stringify(row)).not.toContain('courriel');
  });

  it('goes on where the service refuses, by a decision, and the paper does not', async () => {
    await put('C-2', { state: 'lodged' });
    await lodge('C-2');
    const early = await act('marion', 'C-2', 'cancellation/keep-first', { why: 'contrôle' }, 422);
    expect(rulesOf(early)).toEqual(['DX-29']);
    await act('marion', 'C-2', 'cancellation/request', { means: 'telephone' });
    await act('paul', 'C-2', 'cancellation/refuse', { because: 'under-control', reason: 'visite en cours' });
    const row = await act('marion', 'C-2', 'cancellation/keep-first', { why: 'contrôle en cours' });
    expect(row).toMatchObject({ status: 'goes-on', cancellation: { status: 'first-kept', because: 'under-control' } });
  });

  it('is asked for with all others of an office in one request, once', async () => {
    for (const reference of ['B-1', 'B-2']) {
      await put(reference, { state: 'lodged', office: 'FR000690', lrn: `L-${reference}` });
      await lodge(reference, reference === 'B-2' ? { invoice_value: '12.00' } : {});
    }
    const counts = await get('paul', `/v1/cancellations/counts?alertId=${alertId}&office=FR000690`);
    expect(counts['offices']).toEqual([{ office: 'FR000690', due: 2, requested: 0, refused: 0, confirmed: 0 }]);
    const body = { alertId, office: 'FR000690', means: 'mailbox', requestedAt: office.runtime.now() };
    const send = () =>
      office.as('marion', 'post', '/v1/cancellations/requests').set('idempotency-key', 'all').send(body);
    const late = { ...body, requestedAt: '2099-01-01T00:00:00.000Z' };
    const future = await office.as('marion', 'post', '/v1/cancellations/requests').send(late).expect(422);
    expect(rulesOf(bodyOf(future))).toEqual(['DX-29']);
    const first = bodyOf(await send().expect(200)) as Row;
    expect(first).toMatchObject({ requested: 2, left: 0 });
    const listed = await get('marion', `/v1/cancellations?alertId=${alertId}&office=FR000690&status=requested`);
    expect(listed['items']).toMatchObject([
      { reference: 'B-1', status: 'held', holds: [{ rule: 'DX-29' }] },
      { reference: 'B-2', status: 'kept' },
    ]);
    expect(bodyOf(await send().expect(200))).toEqual(first);
    const csv = await office
      .as('marion', 'get', String(first['requestUrl']))
      .set('accept-language', 'fr')
      .expect(200)
      .expect('content-type', /text\/csv/);
    const lines = csv.text.trimEnd().split('\r\n');
    expect(lines[0]).toContain('Bureau;Opérateur (EORI);Numéro dans Delta X;LRN');
    expect(lines.slice(1).map((line) => line.split(';').slice(0, 5))).toEqual([
      ['FR000690', OPERATOR, '', 'L-B-1', 'B-1'],
      ['FR000690', OPERATOR, '', 'L-B-2', 'B-2'],
    ]);
    await office.as('omar', 'get', String(first['requestUrl'])).expect(403);
  });

  it('is let go by a lifted hold as by a confirmation: both are told as what they are', async () => {
    await put('L-1', { state: 'lodged' });
    await lodge('L-1');
    await act('marion', 'L-1', 'cancellation/request', { means: 'mailbox' });
    const row = await act('paul', 'L-1', 'lift-hold', { hold: 'cancel-first', evidence: 'annulée' });
    expect(row).toMatchObject({ status: 'owed', cancellation: { status: 'confirmed' } });
  });
});

describe('paper of another number than its first declaration (DX-29)', () => {
  it('is refused or held by what the list says of the one that it names, before the paper or after it', async () => {
    await put('F-1', { state: 'bae-def', lrn: 'LRN-F-1' });
    const consignment = lineOf('F-P1', { first: 'LRN-F-1' });
    const refused = await office.as('marion', 'post', '/v1/declarations').send({ manifestId, consignment }).expect(422);
    expect(rulesOf(refused.body)).toEqual(['DX-07', 'DX-09']);
    await put('F-2', { state: 'lodged', number: '26FR00265000000999', office: 'FR003370' });
    const held = await lodge('F-P2', { first: '26FR00265000000999' });
    expect(held.body).toMatchObject({
      status: 'held',
      first: '26FR00265000000999',
      cancellation: { office: 'FR003370' },
    });
    const before = await lodge('F-P3', { first: 'LRN-F-3' });
    expect(before.body).toMatchObject({ status: 'held', cancellation: { first: { lrn: 'LRN-F-3' } } });
    await put('F-3', { state: 'bae-prov', lrn: 'LRN-F-3' });
    const after = await get('marion', `/v1/declarations/${OPERATOR}/F-P3`);
    expect(after).toMatchObject({ status: 'goes-on', cancellation: { status: 'first-kept' } });
  });
});

describe('an anticipated declaration', () => {
  it('is settled at recovery, and not before', async () => {
    const own = await office.alert();
    const { alertId: other } = own;
    const ends = { alertId: other, state: 'anticipated', anticipationEndsAt: '2099-01-01T00:00:00.000Z' };
    await put('A-1', ends);
    await put('A-2', { ...ends, anticipationEndsAt: '2026-01-01T00:00:00.000Z' });
    expect(rulesOf(await act('marion', 'A-1', 'anticipated/decide', { decision: 'validate' }, 422))).toEqual(['DX-31']);
    await office.as('helene', 'post', `/v1/alerts/${other}/end`).set('if-match', own.etag).expect(200);
    const row = await act('marion', 'A-1', 'anticipated/decide', { decision: 'validate' });
    expect(row).toMatchObject({ anticipation: { status: 'validated' } });
    const anew = { mode: 'anticipated', goodsPresented: true };
    expect(rulesOf(await act('marion', 'A-2', 'anticipated/enter-anew', anew, 422))).toEqual(['DX-31']);
    const entered = await act('marion', 'A-2', 'anticipated/enter-anew', { ...anew, mode: 'validated' });
    expect(entered).toMatchObject({ anticipation: { status: 'entered-anew', mode: 'validated' } });
  });
});

describe('what needs a person', () => {
  const groupsOf = async (person: Person, alert: string): Promise<Row[]> =>
    ((await get(person, `/v1/attention?alertId=${alert}`))['groups'] as Row[]).map(
      ({ status, cause, count, rule, sample, deadline }) => ({
        is: `${String(status)} ${String(cause)} ${String(count)} ${String(rule)}`,
        sample: (sample as { reference: string }[]).map(({ reference }) => reference),
        ...(deadline === undefined ? {} : { deadline }),
      }),
    );
  const needing = async (query: string): Promise<unknown[]> =>
    ((await get('omar', `/v1/declarations?${query}`))['items'] as Row[]).map(({ reference }) => reference);

  it('is grouped by cause, with its deadline; what is only due at recovery waits until then', async () => {
    const own = await office.alert();
    const of = { alertId: own.alertId };
    const paper = { manifestId: await office.manifest(own.alertId) };
    await put('N-1', { ...of, state: 'bae-prov' });
    await put('N-2', { ...of, state: 'anticipated', anticipationEndsAt: '2026-01-01T00:00:00.000Z' });
    await put('N-3', { ...of, state: 'anticipated', anticipationEndsAt: '2099-01-01T00:00:00.000Z' });
    await put('N-4', { ...of, state: 'lodged', office: 'FR000690' });
    for (const line of [lineOf('N-4', { invoice_value: '12.00' }), lineOf('N-5', { restricted_documents: 'C673' })]) {
      await office
        .as('marion', 'post', '/v1/declarations')
        .send({ ...paper, consignment: line })
        .expect(201);
    }
    const running = [
      { is: 'cancellation-due DX-29 1 DX-29', sample: ['N-4'] },
      { is: 'release-awaited DX-14 1 DX-14', sample: ['N-5'] },
    ];
    expect(await groupsOf('omar', own.alertId)).toEqual(running);
    await act('marion', 'N-4', 'cancellation/request', { means: 'mailbox' });
    await act('paul', 'N-4', 'cancellation/refuse', { because: 'other', reason: 'dossier incomplet' });
    await act('paul', 'N-5', 'select', { office: 'FR002650', officer: 'P. Kerbrat' });
    const { deadline } = bodyOf(
      await office.as('helene', 'post', `/v1/alerts/${own.alertId}/end`).set('if-match', own.etag).expect(200),
    ) as Row;
    const ended = [
      { is: 'held DX-33 1 DX-33', sample: ['N-5'], deadline },
      { is: 'cancellation-refused DX-29 1 DX-29', sample: ['N-4'] },
      { is: 'enter-anew DX-31 1 DX-31', sample: ['N-2'] },
      { is: 'message-owed scan 1 DX-20', sample: ['N-1'] },
    ];
    expect(await groupsOf('marion', own.alertId)).toEqual(ended);
    expect(await needing(`needs=enter-anew&alertId=${own.alertId}`)).toEqual(['N-2']);
    expect(await needing(`needs=message-owed&cause=scan&alertId=${own.alertId}`)).toEqual(['N-1']);
    expect(await needing(`needs=message-owed&cause=completion&alertId=${own.alertId}`)).toEqual([]);
    await office.as('omar', 'get', '/v1/declarations?needs=nothing').expect(400);
  });
});
