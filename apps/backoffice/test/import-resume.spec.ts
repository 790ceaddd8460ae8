import { request as httpRequest } from 'node:http';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importStream, LINE_FIELDS } from '#libs/delta-x';
import { DEV_PERSONS, type Granted } from '#libs/access';
import { FileContents } from '../src/imports/file-contents.js';
import type { FileContent } from '../src/imports/imported-file.js';
import { Imports } from '../src/imports/imports.js';
import { lineOf, OPERATOR, startBackoffice, until, type Backoffice } from './backoffice.fixture.js';

interface Report {
  importId: string;
  status: string;
  lines: number;
  accepted: number;
  unchanged: number;
  rejected: number;
  bytes: number;
  errors: unknown[];
}

let office: Backoffice;
let manifestId: string;
beforeAll(async () => {
  office = await startBackoffice();
  const { alertId } = await office.alert();
  manifestId = await office.manifest(alertId);
});
afterAll(() => office.close());

const LINES = 600;
/** Every tenth line is wrong. */
const fileOf = (series: string): Buffer => {
  const rows = Array.from({ length: LINES }, (_, i) => lineOf(`${series}-${i}`, i % 10 === 3 ? { packages: '0' } : {}));
  return Buffer.from(
    [LINE_FIELDS.join(';'), ...rows.map((row) => LINE_FIELDS.map((f) => row[f]).join(';'))].join('\n'),
  );
};
const counts = ({ status, lines, accepted, unchanged, rejected, bytes }: Report): object => ({
  status,
  lines,
  accepted,
  unchanged,
  rejected,
  bytes,
});
const whole = (file: Buffer) => ({
  status: 'complete',
  lines: LINES,
  accepted: 540,
  unchanged: 0,
  rejected: 60,
  bytes: file.length,
});

const path = () => `/v1/imports?manifestId=${manifestId}`;
const post = (file: Buffer, key: string) =>
  office
    .as('marion', 'post', path())
    .set('idempotency-key', key)
    .set('content-type', 'text/csv')
    .serialize((b) => b as unknown as string)
    .send(file);
const patch = (importId: string, offset: number, rest: Buffer) =>
  office
    .as('marion', 'patch', `/v1/imports/${importId}`)
    .set('upload-offset', String(offset))
    .set('content-type', 'text/csv')
    .serialize((b) => b as unknown as string)
    .send(rest);
const reportIn = (response: { body: unknown }): Report => response.body as Report;
const reportOf = async (importId: string): Promise<Report> =>
  (await office.as('marion', 'get', `/v1/imports/${importId}`).expect(200)).body as Report;

/** Sends the beginning of a file and breaks the connection; gives the id of the import once it stands still. */
const broken = async (file: Buffer, key: string, bytes: number): Promise<string> => {
  const url = new URL(path(), office.url);
  const headers = {
    authorization: `Bearer ${office.token('marion')}`,
    'content-type': 'text/csv',
    'content-length': file.length,
    'idempotency-key': key,
  };
  const upload = httpRequest(url, { method: 'POST', headers });
  upload.on('error', () => undefined);
  const before = await knownImports();
  upload.write(file.subarray(0, bytes));
  let importId = '';
  await until(async () => {
    importId = (await knownImports()).find((id) => !before.includes(id)) ?? '';
    return importId !== '';
  }, 'the import');
  upload.destroy();
  await until(() => office.app.get(Imports).idle, 'the end of the broken upload');
  return importId;
};
const knownImports = async (): Promise<string[]> => {
  const found = new Set<string>();
  for await (const { stream } of office.runtime.store.readAll({ prefixes: ['import-'] })) found.add(stream.slice(7));
  return [...found];
};

/** What every declaration of a series stands at, in order. */
const declarations = async (series: string): Promise<string[]> => {
  const events: string[] = [];
  const prefix = `declaration-${OPERATOR}-${series}-`;
  for await (const r of office.runtime.store.readAll({ prefixes: [prefix] })) {
    events.push(`${r.stream.slice(prefix.length)} ${String(r.revision)} ${r.type}`);
  }
  return events.sort();
};

describe('an import whose upload breaks off', () => {
  it('goes on from its offset and ends as one that was never broken', async () => {
    const unbroken = fileOf('UNBROKEN');
    const expected = reportIn(await post(unbroken, 'unbroken').expect(200));
    expect(counts(expected)).toEqual(whole(unbroken));

    const file = fileOf('BROKENUP');
    const importId = await broken(file, 'broken', Math.floor(file.length * 0.6));
    const partial = await reportOf(importId);
    expect(partial.status).toBe('partial');
    expect(partial.lines).toBeGreaterThan(0);
    expect(partial.bytes).toBeLessThanOrEqual(file.length * 0.6);
    expect(file.subarray(partial.bytes - 1, partial.bytes).toString()).toBe('\n');
    const head = await office.as('marion', 'head', `/v1/imports/${importId}`).expect(200);
    expect(head.headers['upload-offset']).toBe(String(partial.bytes));

    const wrong = await patch(importId, 7, file.subarray(7)).expect(409);
    expect(wrong.headers['upload-offset']).toBe(String(partial.bytes));
    expect(wrong.body).toMatchObject({
      type: 'https://reprise.example/problems/wrong-offset',
      uploadOffset: partial.bytes,
    });

    const done = reportIn(await patch(importId, partial.bytes, file.subarray(partial.bytes)).expect(200));
    expect(counts(done)).toEqual(whole(file));
    const anonymous = (report: Report): unknown[] =>
      report.errors.map((e) => JSON.stringify(e).replaceAll(/BROKENUP|UNBROKEN/g, ''));
    expect(anonymous(done)).toEqual(anonymous(expected));
    expect(await declarations('BROKENUP')).toEqual(await declarations('UNBROKEN'));

    await patch(importId, file.length, Buffer.from('more\n')).expect(409);
  });

  it('goes on when the whole file comes again with its key, and refuses another file', async () => {
    const file = fileOf('AGAIN');
    const importId = await broken(file, 'again', Math.floor(file.length / 2));
    const other = Buffer.from(file);
    other.write('Z', file.indexOf('Atelier'));
    const refused = await post(other, 'again').expect(422);
    expect(refused.body).toMatchObject({ type: 'https://reprise.example/problems/idempotency-key-reused' });
    await post(file.subarray(0, 1_000), 'again').expect(422);

    const body = reportIn(await post(file, 'again').expect(200));
    expect(body.importId).toBe(importId);
    expect(counts(body)).toEqual(whole(file));
    expect(await declarations('AGAIN')).toHaveLength(2 * 540);

    const repeated = reportIn(await post(file, 'again').expect(200));
    expect(repeated).toEqual(body);
    await post(other, 'again').expect(422);
    await post(Buffer.concat([file, Buffer.from('\nmore')]), 'again').expect(422);
  });

  it('counts a line as accepted though the process died after lodging it and before writing that down', async () => {
    const file = fileOf('DIED');
    // The store refuses the first note of progress, as a process does that has just died.
    const { store } = office.runtime;
    const append = store.append.bind(store);
    let died = false;
    store.append = async (stream, expected, records) => {
      if (!died && records[0]?.type === 'ImportProgressed.v1') {
        died = true;
        throw new Error('killed here');
      }
      return append(stream, expected, records);
    };
    try {
      const asked = { ...askedBy('died'), requestHash: 'x' };
      const content = await contentOf();
      await expect(office.app.get(Imports).whole(asked, content, 'csv', Readable.from([file]))).rejects.toThrow(
        'killed here',
      );
    } finally {
      store.append = append;
    }
    const lodgedBefore = (await declarations('DIED')).length;
    expect(lodgedBefore).toBeGreaterThan(0);
    const content = await contentOf();
    const importId = await office.app
      .get(Imports)
      .whole({ ...askedBy('died'), requestHash: 'x' }, content, 'csv', Readable.from([file]));
    expect(counts(await reportOf(importId))).toEqual(whole(file));
    expect(await declarations('DIED')).toHaveLength(2 * 540);
    expect(importStream(importId)).toContain(importId);
  });
});

const contentOf = (): Promise<FileContent> => office.app.get(FileContents).of({ kind: 'manifest', manifestId });
const askedBy = (idempotencyKey: string) => {
  const marion = DEV_PERSONS[0];
  const person = { id: 'marion', name: marion?.name ?? '', roles: ['integrator' as const], operator: OPERATOR };
  const granted: Granted = { person, role: 'integrator' };
  return {
    granted,
    actor: { id: 'marion', role: 'integrator' as const },
    idempotencyKey,
    commandId: idempotencyKey,
    ifMatch: undefined,
  };
};
