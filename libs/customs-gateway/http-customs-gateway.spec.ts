import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { instant } from '#libs/kernel';
import type { SubmissionAnswer } from './customs-gateway.port.js';
import { deltaXAnswer } from './delta-x/delta-x-answer.codec.js';
import { deltaXMessage } from './delta-x/delta-x-reintegration.codec.js';
import { deltaXStates, type DeltaXStates } from './delta-x/delta-x-states.codec.js';
import { sampleReintegration } from './delta-x/sample-reintegration.js';
import { retryAfterMs } from './http-answer.js';
import { httpCustomsGateway } from './http-customs-gateway.js';
import { makeMrn } from './mrn.js';

const sample = sampleReintegration();
const message = { messageId: sample.messageId, reference: sample.reference, xml: deltaXMessage(sample) };
const question = { ...message, operator: sample.operator.eori };
const XML = { 'content-type': 'application/xml' };
const PROBLEM = { 'content-type': 'application/problem+json' };
const about = { messageId: message.messageId, operator: question.operator, reference: message.reference };
const answeredAt = instant('2026-03-03T08:00:00Z');
const accepted = deltaXAnswer({ ...about, answeredAt, kind: 'accepted', mrn: makeMrn(2026, 'FR', 42) });

let server: Server | undefined;
const serve = async (listener: RequestListener): Promise<string> => {
  const listening = createServer(listener);
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
};
afterEach(async () => {
  const open = server;
  server = undefined;
  if (!open) return;
  open.closeAllConnections();
  await new Promise((resolve) => open.close(resolve));
});

const submitTo = async (listener: RequestListener, maxAnswerBytes?: number): Promise<SubmissionAnswer> => {
  const url = await serve((request, response) => {
    request.resume();
    listener(request, response);
  });
  return httpCustomsGateway({ url, timeoutMs: 5_000, ...(maxAnswerBytes && { maxAnswerBytes }) }).submit(message);
};

describe('the HTTP adapter', () => {
  it('sends the very bytes of the message, as XML, to the place it was given', async () => {
    let received = '';
    let head: unknown;
    const url = await serve((request, response) => {
      head = [request.method, request.url, request.headers['content-type']];
      request.setEncoding('utf8');
      request.on('data', (chunk: string) => (received += chunk));
      request.on('end', () => response.writeHead(200, XML).end(accepted));
    });
    const answer = await httpCustomsGateway({ url }).submit(message);
    expect(received).toBe(message.xml);
    expect(head).toEqual(['POST', '/delta-x/declarations', 'application/xml; charset=utf-8']);
    expect(answer).toMatchObject({ outcome: 'accepted', acceptedAt: answeredAt });
  });

  it('keeps its connection for the next message', async () => {
    const sockets = new Set<unknown>();
    const url = await serve((request, response) => {
      sockets.add(request.socket);
      request.resume().on('end', () => response.writeHead(200, XML).end(accepted));
    });
    const gateway = httpCustomsGateway({ url });
    for (let i = 0; i < 20; i++) expect(await gateway.submit(message)).toMatchObject({ outcome: 'accepted' });
    // Not always one: the next message may leave before the last connection is back in the pool.
    expect(sockets.size).toBeLessThan(5);
  });

  it('warns of an MRN whose check digit is wrong, and keeps it', async () => {
    const right = makeMrn(2026, 'FR', 42);
    const wrong = right.slice(0, -1) + String((Number(right.at(-1)) + 1) % 10);
    const mrns = [right, wrong];
    const url = await serve((request, response) => {
      const mrn = mrns.shift() ?? '';
      request.resume().on('end', () => {
        response.writeHead(200, XML).end(deltaXAnswer({ ...about, answeredAt, kind: 'accepted', mrn }));
      });
    });
    const gateway = httpCustomsGateway({ url });
    expect(await gateway.submit(message)).toMatchObject({ outcome: 'accepted', mrn: right, mrnChecks: true });
    expect(await gateway.submit(message)).toMatchObject({ outcome: 'accepted', mrn: wrong, mrnChecks: false });
  });

  // Status, headers, body, then: the kind, whether it may have arrived.
  it.each([
    [429, { 'retry-after': '3' }, '', 'throttled', false],
    [503, { 'retry-after': '3' }, '', 'down', false],
    [503, {}, 'upstream connect error', 'down', true],
    [500, {}, 'oops', 'down', true],
    [502, { 'content-type': 'text/html' }, '<html>', 'down', true],
    [504, {}, '', 'down', true],
    [404, { 'content-type': 'text/html' }, '<html>', 'down', false],
    [401, PROBLEM, '{}', 'down', false],
    [302, { location: 'http://127.0.0.1:1/' }, '', 'down', true],
    [200, { 'content-type': 'text/html' }, '<html>maintenance</html>', 'down', true],
    [200, {}, '', 'down', true],
    [200, XML, '', 'down', true],
    [200, XML, accepted.slice(0, -5), 'down', true],
    [200, XML, accepted.replace('?>', '?><!DOCTYPE answer>'), 'down', true],
    [200, XML, accepted.replaceAll(message.messageId, '00000000-0000-5000-8000-000000000000'), 'down', true],
    [200, XML, deltaXAnswer({ answeredAt, kind: 'unknown' }), 'down', true],
    [500, XML, accepted, 'down', true],
    [400, { 'content-type': 'text/html' }, 'a proxy', 'down', true],
  ])('no verdict %#: %i %o', async (status, headers, body, kind, mayHaveArrived) => {
    const answer = await submitTo((_request, response) => response.writeHead(status, headers).end(body));
    expect(answer).toMatchObject({ outcome: 'unavailable', kind, mayHaveArrived });
    if ('retry-after' in headers) expect(answer).toMatchObject({ retryAfterMs: 3_000 });
  });

  it.each([400, 413, 415, 422])(
    '%i with a problem document is a refusal of a message that was not read',
    async (status) => {
      const answer = await submitTo((_request, response) =>
        response.writeHead(status, PROBLEM).end(JSON.stringify({ detail: 'what is this' })),
      );
      expect(answer).toEqual({
        outcome: 'refused',
        refusedBy: 'customs',
        code: `http-${status}`,
        reason: 'what is this',
      });
    },
  );

  it('cuts off an answer without end', async () => {
    let cut: () => void;
    const wasCut = new Promise<void>((resolve) => (cut = resolve));
    const answer = await submitTo((_request, response) => {
      response.writeHead(200, XML);
      const more = (): void => {
        while (response.write('x'.repeat(64 * 1024)));
      };
      response.on('drain', more).on('close', () => cut());
      more();
    }, 100_000);
    expect(answer).toMatchObject({ outcome: 'unavailable', mayHaveArrived: true });
    expect(answer.outcome === 'unavailable' && answer.detail).toContain('100000');
    await wasCut;
  });

  it('an answer that breaks off half-way may have arrived', async () => {
    const answer = await submitTo((_request, response) => {
      response.writeHead(200, { ...XML, 'content-length': '10000' });
      response.write(accepted.slice(0, 40), () => response.destroy());
    });
    expect(answer).toMatchObject({ outcome: 'unavailable', kind: 'connection', mayHaveArrived: true });
  });

  it('nobody at the port: certainly not taken', async () => {
    const url = await serve(() => undefined);
    await new Promise((resolve) => server?.close(resolve));
    server = undefined;
    const answer = await httpCustomsGateway({ url }).submit(message);
    expect(answer).toMatchObject({ outcome: 'unavailable', kind: 'connection', mayHaveArrived: false });
  });

  it('an enquiry believes "unknown" only of the system itself, about each question', async () => {
    const asked: string[] = [];
    const url = await serve((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(404, XML).end(deltaXAnswer({ answeredAt, kind: 'unknown' }));
    });
    expect(await httpCustomsGateway({ url }).enquire(question)).toEqual({ known: false, outcome: 'unknown' });
    expect(asked).toEqual([
      `/delta-x/declarations/${message.messageId}`,
      `/delta-x/declarations?operator=${question.operator}&reference=${message.reference}`,
    ]);
  });

  it.each([
    [404, { 'content-type': 'text/html' }, 'not found'],
    [404, PROBLEM, '{"detail":"no such route"}'],
    [400, PROBLEM, '{}'],
    [200, XML, accepted.replaceAll(message.messageId, '00000000-0000-5000-8000-000000000000')],
  ])('an enquiry has learnt nothing %#: %i %o', async (status, headers, body) => {
    const url = await serve((_request, response) => response.writeHead(status, headers).end(body));
    expect(await httpCustomsGateway({ url }).enquire(question)).toMatchObject({
      outcome: 'unavailable',
      mayHaveArrived: true,
    });
  });

  it('needs a URL', () => {
    expect(() => httpCustomsGateway({ url: 'customs' })).toThrow(TypeError);
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-03-03T08:00:00Z');
  it.each([
    [null, undefined],
    ['', undefined],
    ['soon', undefined],
    ['0.5', undefined],
    ['2026-03-03', undefined],
    ['0', 0],
    ['120', 120_000],
    ['999999999', 3_600_000],
    ['Tue, 03 Mar 2026 08:00:30 GMT', 30_000],
    ['Tue, 03 Mar 2026 07:00:00 GMT', 0],
  ])('%s is %s milliseconds', (header, expected) => {
    expect(retryAfterMs(header, now)).toBe(expected);
  });
});

describe('asked how declarations stand, the HTTP adapter', () => {
  const statesFrom = async (body: string, status = 200) => {
    const url = await serve((request, response) => {
      request.resume().on('end', () => response.writeHead(status, XML).end(body));
    });
    return httpCustomsGateway({ url }).statesOf(question);
  };
  const states = (changes: Partial<DeltaXStates> = {}): string =>
    deltaXStates({
      operator: question.operator,
      reference: question.reference,
      answeredAt,
      declarations: [],
      ...changes,
    });

  it('takes an empty list for unknown, and nothing else', async () => {
    expect(await statesFrom(states())).toEqual({ outcome: 'unknown' });
    expect(await statesFrom(states(), 503)).toMatchObject({ outcome: 'unavailable' });
    expect(await statesFrom(accepted)).toMatchObject({ outcome: 'unavailable' });
    expect(await statesFrom('', 404)).toMatchObject({ outcome: 'unavailable' });
  });

  it('does not take an answer about another declaration', async () => {
    for (const changes of [{ reference: 'OTHER' }, { operator: 'FR999999999' }])
      expect(await statesFrom(states(changes))).toMatchObject({ outcome: 'unavailable', mayHaveArrived: true });
  });
});
