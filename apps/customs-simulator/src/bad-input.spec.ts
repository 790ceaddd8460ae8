import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleXml, simulatorUnderTest, type SimulatorUnderTest } from './simulator.fixture.js';

let simulator: SimulatorUnderTest;
beforeAll(async () => {
  simulator = await simulatorUnderTest();
});
afterAll(() => simulator.close());

const good = sampleXml('B-1');
const PROBLEM = 'application/problem+json; charset=utf-8';

const bodies: [string, number, string | Uint8Array, Record<string, string>?][] = [
  ['a DOCTYPE', 400, good.replace('?>', '?><!DOCTYPE reintegration [<!ENTITY x "y">]>')],
  [
    'an external entity',
    400,
    `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>${good.replace(/^<\?.*?\?>/, '')}`,
  ],
  ['latin-1 bytes', 400, Buffer.from(good, 'latin1')],
  ['UTF-16', 400, Buffer.from(`\ufeff${good}`, 'utf16le')],
  ['a declared encoding that is another', 400, good.replace('UTF-8', 'ISO-8859-1')],
  ['half a message', 400, good.slice(0, 300)],
  ['nothing', 400, ''],
  ['noise', 400, new Uint8Array(1000).fill(255)],
  ['ten thousand levels', 400, '<a>'.repeat(10_000)],
  ['more than five megabytes', 413, good.replace('Gabarits', 'G'.repeat(5 * 1024 * 1024))],
  ['JSON', 415, '{}', { 'content-type': 'application/json' }],
  ['no type that is known', 415, good, { 'content-type': 'text/csv' }],
  ['XML in another charset', 415, good, { 'content-type': 'application/xml; charset=iso-8859-1' }],
];

describe('bad input', () => {
  it.each(bodies)(
    '%s gets %i and a problem document, and the next good message is taken',
    async (what, status, body, headers) => {
      const before = await simulator.summary();
      const response = await simulator.post(body, headers);
      expect([response.status, response.headers.get('content-type')]).toEqual([status, PROBLEM]);
      const problem = (await response.json()) as Record<string, unknown>;
      expect(problem).toMatchObject({ status });
      expect(String(problem['detail'])).not.toBe('');
      const after = await simulator.summary();
      expect(after.malformed - before.malformed).toBe(1);
      expect((await simulator.post(sampleXml(`after-${what.replaceAll(/\W/g, '')}`))).status).toBe(200);
    },
  );

  it('ten megabytes are turned away before they are read', async () => {
    const { port, hostname } = new URL(simulator.url);
    const socket = connect(Number(port), hostname);
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined);
    const head = `POST /delta-x/declarations HTTP/1.1\r\nhost: x\r\ncontent-type: application/xml\r\ncontent-length: ${10 * 1024 * 1024}\r\n\r\n`;
    socket.write(`${head}<reintegration>`);
    await closed;
    expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('another root, or another namespace, is a message refused', async () => {
    for (const xml of ['<order/>', good.replace('urn:reprise:delta-x:2', 'urn:other')]) {
      const response = await simulator.post(xml);
      expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('<code>93</code>')]);
    }
  });

  it('unknown paths and methods get a problem document', async () => {
    for (const [method, path] of [
      ['GET', '/nowhere'],
      ['DELETE', '/delta-x/declarations'],
      ['POST', '/ledger'],
    ] as const) {
      const response = await fetch(simulator.url + path, { method });
      expect([response.status, response.headers.get('content-type')]).toEqual([404, PROBLEM]);
    }
  });

  it('control orders with unknown or senseless fields change nothing', async () => {
    const orders: ['PUT' | 'POST', string, unknown][] = [
      ['PUT', '/state', { state: 'sideways' }],
      ['PUT', '/state', { state: 'down', colour: 'red' }],
      ['PUT', '/capacity', { perSecond: 0 }],
      ['PUT', '/capacity', { perSecond: '5' }],
      ['PUT', '/latency', { baseMs: -1 }],
      ['POST', '/outages', { kind: 'brown-out' }],
      ['POST', '/outages', { kind: 'down', from: 'yesterday' }],
      ['POST', '/outages', { kind: 'down', until: '2026-03-03T09:00:00Z', forSeconds: 3 }],
      ['POST', '/faults', { kind: 'earthquake' }],
      ['POST', '/faults', { kind: 'refuse', on: 'enquiry' }],
      ['POST', '/faults', { kind: 'hang', count: 0 }],
      ['POST', '/faults', [1]],
    ];
    const stateOf = async (): Promise<object> => {
      const state = (await (await simulator.control('GET', '')).json()) as Record<string, unknown>;
      return { ...state, productTime: '', load: 0 };
    };
    const before = await stateOf();
    for (const [method, path, body] of orders) {
      const response = await simulator.control(method, path, body);
      expect([JSON.stringify(body), response.status]).toEqual([JSON.stringify(body), 400]);
    }
    expect(await stateOf()).toEqual(before);
  });
});
