import type { Redis } from 'ioredis';
import type { Log } from '#libs/event-store';

export interface LeadershipOptions {
  readonly redis: Redis;
  readonly key: string;
  readonly instance: string;
  readonly log: Log;
  /** Machine milliseconds that a leader who has fallen silent still counts as one. */
  readonly leaseMs?: number;
  /** Runs while this instance leads, until the signal aborts. */
  readonly lead: (signal: AbortSignal) => Promise<void>;
}

const LEASE_MS = 3_000;

/** Renews only what is ours; takes it back where Redis has forgotten it. 1: ours. 0: another's. */
const RENEW = `
local holder = redis.call('get', KEYS[1])
if holder == ARGV[1] or holder == false then
  redis.call('set', KEYS[1], ARGV[1], 'PX', ARGV[2])
  return 1
end
return 0`;
const RELEASE = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0`;

/**
 * One dispatcher for a target, by a lease in Redis: the others stand by and take over when it is not renewed. The lease
 * decides who gives out slots, not what is true: an epoch in the log fences off the slots of one who has lost it.
 */
export const seekLeadership = async (options: LeadershipOptions, signal: AbortSignal): Promise<void> => {
  const { redis, key, instance, log, leaseMs = LEASE_MS } = options;
  const renew = async (): Promise<boolean | undefined> => {
    try {
      return (await redis.eval(RENEW, 1, key, instance, leaseMs)) === 1;
    } catch {
      return undefined;
    }
  };
  const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, leaseMs / 6));
  while (!signal.aborted) {
    if ((await renew()) !== true) {
      await turn();
      continue;
    }
    const over = new AbortController();
    log.info({ key, instance }, 'leading');
    const leading = options.lead(AbortSignal.any([signal, over.signal])).catch((error: unknown) => {
      log.error({ key, err: error }, 'leading failed');
      over.abort();
    });
    let renewedAt = Date.now();
    const goesOn = (): boolean => !signal.aborted && !over.signal.aborted;
    while (goesOn()) {
      await turn();
      const ours = await renew();
      if (ours === true) renewedAt = Date.now();
      if (ours === false || Date.now() - renewedAt > leaseMs) over.abort();
    }
    await leading;
    log.info({ key, instance }, 'no longer leading');
  }
  await redis.eval(RELEASE, 1, key, instance).catch(() => undefined);
};
