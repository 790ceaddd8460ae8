import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DocumentSource } from '../src/documents/document-source.js';
import { lineOf, OPERATOR, startBackoffice, type Backoffice } from './backoffice.fixture.js';

interface Row {
  readonly documentId: string;
  readonly number: number;
  readonly version: number;
  readonly validity: string;
  readonly pdfUrl: string;
  readonly pdfSha256: string;
  readonly lines: number;
  readonly prints: number;
  readonly replaced: readonly { readonly version: number; readonly by: number; readonly pdfUrl: string }[];
}
interface Refused {
  readonly errors: readonly { readonly rule?: string; readonly field?: string; readonly todo?: string }[];
}

let office: Backoffice;
let alertId: string;
let manifestId: string;
beforeAll(async () => {
  office = await startBackoffice({ PUBLIC_URL: 'https://reprise.example' });
  ({ alertId } = await office.alert());
  manifestId = await office.manifest(alertId);
  for (let n = 1; n <= 3; n++) await lodge(`DOC-${n}`);
});
afterAll(() => office.close());

const lodge = async (reference: string, manifest = manifestId): Promise<void> => {
  await office
    .as('marion', 'post', '/v1/declarations')
    .send({ manifestId: manifest, consignment: lineOf(reference) })
    .expect(201);
};
const order = (more: object = {}): object => ({ kind: 'manifest', operator: OPERATOR, manifestId, ...more });
const dau = (reference: string, more: object = {}): object => ({ kind: 'dau', operator: OPERATOR, reference, ...more });

const issue = async (body: object): Promise<Row> =>
  (await office.as('marion', 'post', '/v1/documents').send(body).expect(201)).body as Row;
const refused = async (body: object): Promise<Refused['errors']> =>
  ((await office.as('marion', 'post', '/v1/documents').send(body).expect(422)).body as Refused).errors;
const pdf = async (url: string): Promise<Buffer> => {
  const answer = await office
    .as('marion', 'get', url)
    .buffer(true)
    .expect(200)
    .expect('content-type', 'application/pdf');
  return answer.body as Buffer;
};
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const now = (): string => office.runtime.now();

describe('a document', () => {
  let row: Row;

  it('is issued once for its manifest, numbered, and the same request again finds it', async () => {
    const key = office.key();
    const send = () => office.as('marion', 'post', '/v1/documents').set('idempotency-key', key).send(order());
    const answer = await send().expect(201);
    row = answer.body as Row;
    expect(row).toMatchObject({ kind: 'manifest', number: 1, version: 1, lines: 3, validity: 'valid', prints: 0 });
    expect(answer.headers['location']).toBe(`/v1/documents/${row.documentId}`);
    expect((await send().expect(200)).body).toEqual(row);
    expect(await refused(order())).toMatchObject([{ rule: 'DX-05' }]);
  });

  it('prints the same bytes each time, known by their hash', async () => {
    const [first, second] = [await pdf(row.pdfUrl), await pdf(`/v1/documents/${row.documentId}/pdf`)];
    expect(first.subarray(0, 5).toString()).toBe('%PDF-');
    expect(first.equals(second)).toBe(true);
    expect(sha256(first)).toBe(row.pdfSha256);
    const named = await office.as('marion', 'get', row.pdfUrl).expect(200);
    expect(named.headers).toMatchObject({
      etag: `"${row.pdfSha256}"`,
      'cache-control': 'private, max-age=31536000, immutable',
      'content-disposition': 'inline; filename="manifeste-000001-v1.pdf"',
    });
    await office.as('marion', 'get', row.pdfUrl).set('if-none-match', `"${row.pdfSha256}"`).expect(304);
    const wrong = `/v1/documents/${row.documentId}/pdf?sha256=${'0'.repeat(64)}`;
    await office.as('marion', 'get', wrong).expect(404);
  });

  it('is told when it was printed', async () => {
    const answer = await office.as('marion', 'post', `/v1/documents/${row.documentId}/print`).send({ copies: 2 });
    expect(answer.body).toMatchObject({ prints: 1, pdfSha256: row.pdfSha256 });
  });

  it('is replaced, not changed: the new version names the old, which prints as replaced from then on', async () => {
    const path = `/v1/documents/${row.documentId}/replace`;
    const { headers } = await office.as('marion', 'get', `/v1/documents/${row.documentId}`);
    const { etag = '', 'reprise-position': before = '' } = headers as Readonly<Record<string, string>>;
    const replace = (body: object) => office.as('marion', 'post', path).set('if-match', etag).send(body);
    await office.as('marion', 'post', path).send({ reason: 'x' }).expect(428);
    const same = await replace({ reason: 'nothing new' }).expect(422);
    expect((same.body as Refused).errors).toHaveLength(1);
    await lodge('DOC-4');
    const replaced = (await replace({ reason: 'a line more' }).expect(200)).body as Row;
    expect(replaced).toMatchObject({ number: 1, version: 2, lines: 4, replaced: [{ version: 1, by: 2 }] });
    const old = await pdf(replaced.replaced[0]?.pdfUrl ?? '');
    expect(sha256(old)).not.toBe(row.pdfSha256);
    expect(sha256(await pdf(replaced.pdfUrl))).toBe(replaced.pdfSha256);
    await office.as('marion', 'get', row.pdfUrl).expect(404);
    const then = `&asOf=${before}`;
    expect(sha256(await pdf(`${row.pdfUrl}${then}`))).toBe(row.pdfSha256);
    await office.as('marion', 'get', `${replaced.pdfUrl}${then}`).expect(404);
    await office.as('marion', 'get', `${row.pdfUrl}&asOf=2199-01-01T00:00:00Z`).expect(400);
    await replace({ reason: 'late' }).expect(412);
  });

  it('keeps its lines as they were printed, whatever was corrected of what was typed (DX-28)', async () => {
    const made = (await office.runtime.store.head()) ?? { commit: 0n, prepare: 0n };
    const path = `/v1/declarations/${OPERATOR}/DOC-1`;
    const { etag = '' } = (await office.as('marion', 'get', path).expect(200)).headers;
    const changes = [{ field: 'description', corrected: 'lampes de chevet' }];
    const body = { why: 'mal lu', evidence: 'facture 12', changes };
    await office.as('marion', 'post', `${path}/correct`).set('if-match', etag).send(body).expect(200);
    const lines = (at?: typeof made) => office.app.get(DocumentSource).lines(OPERATOR, ['DOC-1'], at);
    expect(await lines(made)).toMatchObject([{ consignment: { description: 'lampes de bureau' } }]);
    expect(await lines()).toMatchObject([{ consignment: { description: 'lampes de chevet' } }]);
  });

  it('is its operator’s own: other operators and other roles read nothing of it, customs and compliance do', async () => {
    const paths = [`/v1/documents/${row.documentId}`, row.pdfUrl.split('?')[0] ?? '', `/v1/number-series/${OPERATOR}`];
    for (const path of paths) {
      await office.as('omar', 'get', path).expect(403);
      await office.as('helene', 'get', path).expect(403);
      await office.as('paul', 'get', path).expect(200);
      await office.as('claire', 'get', path).expect(200);
    }
    await office.as('claire', 'post', '/v1/documents').send(order()).expect(403);
    await office
      .as('marion', 'post', '/v1/documents')
      .send(order({ operator: 'FR999999999' }))
      .expect(403);
    await office.as('marion', 'get', '/v1/documents?operator=FR999999999').expect(403);
    await office.as('marion', 'get', '/v1/number-series/FR999999999').expect(403);
    const listed = await office.as('marion', 'get', `/v1/documents?manifestId=${manifestId}`).expect(200);
    expect((listed.body as { items: Row[] }).items.map((item) => item.documentId)).toEqual([row.documentId]);
  });
});

describe('bad documents', () => {
  const faults = async (body: object): Promise<unknown> =>
    (await refused(body)).map(({ rule, field }) => [rule, field]);

  it('are refused with the rule and the field, and take no number', async () => {
    const before = (await office.as('marion', 'get', `/v1/number-series/${OPERATOR}`)).body as { nextNumber: number };
    const signed = (signedAt: string) => dau('DOC-1', { signature: { name: 'Marion Vasseur', signedAt } });
    const stamped = (more: object) =>
      dau('DOC-1', {
        signature: { name: 'Marion Vasseur', signedAt: now() },
        preAuthentication: { box: 'A', office: 'FR002650', officer: 'C. Lemoine', ...more },
      });
    expect(await faults(dau('DOC-1'))).toEqual([['DX-05', 'signature']]);
    expect(await faults(signed('2026-01-05T10:00:00Z'))).toEqual([['DX-05', 'signature.signedAt']]);
    expect(await faults(signed('2199-01-05T10:00:00Z'))).toEqual([['DX-05', 'signature.signedAt']]);
    expect(await faults(stamped({ officer: ' ' }))).toEqual([['DX-06', 'preAuthentication.officer']]);
    expect(await faults(stamped({ office: 'FR009999' }))).toEqual([
      ['DX-06', 'preAuthentication.office'],
      ['DX-06', 'preAuthentication.office'],
    ]);
    const central = { centralised: { authorisation: 'DCN-1', officeOfDeclaration: 'FR001111' } };
    const other = await office.manifest(alertId);
    await lodge('DOC-O', other);
    expect(await faults(order({ manifestId: other, kind: 'records-entry' }))).toEqual([['DX-12', 'records']]);
    expect(await faults(order({ manifestId: other, kind: 'evn-list' }))).toEqual([[undefined, 'manifestId']]);
    const empty = await office.manifest(alertId);
    expect(await faults(order({ manifestId: empty }))).toEqual([[undefined, 'manifestId']]);
    await lodge('DOC-C', empty);
    expect(await faults(order({ manifestId: empty, ...central }))).toEqual([
      ['DX-10', 'centralised.officeOfDeclaration'],
    ]);
    expect(await faults(order({ manifestId: empty, lodging: { means: 'mailbox' } }))).toEqual([
      ['DX-08', 'lodging.means'],
    ]);
    expect(await faults(order({ manifestId: empty, part: 2 }))).toEqual([[undefined, 'part']]);
    expect(await faults(order({ manifestId: empty, number: 1 }))).toEqual([['DX-05', 'number']]);
    expect(await faults(order({ manifestId: empty, number: 99 }))).toEqual([['DX-05', 'number']]);
    const after = await office.as('marion', 'get', `/v1/number-series/${OPERATOR}`);
    expect(after.body).toMatchObject({ nextNumber: before.nextNumber });
    await issue(order({ manifestId: empty, number: before.nextNumber }));
  });
});

describe('a manifest of more than 1,000 lines', () => {
  it('is issued in parts, each a document with a number of its own', async () => {
    const long = await office.manifest(alertId);
    const lines = Array.from({ length: 1_003 }, (_, n) => lineOf(`LONG-${String(n + 1).padStart(4, '0')}`));
    await office
      .as('marion', 'post', `/v1/imports?manifestId=${long}`)
      .set('content-type', 'application/x-ndjson')
      .send(lines.map((line) => JSON.stringify(line)).join('\n'))
      .expect(200);
    await office.runtime.views.waitFor((await office.runtime.store.head()) ?? { commit: 0n, prepare: 0n }, 30_000);
    const [which] = await refused(order({ manifestId: long }));
    expect(which).toMatchObject({ field: 'part', todo: 'issue each part, 1 to 2' });
    const first = await issue(order({ manifestId: long, part: 1 }));
    const second = await issue(order({ manifestId: long, part: 2 }));
    expect([first.lines, second.lines, second.number - first.number]).toEqual([1_000, 3, 1]);
    expect(sha256(await pdf(first.pdfUrl))).toBe(first.pdfSha256);
  }, 90_000);
});

describe('a DAU', () => {
  it('awaits the office’s stamp in box A, unless copy 3 was pre-authenticated (DX-06)', async () => {
    const signature = { name: 'Marion Vasseur', signedAt: now() };
    const waiting = await issue(dau('DOC-2', { signature }));
    expect(waiting.validity).toBe('awaiting-stamp');
    const path = `/v1/documents/${waiting.documentId}/stamp`;
    const stamp = { office: 'FR002650', officer: 'C. Lemoine', stampedAt: now() };
    await office.as('marion', 'post', path).set('if-match', '"0"').send(stamp).expect(403);
    const half = await office
      .as('paul', 'post', path)
      .set('if-match', '"0"')
      .send({ ...stamp, officer: ' ' })
      .expect(422);
    expect((half.body as Refused).errors).toMatchObject([{ rule: 'DX-06', field: 'officer' }]);
    const done = await office.as('paul', 'post', path).set('if-match', '"0"').send(stamp).expect(200);
    expect(done.body).toMatchObject({ validity: 'stamped', pdfSha256: waiting.pdfSha256 });
    const preAuthentication = { box: 'A', office: 'FR002650', officer: 'C. Lemoine' };
    expect((await issue(dau('DOC-3', { signature, preAuthentication }))).validity).toBe('pre-authenticated');
  });
});

describe('the operator’s own series (DX-05)', () => {
  const COUNT = 32;

  it('has every number once, whoever asks at the same time', async () => {
    const references = Array.from({ length: COUNT }, (_, n) => `RUSH-${n}`);
    await Promise.all(references.map((reference) => lodge(reference)));
    const signature = { name: 'Marion Vasseur', signedAt: now() };
    const rows = await Promise.all(references.map((reference) => issue(dau(reference, { signature }))));
    const numbers = rows.map((row) => row.number).sort((a, b) => a - b);
    const [first = 0] = numbers;
    expect(numbers).toEqual(Array.from({ length: COUNT }, (_, n) => first + n));
    await office.runtime.views.waitFor((await office.runtime.store.head()) ?? { commit: 0n, prepare: 0n }, 5_000);
    const series = (await office.as('claire', 'get', `/v1/number-series/${OPERATOR}?limit=500`)).body as {
      items: { number: number; status: string }[];
    };
    expect(series.items.map((item) => item.number)).toEqual(series.items.map((_, n) => n + 1));
    expect(new Set(series.items.map((item) => item.status))).toEqual(new Set(['used']));
  }, 90_000);
});
