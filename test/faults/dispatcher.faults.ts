import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { commandIdOf, decodeRecord, execute, type StoredRecord } from '#libs/event-store';
import { epochMs, productTime, realTime, type Instant } from '#libs/kernel';
import {
  callsCodec,
  callsStream,
  targetCodec,
  targetDecider,
  targetStream,
  type TargetCommand,
} from '#libs/reintegration';
import type { RunningNode } from '../../apps/launcher/src/node-process.js';
import { until } from '../../apps/launcher/src/testing.js';
import { board, completed } from '../stack/board.js';
import { openGate, type Gate } from '../stack/gate.js';
import { control, ledger } from '../stack/ledger.js';
import { announce, end, lodge } from '../stack/outage.js';
import { startStack, type Stack } from '../stack/stack.js';

/** A day of the product in fifteen seconds. */
const SCALE = 5_760;
const WITHIN = 60_000;
/** Longer than it takes another to take over. */
const HOLD_S = 5;
const ENV = { PLAN_MARGIN: '0.35', REQUEST_TIMEOUT_MS: '1500' };

interface Lag {
  readonly role: string;
  readonly epoch: number | null;
}

describe('who dispatches, and when', { timeout: 2 * WITHIN }, () => {
  let stack: Stack;
  const replicas: RunningNode[] = [];
  let gate: Gate;

  beforeAll(async () => {
    stack = await startStack({ scale: SCALE });
    gate = await openGate(stack.simulatorUrl);
  });
  afterEach(async () => {
    for (const replica of replicas.splice(0)) await replica.stop();
  });
  afterAll(async () => {
    await stack.stop();
    await gate.close();
  });

  const start = async (name: string, env: Record<string, string> = {}): Promise<RunningNode> => {
    const replica = await stack.start('reintegrator', { name, env: { ...ENV, ...env } });
    replicas.push(replica);
    return replica;
  };
  const lagOf = async (replica: RunningNode): Promise<Lag> =>
    (await (await fetch(`${String(replica.ready['url'])}/health/lag`)).json()) as Lag;
  const accepted = async (alertId: string): Promise<number> => (await board(stack, alertId))?.counts.accepted ?? 0;
  const eventsOf = async (stream: string): Promise<StoredRecord[]> => {
    const records: StoredRecord[] = [];
    for await (const record of stack.store.readStream(stream)) records.push(record);
    return records;
  };
  const ofTarget = async (type: string): Promise<StoredRecord | undefined> =>
    (await eventsOf(targetStream('delta-x'))).find((record) => record.type === type);
  const observed = async () =>
    (await eventsOf(callsStream('delta-x'))).flatMap((record) => decodeRecord(callsCodec, record)?.event.data ?? []);
  /** When attempts of an alert were begun, the machine's milliseconds. */
  const attempts = async (alertId: string): Promise<number[]> => {
    const begun: number[] = [];
    for await (const { type, data, committedMs } of stack.store.readAll({ prefixes: ['declaration-'] }))
      if (type === 'ReintegrationAttempted.v1' && (data as { alertId: string }).alertId === alertId)
        begun.push(committedMs);
    return begun;
  };
  const operate = (command: TargetCommand, key: string) =>
    execute(stack.store, {
      stream: targetStream('delta-x'),
      decider: targetDecider,
      codec: targetCodec,
      command,
      context: {
        commandId: commandIdOf('omar', key, 'test'),
        actor: { id: 'omar', role: 'operations' },
        correlationId: 'delta-x',
        occurredAt: productTime(stack.clock, Date.now()),
        codeVersion: 'test',
      },
    });

  it('lets one replica dispatch, which hears how the calls of the others go; killed, another goes on from what it learnt', async () => {
    const first = await start('first');
    await until('the first leads', async () => (await lagOf(first)).role === 'dispatcher' || undefined, WITHIN);
    const second = await start('second', { CUSTOMS_DELTA_X_URL: gate.url });
    const before = await ledger(stack.simulatorUrl);
    const alert = await announce(stack, 'takeover');
    await lodge(stack, alert, Array<string>(120).fill('45.00'), 'T');
    await end(stack, 'takeover');
    await until('two thirds are done', async () => (await accepted('takeover')) >= 80 || undefined, WITHIN);
    expect((await lagOf(second)).role).toBe('submitter');
    const epoch = (await lagOf(first)).epoch ?? 0;

    // The one that does not dispatch is asked to leave the target alone: the one that does hears of it.
    gate.throttle(HOLD_S);
    const held = await until('it is said', async () => (await observed()).find((o) => o.heldUntil), WITHIN);
    const slowed = await until('and that it suffers', () => ofTarget('TargetSlowed.v2'), WITHIN);
    gate.throttle(undefined);
    const peaks = (await board(stack, 'takeover'))?.plans.map((plan) => plan.peak) ?? [];
    expect((slowed.data as { cap: number }).cap).toBeLessThan(Math.max(...peaks));
    expect(held).toMatchObject({ epoch });
    expect(held.rejected).toBeGreaterThan(0);

    await first.kill();
    const killedAt = Date.now();
    await until('the second leads', async () => (await lagOf(second)).role === 'dispatcher' || undefined, WITHIN);
    expect(Date.now() - killedAt).toBeLessThan(8_000);
    expect((await lagOf(second)).epoch).toBe(epoch + 1);
    const row = await completed(stack, 'takeover', WITHIN);
    expect(row.counts).toMatchObject({ owed: 120, accepted: 120, doubles: 0, refused: 0, attempting: 0 });
    const after = await ledger(stack.simulatorUrl);
    expect(after.accepted - before.accepted).toBe(120);
    expect(after.doubledReferences).toBe(0);
    expect(row.plans.map((p) => p.reason)).toContain('restart');

    // Slots given before may still go for a moment; then nobody calls until the hold is over, whoever dispatches.
    const begun = await attempts('takeover');
    const realAt = (at: Instant): number => realTime(stack.clock, epochMs(at));
    const [heard, over] = [realAt(held.until), realAt(held.heldUntil ?? held.until)];
    const between = (from: number, to: number): number => begun.filter((at) => at > from && at < to).length;
    expect(between(heard + 1_700, over)).toBe(0);
    expect(between(over, over + 2_000)).toBeLessThan(between(heard - 2_000, heard));
    await until('it has recovered', () => ofTarget('TargetRecovered.v1'), WITHIN);
    const all = await observed();
    expect(all.reduce((sum, o) => sum + o.rejected, 0)).toBeLessThanOrEqual(gate.turnedAway());
    expect(all.at(-1)?.epoch).toBe(epoch + 1);
    all.slice(1).forEach((o, i) => expect(o.from >= (all[i]?.until ?? '')).toBe(true));
  });

  it('stops within a second when operations pause the target, and plans anew when they resume it', async () => {
    await start('paused');
    const alert = await announce(stack, 'pause');
    await lodge(stack, alert, Array<string>(100).fill('45.00'), 'U');
    await end(stack, 'pause');
    await until('it is under way', async () => ((await accepted('pause')) >= 10 ? true : undefined), WITHIN);
    await operate({ type: 'PauseTarget', system: 'delta-x', why: 'customs asked for it' }, 'pause-1');
    // What was given out already, a second of slots, may still go.
    const pausedAt = Date.now();
    await until('a second and a half has passed', () => (Date.now() - pausedAt > 1_500 ? true : undefined));
    const still = await accepted('pause');
    await until('another second has passed', () => (Date.now() - pausedAt > 2_500 ? true : undefined));
    expect(await accepted('pause')).toBe(still);
    expect(still).toBeLessThan(100);
    await operate({ type: 'ResumeTarget', system: 'delta-x', why: 'customs agreed' }, 'resume-1');
    const row = await completed(stack, 'pause', WITHIN);
    expect(row.counts).toMatchObject({ owed: 100, accepted: 100, acceptedLate: 0 });
    expect(row.plans.map((p) => p.reason)).toContain('resumed');
  });

  it('says that a campaign is at risk when the ceiling leaves no plan, and that it is on track once it is lifted', async () => {
    await start('ceiling');
    const alert = await announce(stack, 'ceiling');
    await lodge(stack, alert, Array<string>(120).fill('45.00'), 'V');
    await operate({ type: 'SetCeiling', system: 'delta-x', perSecond: 0.0005, why: 'trial' }, 'ceiling-1');
    await end(stack, 'ceiling');
    const risky = await until('the risk is said', async () => (await board(stack, 'ceiling'))?.atRisk, WITHIN);
    expect(risky.lateBySeconds).toBeGreaterThan(0);
    expect(risky.easeUntil > ((await board(stack, 'ceiling'))?.deadline ?? '')).toBe(true);
    await operate({ type: 'SetCeiling', system: 'delta-x', perSecond: null, why: 'over' }, 'ceiling-2');
    const row = await completed(stack, 'ceiling', WITHIN);
    expect(row.atRisk).toBeUndefined();
    expect(row.plans.map((p) => p.reason)).toContain('ceiling-changed');
    expect(row.counts).toMatchObject({ accepted: 120, acceptedLate: 0 });
  });

  it('leaves a target that went down again alone until its alert ends, and keeps the first deadline', async () => {
    await start('again');
    const alert = await announce(stack, 'first-outage');
    await lodge(stack, alert, Array<string>(80).fill('45.00'), 'W');
    await end(stack, 'first-outage');
    await until('it is under way', async () => ((await accepted('first-outage')) >= 10 ? true : undefined), WITHIN);
    await announce(stack, 'second-outage');
    const at = Date.now();
    // What was given out before the announcement, a second of slots, may still go.
    await until('a second and a half has passed', () => (Date.now() - at > 1_500 ? true : undefined));
    await control(stack.simulatorUrl, 'PUT', '/state', { state: 'down' });
    const during = await ledger(stack.simulatorUrl);
    await until('another second has passed', () => (Date.now() - at > 2_500 ? true : undefined));
    expect((await ledger(stack.simulatorUrl)).received).toBe(during.received);
    await control(stack.simulatorUrl, 'PUT', '/state', { state: 'up' });
    await end(stack, 'second-outage');
    const row = await completed(stack, 'first-outage', WITHIN);
    expect(row.counts).toMatchObject({ accepted: 80, acceptedLate: 0, doubles: 0 });
  });
});
