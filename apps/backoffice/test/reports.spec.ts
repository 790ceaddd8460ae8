import type request from 'supertest';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lineOf, OPERATOR, startBackoffice, until, type Backoffice, type Person } from './backoffice.fixture.js';

interface Doubles {
  position: string;
  none: boolean;
  found: number;
  outcomes: Record<string, number>;
  checked: { declarations: number; preOutage: number; paper: number };
  pairs: { value: string; outcome: string; text: string; rules: string[] }[];
}

let office: Backoffice;
let alertId: string;
beforeAll(async () => {
  office = await startBackoffice();
  ({ alertId } = await office.alert());
  const list = [
    'reference;state;number;lrn;anticipation_ends_at',
    'R-1;lodged;26FR00000001;L-1;',
    'R-2;bae-prov;;;',
    'R-3;anticipated;;;2026-12-30T00:00:00+01:00',
    'R-4;under-control;26FR00000004;;',
  ].join('\n');
  await office
    .as('marion', 'post', `/v1/imports?kind=prior-states&alertId=${alertId}`)
    .set('content-type', 'text/csv')
    .serialize((b) => b as unknown as string)
    .send(list)
    .expect(200);
  const manifestId = await office.manifest(alertId);
  for (const reference of ['R-1', 'R-9'])
    await office
      .as('marion', 'post', '/v1/declarations')
      .send({ manifestId, consignment: lineOf(reference) })
      .expect(201);
  const head = await office.runtime.store.head();
  await until(() => office.runtime.running.waitFor(head ?? { commit: 0n, prepare: 0n }, 1_000), 'the read models');
});
afterAll(() => office.close());

const download = async (path: string, type: RegExp, person: Person = 'marion'): Promise<Buffer> => {
  const test = office.as(person, 'get', path).buffer(true).parse(bytes);
  return (await test.expect(200).expect('content-type', type)).body as Buffer;
};

describe('the triage report', () => {
  const path = (rest: string): string => `/v1/alerts/${alertId}/triage${rest}`;

  it('downloads as CSV: a line for each declaration of the list, with its rules and what is to be done', async () => {
    const csv = (await download(path(''), /text\/csv/)).toString('utf8');
    const lines = parse(csv, { columns: true }) as unknown as Record<string, string>[];
    const brief = lines.map((line) => [line['reference'], line['state'], line['rules']]);
    expect(brief.toSorted()).toEqual([
      ['R-1', 'lodged, without BAE', 'DX-07 DX-29'],
      ['R-2', 'BAE/prov (provisional release)', 'DX-20'],
      ['R-3', 'anticipated', 'DX-31 DX-29'],
      ['R-4', 'under control', 'DX-07 DX-09'],
    ]);
    expect(lines.find((line) => line['reference'] === 'R-1')).toMatchObject({ number: '26FR00000001', lrn: 'L-1' });
  });

  it('downloads for a French Excel', async () => {
    const csv = (await download(path('?format=csv-fr'), /text\/csv/)).toString('utf8');
    expect(csv.startsWith('\uFEFFOpérateur;Référence;')).toBe(true);
    expect(csv).toContain('sous contrôle');
  });

  it('downloads as PDF', async () => {
    const pdf = await download(path('?format=pdf'), /application\/pdf/);
    expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(pdf.subarray(-6).toString('latin1')).toContain('%%EOF');
    expect(pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
  });

  it('is one operator’s for its integrator, and nobody’s without an alert', async () => {
    const all = (await download(path(`?operator=${OPERATOR}`), /text\/csv/, 'paul')).toString('utf8');
    expect(all.split('\r\n')).toHaveLength(6);
    await office.as('marion', 'get', path('?operator=BE0123456789')).expect(403);
    await office.as('marion', 'get', '/v1/alerts/none/triage').expect(404);
    await office.as('marion', 'get', path('?format=xml')).expect(400);
  });
});

describe('the doubles report', () => {
  const path = (rest: string): string => `/v1/alerts/${alertId}/doubles${rest}`;

  it('says what it checked, up to where, and what keeps each pair from doubling', async () => {
    const answer = await office.as('marion', 'get', path('')).set('accept-language', 'fr').expect(200);
    const report = answer.body as Doubles;
    expect(report).toMatchObject({ none: true, found: 1, checked: { declarations: 5, preOutage: 4, paper: 2 } });
    expect(report.outcomes).toMatchObject({ held: 1, doubled: 0, 'at-risk': 0 });
    expect(report.pairs).toEqual([
      expect.objectContaining({
        value: 'R-1',
        outcome: 'held',
        rules: ['DX-29'],
        text: 'la seconde attend l’annulation de la première',
      }),
    ]);
    expect(report.position).toBe(answer.headers['reprise-position']);
  });

  it('downloads as CSV, its last line the counts', async () => {
    const csv = (await download(path('?format=csv'), /text\/csv/)).toString('utf8');
    const lines = parse(csv, { columns: true }) as unknown as Record<string, string>[];
    expect(lines.map((line) => line['outcome'])).toEqual(['held', 'checked']);
    expect(lines[1]?.['text']).toContain('pairs: 1; declarations: 5 (before the outage 4, on paper 2, sent again 0)');
  });
});

/** The body as it comes. */
function bytes(response: request.Response, done: (error: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  const stream = response as unknown as NodeJS.ReadableStream;
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => done(null, Buffer.concat(chunks)));
}
