import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifestCodec, manifestDecider, manifestStream } from '#libs/delta-x';
import { execute } from '#libs/event-store';
import { formatPosition } from '#libs/kernel';
import { startAudit, type RunningAudit } from '../audit.fixture.js';
import { historyOf } from '../../../../test/golden/replay.js';
import { Office, OPERATOR } from '../office.fixture.js';

const VIEWS = '/audit/v1/views';

let audit: RunningAudit;
let unstamped = '';
/** What became of the golden papers, each event with its place in the log. */
const happened: { readonly stream: string; readonly type: string; readonly position: string }[] = [];
beforeAll(async () => {
  audit = await startAudit();
  const office = new Office(audit.store, 'past-manifests');
  await office.announce('a1');
  await office.manifest('a1', 'a1-m');
  await office.lodge('a1', 'R-1', '480.00');
  const position = await office.lodge('a1', 'R-2', '490.00');
  unstamped = position ? formatPosition(position) : '';
  await execute(audit.store, {
    stream: manifestStream('a1-m'),
    decider: manifestDecider,
    codec: manifestCodec,
    command: {
      type: 'StampManifest',
      office: 'FR002650',
      officer: 'Paul Maes',
      stampedAt: office.now,
      selected: ['R-2'],
      now: office.now,
    },
    context: {
      commandId: '5a2a8a1e-6a55-4b2e-9d0e-1a2b3c4d5e6f',
      actor: { id: 'paul', role: 'customs-agent' },
      correlationId: 'a1',
      occurredAt: office.now,
      codeVersion: 'test',
    },
  });
  const papers = historyOf('fallback-documents').filter(({ stream }) => /^(document|numbers)-/.test(stream));
  for (const { stream, revision, id, type, data, metadata } of papers) {
    const expected = revision === 0n ? 'no-stream' : revision - 1n;
    const { position: at } = await audit.store.append(stream, expected, [{ id, type, data, metadata }]);
    happened.push({ stream, type, position: formatPosition(at) });
  }
});
afterAll(() => audit.close());

describe('a manifest’s stamp in the past', () => {
  const row = async (reference: string, asOf = ''): Promise<unknown> => {
    const answer = await audit.get(`${VIEWS}/declarations/${OPERATOR.eori}/${reference}${asOf}`, 'claire').expect(200);
    return answer.body as unknown;
  };

  it('is joined to its lines as it is to those of today, and to none before it was made', async () => {
    expect(await row('R-1')).toMatchObject({ release: { by: 'manifest-stamp', office: 'FR002650', rule: 'DX-15' } });
    expect(await row('R-2')).not.toHaveProperty('release');
    expect(await row('R-1', `?asOf=${unstamped}`)).not.toHaveProperty('release');
    const page = await audit.get(`${VIEWS}/declarations?manifestId=a1-m`, 'claire').expect(200);
    expect(page.body).toMatchObject({ items: [{ release: { by: 'manifest-stamp' } }, { reference: 'R-2' }] });
  });

  it('stands in the list of manifests, without who signed it; an integrator lists its own alone', async () => {
    const page = await audit.get(`${VIEWS}/manifests?alertId=a1`, 'marion').expect(200);
    expect(page.body).toMatchObject({ items: [{ manifestId: 'a1-m', stamp: { selected: ['R-2'] } }] });
    expect(JSON.stringify(page.body)).not.toContain('Maes');
    const before = await audit.get(`${VIEWS}/manifests?asOf=${unstamped}`, 'claire').expect(200);
    expect(JSON.stringify(before.body)).not.toContain('stamp"');
    await audit.get(`${VIEWS}/manifests?operator=FR999999999`, 'marion').expect(403);
  });
});

describe('papers and their numbers in the past', () => {
  const at = (type: string, from = 0): { readonly documentId: string; readonly asOf: string } => {
    const { stream = '', position = '' } = happened.slice(from).find((one) => one.type === type) ?? {};
    return { documentId: stream.replace('document-', ''), asOf: `?asOf=${position}` };
  };
  const get = async (path: string, person = 'claire'): Promise<unknown> =>
    (await audit.get(`${VIEWS}/${path}`, person).expect(200)).body as unknown;

  it('stand as they stood, each version with the address of its bytes of then', async () => {
    const replaced = at('DocumentReplaced.v1');
    const { position: before } = happened[happened.findIndex(({ type }) => type === 'DocumentReplaced.v1') - 1] ?? {};
    expect(await get(`documents/${replaced.documentId}${replaced.asOf}`)).toMatchObject({
      version: 2,
      replaced: [{ version: 1, pdfUrl: expect.stringContaining(`asOf=`) as string }],
    });
    const earlier = await get(`documents/${replaced.documentId}?asOf=${before}`, 'marion');
    expect(earlier).toMatchObject({ version: 1, replaced: [], asOf: { position: before } });
    const page = (await get(`documents?kind=manifest&asOf=${before}`)) as { items: { version: number }[] };
    expect(page.items.map(({ version }) => version)).toEqual([1]);
    await audit.get(`${VIEWS}/documents/${replaced.documentId}?asOf=${unstamped}`, 'claire').expect(404);
    await audit.get(`${VIEWS}/documents/${replaced.documentId}`, 'helene').expect(403);
  });

  it('a number is taken before it is used, and the next one follows', async () => {
    const series = (asOf: string, more = '') => get(`number-series/${OPERATOR.eori}${asOf}${more}`);
    expect(await series(`?asOf=${unstamped}`)).toMatchObject({ items: [], nextNumber: 1 });
    const taken = at('NumberTaken.v1').asOf;
    expect(await series(taken)).toMatchObject({ items: [{ number: 1, status: 'taken' }], nextNumber: 2 });
    const first = (await series('', '?limit=1')) as { next: string; nextNumber: number };
    expect(first.nextNumber).toBe(happened.filter(({ type }) => type === 'NumberTaken.v1').length + 1);
    expect(await series('', `?limit=1&cursor=${first.next}`)).toMatchObject({ items: [{ number: 2 }] });
    await audit.get(`${VIEWS}/number-series/FR999999999`, 'marion').expect(403);
  });

  it('a manifest is read alone, its header with it; the signature by those who may', async () => {
    expect(await get('manifests/a1-m')).toMatchObject({ manifestId: 'a1-m', signature: { name: 'Marion Vasseur' } });
    expect(await get('manifests/a1-m', 'omar')).toMatchObject({ signature: { name: '[redacted]' } });
  });
});
