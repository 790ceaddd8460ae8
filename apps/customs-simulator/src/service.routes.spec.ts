import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  messageIdFor,
  newLrnFor,
  parseDeltaXAnswer,
  parseDeltaXStates,
  type HeldDeclaration,
} from '#libs/customs-gateway';
import { instant, plus, type Instant } from '#libs/kernel';
import { sampleXml, simulatorUnderTest, STARTED_AT, type SimulatorUnderTest } from './simulator.fixture.js';

const OPERATOR = 'FR552081317';
let simulator: SimulatorUnderTest;
afterEach(() => simulator.close());

const order = async (method: 'POST' | 'PUT', path: string, body: object): Promise<unknown> => {
  const response = await simulator.control(method, path, body);
  expect([path, response.ok]).toEqual([path, true]);
  return response.json();
};
const seed = (reference: string, state: string, more: object = {}): Promise<unknown> =>
  order('POST', '/declarations', { declarations: [{ operator: OPERATOR, reference, state, ...more }] });
const states = async (reference: string): Promise<readonly HeldDeclaration[]> => {
  const query = new URLSearchParams({ operator: OPERATOR, reference }).toString();
  const response = await fetch(`${simulator.url}/delta-x/states?${query}`);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/xml; charset=utf-8']);
  const answer = parseDeltaXStates(await response.text());
  expect(answer).toMatchObject({ operator: OPERATOR, reference });
  return answer.declarations;
};
let submissions = 0;
/** The code of a refusal, or `accepted`. */
const enter = async (reference: string, lrn = reference): Promise<string> => {
  const messageId = messageIdFor(OPERATOR, reference, ++submissions);
  const answer = parseDeltaXAnswer(await (await simulator.post(sampleXml(reference, { messageId, lrn }))).text());
  return answer.kind === 'refused' ? answer.code : answer.kind;
};
const acts = async (reference: string): Promise<readonly string[]> =>
  (await simulator.rows())
    .filter((row) => row.reference === reference && row.kind !== 'state-enquiry')
    .map((row) => row.verdict);

describe('what stood in Delta X before the outage', () => {
  it('is told when asked after, and refuses its double until the service has cancelled it', async () => {
    simulator = await simulatorUnderTest();
    expect(await states('P-1')).toEqual([]);
    expect(await seed('P-1', 'lodged', { lrn: 'L-1', kind: 'DAU' })).toEqual({ seeded: 1 });
    const [first] = await states('P-1');
    expect(first).toMatchObject({ lrn: 'L-1', kind: 'DAU', state: 'lodged' });
    expect(await enter('P-1')).toBe('91');
    await order('POST', '/cancellations', { operator: OPERATOR, reference: 'P-1' });
    expect(await states('P-1')).toMatchObject([{ number: first?.number, state: 'cancelled' }]);
    expect(await enter('P-1')).toBe('accepted');
    expect((await states('P-1')).map((d) => d.state)).toEqual(['cancelled', 'reintegrated']);
    expect(await enter('P-1')).toBe('91');
    expect(await acts('P-1')).toEqual([
      'seeded',
      'refused',
      'cancellation-requested',
      'cancelled',
      'accepted',
      'refused',
    ]);
    expect((await simulator.summary()).doubledReferences).toBe(0);
  });

  it('seeded twice stands once', async () => {
    simulator = await simulatorUnderTest();
    const declarations = [
      { operator: OPERATOR, reference: 'Q-1', state: 'lodged' },
      { operator: OPERATOR, reference: 'Q-1', state: 'bae-def' },
      { operator: OPERATOR, reference: 'Q-2', state: 'lodged', number: 'N-2' },
      { operator: 'FR999999999', reference: 'Q-2', state: 'lodged', number: 'N-2' },
    ];
    expect(await order('POST', '/declarations', { declarations })).toEqual({ seeded: 2 });
    expect(await order('POST', '/declarations', { declarations })).toEqual({ seeded: 0 });
    expect((await states('Q-1')).map((d) => d.state)).toEqual(['lodged']);
    const found = await simulator.control('GET', '/declarations?state=lodged');
    expect(((await found.json()) as { declarations: unknown[] }).declarations).toHaveLength(2);
  });

  it('DX-31: anticipated, is deleted when its delay is over, though not while the system is down', async () => {
    simulator = await simulatorUnderTest({ scale: 100_000 });
    const anticipatedUntil: Instant = plus(STARTED_AT, 60_000);
    await order('PUT', '/state', { state: 'down' });
    await seed('A-1', 'anticipated', { anticipatedUntil });
    await seed('A-2', 'anticipated', { anticipatedUntil: instant('2036-01-01T00:00:00Z') });
    const read = async (): Promise<unknown> => (await simulator.control('GET', '/declarations?reference=A-1')).json();
    expect(await read()).toMatchObject({ declarations: [{ state: 'anticipated', anticipatedUntil }] });
    await order('PUT', '/state', { state: 'up' });
    expect((await states('A-1'))[0]).toMatchObject({ state: 'deleted' });
    expect(await enter('A-1')).toBe('accepted');
    expect(await enter('A-2')).toBe('91');
    expect(await acts('A-1')).toEqual(['seeded', 'deleted', 'accepted']);
  });

  it('is cancelled after a while, where the service takes its time; or not at all, where it says no', async () => {
    simulator = await simulatorUnderTest();
    await seed('S-1', 'lodged');
    await order('POST', '/cancellations', { operator: OPERATOR, reference: 'S-1', afterSeconds: 3_600 });
    expect(await states('S-1')).toMatchObject([{ state: 'lodged' }]);
    expect(await enter('S-1')).toBe('91');
    const decline = 'marchandise déjà sortie';
    await order('POST', '/cancellations', { operator: OPERATOR, reference: 'S-1', decline });
    expect(await states('S-1')).toMatchObject([{ state: 'lodged', cancellationDeclined: { reason: decline } }]);
    await order('PUT', '/declarations/state', { operator: OPERATOR, reference: 'S-1', state: 'bae-def' });
    const refused = await simulator.control('POST', '/cancellations', { operator: OPERATOR, reference: 'S-1' });
    expect(refused.status).toBe(409);
    expect(await enter('S-1')).toBe('14');
  });

  it('is cancelled by itself a while after somebody has asked, where the simulator is told to', async () => {
    simulator = await simulatorUnderTest({ cancelsAfterSeconds: 0 });
    await seed('T-1', 'lodged');
    await seed('T-2', 'bae-prov');
    expect((await states('T-1'))[0]?.state).toBe('lodged');
    expect((await states('T-1'))[0]?.state).toBe('cancelled');
    for (const _ of [1, 2]) expect((await states('T-2'))[0]?.state).toBe('bae-prov');
  });
});

describe('what the service does beside', () => {
  it('DX-33: selects goods for control, and releases them', async () => {
    simulator = await simulatorUnderTest();
    const which = { operator: OPERATOR, reference: 'C-1' };
    const early = await simulator.control('POST', '/controls/release', which);
    expect(early.status).toBe(404);
    await order('POST', '/controls', which);
    expect(await enter('C-1')).toBe('92');
    await order('POST', '/controls/release', which);
    expect(await enter('C-1')).toBe('13');
    expect(await acts('C-1')).toEqual(['selected-for-control', 'refused', 'released-after-control', 'refused']);
  });

  it('DX-32, DX-27, DX-29: keeps globalisation periods, the outages announced and the rules of the incident', async () => {
    simulator = await simulatorUnderTest();
    const until = '2026-03-02T23:59:59Z';
    const periods = [{ reference: 'W09', from: '2026-03-01T00:00:00+01:00', until }];
    expect(await order('PUT', '/periods', { operator: OPERATOR, periods })).toMatchObject({
      periods: [{ reference: 'W09', from: '2026-02-28T23:00:00.000Z' }],
    });
    expect(await enter('G-1')).toBe('14');
    await order('PUT', '/periods', { operator: OPERATOR, periods: [] });
    await order('PUT', '/alerts', { alerts: [{ from: '2026-03-02T09:30:01Z' }] });
    expect(await enter('G-1')).toBe('14');
    await order('PUT', '/alerts', { alerts: [] });
    await seed('G-1', 'cancelled');
    await order('PUT', '/rules', { lrnReuse: 'refused' });
    expect(await enter('G-1')).toBe('91');
    expect(await enter('G-1', newLrnFor(OPERATOR, 'G-1', 1))).toBe('accepted');
    await seed('G-2', 'cancelled');
    await order('PUT', '/rules', { lrnReuse: 'allowed' });
    expect(await enter('G-2')).toBe('accepted');
  });

  it('refuses orders that make no sense', async () => {
    simulator = await simulatorUnderTest();
    const which = { operator: OPERATOR, reference: 'X-1' };
    const bad: ['POST' | 'PUT', string, object, number][] = [
      ['POST', '/declarations', { declarations: [{ ...which, state: 'shelved' }] }, 400],
      ['POST', '/declarations', { declarations: [{ ...which, state: 'lodged', anticipatedUntil: 'soon' }] }, 400],
      ['POST', '/cancellations', which, 404],
      ['PUT', '/declarations/state', { ...which, state: 'lodged' }, 404],
      ['PUT', '/periods', { operator: OPERATOR, periods: [{ reference: 'P', from: until(1), until: until(0) }] }, 400],
      ['PUT', '/alerts', { alerts: [{ from: 'yesterday' }] }, 400],
      ['PUT', '/rules', { lrnReuse: 'perhaps' }, 400],
    ];
    for (const [method, path, body, status] of bad)
      expect([path, (await simulator.control(method, path, body)).status]).toEqual([path, status]);
  });

  const until = (seconds: number): string => plus(STARTED_AT, seconds * 1_000);

  it('is still known after a restart', async () => {
    const dataDirectory = mkdtempSync(join(tmpdir(), 'customs-simulator-'));
    try {
      simulator = await simulatorUnderTest({ dataDirectory });
      await seed('D-1', 'lodged');
      await order('POST', '/cancellations', { operator: OPERATOR, reference: 'D-1', afterSeconds: 1_000 });
      await order('POST', '/controls', { operator: OPERATOR, reference: 'D-2' });
      await simulator.close();
      const later = [{ realMs: Date.now(), productMs: Date.parse(plus(STARTED_AT, 2_000_000)), scale: 1 }];
      simulator = await simulatorUnderTest({ dataDirectory, clock: later });
      expect((await states('D-1'))[0]?.state).toBe('cancelled');
      expect(await enter('D-2')).toBe('92');
    } finally {
      rmSync(dataDirectory, { recursive: true, force: true });
    }
  });
});

describe('an enquiry after states', () => {
  it('leaves its row with what it told, and is counted apart', async () => {
    simulator = await simulatorUnderTest();
    await seed('E-1', 'credit-pending');
    await states('E-1');
    await states('E-2');
    expect((await simulator.rows()).slice(1)).toMatchObject([
      { kind: 'state-enquiry', verdict: 'known', code: 'credit-pending', status: 200 },
      { kind: 'state-enquiry', verdict: 'unknown', status: 200 },
    ]);
    expect(await simulator.summary()).toMatchObject({ received: 0, enquiries: 0, stateEnquiries: 2, acts: 1 });
    expect((await fetch(`${simulator.url}/delta-x/states?operator=${OPERATOR}`)).status).toBe(400);
  });
});
