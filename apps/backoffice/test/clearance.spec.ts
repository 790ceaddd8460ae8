import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantOf, MINUTE, plus } from '#libs/kernel';
import { bodyOf, lineOf, manifestOf, OPERATOR, startBackoffice, type Backoffice } from './backoffice.fixture.js';

let office: Backoffice;
let alertId: string;
let startedAt: string;
beforeAll(async () => {
  office = await startBackoffice();
  ({ alertId } = await office.alert());
  const alert = bodyOf(await office.as('helene', 'get', `/v1/alerts/${alertId}?minPosition=${await head()}`));
  ({ startedAt } = alert as { startedAt: string });
});
afterAll(() => office.close());

const head = async (): Promise<string> => String((await office.runtime.store.head())?.commit);
const now = (): string => instantOf(Date.now());
const errorsOf = (body: unknown): unknown[] =>
  (body as { errors: { rule?: string; field?: string }[] }).errors.map(({ rule, field }) => [rule, field]);
const mark = (): object => ({ office: 'FR002650', officer: 'Paul Maes', at: now() });

const manifest = async (more: object = {}): Promise<string> => office.manifest(alertId, more);
const lodge = async (manifestId: string, reference: string, more: object = {}): Promise<string> => {
  const consignment = lineOf(reference, more);
  const answer = await office.as('marion', 'post', '/v1/declarations').send({ manifestId, consignment }).expect(201);
  return answer.headers['etag'] ?? '';
};
const read = async (reference: string): Promise<{ body: object; etag: string }> => {
  const path = `/v1/declarations/${OPERATOR}/${reference}?minPosition=${await head()}`;
  const answer = await office.as('paul', 'get', path).expect(200);
  return { body: bodyOf(answer) as object, etag: answer.headers['etag'] ?? '' };
};
const act = (person: 'paul' | 'marion', reference: string, what: string, etag: string) =>
  office.as(person, 'post', `/v1/declarations/${OPERATOR}/${reference}/${what}`).set('if-match', etag);

describe('a manifest’s stamp and visa', () => {
  it('release and certify its lines in two events, but for the one selected for control', async () => {
    const manifestId = await manifest();
    await lodge(manifestId, 'S-1');
    await lodge(manifestId, 'S-2');
    const path = `/v1/manifests/${manifestId}`;
    const stamp = { office: 'FR002650', officer: 'Paul Maes', stampedAt: now(), selected: ['S-2'] };
    await office.as('marion', 'post', `${path}/stamp`).set('if-match', '"0"').send(stamp).expect(403);
    await office.as('paul', 'post', `${path}/stamp`).send(stamp).expect(428);
    const key = office.key();
    const stamped = () =>
      office.as('paul', 'post', `${path}/stamp`).set('idempotency-key', key).set('if-match', '"0"').send(stamp);
    const first = await stamped().expect(200);
    expect(first.body).toMatchObject({ stamp: { office: 'FR002650', selected: ['S-2'] }, visas: [], revision: '1' });
    expect(JSON.stringify(first.body)).not.toContain('Maes');
    expect(bodyOf(await stamped().expect(200))).toEqual(bodyOf(first));

    expect((await read('S-1')).body).toMatchObject({ release: { by: 'manifest-stamp', rule: 'DX-15' } });
    const held = await read('S-2');
    expect(held.body).toMatchObject({ status: 'held', cause: 'DX-33', control: { state: 'selected' } });
    expect(held.body).not.toHaveProperty('release');

    const visa = { office: 'FR000690', officer: 'Paul Maes', endorsedAt: now() };
    await office.as('paul', 'post', `${path}/visa`).set('if-match', '"1"').send(visa).expect(200);
    expect((await read('S-1')).body).toMatchObject({ exitProof: { proof: 'visa', office: 'FR000690', rule: 'DX-16' } });
    expect((await read('S-2')).body).not.toHaveProperty('exitProof');
    const listed = await office.as('paul', 'get', `/v1/declarations?manifestId=${manifestId}`).expect(200);
    expect(bodyOf(listed)).toMatchObject({ items: [{ exitProof: { proof: 'visa' } }, { status: 'held' }] });
  });

  it('are refused with half a mark, and nothing is recorded on manifest or lines', async () => {
    const manifestId = await manifest();
    await lodge(manifestId, 'H-1');
    const before = await head();
    const stamp = (more: object) =>
      office
        .as('paul', 'post', `/v1/manifests/${manifestId}/stamp`)
        .set('if-match', '"0"')
        .send({ office: 'FR002650', officer: 'Paul Maes', stampedAt: now(), ...more });
    const half = await stamp({ officer: undefined, selected: ['H-1'] }).expect(422);
    expect(errorsOf(half.body)).toEqual([['DX-15', 'officer']]);
    const unknown = await stamp({ office: 'FR999999' }).expect(422);
    expect(errorsOf(unknown.body)).toContainEqual(['DX-15', 'office']);
    expect(errorsOf((await stamp({ stampedAt: plus(instantOf(Date.now()), MINUTE) }).expect(422)).body)).toEqual([
      ['DX-15', 'stampedAt'],
    ]);
    expect(errorsOf((await stamp({ selected: ['NOT-MINE'] }).expect(422)).body)).toEqual([[undefined, 'selected']]);
    expect(await head()).toBe(before);
  });

  it('cover the lines that were there: a line that comes later, alone or in a file, is refused and lost to nobody', async () => {
    const manifestId = await manifest();
    await lodge(manifestId, 'L-1');
    const stamp = { office: 'FR002650', officer: 'Paul Maes', stampedAt: now() };
    const path = `/v1/manifests/${manifestId}`;
    const stamped = await office.as('paul', 'post', `${path}/stamp`).set('if-match', '"0"').send(stamp).expect(200);
    expect(stamped.body).toMatchObject({ stamp: { covers: { lines: 1 } } });
    const line = { manifestId, consignment: lineOf('L-2') };
    const late = await office.as('marion', 'post', '/v1/declarations').send(line).expect(422);
    expect(errorsOf(late.body)).toEqual([['DX-15', 'manifestId']]);
    const file = ['L-1', 'L-2'].map((reference) => JSON.stringify(lineOf(reference))).join('\n');
    const imported = await office
      .as('marion', 'post', `/v1/imports?manifestId=${manifestId}`)
      .set('content-type', 'application/x-ndjson')
      .serialize((body) => body as unknown as string)
      .send(file as unknown as object)
      .expect(200);
    expect(imported.body).toMatchObject({
      lines: 2,
      unchanged: 1,
      rejected: 1,
      errors: [{ line: 2, reference: 'L-2', rule: 'DX-15', field: 'manifestId' }],
    });
    const visa = { office: 'FR000690', officer: 'Paul Maes', endorsedAt: now(), only: ['L-1', 'L-2'] };
    const strange = await office.as('paul', 'post', `${path}/visa`).set('if-match', '"1"').send(visa).expect(422);
    expect(errorsOf(strange.body)).toEqual([['DX-16', 'only']]);
  });

  it('are listed with it, each operator its own', async () => {
    const path = `/v1/manifests?alertId=${alertId}&form=manifest&minPosition=${await head()}`;
    const listed = bodyOf(await office.as('marion', 'get', path).expect(200)) as { items: { lodgedAt: string }[] };
    expect(listed.items.length).toBeGreaterThanOrEqual(2);
    const lodged = listed.items.map(({ lodgedAt }) => lodgedAt);
    expect(lodged).toEqual([...lodged].sort().reverse());
    expect(listed.items[0]).toMatchObject({ form: 'manifest', lodging: { means: 'agreement' }, operator: OPERATOR });
    await office.as('marion', 'get', '/v1/manifests?operator=FR999999999').expect(403);
  });
});

describe('goods under control', () => {
  it('are held until the service has controlled and released them; no other way lets them go', async () => {
    const etag = await lodge(await manifest(), 'C-1');
    await act('marion', 'C-1', 'select', etag).send(mark()).expect(403);
    const selected = await act('paul', 'C-1', 'select', etag).send(mark()).expect(200);
    const held = selected.headers['etag'] ?? '';
    expect(selected.body).toMatchObject({ status: 'held', holds: [{ rule: 'DX-33' }] });
    const lift = { hold: 'under-control', evidence: 'parole' };
    expect(errorsOf((await act('paul', 'C-1', 'lift-hold', held).send(lift).expect(422)).body)).toEqual([
      ['DX-33', 'hold'],
    ]);
    expect(errorsOf((await act('paul', 'C-1', 'release', held).send(mark()).expect(422)).body)).toEqual([
      ['DX-33', undefined],
    ]);
    const control = { kind: 'physical', result: 'satisfactory', officer: 'Paul Maes', at: now() };
    const controlled = await act('paul', 'C-1', 'control', held).send(control).expect(200);
    expect(controlled.body).toMatchObject({ control: { state: 'controlled', kind: 'physical' } });
    const released = await act('paul', 'C-1', 'release', controlled.headers['etag'] ?? '')
      .send(mark())
      .expect(200);
    expect(released.body).toMatchObject({ status: 'owed', release: { by: 'after-control', rule: 'DX-33' } });
  });
});

describe('release on the operator’s premises', () => {
  it('is the operator’s own act for unrestricted goods, and the service’s for restricted ones', async () => {
    const manifestId = await manifest({ presentation: 'premises' });
    const free = await lodge(manifestId, 'P-1');
    const bound = await lodge(manifestId, 'P-2', { restricted_documents: 'X002' });
    const taken = await act('marion', 'P-1', 'release', free).send({ at: now() }).expect(200);
    expect(taken.body).toMatchObject({ release: { by: 'taken', rule: 'DX-14' } });
    expect(errorsOf((await act('marion', 'P-2', 'release', bound).send({ at: now() }).expect(422)).body)).toEqual([
      ['DX-14', undefined],
    ]);
    const released = await act('paul', 'P-2', 'release', bound)
      .send({ ...mark(), servicePresent: true })
      .expect(200);
    expect(released.body).toMatchObject({ restricted: true, release: { by: 'explicit', rule: 'DX-14' } });
    const rectify = { act: 'R-1', changes: [{ field: 'cn8', rectified: '94052190' }], why: 'erreur' };
    const early = await act('marion', 'P-1', 'rectify', taken.headers['etag'] ?? '')
      .send(rectify)
      .expect(422);
    expect(errorsOf(early.body)).toEqual([['DX-28', undefined]]);
  });
});

describe('a DAU and an entry in the records', () => {
  const dau = (reference: string, part: object = {}, more: object = {}): object => {
    const { consignmentType: _type, ...header } = manifestOf(alertId) as Record<string, unknown>;
    return {
      ...header,
      officeOfExit: 'BE101000',
      lodging: { means: 'mailbox', office: 'FR002650' },
      dau: {
        fallbackStartedAt: startedAt,
        documents: [{ code: 'N380', reference: 'F-1' }],
        authentication: 'stamped',
        office: 'FR002650',
        officer: 'Paul Maes',
        stampedAt: now(),
        ...part,
      },
      consignment: lineOf(reference),
      ...more,
    };
  };

  it('are lodged, released, endorsed: copy 3 is the tax proof', async () => {
    const lodged = await office.as('marion', 'post', '/v1/daus').send(dau('D-1')).expect(201);
    expect(lodged.headers['location']).toBe(`/v1/declarations/${OPERATOR}/D-1`);
    expect(lodged.body).toMatchObject({ form: 'dau', status: 'owed', lodging: { means: 'mailbox' } });
    const released = await act('paul', 'D-1', 'release', lodged.headers['etag'] ?? '')
      .send(mark())
      .expect(200);
    const visa = { office: 'BE101000', officer: 'Jan Maes', at: now() };
    const gone = await act('paul', 'D-1', 'visa', released.headers['etag'] ?? '')
      .send(visa)
      .expect(200);
    expect(gone.body).toMatchObject({ exitProof: { proof: 'visa', on: 'dau-copy-3', rule: 'DX-17', taxProof: true } });
  });

  it('are refused under their own rules, each field named', async () => {
    const send = (body: object) => office.as('marion', 'post', '/v1/daus').send(body);
    const half = await send(dau('D-2', { fallbackStartedAt: undefined, stampedAt: undefined })).expect(422);
    expect(errorsOf(half.body)).toEqual([
      ['DX-05', 'dau.fallbackStartedAt'],
      ['DX-06', 'dau.stampedAt'],
    ]);
    await send(dau('D-2')).expect(201);
    const abroad = await office
      .as('marion', 'post', '/v1/manifests')
      .send({ ...manifestOf(alertId), officeOfExit: 'BE101000' })
      .expect(422);
    expect(errorsOf(abroad.body)).toEqual([['DX-01', 'officeOfExit']]);
    await send(dau('D-3', {}, { globalisation: { reference: 'p', endsOn: '2026-02-30', dcgOn: '2026-03-01' } })).expect(
      400,
    );
  });

  const article = (more: object = {}): object => {
    const { reference: _r, consignor_name: _n, consignor_address: _a, ...goods } = lineOf('');
    const { consignee_name: _c, consignee_address: _d, procedure: _p, ...own } = goods;
    return { ...own, ...more };
  };

  it('takes 999 articles once, however often they are sent, and shows them in their order', async () => {
    const furtherArticles = Array.from({ length: 998 }, (_, n) => article({ description: `article ${n + 2}` }));
    const key = office.key();
    const body = dau('D-999', {}, { furtherArticles });
    const send = () => office.as('marion', 'post', '/v1/daus').set('idempotency-key', key).send(body);
    const lodged = await send().expect(201);
    expect(lodged.body).toMatchObject({ articles: 999, status: 'owed', valueEur: '149750.10', currency: 'EUR' });
    expect(bodyOf(await send().expect(200))).toEqual(bodyOf(lodged));
    const shown = (await read('D-999')).body as { furtherArticles: { description: string; procedure: string }[] };
    expect(shown.furtherArticles.map(({ description }) => description)).toEqual(
      furtherArticles.map((_, n) => `article ${n + 2}`),
    );
    expect(shown.furtherArticles[997]).toMatchObject({ procedure: '1000', valueEur: '149.90', packages: 2 });
  });

  it('is refused for an article with its field, its rule and what to do, and recorded with none of them', async () => {
    const send = (part: object, ...furtherArticles: readonly object[]) =>
      office.as('marion', 'post', '/v1/daus').send(dau('D-4', part, { furtherArticles }));
    const wrong = await send({}, article({ gross_mass_kg: '0' }), article({ cn8: '', invoice_value: '900' })).expect(
      422,
    );
    expect(errorsOf(wrong.body)).toEqual([
      ['DX-05', 'furtherArticles[0].gross_mass_kg'],
      ['DX-05', 'furtherArticles[1].cn8'],
    ]);
    const count = await send({ articles: 3 }, article()).expect(422);
    expect(count.body).toMatchObject({
      errors: [{ rule: 'DX-05', field: 'dau.articles', todo: expect.stringContaining('furtherArticles') as string }],
    });
    await send({}, article({ consignor_name: 'nobody' })).expect(400);
    await send({}, ...Array.from({ length: 999 }, () => article())).expect(400);
    await office.as('paul', 'get', `/v1/declarations/${OPERATOR}/D-4`).expect(404);
  });

  it('an AEO enters goods in its records, and its lines are lodged like any', async () => {
    const records = {
      basis: 'aeo',
      aeo: { kind: 'OEA-C', certificate: 'FRAEOC1' },
      officeInformedAt: startedAt,
      usedFrom: plus(instantOf(Date.now()), MINUTE),
      dataHeld: 'simplified',
      regularises: true,
      availableAt: 'registre des écritures',
    };
    const refused = await office
      .as('marion', 'post', '/v1/manifests')
      .send({ ...manifestOf(alertId), form: 'records', records: { ...records, regularises: false } })
      .expect(422);
    expect(errorsOf(refused.body)).toEqual([['DX-12', 'records.regularises']]);
    const manifestId = await manifest({ form: 'records', records });
    await lodge(manifestId, 'E-1');
    expect((await read('E-1')).body).toMatchObject({ form: 'records', status: 'owed' });
    const path = `/v1/manifests?form=records&minPosition=${await head()}`;
    expect(bodyOf(await office.as('paul', 'get', path).expect(200))).toMatchObject({
      items: [{ manifestId, basis: 'aeo', lodging: { means: 'records' } }],
    });
  });
});

describe('the offices', () => {
  it('are told with their hours, open or not at an instant', async () => {
    const at = (instant: string) => office.as('marion', 'get', `/v1/offices?at=${instant}`).expect(200);
    const holiday = bodyOf(await at('2026-05-14T08:00:00Z')) as { items: { code: string; open: boolean }[] };
    expect(holiday.items.find(({ code }) => code === 'FR002650')?.open).toBe(false);
    const monday = bodyOf(await at('2026-03-02T08:00:00Z')) as { items: { code: string; open: boolean }[] };
    expect(monday.items.find(({ code }) => code === 'FR002650')).toMatchObject({ open: true, zone: 'Europe/Paris' });
  });
});
