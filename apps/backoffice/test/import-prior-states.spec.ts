import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRIOR_FIELDS, PRIOR_STATES } from '#libs/delta-x';
import { lineOf, OPERATOR, startBackoffice, type Backoffice, type Person } from './backoffice.fixture.js';

interface Report {
  importId: string;
  kind: string;
  manifestId?: string;
  operator: string;
  status: string;
  lines: number;
  accepted: number;
  unchanged: number;
  rejected: number;
  errorsUrl?: string;
  errors: { line: number; reference?: string; field?: string; rule?: string; text: string }[];
}

let office: Backoffice;
let alertId: string;
beforeAll(async () => {
  office = await startBackoffice();
  ({ alertId } = await office.alert());
});
afterAll(() => office.close());

const upload = (
  body: string,
  { type = 'text/csv', query = '', person = 'marion' }: { type?: string; query?: string; person?: Person } = {},
) =>
  office
    .as(person, 'post', `/v1/imports?kind=prior-states&alertId=${alertId}${query}`)
    .set('content-type', type)
    .serialize((b) => b as unknown as string)
    .send(body);
const reported = async (test: ReturnType<typeof upload>): Promise<Report> => (await test.expect(200)).body as Report;
const typesOf = async (reference: string): Promise<string[]> => {
  const types: string[] = [];
  for await (const r of office.runtime.store.readStream(`declaration-${OPERATOR}-${reference}`)) types.push(r.type);
  return types;
};

const ENDS = '2026-12-30T00:00:00+01:00';
/** A line for each state; the words are those of Delta X's screens. */
const french = [
  ['PX-1', 'Anticipée', '', ENDS],
  ['PX-2', 'déposée', '26FR00265000000001', ''],
  ['PX-3', 'BAE/prov', '', ''],
  ['PX-4', 'BAE définitif', '', ''],
  ['PX-5', 'Sous contrôle', '', ''],
  ['PX-6', 'crédit en attente', '', ''],
  ['PX-7', 'paiement au comptant', '', ''],
] as const;
const file = ['Référence;État;Numéro;Fin du délai', ...french.map((line) => line.join(';'))].join('\n');

describe('the operator’s list of what stood in Delta X', () => {
  it('is taken with French columns and words, every state of it', async () => {
    const dry = await reported(upload(file, { query: '&dryRun=true' }));
    const head = (await office.runtime.store.head())?.commit;
    expect(dry).toMatchObject({ lines: 7, accepted: 7, rejected: 0 });
    expect((await office.runtime.store.head())?.commit).toBe(head);
    const report = await reported(upload(file));
    expect(report).toMatchObject({ kind: 'prior-states', operator: OPERATOR, status: 'complete', accepted: 7 });
    expect(report.manifestId).toBeUndefined();
    const position = String((await office.runtime.store.head())?.commit);
    const listed = await office
      .as('paul', 'get', `/v1/declarations?alertId=${alertId}&minPosition=${position}`)
      .expect(200);
    const rows = (listed.body as { items: { reference: string; prior: string }[] }).items;
    expect(new Set(rows.map((row) => row.prior))).toEqual(new Set(PRIOR_STATES));
    const imports = await office.as('marion', 'get', `/v1/imports?kind=prior-states&alertId=${alertId}`).expect(200);
    expect((imports.body as { items: Report[] }).items.map((i) => i.importId)).toEqual([report.importId]);
  });

  it('sent again changes nothing', async () => {
    const before = (await office.runtime.store.head())?.commit;
    expect(await reported(upload(file))).toMatchObject({ accepted: 0, unchanged: 7, rejected: 0 });
    const events: string[] = [];
    for await (const r of office.runtime.store.readAll({ after: { commit: before ?? 0n, prepare: before ?? 0n } }))
      events.push(r.stream.split('-', 1)[0] ?? '');
    expect(new Set(events)).toEqual(new Set(['import']));
  });

  it('as NDJSON keeps its good lines and reports each bad one with field and rule; a dry run says the same', async () => {
    const lines = [
      { reference: 'PY-1', state: 'lodged', lrn: 'LRN-1' },
      { reference: 'PY-2', state: 'vanished' },
      { reference: 'PY-3', state: 'anticipated' },
      { reference: 'a b', state: 'bae-prov' },
      { reference: 'PY-1', state: 'under-control' },
      { reference: 'PY-1', state: 'under-control' },
      { reference: 'PY-4', state: 'lodged', consignor_name: 'x' },
    ];
    const body = lines.map((line) => JSON.stringify(line)).join('\n');
    const type = 'application/x-ndjson';
    const { importId: _d, ...dry } = await reported(upload(body, { type, query: '&dryRun=true' }));
    const { importId: _i, errors, errorsUrl, ...said } = await reported(upload(body, { type }));
    expect(errorsUrl).toBeDefined();
    expect(said).toMatchObject({ lines: 7, accepted: 2, unchanged: 1, rejected: 4 });
    expect(dry).toMatchObject({ ...said, dryRun: true, errors });
    expect(errors.map((e) => [e.line, e.reference, e.field, e.rule])).toEqual([
      [2, 'PY-2', 'state', 'DX-07'],
      [3, 'PY-3', 'anticipation_ends_at', 'DX-31'],
      [4, 'a b', 'reference', 'DX-05'],
      [7, 'PY-4', 'consignor_name', undefined],
    ]);
    expect((await typesOf('PY-1')).filter((t) => t.startsWith('PriorStateRecorded'))).toHaveLength(2);
  });

  it('decides what a paper of the same reference comes to', async () => {
    const manifestId = await office.manifest(alertId);
    const lodge = (reference: string) =>
      office.as('marion', 'post', '/v1/declarations').send({ manifestId, consignment: lineOf(reference) });
    const taken = await lodge('PX-2').expect(201);
    expect((taken.body as { status: string }).status).toBe('held');
    const refused = await lodge('PX-5').expect(422);
    expect(JSON.stringify(refused.body)).toContain('DX-07');
  });

  it('is refused without an alert, for another operator, and where a column is missing', async () => {
    const post = (path: string) => office.as('marion', 'post', path).set('content-type', 'text/csv').send('a');
    await post('/v1/imports?kind=prior-states').expect(400);
    await post('/v1/imports?kind=prior-states&alertId=nothing').expect(422);
    await post(`/v1/imports?kind=prior-states&alertId=${alertId}&operator=FR1`).expect(400);
    await upload(file, { query: '&operator=BE0123456789' }).expect(403);
    const answer = await upload('reference;lrn\nA;B\n').expect(422);
    expect((answer.body as { errors: { field: string }[] }).errors.map((e) => e.field)).toEqual(['state']);
  });

  it('is taken in by an office for the operator that it names, and the log says for whom', async () => {
    for (const person of ['paul', 'helene'] as const) {
      const list = `reference;state\nBY-${person};bae-prov`;
      const refused = await upload(list, { person }).expect(400);
      expect((refused.body as Report).errors[0]).toMatchObject({ field: 'operator' });
      expect(await reported(upload(list, { person, query: `&operator=${OPERATOR}` }))).toMatchObject({
        operator: OPERATOR,
        accepted: 1,
      });
      const actors = new Set<unknown>();
      for await (const { metadata } of office.runtime.store.readStream(`declaration-${OPERATOR}-BY-${person}`))
        actors.add(metadata.actor);
      expect([...actors][0]).toMatchObject({ id: person, onBehalfOf: OPERATOR });
    }
  });

  it('is described in the document about the files', async () => {
    const said = await readFile(new URL('../../../docs/import-format.md', import.meta.url), 'utf8');
    for (const word of [...PRIOR_FIELDS, ...PRIOR_STATES]) expect(said).toContain(`\`${word}\``);
  });
});
