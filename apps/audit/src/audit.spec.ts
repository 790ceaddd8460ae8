import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unguardedRoutes } from '#libs/access';
import { execute } from '#libs/event-store';
import { formatPosition, HOUR, plus, type Position } from '#libs/kernel';
import { callsCodec, callsDecider, callsStream, type ObserveTarget } from '#libs/reintegration';
import { startAudit, type RunningAudit } from './audit.fixture.js';
import { CONTROLLERS } from './audit.module.js';
import { Office, OPERATOR, OTHER_OPERATOR } from './office.fixture.js';
import type { TrailAnswer } from './trail/trail.query.js';
import type { TrailItem } from './trail/trail-item.js';

let audit: RunningAudit;
let office: Office;
let announced: string;
let endedId: string;

const TRAIL = '/audit/v1/trail';
const VIEWS = '/audit/v1/views';

const items = (answer: { body: unknown }): readonly TrailItem[] => (answer.body as TrailAnswer).items;
const lastIdOf = async (stream: string): Promise<string> => {
  let id = '';
  for await (const record of audit.store.readStream(stream, { direction: 'backwards', max: 1 })) id = record.id;
  return id;
};

beforeAll(async () => {
  audit = await startAudit();
  office = new Office(audit.store, 'audit-spec');
  const position = await office.announce('a1');
  announced = position ? formatPosition(position) : '';
  await office.manifest('a1', 'a1-m');
  await office.lodge('a1', 'R-1', '480.00');
  await office.lodge('a1', 'R-2', '12.00');
  await office.lodge('a1', 'N-1', '75.00', { operator: OTHER_OPERATOR });
  await office.importing('a1', 'i-1');
  await office.lodge('a1', 'S-1', '9.50', { causationId: 'i-1' });
  const until = plus(office.now, 30 * HOUR);
  await office.alert('a1', {
    type: 'EaseDeadline',
    until,
    why: 'panne longue',
    decidedBy: 'Hélène Roy',
    now: office.now,
  });
  await office.alert('a1', { type: 'EndAlert', endedAt: office.now, now: office.now });
  endedId = await lastIdOf('alert-a1');
  const [endedAt, deadline] = [office.now, until];
  await office.campaign('a1', { type: 'OpenCampaign', alertId: 'a1', system: 'delta-x', endedAt, deadline }, endedId);
  const curve = [{ from: endedAt, to: deadline, rate: 0.01 }];
  const plan = { reason: 'campaign-opened', work: 2, curve, peak: 0.01, finishesAt: deadline } as const;
  await office.campaign('a1', { type: 'AdoptPlan', ...plan }, endedId);
  const planId = await lastIdOf('campaign-a1-delta-x');
  const begin = { messageId: 'm-1', slotAt: office.now, releasedAt: endedAt, enquired: false } as const;
  await office.reintegrate('R-1', 'a1', { type: 'BeginAttempt', ...begin, now: office.now }, planId);
  const attempt = await lastIdOf(`declaration-${OPERATOR.eori}-R-1`);
  const accepted = { messageId: 'm-1', mrn: '26FR00265000000010', acceptedAt: office.now, deadline } as const;
  await office.reintegrate('R-1', 'a1', { type: 'RecordAcceptance', ...accepted, byEnquiry: false }, attempt);
});
afterAll(() => audit.close());

describe('the trail of a declaration', () => {
  const path = `${TRAIL}/declarations/${OPERATOR.eori}/R-1`;

  it('tells who, when, when recorded, under which rule with its source, and caused by what', async () => {
    const answer = await audit.get(path, 'claire').expect(200);
    const told = items(answer);
    expect(told.map((i) => i.type)).toEqual([
      'DeclarationLodged',
      'ObligationOpened',
      'ReintegrationAttempted',
      'ReintegrationAccepted',
    ]);
    expect(told.map((i) => i.causedBy.kind)).toEqual(['command', 'command', 'event', 'event']);
    expect(told[0]).toMatchObject({
      storedAs: 'DeclarationLodged.v1',
      revision: '0',
      correlationId: 'a1',
      actor: { id: 'marion', role: 'integrator', name: 'Marion Vasseur' },
      causedBy: { kind: 'command', actor: { id: 'marion' } },
      redacted: [],
      data: { consignment: { consignee: { name: 'Jane Peters' } }, operator: { name: OPERATOR.name } },
    });
    expect(told[0]?.rules[0]).toMatchObject({
      rule: 'DX-04',
      section: { en: 'step 2', fr: 'étape 2' },
      document: { id: 'fr-delta-x/fiche-5' },
    });
    expect(told[2]?.causedBy).toMatchObject({ type: 'PlanAdopted', stream: 'campaign-a1-delta-x' });
    expect(told[3]?.causedBy).toMatchObject({ type: 'ReintegrationAttempted', position: told[2]?.position });
    expect(told[0] && told[0].occurredAt < told[0].recordedAt).toBe(true);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers['reprise-position']).toBe((answer.body as TrailAnswer).position);
  });

  it('says each event in a line, in both languages', async () => {
    const told = items(await audit.get(path, 'claire'));
    expect(told[0]?.summary.en).toMatch(
      /^DSE R-1 lodged on paper at FR002650 on \d+ \w+ \d{4}, \d\d:\d\d CES?T, 480\.00 EUR$/,
    );
    expect(told[0]?.summary.fr).toMatch(/^DSE R-1 déposée sur papier à FR002650 le .* CES?T, 480,00 EUR$/);
    expect(told[3]?.summary.en).toMatch(/^Accepted as 26FR00265000000010 on .*, in time$/);
  });

  it('keeps personal data from operations, and names what it keeps', async () => {
    const [lodged] = items(await audit.get(path, 'omar').expect(200));
    expect(lodged?.data).toMatchObject({
      operator: { eori: OPERATOR.eori, name: '[redacted]' },
      consignment: {
        consignor: { name: '[redacted]', address: '[redacted]' },
        consignee: { name: '[redacted]', address: '[redacted]' },
        description: 'pièces détachées',
      },
    });
    expect(lodged?.redacted).toContain('consignment.consignee.name');
    expect(JSON.stringify(lodged)).not.toMatch(/Jane Peters|Elm Street|Vidal/);
  });

  it('is told to the integrator of its operator, and to no other', async () => {
    const [lodged] = items(await audit.get(path, 'marion').expect(200));
    expect(lodged?.data).toMatchObject({ consignment: { consignee: { name: 'Jane Peters' } } });
    const other = await audit.get(`${TRAIL}/declarations/${OTHER_OPERATOR.eori}/N-1`, 'marion').expect(403);
    expect(other.body).toMatchObject({ type: 'https://reprise.example/problems/role-missing' });
    await audit.get(`${TRAIL}/alerts/a1`, 'marion').expect(403);
  });

  it('leads back to the file that a line came in', async () => {
    const [lodged] = items(await audit.get(`${TRAIL}/declarations/${OPERATOR.eori}/S-1`, 'claire').expect(200));
    expect(lodged?.causedBy).toMatchObject({ kind: 'event', type: 'ImportStarted', stream: 'import-i-1' });
  });

  it('ends where asOf does', async () => {
    const whole = items(await audit.get(path, 'claire'));
    const until = whole[1]?.position ?? '';
    const part = items(await audit.get(`${path}?asOf=${until}`, 'claire').expect(200));
    expect(part).toEqual(whole.slice(0, 2));
    const before = await audit.get(`${path}?asOf=${announced}`, 'claire').expect(404);
    expect((before.body as { detail: string }).detail).toContain(whole[0]?.recordedAt);
  });

  it('of a declaration that nobody knows is a 404, in the language asked for', async () => {
    const answer = await audit.get(`${TRAIL}/declarations/FR1/none`, 'claire').set('accept-language', 'fr').expect(404);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ detail: 'rien n’est connu de FR1 none' });
  });
});

describe('the trail of an alert', () => {
  it('goes on with its campaign, in the order of the log', async () => {
    const told = items(await audit.get(`${TRAIL}/alerts/a1`, 'claire').expect(200));
    expect(told.map((i) => i.type)).toEqual([
      'AlertAnnounced',
      'AlertStarted',
      'AlertEased',
      'AlertEnded',
      'CampaignOpened',
      'PlanAdopted',
    ]);
    expect(told[4]?.causedBy).toMatchObject({ kind: 'event', type: 'AlertEnded', position: told[3]?.position });
    expect(told[3]?.id).toBe(endedId);
    expect(told[2]?.data).toMatchObject({ decidedBy: 'Hélène Roy' });
  });

  it('hides who decided an easing, and what was written of it, from operations', async () => {
    const told = items(await audit.get(`${TRAIL}/alerts/a1`, 'omar').expect(200));
    expect(told[2]).toMatchObject({
      data: { decidedBy: '[redacted]', why: '[redacted]' },
      redacted: ['why', 'decidedBy'],
    });
    const row = await audit.get(`${VIEWS}/alerts/a1`, 'omar').expect(200);
    expect(row.body).toMatchObject({ easings: [{ decidedBy: '[redacted]', why: '[redacted]' }] });
  });
});

describe('a view of the past', () => {
  const at = (path: string, person = 'claire') => audit.get(`${VIEWS}/${path}`, person);

  it('shows what stood then', async () => {
    const before = await at(`alerts/a1?asOf=${announced}`).expect(200);
    expect(before.body).toMatchObject({ status: 'started', easings: [], asOf: { position: announced } });
    const now = await at('alerts/a1').expect(200);
    expect(now.body).toMatchObject({ status: 'ended', easings: [{ decidedBy: 'Hélène Roy' }] });
    await at(`declarations/${OPERATOR.eori}/R-1?asOf=${announced}`).expect(404);
    await at(`campaigns/a1/delta-x?asOf=${announced}`).expect(404);
    const campaign = await at('campaigns/a1/delta-x').expect(200);
    expect(campaign.body).toMatchObject({ status: 'open', counts: { owed: 2, accepted: 1 } });
  });

  it('filters as the live one does', async () => {
    const kept = await at('declarations?status=kept').expect(200);
    expect(kept.body).toMatchObject({ items: [{ reference: 'R-2' }, { reference: 'S-1', status: 'kept' }] });
    const mrn = await at('declarations?mrn=26FR00265000000010').expect(200);
    expect(mrn.body).toMatchObject({ items: [{ reference: 'R-1' }] });
    expect((await at('alerts?system=emcs')).body).toMatchObject({ items: [] });
  });

  it('comes in pages that keep their own past', async () => {
    const first = await at('declarations?limit=2').expect(200);
    const { next, asOf } = first.body as { next: string; asOf: object };
    await office.lodge('a1', 'Z-9', '99.00');
    const second = await at(`declarations?limit=3&cursor=${next}`).expect(200);
    const references = [first, second].flatMap(({ body }) => (body as { items: { reference: string }[] }).items);
    expect(references.map((r) => r.reference)).toEqual(['N-1', 'R-1', 'R-2', 'S-1']);
    expect(second.body).toMatchObject({ asOf });
    expect(second.body).not.toHaveProperty('next');
  });

  it('gives an integrator the declarations of its own operator', async () => {
    const own = await at('declarations', 'marion').expect(200);
    const rows = (own.body as { items: { operator: string }[] }).items;
    expect(new Set(rows.map((r) => r.operator))).toEqual(new Set([OPERATOR.eori]));
    await at(`declarations?operator=${OTHER_OPERATOR.eori}`, 'marion').expect(403);
    await at(`declarations/${OTHER_OPERATOR.eori}/N-1`, 'marion').expect(403);
    await at('campaigns', 'marion').expect(403);
  });

  it('shows the consignment beside a declaration, without personal data where the reader has no need of them', async () => {
    const full = await at(`declarations/${OPERATOR.eori}/R-1`).expect(200);
    expect(full.body).toMatchObject({ status: 'accepted', consignment: { consignee: { name: 'Jane Peters' } } });
    const less = await at(`declarations/${OPERATOR.eori}/R-1`, 'omar').expect(200);
    expect(less.body).toMatchObject({ consignment: { consignee: { name: '[redacted]' }, procedure: '1000' } });
  });

  it.each(['yesterday', '2026-13-01T00:00:00Z', '2026-03-01T10:00:00', '-4', '12-x'])(
    'malformed (%s) is a 400 that says what would do',
    async (asOf) => {
      const answer = await at(`alerts?asOf=${asOf}`).expect(400);
      expect(answer.body).toMatchObject({ errors: [{ field: 'asOf' }] });
      expect(JSON.stringify(answer.body)).toContain('2026-03-01T10:00:00Z');
    },
  );

  it.each(['2999-01-01T00:00:00Z', '999999999999999'])('still to come (%s) is a 400', async (asOf) => {
    const answer = await at(`alerts?asOf=${asOf}`).expect(400);
    expect((answer.body as { detail: string }).detail).toContain('still to come');
  });

  it('before the beginning is empty, and says when it began', async () => {
    const [first] = items(await audit.get(`${TRAIL}/alerts/a1`, 'claire'));
    const answer = await at('alerts?asOf=2013-01-01T00:00:00Z').expect(200);
    const asOf = { position: null, recordedAt: null, begins: first?.recordedAt };
    expect(answer.body).toEqual({ items: [], asOf });
    await at('alerts/a1?asOf=2013-01-01T00:00:00Z').expect(404);
  });

  it('takes an offset whose plus sign was not escaped', async () => {
    await at('alerts?asOf=2013-01-01T02:00:00+02:00').expect(200);
  });

  it('refuses what it does not know, each by name', async () => {
    const answer = await at('alerts?asof=1&nonsense=2').expect(400);
    expect(answer.body).toMatchObject({ errors: [{ field: 'asof' }, { field: 'nonsense' }] });
    await at('declarations?status=lost').expect(400);
    await at('declarations?limit=0').expect(400);
    await at('declarations?cursor=abc').expect(400);
    await at('alerts?asOf=1&asOf=2').expect(400);
    await at('clocks').expect(404);
  });

  it('waits for no position that the log has not reached', async () => {
    await at(`alerts?minPosition=${announced}`).expect(200);
    const answer = await at('alerts?minPosition=999999999999999').expect(503);
    expect(answer.headers['retry-after']).toBe('2');
  });
});

describe('a target', () => {
  const system = 'delta-x' as const;
  const observe = (seconds: number, more: Partial<ObserveTarget> = {}): Promise<{ position: Position | undefined }> => {
    const [from, until] = [plus(office.now, (seconds - 10) * 1_000), plus(office.now, seconds * 1_000)];
    return execute(audit.store, {
      stream: callsStream(system),
      decider: callsDecider,
      codec: callsCodec,
      command: { type: 'ObserveTarget', system, epoch: 1, from, until, calls: 98, rejected: 3, unanswered: 0, ...more },
      context: {
        commandId: `observe-${String(seconds)}`,
        actor: { id: 'reintegrator', role: 'system' },
        correlationId: system,
        occurredAt: until,
        codeVersion: 'test',
      },
    });
  };

  it('is shown as it did then, and its trail says each stretch in a line', async () => {
    const { position } = await observe(-50, { medianMs: 120, p95Ms: 340 });
    const asOf = position ? formatPosition(position) : '';
    const heldUntil = plus(office.now, 60_000);
    await observe(-40, { calls: 4, rejected: 4, heldUntil });
    const then = await audit.get(`${VIEWS}/targets/${system}?asOf=${asOf}`, 'claire').expect(200);
    expect(then.body).toMatchObject({ observed: { calls: 98 }, recent: [{ calls: 98 }] });
    expect(then.body).not.toHaveProperty('heldUntil');
    const now = await audit.get(`${VIEWS}/targets`, 'claire').expect(200);
    expect(now.body).toMatchObject({ items: [{ system, observed: { calls: 4 }, heldUntil }] });
    const told = items(await audit.get(`${TRAIL}/targets/${system}`, 'claire').expect(200));
    expect(told.map((i) => i.type)).toEqual(['TargetObserved', 'TargetObserved']);
    expect(told[0]?.rules[0]).toMatchObject({ rule: 'DX-25' });
    expect(told[0]?.summary.en).toMatch(
      /^Delta X from .*: 98 calls, 3 % turned away, 0 % unanswered, half .* 120 ms, /,
    );
    expect(items(await audit.get(`${TRAIL}/targets/${system}?asOf=${asOf}`, 'claire').expect(200))).toHaveLength(1);
    await audit.get(`${TRAIL}/targets/ncts`, 'claire').expect(404);
  });
});

describe('the audit', () => {
  it('asks who is there, and whether they may', async () => {
    await audit.get(`${VIEWS}/alerts`).expect(401);
    await audit.get(`${VIEWS}/alerts`, 'helene').expect(403);
    expect(unguardedRoutes(CONTROLLERS)).toEqual([]);
  });

  it('answers nothing but reads', () => {
    const methods = audit.app.getHttpAdapter().getInstance();
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
      expect(methods.hasRoute({ method, url: '/audit/v1/views/alerts' })).toBe(false);
    }
  });

  it('tells how it is', async () => {
    await audit.get('/health/live').expect(200);
    const ready = await audit.get('/health/ready').expect(200);
    expect(ready.body).toMatchObject({ status: 'ready' });
    const metrics = await audit.get('/metrics').expect(200);
    expect(metrics.text).toMatch(/^reprise_audit_events_folded [1-9]\d*$/m);
  });
});
