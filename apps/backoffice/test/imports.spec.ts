import { readFile } from 'node:fs/promises';
import type request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LINE_FIELDS } from '#libs/delta-x';
import { bodyOf, lineOf, OPERATOR, startBackoffice, type Backoffice } from './backoffice.fixture.js';

interface Report {
  importId: string;
  status: string;
  lines: number;
  accepted: number;
  unchanged: number;
  rejected: number;
  bytes: number;
  errors: { line: number; reference?: string; field?: string; rule?: string; source?: string; text: string }[];
  errorsUrl?: string;
}

let office: Backoffice;
let manifestId: string;
beforeAll(async () => {
  office = await startBackoffice();
  const { alertId } = await office.alert();
  manifestId = await office.manifest(alertId);
});
afterAll(() => office.close());

let series = 0;
/** References nobody has used yet. */
const references = (count: number): string[] => {
  series += 1;
  return Array.from({ length: count }, (_, i) => `IMP${series}-${i}`);
};
const csv = (
  lines: readonly Record<string, string>[],
  delimiter = ';',
  columns: readonly string[] = LINE_FIELDS,
): string =>
  [
    columns.join(delimiter),
    ...lines.map((l) => columns.map((c) => `"${(l[c] ?? '').replaceAll('"', '""')}"`).join(delimiter)),
  ].join('\n');
const ndjson = (lines: readonly object[]): string => lines.map((l) => JSON.stringify(l)).join('\n');

const upload = (body: string | Buffer, { type = 'text/csv', query = '' } = {}) =>
  office
    .as('marion', 'post', `/v1/imports?manifestId=${manifestId}${query}`)
    .set('content-type', type)
    .serialize((b) => b as unknown as string)
    .send(body as unknown as string);
const reported = async (test: ReturnType<typeof upload>): Promise<Report> => (await test.expect(200)).body as Report;
const revisionOf = async (reference: string): Promise<string | undefined> => {
  let last: string | undefined;
  for await (const r of office.runtime.store.readStream(`declaration-${OPERATOR}-${reference}`))
    last = String(r.revision);
  return last;
};

describe('a file of lines', () => {
  it.each([
    ['CSV with ;', (refs: string[]) => csv(refs.map((r) => lineOf(r)))],
    [
      'CSV with ,',
      (refs: string[]) =>
        csv(
          refs.map((r) => lineOf(r)),
          ',',
        ),
    ],
    [
      'CSV with a byte order mark and CRLF',
      (refs: string[]) => `\uFEFF${csv(refs.map((r) => lineOf(r))).replaceAll('\n', '\r\n')}\r\n`,
    ],
    [
      'CSV with columns in another order and without cn8',
      (refs: string[]) =>
        csv(
          refs.map((r) => lineOf(r)),
          ';',
          [...LINE_FIELDS].reverse().filter((f) => f !== 'cn8'),
        ),
    ],
  ])('is taken as %s', async (_, make) => {
    const refs = references(3);
    const report = await reported(upload(make(refs)));
    expect(report).toMatchObject({ status: 'complete', lines: 3, accepted: 3, unchanged: 0, rejected: 0, errors: [] });
    expect(await revisionOf(refs[2] ?? '')).toBe('1');
  });

  it('is taken with French column names', async () => {
    const french = [
      'Référence',
      'Colis',
      'Expéditeur',
      'Adresse expéditeur',
      'Destinataire',
      'Adresse destinataire',
      'Désignation',
      'NC8',
      'Régime',
      'Masse brute (kg)',
      'Pays de provenance',
      'Valeur facture',
      'Devise',
    ];
    const [reference = ''] = references(1);
    const line = LINE_FIELDS.map((f) => lineOf(reference)[f]).join(';');
    expect(await reported(upload(`${french.join(';')}\n${line}\n`))).toMatchObject({ accepted: 1, rejected: 0 });
  });

  it('is taken as NDJSON, numbers and all', async () => {
    const [a = '', b = ''] = references(2);
    const lines = [{ ...lineOf(a), packages: 3, gross_mass_kg: 2.25, cn8: null }, lineOf(b)];
    const report = await reported(upload(`${ndjson(lines)}\n\n`, { type: 'application/x-ndjson' }));
    expect(report).toMatchObject({ lines: 2, accepted: 2 });
    const body = bodyOf(
      await office
        .as(
          'paul',
          'get',
          `/v1/declarations/${OPERATOR}/${a}?minPosition=${String((await office.runtime.store.head())?.commit)}`,
        )
        .expect(200),
    );
    expect(body).toMatchObject({ consignment: { packages: 3, grossMassKg: '2.25' } });
  });

  it('sent twice changes nothing the second time', async () => {
    const refs = references(40);
    const file = csv(refs.map((r) => lineOf(r)));
    expect(await reported(upload(file))).toMatchObject({ accepted: 40 });
    const before = await Promise.all(refs.map(revisionOf));
    expect(await reported(upload(file))).toMatchObject({ accepted: 0, unchanged: 40, rejected: 0 });
    expect(await Promise.all(refs.map(revisionOf))).toEqual(before);
  });

  it('keeps its good lines and reports each bad one with field, rule and source', async () => {
    const [good = '', noName = '', dear = '', evn = ''] = references(4);
    const lines = [
      lineOf(good),
      lineOf(noName, { consignee_name: '', currency: 'XYZ' }),
      lineOf(dear, { invoice_value: '1200.00', cn8: '' }),
      lineOf(evn, { invoice_value: '20.00' }),
      lineOf(good, { packages: '9' }),
      lineOf(good),
    ];
    const report = await reported(upload(csv(lines)));
    expect(report).toMatchObject({ lines: 6, accepted: 2, unchanged: 1, rejected: 3 });
    const brief = report.errors.map(({ line, reference, field, rule, source }) => [
      line,
      reference,
      field,
      rule,
      source,
    ]);
    expect(brief).toEqual([
      [3, noName, 'consignee_name', 'DX-04', 'fr-delta-x/fiche-5'],
      [3, noName, 'currency', 'DX-04', 'fr-delta-x/fiche-5'],
      [4, dear, 'cn8', 'DX-04', 'fr-delta-x/fiche-5'],
      [6, good, 'reference', 'DX-05', 'fr-delta-x/fiche-5'],
      [6, good, undefined, 'DX-28', 'fr-delta-x/fiche-5'],
    ]);
  });

  it('tells every error afterwards, in the language asked for; as CSV without formulas', async () => {
    const lines = references(120).map((r) => lineOf(r, { packages: '0' }));
    const report = await reported(upload(csv([...lines, lineOf('=1+1', { packages: '0' })])));
    expect(report.errors).toHaveLength(100);
    const all = await office
      .as('marion', 'get', report.errorsUrl ?? '')
      .set('accept-language', 'fr')
      .buffer(true)
      .parse(text)
      .expect(200);
    const errors = (all.body as string)
      .trim()
      .split('\n')
      .map((l) => JSON.parse(l) as { text: string });
    expect(errors).toHaveLength(122);
    expect(errors[0]?.text).toContain('nombre de colis');
    const sheet = await office
      .as('marion', 'get', `${report.errorsUrl ?? ''}?format=csv`)
      .buffer(true)
      .parse(text)
      .expect(200)
      .expect('content-type', /text\/csv/);
    expect((sheet.body as string).split('\r\n')).toHaveLength(124);
    expect(sheet.body).toContain("'=1+1");
    expect(sheet.body).not.toMatch(/(^|,)=1\+1/m);
  });

  it('in a dry run is judged the same and leaves nothing', async () => {
    const refs = references(3);
    const lines = [
      ...refs.map((r) => lineOf(r)),
      lineOf(refs[0] ?? ''),
      lineOf(refs[1] ?? '', { packages: '7' }),
      lineOf('', {}),
    ];
    const before = (await office.runtime.store.head())?.commit;
    const dry = await reported(upload(csv(lines), { query: '&dryRun=true' }));
    expect((await office.runtime.store.head())?.commit).toBe(before);
    const { importId: _i, errorsUrl, ...real } = await reported(upload(csv(lines)));
    const { importId: _d, ...said } = dry;
    expect(errorsUrl).toBeDefined();
    expect(said).toEqual({ ...real, dryRun: true });
    expect(real).toMatchObject({ accepted: 3, unchanged: 1, rejected: 2 });
  });

  it('of a thousand lines goes through', async () => {
    const [base = ''] = references(1);
    const file = csv(Array.from({ length: 1_000 }, (_, i) => lineOf(`${base}-${i}`)));
    const report = await reported(upload(file));
    expect(report).toMatchObject({ lines: 1_000, accepted: 1_000, bytes: Buffer.byteLength(file) });
    const stands = await office.as('marion', 'head', `/v1/imports/${report.importId}`).expect(200);
    expect(stands.headers['upload-offset']).toBe(String(report.bytes));
  });
});

describe('a file that can’t be read', () => {
  const refusedFile = async (
    body: string | Buffer,
    type = 'text/csv',
  ): Promise<{ errors: { field: string; text: string }[] }> =>
    (
      await upload(body, { type })
        .expect(422)
        .expect('content-type', /problem\+json/)
    ).body as never;

  it('names unknown, missing and double columns', async () => {
    const columns = [...LINE_FIELDS.filter((f) => f !== 'currency'), 'colour', 'packages'];
    const { errors } = await refusedFile(csv([], ';', columns));
    expect(errors.map((e) => e.field)).toEqual(['colour', 'currency', 'packages']);
  });

  it.each([
    ['UTF-16', Buffer.from(`\uFEFF${csv([lineOf('A1')])}`, 'utf16le')],
    ['Latin-1', Buffer.from(csv([], ';', [...LINE_FIELDS.slice(0, 12), 'devisé']), 'latin1')],
    ['empty', Buffer.alloc(0)],
  ])('is refused naming line 1 when it is %s', async (_, body) => {
    const { errors } = await refusedFile(body);
    expect(errors[0]?.text).toMatch(/^line 1: /);
  });

  it('of another kind is refused', async () => {
    await upload('<x/>', { type: 'application/xml' }).expect(415);
    await upload('{}', { type: 'application/json' }).expect(415);
  });

  it('loses only the lines that can’t be read: Latin-1 bytes, quotes, columns, JSON', async () => {
    const [good = '', also = ''] = references(2);
    const head = csv([]);
    const row = (reference: string): string => csv([lineOf(reference)]).split('\n')[1] ?? '';
    const report = await reported(
      upload(
        Buffer.concat([
          Buffer.from(`${head}\n${row(good)}\n`),
          Buffer.from(`${row('LATIN').replace('Lille', 'Orléans')}\n`, 'latin1'),
          Buffer.from(`"OPEN;2;x\n${row('SHORT').split(';').slice(0, 5).join(';')}\nST"RAY;2\n${row(also)}\n`),
        ]),
      ),
    );
    expect(report).toMatchObject({ lines: 6, accepted: 2, rejected: 4 });
    expect(report.errors.map((e) => [e.line, e.text])).toEqual([
      [3, 'the line is not UTF-8'],
      [4, 'a quote is opened and not closed on this line; a value holds no line break'],
      [5, '5 columns where the header names 13'],
      [6, 'a quote stands inside a value; double it and quote the value'],
    ]);
    const lines = [
      JSON.stringify(lineOf(...(references(1) as [string]))),
      '{"reference":',
      '[1]',
      JSON.stringify({ ...lineOf('UNK'), colour: 'red', packages: [1] }),
    ];
    const json = await reported(upload(lines.join('\n'), { type: 'application/x-ndjson' }));
    expect(json).toMatchObject({ accepted: 1, rejected: 3 });
    expect(json.errors.map((e) => [e.line, e.field])).toEqual(
      [
        [2, undefined],
        [3, undefined],
        [4, 'packages'],
        [4, 'colour'],
      ].toSorted((a, b) => Number(a[0]) - Number(b[0])),
    );
  });

  it('with a line of 10 MB loses that line, and no memory', async () => {
    const [before = '', after = ''] = references(2);
    const [head = '', good = ''] = csv([lineOf(before)]).split('\n');
    const endless = Buffer.alloc(10 * 1024 * 1024, 'x');
    const tail = csv([lineOf(after)]).split('\n')[1] ?? '';
    const report = await reported(
      upload(Buffer.concat([Buffer.from(`${head}\n${good}\n`), endless, Buffer.from(`\n${tail}\n`)])),
    );
    expect(report).toMatchObject({ lines: 3, accepted: 2, rejected: 1 });
    expect(report.errors[0]).toMatchObject({ line: 3, text: 'the line is longer than 1 MiB' });
    await office.as('marion', 'get', '/health/live').expect(200);
  });

  it('is refused to who takes in no files, and without a manifest', async () => {
    await office
      .as('claire', 'post', `/v1/imports?manifestId=${manifestId}`)
      .set('content-type', 'text/csv')
      .send('a')
      .expect(403);
    await office
      .as('marion', 'post', '/v1/imports?manifestId=nothing')
      .set('content-type', 'text/csv')
      .send('a')
      .expect(422);
    await office.as('marion', 'post', '/v1/imports').set('content-type', 'text/csv').send('a').expect(400);
  });
});

describe('the document about the file', () => {
  it('names every field', async () => {
    const said = await readFile(new URL('../../../docs/import-format.md', import.meta.url), 'utf8');
    for (const field of LINE_FIELDS) expect(said).toContain(`\`${field}\``);
  });
});

/** The body as text, whatever its type. */
function text(response: request.Response, done: (error: Error | null, body: string) => void): void {
  const stream = response as unknown as NodeJS.ReadableStream;
  let all = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => (all += chunk));
  stream.on('end', () => done(null, all));
}
