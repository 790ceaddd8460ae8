import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { declarationStream } from '#libs/delta-x';
import { execute } from '#libs/event-store';
import { instantOf } from '#libs/kernel';
import { reintegrationCodec, reintegrationDecider, type ReintegrationCommand } from '#libs/reintegration';
import { bodyOf, lineOf, manifestOf, OPERATOR, startBackoffice, type Backoffice } from './backoffice.fixture.js';

let office: Backoffice;
let alertId: string;
let manifestId: string;
beforeAll(async () => {
  office = await startBackoffice();
  ({ alertId } = await office.alert());
  manifestId = await office.manifest(alertId);
});
afterAll(() => office.close());

const lodge = (reference: string, more: object = {}) =>
  office.as('marion', 'post', '/v1/declarations').send({ manifestId, consignment: lineOf(reference, more) });
const fresh = async (): Promise<string> => String((await office.runtime.store.head())?.commit);
const rulesOf = (body: unknown): (string | undefined)[] =>
  (body as { errors: { rule?: string }[] }).errors.map((e) => e.rule);

/** What the reintegrator would record. */
const record = async (reference: string, command: ReintegrationCommand): Promise<void> => {
  const context = {
    commandId: `${reference}-${command.type}-${Math.random()}`,
    actor: { id: 'reintegrator', role: 'system' as const },
    correlationId: alertId,
    occurredAt: instantOf(Date.now()),
    codeVersion: 'test',
  };
  const stream = declarationStream(OPERATOR, reference);
  await execute(office.runtime.store, {
    stream,
    decider: reintegrationDecider,
    codec: reintegrationCodec,
    command,
    context,
  });
};
const attempt = (reference: string): Promise<void> => {
  const at = instantOf(Date.now());
  return record(reference, {
    type: 'BeginAttempt',
    messageId: `m-${reference}`,
    slotAt: at,
    releasedAt: at,
    enquired: true,
    now: at,
  });
};

describe('a manifest', () => {
  it('is refused with every fault of its header', async () => {
    const body = { ...manifestOf(alertId), assistance: 'none', mentions: [], officeOfExit: 'X' };
    const answer = await office.as('marion', 'post', '/v1/manifests').send(body).expect(422);
    expect(rulesOf(answer.body)).toEqual(['DX-04', 'DX-04', 'DX-04']);
    await office.as('marion', 'post', '/v1/manifests').send(manifestOf('no-such-alert')).expect(422);
  });

  it('is read back, without names for those who have no need of them', async () => {
    const own = await office.as('marion', 'get', `/v1/manifests/${manifestId}`).expect(200);
    expect(own.body).toMatchObject({ declarationKind: 'DSE', signature: { name: 'Marion Vasseur' }, flow: 'export' });
    expect(own.headers['etag']).toBe('"0"');
    const watched = await office.as('omar', 'get', `/v1/manifests/${manifestId}`).expect(200);
    expect(JSON.stringify(watched.body)).not.toContain('Vasseur');
  });
});

describe('a declaration', () => {
  it('is lodged once; the same again changes nothing, other data are refused', async () => {
    const first = await lodge('ONE').expect(201);
    expect(first.headers['location']).toBe(`/v1/declarations/${OPERATOR}/ONE`);
    expect(first.body).toMatchObject({ status: 'owed', valueEur: '149.90', revision: '1' });
    const same = await lodge('ONE').expect(200);
    expect(same.body).toEqual(first.body);
    expect(rulesOf((await lodge('ONE', { packages: '9' }).expect(422)).body)).toEqual(['DX-05', 'DX-28']);
  });

  it('is refused with every fault of its line, by field', async () => {
    const answer = await lodge('BAD', { packages: '0', currency: 'zz' }).expect(422);
    const { errors } = answer.body as { errors: { field: string }[] };
    expect(errors.map((e) => e.field)).toEqual(['consignment.packages', 'consignment.currency']);
    await lodge('BAD', { colour: 'red' }).expect(400);
    await office
      .as('marion', 'post', '/v1/declarations')
      .send({ manifestId: 'none', consignment: lineOf('X') })
      .expect(422);
  });

  it('takes JSON numbers', async () => {
    await lodge('NUM', { packages: 4, invoice_value: 12.5 }).expect(201);
  });

  it('is shown with its persons only to those who may see them', async () => {
    await lodge('SEEN').expect(201);
    const path = `/v1/declarations/${OPERATOR}/SEEN?minPosition=${await fresh()}`;
    for (const person of ['marion', 'paul', 'claire'] as const) {
      const body = bodyOf(await office.as(person, 'get', path).expect(200));
      expect(body).toMatchObject({ consignment: { consignee: { name: 'Kari Nordmann' } } });
    }
    for (const person of ['omar', 'helene'] as const) {
      const body = bodyOf(await office.as(person, 'get', path).expect(200));
      expect(body).toMatchObject({ consignment: { reference: 'SEEN', cn8: '94052190' } });
      expect(JSON.stringify(body)).not.toMatch(/Nordmann|Lumen/);
    }
  });

  it('whose prior state forbids paper is refused, and one without BAE is held until it is cancelled', async () => {
    const put = (reference: string) =>
      office.as('marion', 'put', `/v1/declarations/${OPERATOR}/${reference}/prior-state`);
    await put('CTRL').send({ alertId, state: 'under-control' }).expect(200);
    expect(rulesOf((await lodge('CTRL').expect(422)).body)).toEqual(['DX-07', 'DX-09']);

    const recorded = await put('HELD').set('idempotency-key', 'held').send({ alertId, state: 'lodged' }).expect(200);
    expect(recorded.headers['etag']).toBe('"0"');
    await put('HELD').set('idempotency-key', 'held').send({ alertId, state: 'lodged' }).expect(200);
    const anticipated = { alertId, state: 'anticipated', anticipationEndsAt: '2099-01-01T00:00:00.000Z' };
    await put('HELD').send(anticipated).expect(428);
    await put('HELD').set('if-match', '"3"').send(anticipated).expect(412);
    await put('HELD').set('if-match', '"0"').send(anticipated).expect(200);
    expect(rulesOf((await put('-bad-').send({ alertId, state: 'lodged' }).expect(422)).body)).toEqual(['DX-05']);

    const held = await lodge('HELD').expect(201);
    expect(held.body).toMatchObject({ status: 'held', cause: 'DX-29' });
    const waiting = (await office.as('paul', 'get', `/v1/attention?minPosition=${await fresh()}`).expect(200))
      .body as object;
    expect(waiting).toMatchObject({
      groups: [
        {
          cause: 'DX-29',
          rule: 'DX-29',
          status: 'held',
          count: 1,
          sample: [{ operator: OPERATOR, reference: 'HELD' }],
        },
      ],
    });
    const asked = await office
      .as('marion', 'post', `/v1/declarations/${OPERATOR}/HELD/cancellation/request`)
      .set('if-match', held.headers['etag'] ?? '')
      .send({ means: 'mailbox' })
      .expect(200);
    const lift = office
      .as('paul', 'post', `/v1/declarations/${OPERATOR}/HELD/lift-hold`)
      .set('if-match', asked.headers['etag'] ?? '');
    expect((await lift.send({ hold: 'cancel-first', evidence: 'annulée' }).expect(200)).body).toMatchObject({
      status: 'owed',
    });
  });

  it('refused by customs needs a person, who sends it again', async () => {
    await lodge('REF').expect(201);
    await attempt('REF');
    await record('REF', { type: 'RecordRefusal', messageId: 'm-REF', code: '12', reason: 'valeur incohérente' });
    const attention = (
      await office
        .as('omar', 'get', `/v1/attention?alertId=${alertId}&minPosition=${await fresh()}`)
        .set('accept-language', 'fr')
        .expect(200)
    ).body as { groups: { cause: string; reason: string; count: number; todo: string }[] };
    expect(attention.groups).toEqual([
      {
        cause: '12',
        reason: 'valeur incohérente',
        status: 'refused',
        count: 1,
        sample: [{ operator: OPERATOR, reference: 'REF' }],
        todo: expect.stringContaining('renvoyez') as string,
      },
    ]);
    const row = await office.as('omar', 'get', `/v1/declarations/${OPERATOR}/REF`).expect(200);
    const reopen = office
      .as('omar', 'post', `/v1/declarations/${OPERATOR}/REF/reopen`)
      .set('if-match', row.headers['etag'] ?? '');
    expect((await reopen.send({ why: 'corrigé' }).expect(200)).body).toMatchObject({ status: 'owed', submission: 2 });
    await office
      .as('omar', 'post', `/v1/declarations/${OPERATOR}/NONE/reopen`)
      .set('if-match', '"0"')
      .send({ why: 'x' })
      .expect(404);
  });

  it('DX-28 refused by customs is corrected as its paper says, then sent again', async () => {
    const reference = 'CORRECT-1';
    await lodge(reference).expect(201);
    await attempt(reference);
    const refusal = { type: 'RecordRefusal', code: '12', reason: 'CN8 unknown', field: 'cn8' } as const;
    await record(reference, { ...refusal, messageId: `m-${reference}` });
    const path = `/v1/declarations/${OPERATOR}/${reference}`;
    const read = async (person: 'marion' | 'omar') =>
      office.as(person, 'get', `${path}?minPosition=${await fresh()}`).expect(200);
    const { etag = '' } = (await read('marion')).headers;
    const correct = (changes: object, person: 'marion' | 'omar' = 'marion') => {
      const body = { why: 'chiffres inversés', evidence: 'manifeste, ligne 1', changes };
      return office.as(person, 'post', `${path}/correct`).set('if-match', etag).send(body);
    };
    await correct([{ field: 'cn8', corrected: '94051190' }], 'omar').expect(403);
    const wrong = await correct([
      { field: 'cn8', corrected: '9405' },
      { field: 'reference', corrected: 'X' },
    ]).expect(422);
    expect(bodyOf(wrong)).toMatchObject({ errors: [{ rule: 'DX-28', field: 'changes[1].field' }] });
    const done = await correct([
      { field: 'cn8', corrected: '94051190' },
      { field: 'gross_mass_kg', corrected: 4.5 },
    ]);
    expect(done.status).toBe(200);
    expect(bodyOf(done)).toMatchObject({ status: 'refused', corrected: { fields: ['cn8', 'gross_mass_kg'] } });
    const shown = await read('omar');
    expect(bodyOf(shown)).toMatchObject({ consignment: { cn8: '94051190', grossMassKg: '4.5' } });
    const again = office.as('omar', 'post', `${path}/reopen`).set('if-match', shown.headers['etag'] ?? '');
    expect(bodyOf(await again.send({ why: 'corrigée' }).expect(200))).toMatchObject({ status: 'owed', submission: 2 });
  });

  it('known to customs twice is shown as a double', async () => {
    await lodge('TWICE').expect(201);
    const accept = (mrn: string) =>
      record('TWICE', {
        type: 'RecordAcceptance',
        messageId: 'm',
        mrn,
        acceptedAt: instantOf(Date.now()),
        deadline: instantOf(Date.now() + 1_000),
        byEnquiry: false,
      });
    await attempt('TWICE');
    await accept('26FRA');
    await accept('26FRB');
    const body = bodyOf(await office.as('omar', 'get', `/v1/attention?minPosition=${await fresh()}`).expect(200));
    expect((body as { groups: object[] }).groups).toMatchObject([
      { cause: 'DX-29', status: 'accepted', reason: '26FRA / 26FRB' },
    ]);
  });

  it('is found by what is known of it', async () => {
    const position = await fresh();
    const find = async (query: string): Promise<string[]> => {
      const body = bodyOf(
        await office.as('omar', 'get', `/v1/declarations?${query}&minPosition=${position}`).expect(200),
      );
      return (body as { items: { reference: string }[] }).items.map((d) => d.reference);
    };
    expect(await find('mrn=26FRA')).toEqual(['TWICE']);
    expect(await find('reference=ONE')).toEqual(['ONE']);
    expect(await find('text=twi')).toEqual(['TWICE']);
    expect(await find('text=wic')).toEqual([]);
    expect(await find(`status=accepted&alertId=${alertId}&manifestId=${manifestId}&operator=${OPERATOR}`)).toEqual([
      'TWICE',
    ]);
    expect(await find('cause=DX-29')).toEqual(['TWICE']);
  });
});

describe('a campaign', () => {
  it('is counted from the first obligation on', async () => {
    const body = bodyOf(await office.as('omar', 'get', `/v1/campaigns?minPosition=${await fresh()}`).expect(200));
    const [row] = (body as { items: { counts: { owed: number; accepted: number } }[] }).items;
    expect(row).toMatchObject({ alertId, system: 'delta-x', status: 'gathering', counts: { accepted: 1, doubles: 1 } });
    const one = await office.as('omar', 'get', `/v1/campaigns/${alertId}/delta-x`).expect(200);
    expect(one.body).toEqual(row);
    expect(one.headers['etag']).toMatch(/^"[0-9a-f]{32}"$/);
    await office.as('omar', 'get', `/v1/campaigns/${alertId}/emcs`).expect(404);
  });
});

describe('a rectification', () => {
  it('DX-28 is rectified after its acceptance: what was lodged stands beside what it became', async () => {
    await lodge('RECT').expect(201);
    await attempt('RECT');
    const at = instantOf(Date.now());
    const answered = { messageId: 'm-RECT', mrn: '26FRRECT', acceptedAt: at, deadline: at, byEnquiry: false };
    await record('RECT', { type: 'RecordAcceptance', ...answered });
    const path = `/v1/declarations/${OPERATOR}/RECT`;
    const { headers } = await office.as('marion', 'get', `${path}?minPosition=${await fresh()}`).expect(200);
    const rectify = (changes: object[]) =>
      office
        .as('marion', 'post', `${path}/rectify`)
        .set('if-match', headers['etag'] ?? '')
        .send({ act: 'R-7', why: 'erreur', changes });
    const wrong = await rectify([{ field: 'colour', rectified: 'red' }]).expect(422);
    expect(wrong.body).toMatchObject({ errors: [{ rule: 'DX-28', field: 'changes[0].field' }] });
    await rectify([{ field: 'cn8' }]).expect(400);
    await rectify([
      { field: 'cn8', asLodged: '94052190', rectified: '94052110' },
      { field: 'consignee_name', rectified: 'Ola Nordmann' },
    ]).expect(200);
    const shown = async (person: 'marion' | 'omar') =>
      bodyOf(await office.as(person, 'get', `${path}?minPosition=${await fresh()}`).expect(200));
    const cn8 = { field: 'cn8', asLodged: '94052190', rectified: '94052110' };
    const name = { field: 'consignee_name', asLodged: 'Kari Nordmann', rectified: 'Ola Nordmann' };
    expect(await shown('marion')).toMatchObject({
      consignment: { cn8: '94052190', consignee: { name: 'Kari Nordmann' } },
      rectified: { count: 1 },
      rectifications: [{ act: 'R-7', why: 'erreur', changes: [cn8, name] }],
    });
    expect(await shown('omar')).toMatchObject({ rectifications: [{ changes: [cn8, { field: 'consignee_name' }] }] });
    expect(JSON.stringify(await shown('omar'))).not.toContain('Nordmann');
  });
});
