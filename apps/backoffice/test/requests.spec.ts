import { Agent, request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyOf, lineOf, manifestOf, OPERATOR, startBackoffice, type Backoffice } from './backoffice.fixture.js';

let office: Backoffice;
beforeAll(async () => {
  office = await startBackoffice({ ESDB_PATIENCE_MS: '400' });
});
afterAll(() => office.close());

const notice = { system: 'delta-x', impact: 'general', notice: 'météo informatique' };
const announce = (key = office.key()) => office.as('helene', 'post', '/v1/alerts').set('idempotency-key', key);
const slug = (body: unknown): string =>
  (body as { type: string }).type.replace('https://reprise.example/problems/', '');
const head = async () => (await office.runtime.store.head())?.commit;

describe('a body', () => {
  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])('of %s is 415', async (type) => {
    const answer = await announce().set('content-type', type).send(JSON.stringify(notice)).expect(415);
    expect(slug(bodyOf(answer))).toBe('unsupported-media-type');
  });
});

describe('an idempotency key', () => {
  it('is needed for every change', async () => {
    const test = office.as('helene', 'post', '/v1/alerts').unset('idempotency-key').send(notice);
    expect(slug((await test.expect(400)).body)).toBe('idempotency-key-missing');
  });

  it('makes a repeat the same request, whatever the order of its fields', async () => {
    const first = await announce('repeat').send(notice).expect(201);
    const before = await head();
    const { system, impact, notice: where } = notice;
    const again = await announce('repeat').send({ notice: where, impact, system }).expect(200);
    expect(again.body).toEqual(first.body);
    expect(again.headers['etag']).toBe(first.headers['etag']);
    expect(await head()).toBe(before);
  });

  it('answers what was recorded, with 200, of whatever a request creates and however close it comes again', async () => {
    const { alertId } = await office.alert();
    const manifest = () => {
      const test = office.as('marion', 'post', '/v1/manifests').set('idempotency-key', 'manifest-again');
      return test.send(manifestOf(alertId));
    };
    const [one, other] = await Promise.all([manifest(), manifest()]);
    expect([one.status, other.status].sort()).toEqual([200, 201]);
    expect(other.body).toEqual(one.body);
    const later = await manifest().expect(200);
    expect(later.body).toEqual(one.body);
    const { manifestId } = bodyOf(one) as { manifestId: string };
    const read = await office.as('marion', 'get', `/v1/manifests/${manifestId}?minPosition=${String(await head())}`);
    expect(bodyOf(read)).toMatchObject({ lodgedAt: (bodyOf(one) as { lodgedAt: string }).lodgedAt });
    const line = () => {
      const test = office.as('marion', 'post', '/v1/declarations').set('idempotency-key', 'line-again');
      return test.send({ manifestId, consignment: lineOf('AGAIN-1') });
    };
    const lodged = await line().expect(201);
    expect((await line().expect(200)).body).toEqual(lodged.body);
  });

  it('answers as it did then, even after more has happened', async () => {
    const { alertId } = (await announce('then').send(notice).expect(201)).body as { alertId: string };
    const end = () =>
      office.as('helene', 'post', `/v1/alerts/${alertId}/end`).set('if-match', '"1"').set('idempotency-key', 'end-it');
    const ended = await end().expect(200);
    const easing = { until: '2099-01-01T00:00:00.000Z', why: 'x', decidedBy: 'y' };
    await office.as('helene', 'post', `/v1/alerts/${alertId}/ease`).set('if-match', '"2"').send(easing).expect(200);
    expect((await end().expect(200)).body).toEqual(ended.body);
  });

  it('used for another body, another resource or at the same moment is refused', async () => {
    await announce('mine').send(notice).expect(201);
    expect(
      slug(
        (
          await announce('mine')
            .send({ ...notice, impact: 'departure' })
            .expect(422)
        ).body,
      ),
    ).toBe('idempotency-key-reused');
    const { alertId } = await office.alert();
    const end = office
      .as('helene', 'post', `/v1/alerts/${alertId}/end`)
      .set('if-match', '"1"')
      .set('idempotency-key', 'mine');
    expect(slug((await end.expect(422)).body)).toBe('idempotency-key-reused');
    const racing = await Promise.all(
      ['a', 'b', 'c', 'd'].map((where) => announce('race').send({ ...notice, notice: where })),
    );
    expect(racing.map((r) => r.status).sort()).toEqual([201, 422, 422, 422]);
  });

  it('is one person’s own', async () => {
    await announce('shared').send(notice).expect(201);
    await office
      .as('paul', 'post', '/v1/alerts')
      .set('idempotency-key', 'shared')
      .send({ ...notice, impact: 'departure' })
      .expect(201);
  });

  it('is known from the log alone, after a restart', async () => {
    await announce('kept').send(notice).expect(201);
    const position = await head();
    await office.as('omar', 'get', `/v1/alerts?minPosition=${String(position)}`).expect(200);
    const { Decisions } = await import('../src/requests/decisions.js');
    const fresh = new Decisions(office.runtime);
    const { actor } = { actor: { id: 'helene', role: 'helpdesk' as const } };
    const asked = { actor, idempotencyKey: 'kept', requestHash: 'other', commandId: 'c', ifMatch: undefined };
    const granted = { person: { id: 'helene', name: 'H', roles: ['helpdesk' as const] }, role: 'helpdesk' as const };
    expect(() => fresh.claimKey({ ...asked, granted }, 'alert-x')).toThrow('used before');
  });

  it('of a refused request may be used again', async () => {
    const early = { ...notice, announcedAt: '2099-01-01T00:00:00.000Z' };
    expect(slug((await announce('retry').send(early).expect(422)).body)).toBe('refused');
    await announce('retry').send(notice).expect(201);
  });
});

describe('a body that is refused unread', () => {
  const rest = 'x'.repeat(400_000);
  it.each([
    ['at its first line', `no,such,columns\n${rest}`, () => office.token('marion'), 422],
    ['for who sends it', `reference\n${rest}`, () => 'forged', 401],
  ])('%s: what comes behind it on the same connection is answered', async (_why, body, token, status) => {
    const { alertId } = await office.alert();
    const manifestId = await office.manifest(alertId);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = (path: string, sent?: string): Promise<{ status: number | undefined; socket: unknown }> =>
      new Promise((resolve, reject) => {
        const headers = {
          authorization: `Bearer ${token()}`,
          ...(sent !== undefined && { 'content-type': 'text/csv', 'idempotency-key': office.key() }),
        };
        const method = sent === undefined ? 'GET' : 'POST';
        const asked = httpRequest(`${office.url}${path}`, { agent, method, headers }, (answer) => {
          answer.resume().once('end', () => resolve({ status: answer.statusCode, socket: asked.socket?.localPort }));
        });
        asked.once('error', reject).end(sent);
      });
    const refused = await ask(`/v1/imports?manifestId=${manifestId}`, body);
    const behind = await ask('/health/live');
    agent.destroy();
    expect([refused.status, behind.status]).toEqual([status, 200]);
    expect(behind.socket).toBe(refused.socket);
  });
});

describe('the revision seen', () => {
  it('must be said, and must still stand', async () => {
    const { alertId } = await office.alert();
    const end = () => office.as('helene', 'post', `/v1/alerts/${alertId}/end`);
    expect(slug((await end().expect(428)).body)).toBe('precondition-required');
    const stale = await end().set('if-match', '"0"').expect(412);
    expect(slug(stale.body)).toBe('precondition-failed');
    expect(stale.headers['etag']).toBe('"1"');
    await end().set('if-match', 'W/"1"').expect(412);
    await end().set('if-match', '"1"').expect(200);
  });

  it('of nothing is not found', async () => {
    await office.as('helene', 'post', '/v1/alerts/none/end').set('if-match', '"0"').expect(404);
  });
});

describe('a problem document', () => {
  it('names unknown, missing and wrong fields, in French where asked', async () => {
    const body = {
      ...notice,
      impact: 'total',
      colour: 'red',
      announcedAt: '21/11/2026',
      scope: { kind: 'operator', eori: 'x', who: 1 },
    };
    const answer = await announce()
      .set('accept-language', 'fr')
      .send(body)
      .expect(400)
      .expect('content-type', /problem\+json/);
    expect(slug(answer.body)).toBe('invalid');
    const errors = (answer.body as { errors: { field: string; text: string }[] }).errors;
    const fields = [...new Set(errors.map((e) => e.field))].sort();
    expect(fields).toEqual(['announcedAt', 'colour', 'impact', 'scope.assistanceNumber', 'scope.eori', 'scope.who']);
    expect(errors.find((e) => e.field === 'colour')?.text).toBe('ce champ n’est pas connu ici');
    expect(answer.headers['content-language']).toBe('fr');
  });

  it.each([
    ['JSON that is none', '{"system":', 'application/json', 400],
    ['a body of two megabytes', JSON.stringify({ notice: 'x'.repeat(2_000_000) }), 'application/json', 413],
    ['XML', '<!DOCTYPE x><x/>', 'application/xml', 415],
    ['CSV where none is read', 'a;b', 'text/csv', 415],
    ['a form', 'a=b', 'application/x-www-form-urlencoded', 415],
    ['a list', '[]', 'application/json', 400],
    ['a prototype', '{"__proto__":{"x":1}}', 'application/json', 400],
  ])('answers %s', async (_, body, type, status) => {
    const answer = await announce().set('content-type', type).send(body).expect(status);
    expect(answer.headers['content-type']).toMatch(/problem\+json/);
    expect(answer.body).toMatchObject({ status, instance: '/v1/alerts' });
  });

  it('answers unknown addresses, cursors, positions, limits and parameters', async () => {
    expect((await office.as('omar', 'get', '/v1/nothing').expect(404)).body).toMatchObject({ status: 404 });
    for (const query of [
      'cursor=abc',
      'minPosition=abc',
      'limit=0',
      'limit=501',
      'colour=red',
      'asOf=yesterday',
      'status=none',
    ]) {
      await office
        .as('omar', 'get', `/v1/alerts?${query}`)
        .expect(400)
        .expect('content-type', /problem\+json/);
    }
    const ahead = await office.as('omar', 'get', '/v1/clock?minPosition=0').expect(200);
    expect(ahead.body).toMatchObject({ scale: 1 });
  });

  it('says when a position is not reached', async () => {
    const answer = await office.as('omar', 'get', '/v1/alerts?minPosition=999999999999').expect(503);
    expect(slug(answer.body)).toBe('not-there-yet');
    expect(answer.headers['retry-after']).toBe('1');
  });

  it('says when the log does not answer, and what was asked is done once it is asked again', async () => {
    const { faults } = office.node;
    faults.inject({ kind: 'unavailable', stream: 'alert-', count: 10_000 });
    const unanswered = await announce('later').send(notice).expect(503);
    faults.clear();
    expect(slug(unanswered.body)).toBe('event-store-unavailable');
    expect(unanswered.headers['retry-after']).toBe('2');
    await announce('later').send(notice).expect(201);
    faults.inject({ kind: 'answer-lost' });
    const { alertId } = (await announce('lost').send(notice).expect(201)).body as { alertId: string };
    let events = 0;
    for await (const _ of office.runtime.store.readStream(`alert-${alertId}`)) events += 1;
    expect(events).toBe(2);
  });
});

describe('who may', () => {
  const anonymous = (token: string) => office.as('omar', 'get', '/v1/alerts').set('authorization', token);
  it('is asked of a token that holds', async () => {
    for (const token of ['', 'Bearer x', 'Basic abc', `Bearer ${office.token('omar')}x`]) {
      const answer = await anonymous(token).expect(401);
      expect(slug(answer.body)).toBe('unauthenticated');
      expect(answer.headers['www-authenticate']).toContain('Bearer');
    }
    await office
      .as('omar', 'get', `/v1/alerts?access_token=${office.token('omar')}`)
      .unset('authorization')
      .expect(401);
  });

  it('depends on the role', async () => {
    expect(slug((await office.as('omar', 'post', '/v1/alerts').send(notice).expect(403)).body)).toBe('role-missing');
    await office.as('claire', 'post', '/v1/manifests').send(manifestOf('x')).expect(403);
    await office
      .as('marion', 'post', `/v1/declarations/${OPERATOR}/X/lift-hold`)
      .send({ hold: 'cancel-first', evidence: 'x' })
      .expect(403);
  });

  it('depends on the operator', async () => {
    const { alertId } = await office.alert();
    const others = { ...manifestOf(alertId), operator: { eori: 'FR123456789', name: 'Autre SA' } };
    await office.as('marion', 'post', '/v1/manifests').send(others).expect(403);
    const body = bodyOf(await office.as('paul', 'post', '/v1/manifests').send(others).expect(201));
    const { manifestId } = body as { manifestId: string };
    await office.as('marion', 'get', `/v1/manifests/${manifestId}`).expect(403);
    const consignment = lineOf('OTHER-1');
    await office.as('marion', 'post', '/v1/declarations').send({ manifestId, consignment }).expect(403);
    const lodged = await office.as('paul', 'post', '/v1/declarations').send({ manifestId, consignment }).expect(201);
    const position = lodged.headers['reprise-position'] ?? '';
    await office.as('marion', 'get', '/v1/declarations?operator=FR123456789').expect(403);
    const own = await office.as('marion', 'get', `/v1/declarations?minPosition=${position}`).expect(200);
    expect((own.body as { items: { operator: string }[] }).items.filter((d) => d.operator !== OPERATOR)).toEqual([]);
    await office
      .as('marion', 'put', '/v1/declarations/FR123456789/OTHER-2/prior-state')
      .send({ alertId, state: 'lodged' })
      .expect(403);
  });
});
