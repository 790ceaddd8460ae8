import { afterEach, describe, expect, it } from 'vitest';
import { plus } from '#libs/kernel';
import type { Fault } from './faults.js';
import { sampleXml, simulatorUnderTest, STARTED_AT, type SimulatorUnderTest } from './simulator.fixture.js';

let simulator: SimulatorUnderTest;
afterEach(() => simulator.close());

const statuses = async (count: number): Promise<number[]> => {
  const responses = await Promise.all(Array.from({ length: count }, (_, i) => simulator.post(sampleXml(`L-${i}`))));
  return responses.map((r) => r.status);
};

describe('an outage', () => {
  it('ordered now answers 503 with Retry-After, to enquiries too, until it is ended', async () => {
    simulator = await simulatorUnderTest();
    expect((await simulator.control('PUT', '/state', { state: 'down', retryAfterSeconds: 7 })).status).toBe(200);
    const refused = await simulator.post(sampleXml('O-1'));
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '7']);
    expect((await fetch(`${simulator.url}/delta-x/declarations/x`)).status).toBe(503);
    expect(await (await simulator.control('GET', '')).json()).toMatchObject({ state: 'down' });
    await simulator.control('PUT', '/state', { state: 'up' });
    expect((await simulator.post(sampleXml('O-1'))).status).toBe(200);
    expect(await simulator.summary()).toMatchObject({ received: 2, unavailable: 1, accepted: 1, enquiries: 1 });
  });

  it('planned for an instant of the product clock comes and goes by itself, and says when', async () => {
    simulator = await simulatorUnderTest({ scale: 3_600 });
    const order = { kind: 'down', from: plus(STARTED_AT, -1), until: plus(STARTED_AT, 3 * 3_600_000) };
    const planted = await simulator.control('POST', '/outages', order);
    expect([planted.status, await planted.json()]).toEqual([201, order]);
    const refused = await simulator.post(sampleXml('O-2'));
    expect(refused.status).toBe(503);
    // Three hours at 3,600 times the pace are three seconds of the machine.
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(3);
    await expect.poll(async () => (await simulator.post(sampleXml('O-2'))).status, { timeout: 10_000 }).toBe(200);
    const rows = (await simulator.rows()).filter((r) => r.verdict === 'unavailable');
    expect(rows.every((r) => r.receivedAt < order.until)).toBe(true);
    const accepted = (await simulator.rows()).filter((r) => r.verdict === 'accepted');
    expect(accepted.every((r) => r.receivedAt >= order.until)).toBe(true);
  });

  it('can be unplanned', async () => {
    simulator = await simulatorUnderTest({ outages: [{ kind: 'down', from: STARTED_AT }] });
    expect((await simulator.post(sampleXml('O-3'))).status).toBe(503);
    expect(await (await simulator.control('DELETE', '/outages')).json()).toMatchObject({ state: 'up', outages: [] });
    expect((await simulator.post(sampleXml('O-3'))).status).toBe(200);
  });
});

describe('the capacity', () => {
  it('answers 429 with Retry-After beyond it, and leaves no trace of the declaration', async () => {
    simulator = await simulatorUnderTest({ capacity: { perSecond: 0.5, windowSeconds: 10 } });
    expect((await statuses(12)).sort()).toEqual([...Array<number>(5).fill(200), ...Array<number>(7).fill(429)]);
    const throttled = await simulator.post(sampleXml('L-x'));
    expect(Number(throttled.headers.get('retry-after'))).toBeGreaterThanOrEqual(5);
    expect(await simulator.summary()).toMatchObject({ received: 13, accepted: 5, throttled: 8 });
  });

  it('is counted in product seconds: at 288 times the pace, a window of ten is past in 35 ms', async () => {
    simulator = await simulatorUnderTest({ scale: 288, capacity: { perSecond: 1, windowSeconds: 10 } });
    await expect
      .poll(
        async () => (await statuses(1), (await simulator.summary()).accepted + (await simulator.summary()).repeated),
        { timeout: 5_000 },
      )
      .toBeGreaterThan(10);
  });

  it('can be set, and is lowered for a while by a brown-out', async () => {
    simulator = await simulatorUnderTest();
    await simulator.control('PUT', '/capacity', { perSecond: 1, windowSeconds: 20 });
    await simulator.control('POST', '/outages', { kind: 'brown-out', forSeconds: 3_600, share: 0.25 });
    expect((await statuses(10)).filter((s) => s === 200)).toHaveLength(5);
    expect(await (await simulator.control('GET', '')).json()).toMatchObject({
      state: 'brown-out',
      capacity: { perSecond: 1, windowSeconds: 20, share: 0.25 },
      load: 1,
    });
    await simulator.control('PUT', '/state', { state: 'up' });
    expect((await simulator.post(sampleXml('L-y'))).status).toBe(200);
  });

  it('is felt before it is reached: a full system is slower', async () => {
    simulator = await simulatorUnderTest({ capacity: { perSecond: 1, windowSeconds: 10 } });
    await simulator.control('PUT', '/latency', { baseMs: 0, loadedMs: 300 });
    const took = async (reference: string): Promise<number> => {
      const start = performance.now();
      await (await simulator.post(sampleXml(reference))).text();
      return performance.now() - start;
    };
    const alone = await took('Q-0');
    await Promise.all(Array.from({ length: 8 }, (_, i) => simulator.post(sampleXml(`Q-${i + 1}`))));
    const last = await took('Q-9');
    expect(last).toBeGreaterThanOrEqual(299);
    expect(alone).toBeLessThan(last);
  });
});

describe('a planted fault', () => {
  const plant = async (order: object): Promise<Fault> => {
    const response = await simulator.control('POST', '/faults', order);
    expect(response.status).toBe(201);
    return (await response.json()) as Fault;
  };

  it('loseAnswer: commits, then cuts the connection', async () => {
    simulator = await simulatorUnderTest();
    await plant({ kind: 'loseAnswer' });
    await expect(simulator.post(sampleXml('F-1'))).rejects.toThrow();
    expect((await simulator.post(sampleXml('F-1'))).status).toBe(200);
    const rows = await simulator.rows();
    expect(rows).toMatchObject([
      { verdict: 'accepted', repeated: false, fault: 'loseAnswer' },
      { verdict: 'accepted', repeated: true, status: 200, mrn: rows[0]?.mrn },
    ]);
    expect(rows[0]).not.toHaveProperty('status');
    expect(await simulator.summary()).toMatchObject({ accepted: 1, repeated: 1, lostAnswers: 1, doubledReferences: 0 });
  });

  it('dropRequest: cuts the connection with nothing committed', async () => {
    simulator = await simulatorUnderTest();
    await plant({ kind: 'dropRequest' });
    await expect(simulator.post(sampleXml('F-2'))).rejects.toThrow();
    expect(await simulator.summary()).toMatchObject({ accepted: 0, dropped: 1 });
    expect((await simulator.post(sampleXml('F-2'))).status).toBe(200);
  });

  it('answerLate: commits at once and answers later', async () => {
    simulator = await simulatorUnderTest();
    await plant({ kind: 'answerLate', ms: 60_000 });
    const controller = new AbortController();
    const late = fetch(`${simulator.url}/delta-x/declarations`, {
      method: 'POST',
      body: sampleXml('F-3'),
      headers: { 'content-type': 'application/xml' },
      signal: controller.signal,
    });
    await expect.poll(async () => (await simulator.summary()).accepted).toBe(1);
    controller.abort();
    await expect(late).rejects.toThrow();
  });

  it('hang: never answers, and commits only when told to', async () => {
    simulator = await simulatorUnderTest();
    await plant({ kind: 'hang', count: 1 });
    await plant({ kind: 'hang', count: 1, commit: true });
    for (const reference of ['F-4', 'F-5']) {
      await expect(
        fetch(`${simulator.url}/delta-x/declarations`, {
          method: 'POST',
          body: sampleXml(reference),
          headers: { 'content-type': 'application/xml' },
          signal: AbortSignal.timeout(200),
        }),
      ).rejects.toThrow();
    }
    expect(await simulator.rows()).toMatchObject([
      { reference: 'F-4', verdict: 'dropped', fault: 'hang' },
      { reference: 'F-5', verdict: 'accepted', fault: 'hang' },
    ]);
  });

  it('garbage: commits, and answers nonsense', async () => {
    simulator = await simulatorUnderTest();
    await plant({ kind: 'garbage' });
    const response = await simulator.post(sampleXml('F-6'));
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('<<<')]);
    expect(await simulator.summary()).toMatchObject({ accepted: 1 });
  });

  it('refuse: hits the references it names, as often as it says, with its code and reason', async () => {
    simulator = await simulatorUnderTest();
    await plant({ kind: 'refuse', references: ['F-7', 'F-8'], count: 2, code: '12', reason: 'code article inconnu' });
    const answers = await Promise.all(
      ['F-7', 'F-8', 'F-9'].map(async (reference) => (await simulator.post(sampleXml(reference))).text()),
    );
    expect(answers.map((a) => a.includes('code article inconnu'))).toEqual([true, true, false]);
    expect(answers[0]).toContain('<code>12</code>');
    expect(await simulator.summary()).toMatchObject({ accepted: 1, refused: 2 });
    // The refusal is the message's answer from now on.
    expect(await (await simulator.post(sampleXml('F-7'))).text()).toBe(answers[0]);
  });

  it('hits enquiries when it says so', async () => {
    simulator = await simulatorUnderTest();
    await plant({ kind: 'loseAnswer', on: 'enquiry' });
    expect((await simulator.post(sampleXml('F-10'))).status).toBe(200);
    const ask = (): Promise<Response> =>
      fetch(`${simulator.url}/delta-x/declarations?operator=FR552081317&reference=F-10`);
    await expect(ask()).rejects.toThrow();
    expect((await ask()).status).toBe(200);
  });

  it('can be listed and taken away', async () => {
    simulator = await simulatorUnderTest();
    const { id } = await plant({ kind: 'hang', count: 5 });
    await plant({ kind: 'garbage' });
    const state = await (await simulator.control('GET', '')).json();
    expect(state).toMatchObject({
      faults: [
        { id, kind: 'hang', remaining: 5 },
        { kind: 'garbage', remaining: 1 },
      ],
    });
    expect((await simulator.control('DELETE', `/faults/${id}`)).status).toBe(204);
    expect((await simulator.control('DELETE', `/faults/${id}`)).status).toBe(404);
    expect(await (await simulator.control('DELETE', '/faults')).json()).toMatchObject({ faults: [] });
    expect((await simulator.post(sampleXml('F-11'))).status).toBe(200);
  });
});
