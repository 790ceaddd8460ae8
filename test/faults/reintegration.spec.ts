import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AlertAsSeen } from '#libs/delta-x';
import { until } from '../../apps/launcher/src/testing.js';
import type { RunningNode } from '../../apps/launcher/src/node-process.js';
import { board, completed } from '../stack/board.js';
import { dauLodging, furtherArticle } from '../clearance-paper.js';
import { control, ledger } from '../stack/ledger.js';
import { announce, end, lodge } from '../stack/outage.js';
import { nowOf, onDeclaration } from '../stack/prior.js';
import { startStack, type Stack } from '../stack/stack.js';

/** A day of the product in twelve seconds. */
const SCALE = 7_200;
const WITHIN = 60_000;
/** At this pace a second is two hours: the margin must outlast a request's timeout. */
const ENV = { PLAN_MARGIN: '0.35', REQUEST_TIMEOUT_MS: '1500' };

const values = (n: number): string[] =>
  Array.from({ length: n }, (_, i) => (i % 5 === 0 ? '22.00' : `${String(23 + i)}.50`));
const owedOf = (n: number): number => values(n).filter((v) => Number(v) > 22).length;

describe('a campaign, whatever dies meanwhile', { timeout: 2 * WITHIN }, () => {
  let stack: Stack;
  let app: RunningNode | undefined;

  beforeAll(async () => {
    stack = await startStack({ scale: SCALE });
  });
  afterEach(async () => {
    await app?.stop();
    await control(stack.simulatorUrl, 'DELETE', '/faults');
  });
  afterAll(async () => {
    await stack.stop();
  });

  const progress = async (alertId: string, accepted: number): Promise<void> => {
    await until(
      `${String(accepted)} accepted`,
      async () => ((await board(stack, alertId))?.counts.accepted ?? 0) >= accepted || undefined,
      WITHIN,
    );
  };

  /** `inTime: false` where calls are slow or lost: the target is then spared for seconds, which here are hours. */
  const expectWhole = async (
    alertId: string,
    n: number,
    before: { accepted: number },
    inTime = true,
  ): Promise<void> => {
    const row = await completed(stack, alertId, WITHIN);
    expect(row.counts).toMatchObject({
      owed: owedOf(n),
      accepted: owedOf(n),
      attempting: 0,
      refused: 0,
      doubles: 0,
    });
    expect(row.excluded['evn-kept-in-stock-records']).toBe(n - owedOf(n));
    const after = await ledger(stack.simulatorUrl);
    expect(after.accepted - before.accepted).toBe(owedOf(n));
    expect(after.doubledReferences).toBe(0);
    if (!inTime) return;
    expect(row.counts.acceptedLate).toBe(0);
    expect((after.lastAcceptedAt ?? '') < (row.deadline ?? '')).toBe(true);
  };

  /** On a DAU, one article for each description after the first one's. */
  const lodgeDau = async (alert: AlertAsSeen, reference: string, descriptions: readonly string[]): Promise<void> => {
    const now = nowOf(stack);
    const { alertId, startedAt: fallbackStartedAt } = alert;
    const signature = { name: 'Marion Roux', signedAt: now };
    const lodged = dauLodging({
      header: { alertId, lodgedAt: now, signature },
      dau: { fallbackStartedAt, stampedAt: now },
      goods: { reference },
      further: descriptions.map((description) => furtherArticle({ description })),
      now,
    });
    await onDeclaration(stack, alertId, reference, { ...lodged, alert });
  };

  it('sends each taxable consignment once, in time, every article of it, and no EVN (DX-21 to DX-25, DX-28)', async () => {
    app = await stack.start('reintegrator', { name: 'plain', env: ENV });
    const before = await ledger(stack.simulatorUrl);
    const alert = await announce(stack, 'plain');
    await lodge(stack, alert, values(149), 'P');
    await lodgeDau(alert, 'P-DAU', ['B', 'C', 'D']);
    await end(stack, 'plain');
    await expectWhole('plain', 150, before);
    expect((await ledger(stack.simulatorUrl)).repeated).toBe(before.repeated);
    expect(await control(stack.simulatorUrl, 'GET', '/articles?operator=FR552100554&reference=P-DAU')).toMatchObject({
      articles: ['Tours de cou en soie', 'B', 'C', 'D'].map((description, n) => ({ number: n + 1, description })),
    });
  });

  it('loses nothing and doubles nothing when Redis is flushed, and when it is killed and comes back empty', async () => {
    app = await stack.start('reintegrator', { name: 'redis-dies', env: ENV });
    const before = await ledger(stack.simulatorUrl);
    const alert = await announce(stack, 'redis-dies');
    await lodge(stack, alert, values(200), 'Q');
    await end(stack, 'redis-dies');
    await progress('redis-dies', 20);
    const client = new Redis(stack.redis().url);
    await client.flushall();
    await client.quit();
    await progress('redis-dies', 60);
    await stack.restartRedisEmpty();
    await expectWhole('redis-dies', 200, before);
    expect((await ledger(stack.simulatorUrl)).repeated).toBe(before.repeated);
  });

  it('asks the target before it sends again, after a SIGKILL between sending and recording', async () => {
    const killed = await stack.start('reintegrator', { name: 'killed', env: ENV });
    const before = await ledger(stack.simulatorUrl);
    const alert = await announce(stack, 'killed');
    await lodge(stack, alert, values(60), 'K');
    await control(stack.simulatorUrl, 'POST', '/faults', {
      kind: 'answerLate',
      count: 1_000,
      ms: 1_000,
      on: 'submission',
    });
    await end(stack, 'killed');
    // Taken by the target, and the answer still on its way: the worst moment there is.
    await until(
      'some taken',
      async () => (await ledger(stack.simulatorUrl)).accepted - before.accepted >= 3 || undefined,
      WITHIN,
    );
    await killed.kill();
    const inFlight = (await board(stack, 'killed'))?.counts.attempting ?? 0;
    expect(inFlight).toBeGreaterThan(0);
    await control(stack.simulatorUrl, 'DELETE', '/faults');
    app = await stack.start('reintegrator', { name: 'killed', env: ENV });
    await expectWhole('killed', 60, before, false);
    const after = await ledger(stack.simulatorUrl);
    expect(after.enquiries).toBeGreaterThan(before.enquiries);
    expect(after.repeated).toBe(before.repeated);
  });

  it('settles by asking when answers are lost after the target took the message', async () => {
    app = await stack.start('reintegrator', { name: 'lost', env: ENV });
    const before = await ledger(stack.simulatorUrl);
    const alert = await announce(stack, 'lost');
    await lodge(stack, alert, values(50), 'L');
    await control(stack.simulatorUrl, 'POST', '/faults', { kind: 'loseAnswer', count: 7, on: 'submission' });
    await end(stack, 'lost');
    await expectWhole('lost', 50, before, false);
    expect((await ledger(stack.simulatorUrl)).repeated).toBe(before.repeated);
  });
});
