import { readFile, writeFile, mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Command, CommandHandler, Query, QueryHandler } from '@nestjs/cqrs';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OpenToAll, routesOf, unguardedRoutes } from '#libs/access';
import { PROBLEM_SLUGS, PROBLEMS } from '#libs/problem-details';
import { Controller, Get } from '@nestjs/common';
import { CONTROLLERS } from '../src/backoffice.module.js';
import { oneHandlerEach } from '../src/one-handler-each.js';
import { openApiDocument } from '../src/openapi.js';
import { settingsOf } from '../src/settings.js';
import { bodyOf, startBackoffice, type Backoffice } from './backoffice.fixture.js';

let office: Backoffice;
let consoleDir: string;
const audit = createServer((request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ url: request.url, authorization: request.headers.authorization }));
});
beforeAll(async () => {
  audit.listen(0, '127.0.0.1');
  await once(audit, 'listening');
  consoleDir = join(process.env['TMPDIR'] ?? '/tmp', `console-${process.pid}-${Date.now()}`);
  await mkdir(join(consoleDir, 'assets'), { recursive: true });
  await writeFile(join(consoleDir, 'index.html'), '<!doctype html><title>Reprise</title>');
  await writeFile(join(consoleDir, 'assets', 'index-abc.js'), 'export {};');
  const auditUrl = `http://127.0.0.1:${(audit.address() as AddressInfo).port}`;
  office = await startBackoffice({ CONSOLE_DIR: consoleDir, AUDIT_URL: auditUrl });
});
let document: ReturnType<typeof openApiDocument> | undefined;
const described = (): ReturnType<typeof openApiDocument> => (document ??= openApiDocument(office.app));
afterAll(async () => {
  await office.close();
  audit.close();
});

describe('every route', () => {
  it('says who may use it', () => {
    expect(routesOf(CONTROLLERS).length).toBeGreaterThan(25);
    expect(unguardedRoutes(CONTROLLERS)).toEqual([]);
  });

  it('would be found out if it did not', () => {
    @Controller('open')
    class Careless {
      @Get('a')
      a(): string {
        return '';
      }
      @Get('b')
      @OpenToAll()
      b(): string {
        return '';
      }
    }
    expect(unguardedRoutes([Careless])).toEqual(['Careless.a']);
  });
});

/** Reads of the present alone, and why. Every other read of the API takes `?asOf=`. */
const PRESENT_ALONE: Readonly<Record<string, string>> = {
  '/v1/clock': 'the product’s clock is now',
  '/v1/stream': 'a live stream',
  '/v1/offices': 'a register with validity dates of its own: ?at=',
  '/v1/attention': 'what is to be done now',
  '/v1/prior-states': 'told from declarations: /v1/declarations?verdict=&asOf=',
  '/v1/prior-states/counts': 'told from declarations: /v1/declarations?verdict=&asOf=',
  '/v1/cancellations': 'what is to be asked of an office now; each declaration has its past',
  '/v1/cancellations/counts': 'as the list',
  '/v1/cancellations/request.csv': 'a request to be sent now',
  '/v1/alerts/{id}/triage': 'a file of what becomes of each now; /v1/declarations?verdict=&asOf= for then',
  '/v1/imports': 'the progress of files; what they lodged has its past',
  '/v1/imports/{id}': 'the progress of a file',
  '/v1/imports/{id}/errors': 'never changes once written',
};

const THEN = '?asOf=2026-01-01T00:00:00Z';

describe('every read of the API', () => {
  interface Read {
    readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  }
  const reads = (): [string, boolean][] =>
    Object.entries(described().paths as Record<string, { readonly get?: Read }>)
      .filter(([path, { get }]) => path.startsWith('/v1/') && get !== undefined)
      .map(([path, { get }]) => [path, get?.parameters?.some(({ name }) => name === 'asOf') ?? false]);

  it('can be asked of the past, or stands in the list of those that cannot', () => {
    const without = reads()
      .filter(([, hasPast]) => !hasPast)
      .map(([path]) => path);
    expect(without.sort()).toEqual(Object.keys(PRESENT_ALONE).sort());
  });

  it('answers ?asOf= as it says: told by the audit under the same name, or refused', async () => {
    for (const [path, hasPast] of reads()) {
      const url = path.replaceAll(/\{[^}]+\}/g, 'x');
      const ask = (person: 'claire' | 'marion') => office.as(person, 'get', `${url}${THEN}`).redirects(0);
      const forCompliance = await ask('claire');
      const answer = forCompliance.status === 403 ? await ask('marion') : forCompliance;
      // The bytes of a paper are printed here: this one does not exist.
      if (path === '/v1/documents/{id}/pdf') expect(answer.status).toBe(404);
      else if (hasPast) {
        const where = { status: answer.status, location: answer.headers['location'] };
        expect(where, path).toEqual({ status: 307, location: `${url.replace('/v1/', '/audit/v1/views/')}${THEN}` });
      } else expect(answer.body, path).toMatchObject({ status: 400, errors: [{ field: 'asOf' }] });
    }
  });
});

describe('every command and query', () => {
  it('has one handler, or the app does not start', () => {
    class Do extends Command<undefined> {}
    class Ask extends Query<undefined> {}
    @CommandHandler(Do)
    class DoHandler {}
    @CommandHandler(Do)
    class OtherDoHandler {}
    @QueryHandler(Ask)
    class AskHandler {}
    expect(() => oneHandlerEach([Do, Ask], [DoHandler, AskHandler])).not.toThrow();
    expect(() => oneHandlerEach([Do, Ask], [DoHandler])).toThrow('Ask: 0');
    expect(() => oneHandlerEach([Do, Ask], [DoHandler, OtherDoHandler, AskHandler])).toThrow('Do: 2');
    expect(() => oneHandlerEach([Do], [DoHandler, AskHandler])).toThrow('Ask: 1');
  });
});

/** Schemas that say nothing: no type, no reference, no choice, or an object without any property. */
const emptySchemas = (node: unknown, path: string, inSchema = false): string[] => {
  if (typeof node !== 'object' || node === null) return [];
  if (Array.isArray(node)) return node.flatMap((n, i) => emptySchemas(n, `${path}[${i}]`, inSchema));
  const schema = node as Record<string, unknown>;
  if (inSchema) {
    const says = ['$ref', 'oneOf', 'allOf', 'enum'].some((k) => k in schema) || typeof schema['type'] === 'string';
    const properties = Object.keys((schema['properties'] as object | undefined) ?? {});
    const hollow = schema['type'] === 'object' && properties.length === 0 && !('additionalProperties' in schema);
    if (!says || hollow) return [path];
    const inner = Object.entries((schema['properties'] as object | undefined) ?? {});
    return [
      ...inner.flatMap(([k, v]) => emptySchemas(v, `${path}.${k}`, true)),
      ...('items' in schema ? emptySchemas(schema['items'], `${path}[]`, true) : []),
    ];
  }
  return Object.entries(schema).flatMap(([k, v]) => {
    if (k === 'schema') return emptySchemas(v, `${path}.${k}`, true);
    if (path.endsWith('components.schemas')) return emptySchemas(v, `${path}.${k}`, true);
    return emptySchemas(v, `${path}.${k}`);
  });
};

describe('the OpenAPI document', () => {
  const file = new URL('../../../docs/openapi.json', import.meta.url);

  it('is the committed one', async () => {
    const made = `${JSON.stringify(described(), null, 2)}\n`;
    if (process.env['UPDATE_OPENAPI'] === '1') await writeFile(file, made);
    expect(made, 'run the specs with UPDATE_OPENAPI=1 and commit docs/openapi.json').toBe(await readFile(file, 'utf8'));
  });

  it('has no schema that says nothing, and an answer for every route', () => {
    expect(emptySchemas(described(), 'document')).toEqual([]);
    expect(emptySchemas({ schema: { type: 'object', properties: { a: {} } } }, 'probe')).toEqual(['probe.schema.a']);
    for (const [path, methods] of Object.entries(described().paths)) {
      for (const [method, route] of Object.entries(
        methods as Record<string, { responses: Record<string, { content?: object }> }>,
      )) {
        const answers = Object.entries(route.responses).filter(([status]) => status.startsWith('2'));
        expect(answers.length, `${method} ${path}`).toBeGreaterThan(0);
        for (const [, answer] of answers) expect(answer.content, `${method} ${path}`).toBeDefined();
      }
    }
  });

  it('refers to what it holds', () => {
    const { components } = described();
    const named = new Set(Object.keys(components?.schemas ?? {}).map((name) => `#/components/schemas/${name}`));
    const refs = JSON.stringify(described()).matchAll(/"\$ref":"([^"]*)"/g);
    expect([...refs].map(([, ref = '']) => ref).filter((ref) => !named.has(ref))).toEqual([]);
    expect(named).toContain('#/components/schemas/ArticleDto');
  });

  it('is served, with a page to try it on that needs nothing from elsewhere', async () => {
    const body = bodyOf(await office.as('omar', 'get', '/docs/openapi.json').expect(200));
    expect(Object.keys((body as { paths: object }).paths)).toContain('/v1/imports/{id}/errors');
    const page = await office.as('omar', 'get', '/docs').expect(200).expect('content-type', /html/);
    expect(page.text).not.toMatch(/(src|href)="https?:/);
    await office
      .as('omar', 'get', '/docs/swagger-ui-bundle.js')
      .expect(200)
      .expect('content-type', /javascript/);
  });
});

describe('beside the API', () => {
  it('the console is served, each answer with its security headers', async () => {
    const page = await office.as('omar', 'get', '/').expect(200).expect('content-type', /html/);
    expect(page.headers['content-security-policy']).toContain("default-src 'self'");
    expect(page.headers['content-security-policy']).not.toContain('unsafe');
    expect(page.headers['cache-control']).toBe('no-cache');
    const asset = await office.as('omar', 'get', '/assets/index-abc.js').expect(200);
    expect(asset.headers['cache-control']).toContain('immutable');
    for (const path of ['/', '/v1/clock', '/health/live', '/nothing']) {
      const { headers } = await office.as('omar', 'get', path);
      expect(headers['x-content-type-options'], path).toBe('nosniff');
      expect(headers['x-frame-options'], path).toBe('DENY');
    }
    await office
      .as('omar', 'get', '/..%2f..%2fetc%2fpasswd')
      .expect((r) => expect(r.status).toBeGreaterThanOrEqual(400));
  });

  it('the audit is reached through the same address, token and all', async () => {
    const body = bodyOf(await office.as('claire', 'get', '/audit/v1/views/alerts?asOf=420').expect(200));
    expect(body).toEqual({ url: '/audit/v1/views/alerts?asOf=420', authorization: `Bearer ${office.token('claire')}` });
  });

  it('health and metrics say how it is', async () => {
    expect((await office.as('omar', 'get', '/health/live').expect(200)).body).toEqual({ status: 'live' });
    expect((await office.as('omar', 'get', '/health/ready').expect(200)).body).toEqual({
      status: 'ready',
      eventStore: true,
      views: true,
    });
    expect((await office.as('omar', 'get', '/health/lag').expect(200)).body).toMatchObject({
      name: 'backoffice-views',
      caughtUp: true,
    });
    const metrics = await office.as('omar', 'get', '/metrics').expect(200);
    expect(metrics.text).toContain('reprise_views_ready 1');
    expect(metrics.text).toMatch(
      /reprise_http_request_seconds_count\{method="GET",route="\/health\/live",status="200"\} [1-9]/,
    );
  });

  it('what a problem means is told to anybody, for every type that an answer may have', async () => {
    for (const slug of PROBLEM_SLUGS) {
      const answer = await request(office.url).get(`/problems/${slug}`).expect(200);
      expect(bodyOf(answer)).toEqual({ type: `https://reprise.example/problems/${slug}`, ...PROBLEMS[slug] });
    }
    const unknown = await request(office.url).get('/problems/constructor').expect(404);
    expect(unknown.body).toMatchObject({ type: 'https://reprise.example/problems/not-found' });
  });

  it('the development issuer gives tokens to its persons', async () => {
    const persons = (await office.as('omar', 'get', '/dev/persons').expect(200)).body as { person: string }[];
    expect(persons.map((p) => p.person)).toEqual(['marion', 'paul', 'helene', 'omar', 'claire']);
    const body = bodyOf(await office.as('omar', 'post', '/dev/token').send({ person: 'claire' }).expect(200));
    const { accessToken } = body as { accessToken: string };
    await office.as('omar', 'get', '/v1/clock').set('authorization', `Bearer ${accessToken}`).expect(200);
    await office.as('omar', 'post', '/dev/token').send({ person: 'mallory' }).expect(404);
    const jwks = bodyOf(await office.as('omar', 'get', '/dev/jwks.json').expect(200));
    expect(JSON.stringify(jwks)).not.toContain('"d"');
  });
});

describe('the settings', () => {
  it('are refused where they can’t be right', () => {
    expect(() => settingsOf({})).toThrow('ESDB_URL');
    expect(() => settingsOf({ ESDB_URL: 'x', PORT: '99999' })).toThrow('PORT');
    expect(() => settingsOf({ ESDB_URL: 'x', EXCHANGE_RATES: '{"USD":"abc"}' })).toThrow('USD');
    expect(settingsOf({ ESDB_URL: 'x', EXCHANGE_RATES: '{"USD":0.9}' }).rates).toMatchObject([
      { source: 'EXCHANGE_RATES', rates: { USD: '0.9' } },
    ]);
  });

  it('take customs rates month by month, in any order, and say what is wrong with them', () => {
    const rates = (...months: readonly object[]) =>
      settingsOf({ ESDB_URL: 'x', EXCHANGE_RATES: JSON.stringify(months) }).rates;
    const november = { validFrom: '2026-11-01', validUntil: '2026-11-30', source: 'JO C 1', rates: { USD: '0.9' } };
    const december = { ...november, validFrom: '2026-12-01', validUntil: '2026-12-31' };
    expect(rates(december, november)).toEqual([november, december]);
    expect(() => rates(november, { ...december, validFrom: '2026-11-30' })).toThrow('begins before the last ended');
    expect(() => rates({ ...november, validFrom: '2026-11-31' })).toThrow('no date');
    expect(() => rates({ ...november, rates: { USD: '0' } })).toThrow('above 0');
    expect(() => rates({ ...november, source: undefined })).toThrow('source');
  });
});
