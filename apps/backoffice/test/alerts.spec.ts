import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  alertCodec,
  alertDecider,
  ownOutageCodec,
  ownOutagesDecider,
  ownOutagesStream,
  type OtherAlert,
} from '#libs/alert';
import { commandIdOf, execute, loadState } from '#libs/event-store';
import { instantOf } from '#libs/kernel';
import { OwnOutages } from '../src/alerts/own-outages.js';
import { startBackoffice, until, type Backoffice } from './backoffice.fixture.js';

let office: Backoffice;
beforeAll(async () => {
  office = await startBackoffice();
});
afterAll(() => office.close());

const notice = { system: 'delta-x', impact: 'general', notice: 'météo informatique' };

describe('an alert', () => {
  it('is announced, read where it was written, eased and ended', async () => {
    const created = await office.as('helene', 'post', '/v1/alerts').send(notice).expect(201);
    const { alertId } = created.body as { alertId: string };
    expect(created.headers['location']).toBe(`/v1/alerts/${alertId}`);
    expect(created.headers['etag']).toBe('"1"');
    expect(created.body).toMatchObject({ status: 'started', scope: { kind: 'everyone' }, revision: '1' });

    const position = created.headers['reprise-position'] ?? '';
    const read = await office.as('claire', 'get', `/v1/alerts/${alertId}?minPosition=${position}`).expect(200);
    expect(read.body).toEqual(created.body);
    expect(read.headers['etag']).toBe('"1"');

    const ended = await office.as('helene', 'post', `/v1/alerts/${alertId}/end`).set('if-match', '"1"').expect(200);
    expect(ended.body).toMatchObject({ status: 'ended', revision: '2' });
    const { endedAt, deadline } = ended.body as { endedAt: string; deadline: string };
    expect(Date.parse(deadline) - Date.parse(endedAt)).toBe(24 * 3_600_000);

    const easing = { until: '2099-01-01T00:00:00.000Z', why: 'une semaine de panne', decidedBy: 'le chef de bureau' };
    const eased = await office
      .as('paul', 'post', `/v1/alerts/${alertId}/ease`)
      .set('if-match', '"2"')
      .send(easing)
      .expect(200);
    expect(eased.body).toMatchObject({ deadline: easing.until, easings: [easing] });
  });

  it('is planned and starts', async () => {
    const planned = await office
      .as('helene', 'post', '/v1/alerts/planned')
      .send({ ...notice, from: '2099-01-01T00:00:00.000Z' })
      .expect(201);
    const { alertId } = planned.body as { alertId: string };
    const started = await office.as('helene', 'post', `/v1/alerts/${alertId}/start`).set('if-match', '"0"').expect(200);
    expect(started.body).toMatchObject({ status: 'started', plannedFrom: '2099-01-01T00:00:00.000Z' });
  });

  it('is listed by system and status, page by page, the latest first', async () => {
    for (let i = 0; i < 3; i++) {
      await office
        .as('helene', 'post', '/v1/alerts')
        .send({ ...notice, system: 'emcs' })
        .expect(201);
    }
    const last = await office
      .as('helene', 'post', '/v1/alerts')
      .send({ ...notice, system: 'emcs' })
      .expect(201);
    const position = last.headers['reprise-position'] ?? '';
    const path = `/v1/alerts?system=emcs&status=started&limit=3&minPosition=${position}`;
    const first = (await office.as('omar', 'get', path).expect(200)).body as {
      items: { announcedAt: string }[];
      next: string;
    };
    expect(first.items).toHaveLength(3);
    const second = (await office.as('omar', 'get', `${path}&cursor=${first.next}`).expect(200)).body as {
      items: { announcedAt: string }[];
    };
    expect(second.items).toHaveLength(1);
    const times = [...first.items, ...second.items].map((a) => a.announcedAt);
    expect(times).toEqual([...times].sort().reverse());
    expect(second).not.toHaveProperty('next');
  });

  it('is an integrator’s to announce only for its own operator', async () => {
    await office.as('marion', 'post', '/v1/alerts').send(notice).expect(403);
    const scope = { kind: 'operator', eori: 'FR552100554', assistanceNumber: 'SOL-1' };
    const own = await office
      .as('marion', 'post', '/v1/alerts')
      .send({ ...notice, system: 'ecs-bs', scope })
      .expect(201);
    const { alertId } = own.body as { alertId: string };
    await office.as('marion', 'post', `/v1/alerts/${alertId}/end`).set('if-match', '"1"').expect(200);
    const other = { ...scope, eori: 'FR123456789' };
    await office
      .as('marion', 'post', '/v1/alerts')
      .send({ ...notice, scope: other })
      .expect(403);
    const everyones = await office.alert();
    await office.as('marion', 'post', `/v1/alerts/${everyones.alertId}/end`).set('if-match', '"1"').expect(403);
  });

  it('of an operator’s own is one at a time, each under its own number, beside the administration’s which prevails', async () => {
    const own = (person: 'marion' | 'helene', assistanceNumber: string, eori = 'FR987654321') =>
      office.as(person, 'post', '/v1/alerts').send({
        ...notice,
        system: 'ecs-bs',
        scope: { kind: 'operator', eori, assistanceNumber },
      });
    await own('marion', '2026-000201').expect(403);
    const first = await own('helene', '2026-000201').expect(201);
    await own('helene', '2026-000202').expect(422);
    await own('helene', 'Alerte CID').expect(422);
    const { alertId } = first.body as { alertId: string };
    await office.as('helene', 'post', `/v1/alerts/${alertId}/end`).set('if-match', '"1"').expect(200);
    await own('helene', '2026-000201').expect(422);
    const listed = await office.as('omar', 'get', `/v1/alerts?operator=FR987654321&system=ecs-bs`).expect(200);
    expect((listed.body as { items: object[] }).items).toMatchObject([{ alertId, status: 'ended' }]);
    const everyones = await office.alert({ system: 'ecs-bs' });
    const refused = await own('helene', '2026-000203').expect(422);
    expect((refused.body as { errors: object[] }).errors).toMatchObject([{ field: 'scope' }]);
    await office.as('helene', 'post', `/v1/alerts/${everyones.alertId}/end`).set('if-match', '"1"').expect(200);
    await own('helene', '2026-000203').expect(201);
  });

  const ownOf = (eori: string, assistanceNumber: string) => ({
    ...notice,
    system: 'ecs-bs',
    scope: { kind: 'operator', eori, assistanceNumber },
  });

  it('of an operator’s own is one of two announced, or started, at the same instant under two numbers', async () => {
    const announce = (number: string) => office.as('helene', 'post', '/v1/alerts').send(ownOf('FR111222333', number));
    const announced = await Promise.all(['2026-000301', '2026-000302', '2026-000303'].map(announce));
    expect(announced.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
    const refused = announced.find(({ status }) => status === 422)?.body as { errors: object[] };
    expect(refused.errors).toMatchObject([{ field: 'scope.eori' }]);

    const planned: string[] = [];
    for (const number of ['2026-000311', '2026-000312']) {
      const plan = { ...ownOf('FR444555666', number), from: '2099-01-01T00:00:00.000Z' };
      const made = await office.as('helene', 'post', '/v1/alerts/planned').send(plan).expect(201);
      planned.push((made.body as { alertId: string }).alertId);
    }
    const start = (id: string) => office.as('helene', 'post', `/v1/alerts/${id}/start`).set('if-match', '"0"');
    const started = await Promise.all(planned.map((id) => start(id)));
    expect(started.map(({ status }) => status).sort()).toEqual([200, 422]);
  });

  it('of an operator’s own, registered by a process that was then killed, is announced by whoever comes next', async () => {
    const eori = 'FR777888999';
    const register = async (assistanceNumber: string, others: readonly OtherAlert[] = []): Promise<string> => {
      const alertId = commandIdOf('ecs-bs', eori, assistanceNumber);
      const startedAt = instantOf(Date.now());
      const outage = { alertId, system: 'ecs-bs' as const, operator: eori, assistanceNumber, startedAt };
      await execute(office.runtime.store, {
        stream: ownOutagesStream('ecs-bs', eori),
        decider: ownOutagesDecider,
        codec: ownOutageCodec,
        command: { ...outage, announced: { impact: 'general', notice: 'OLGA' }, others, now: startedAt },
        context: {
          actor: { id: 'helene', role: 'helpdesk' },
          commandId: commandIdOf('helene', assistanceNumber, 'registered'),
          causationId: commandIdOf('helene', assistanceNumber, 'asked'),
          correlationId: alertId,
          occurredAt: startedAt,
          codeVersion: 'test',
        },
      });
      return alertId;
    };
    const alertId = await register('2026-000401');
    const next = office.as('helene', 'post', '/v1/alerts');
    await next.send(ownOf(eori, '2026-000402')).expect(422);
    const head = String((await office.runtime.store.head())?.commit);
    const found = await office.as('omar', 'get', `/v1/alerts/${alertId}?minPosition=${head}`).expect(200);
    expect(found.body).toMatchObject({ status: 'started', notice: 'OLGA', scope: { assistanceNumber: '2026-000401' } });
    const over = await office.as('helene', 'post', `/v1/alerts/${alertId}/end`).set('if-match', '"1"').expect(200);

    const left = await register('2026-000403', [over.body as OtherAlert]);
    const written = await office.runtime.store.head();
    if (written) await office.runtime.running.waitFor(written, 5_000);
    office.app.get(OwnOutages).onApplicationBootstrap();
    const status = async () =>
      (await loadState(office.runtime.store, `alert-${left}`, alertDecider, alertCodec)).state.status;
    await until(async () => (await status()) === 'started', 'the alert that was left');
  });

  it('refuses with the rule, its source and its section, in the language asked for', async () => {
    const soon = { ...notice, system: 'emcs', from: new Date(Date.now() + 3_600_000).toISOString() };
    const refused = await office
      .as('helene', 'post', '/v1/alerts/planned')
      .set('accept-language', 'fr-FR, en;q=0.5')
      .send(soon)
      .expect(422)
      .expect('content-type', /application\/problem\+json/);
    expect(refused.body).toMatchObject({
      type: 'https://reprise.example/problems/refused',
      title: 'Refusé',
      status: 422,
      instance: '/v1/alerts/planned',
      errors: [{ rule: 'EM-03', source: 'be-emcs/2024-C-34', section: 'V.1', field: 'from' }],
    });
    expect(JSON.stringify(refused.body)).toContain('24 heures');
  });

  it('leads to the audit for the past', async () => {
    const { alertId } = await office.alert();
    const past = await office.as('claire', 'get', `/v1/alerts/${alertId}?asOf=2026-01-01T00:00:00Z`).expect(307);
    expect(past.headers['location']).toBe(`/audit/v1/views/alerts/${alertId}?asOf=2026-01-01T00:00:00Z`);
  });
});
