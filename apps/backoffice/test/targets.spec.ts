import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { execute } from '#libs/event-store';
import { formatPosition, plus } from '#libs/kernel';
import { callsCodec, callsDecider, callsStream } from '#libs/reintegration';
import { startBackoffice, type Backoffice, type Person } from './backoffice.fixture.js';

let office: Backoffice;
beforeAll(async () => {
  office = await startBackoffice();
});
afterAll(() => office.close());

const ask = (what: string, body: object, person: Person = 'omar') =>
  office.as(person, 'post', `/v1/targets/${what}`).send(body);

describe('a target', () => {
  it('that nothing has happened to is well; one that is no system is not there', async () => {
    const answer = await office.as('claire', 'get', '/v1/targets/emcs').expect(200).expect('etag', '"0"');
    expect(answer.body).toEqual({ system: 'emcs', revision: '0' });
    await office.as('claire', 'get', '/v1/targets/constructor').expect(404);
    await ask('ncts/pause', { why: 'x' }).expect(404);
  });

  it('is paused and resumed with a reason, and says who did it', async () => {
    const paused = await ask('delta-x/pause', { why: 'la douane le demande' }).expect(200).expect('etag', '"0"');
    expect(paused.body).toMatchObject({ system: 'delta-x', paused: { why: 'la douane le demande' }, revision: '0' });
    const { by } = (paused.body as { paused: { by: string } }).paused;
    expect(by.length).toBeGreaterThan(0);
    const position = paused.headers['reprise-position'] ?? '';
    const read = await office.as('marion', 'get', `/v1/targets/delta-x?minPosition=${position}`).expect(200);
    expect(read.body).toEqual(paused.body);
    const list = await office.as('helene', 'get', '/v1/targets').expect(200);
    expect(list.body).toMatchObject({ items: [paused.body] });

    const again = await ask('delta-x/pause', { why: 'encore' }).expect(200);
    expect(again.body).toEqual(paused.body);
    const resumed = await ask('delta-x/resume', { why: 'c’est rétabli' }).expect(200);
    expect(resumed.body).toEqual({ system: 'delta-x', revision: '1' });
  });

  it('takes a ceiling and loses it again; 0 is refused', async () => {
    const set = await ask('ecs-bs/ceiling', { perSecond: 2.5, why: 'charge du soir' }).expect(200);
    expect(set.body).toMatchObject({ ceiling: { perSecond: 2.5, why: 'charge du soir' } });
    const gone = await ask('ecs-bs/ceiling', { perSecond: null, why: 'nuit' }).expect(200);
    expect(gone.body).toEqual({ system: 'ecs-bs', revision: '1' });
    await ask('ecs-bs/ceiling', { perSecond: 0.99 / 3_600, why: 'une par heure, presque' }).expect(422);
    const refused = await ask('ecs-bs/ceiling', { perSecond: 0, why: 'rien' }).expect(422);
    expect(refused.body).toMatchObject({ errors: [{ field: 'perSecond' }] });
    expect((await ask('ecs-bs/pause', { why: ' ' }).expect(422)).body).toMatchObject({ errors: [{ field: 'why' }] });
    for (const body of [{ why: 'x' }, { perSecond: '2', why: 'x' }, { perSecond: 2 }, { perSecond: 2, why: 'x', a: 1 }])
      await ask('ecs-bs/ceiling', body).expect(400);
  });

  it('is told what it carries anyway by time of day, for a while and with a reason, and loses it again', async () => {
    const traffic = {
      zone: 'Europe/Paris',
      bands: [
        { from: '08:00', to: '12:30', days: [1, 2, 3, 4, 5], perSecond: 3 },
        { from: '00:00', to: '24:00', days: [6, 7], perSecond: 0.5 },
      ],
      validFrom: '2026-01-01T00:00:00+01:00',
    };
    const set = await ask('ecs-bs/ordinary-traffic', { ...traffic, why: 'relevé de septembre' }).expect(200);
    const expected = { ...traffic, validFrom: '2025-12-31T23:00:00.000Z', why: 'relevé de septembre' };
    expect(set.body).toMatchObject({ system: 'ecs-bs', traffic: expected });
    const gone = await ask('ecs-bs/ordinary-traffic', { zone: 'UTC', bands: [], why: 'à revoir' }).expect(200);
    expect(gone.body).not.toHaveProperty('traffic');
    const overlapping = {
      ...traffic,
      bands: [...traffic.bands, { from: '12:00', to: '13:00', days: [5], perSecond: 1 }],
    };
    const refused = await ask('ecs-bs/ordinary-traffic', { ...overlapping, why: 'x' }).expect(422);
    expect(refused.body).toMatchObject({ errors: [{ field: 'bands[2]' }] });
    for (const band of [{ from: '8', to: '9', perSecond: 1 }, { from: '08:00', to: '09:00', perSecond: -1 }, 'night'])
      await ask('ecs-bs/ordinary-traffic', { ...traffic, bands: [band], why: 'x' }).expect(400);
    await ask('ecs-bs/ordinary-traffic', { ...traffic, why: 'x' }, 'marion').expect(403);
  });

  it('that was never touched is answered as it is when there is nothing to do', async () => {
    const answer = await ask('emcs/resume', { why: 'par précaution' }).expect(200);
    expect(answer.body).toEqual({ system: 'emcs', revision: '0' });
  });

  it('is changed by operations alone', async () => {
    for (const person of ['marion', 'paul', 'helene', 'claire'] as const) {
      for (const what of ['pause', 'resume']) await ask(`emcs/${what}`, { why: 'x' }, person).expect(403);
      await ask('emcs/ceiling', { perSecond: 1, why: 'x' }, person).expect(403);
    }
  });

  it('knows a key that comes again, here and on another target', async () => {
    const key = office.key();
    const first = await ask('emcs/ceiling', { perSecond: 3, why: 'x' }).set('idempotency-key', key).expect(200);
    await ask('emcs/ceiling', { perSecond: null, why: 'y' }).expect(200);
    const repeat = await ask('emcs/ceiling', { perSecond: 3, why: 'x' }).set('idempotency-key', key).expect(200);
    expect(repeat.body).toEqual(first.body);
    const now = await office.as('omar', 'get', '/v1/targets/emcs?minPosition=' + String(await head())).expect(200);
    expect(now.body).not.toHaveProperty('ceiling');
    await ask('delta-x/ceiling', { perSecond: 3, why: 'x' }).set('idempotency-key', key).expect(422);
    await ask('emcs/pause', { why: 'x' }).unset('idempotency-key').expect(400);
  });

  it('has its past with the audit', async () => {
    const asOf = 'asOf=2026-01-01T00:00:00Z';
    for (const path of ['targets', 'targets/delta-x'])
      await office
        .as('claire', 'get', `/v1/${path}?${asOf}`)
        .expect(307)
        .expect('location', new RegExp(`/audit/v1/views/${path}\\?${asOf}$`));
  });

  it('shows how it did, as whoever dispatches told it', async () => {
    const { store } = office.runtime;
    const at = office.runtime.now();
    const seen = {
      from: plus(at, -10_000),
      until: at,
      calls: 98,
      rejected: 3,
      unanswered: 1,
      medianMs: 120,
      p95Ms: 340,
    };
    const heldUntil = plus(at, 12_000);
    const { position } = await execute(store, {
      stream: callsStream('ecs-bs'),
      decider: callsDecider,
      codec: callsCodec,
      command: { type: 'ObserveTarget', system: 'ecs-bs', epoch: 1, ...seen, heldUntil },
      context: {
        commandId: 'observed-1',
        actor: { id: 'reintegrator', role: 'system' },
        correlationId: 'ecs-bs',
        occurredAt: at,
        codeVersion: 'test',
      },
    });
    const known = position ? formatPosition(position) : '';
    const read = await office.as('marion', 'get', `/v1/targets/ecs-bs?minPosition=${known}`).expect(200);
    expect(read.body).toMatchObject({ observed: seen, recent: [seen], heldUntil, revision: '3' });
  });
});

const head = async (): Promise<bigint | undefined> => (await office.runtime.store.head())?.commit;
