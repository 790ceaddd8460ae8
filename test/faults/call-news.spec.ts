import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPrivateRedis, type PrivateRedis } from '../../apps/launcher/src/redis-server.js';
import { temporaryFolder, until } from '../../apps/launcher/src/testing.js';
import { CallNews } from '../../apps/reintegrator/src/call-news.js';
import type { CallSample } from '../../apps/reintegrator/src/target-control.js';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('news of calls between replicas', () => {
  const { path, remove } = temporaryFolder();
  let redis: PrivateRedis;
  beforeAll(async () => {
    redis = await startPrivateRedis({ dir: path });
  });
  afterAll(async () => {
    await redis.stop();
    remove();
  });

  it('reach the others as they are, on the clock of who hears them; and Redis may die meanwhile', async () => {
    const heard: CallSample[] = [];
    const common = { redisUrl: redis.url, target: 'delta-x', log };
    const dispatcher = new CallNews({ ...common, heard: (sample) => heard.push(sample) });
    const submitter = new CallNews({ ...common, heard: () => undefined });
    const elsewhere = new CallNews({ ...common, target: 'emcs', heard: () => undefined });
    const from = Date.now();
    // What is told before anybody listens is lost: told until it is heard.
    await until('the first is heard', () => {
      submitter.tell({ kind: 'answered', at: 5, latencyMs: 42 });
      return heard.length > 0 || undefined;
    });
    heard.splice(0);
    elsewhere.tell({ kind: 'timeout', at: 5 });
    submitter.tell({ kind: 'throttled', at: 5, retryAfterMs: 700 });
    await until('the refusal is heard', () => heard.some((s) => s.kind === 'throttled') || undefined);
    const refusal = heard.find((s) => s.kind === 'throttled');
    expect(refusal).toMatchObject({ kind: 'throttled', retryAfterMs: 700 });
    expect(refusal?.at).toBeGreaterThanOrEqual(from);
    expect(heard.some((s) => s.kind === 'timeout')).toBe(false);
    await redis.kill();
    submitter.tell({ kind: 'down', at: 5 });
    for (const news of [dispatcher, submitter, elsewhere]) news.close();
  });
});
