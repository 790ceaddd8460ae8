import { readFileSync } from 'node:fs';
import { Redis } from 'ioredis';
import type { RunningReprise } from '../e2e/running-reprise.js';

const MB = 1_048_576;
const EVERY_MS = 500;
/** All that the dispatcher's window leaves in Redis. */
const JOBS = 'reprise:delta-x:declaration-*';

/** Resident, page cache of mapped files included: what the machine gives the process. */
const residentMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]) / 1_024;

/** The most that each process, and Redis in it, took at any sample. */
export class Footprint {
  readonly peakMb = new Map<string, number>();
  mostJobs = 0;
  /** All that Redis counts as used, its own tables included. */
  redisMb = 0;
  samples = 0;
  readonly #redis: Redis;
  readonly #timer: NodeJS.Timeout;

  constructor(private readonly reprise: Pick<RunningReprise, 'processes' | 'redis'>) {
    this.#redis = new Redis(reprise.redis);
    this.#timer = setInterval(() => {
      this.#sample().catch((error: unknown) => {
        process.stderr.write(`no sample: ${String(error)}\n`);
      });
    }, EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#redis.disconnect();
  }

  async #sample(): Promise<void> {
    for (const [name, pid] of Object.entries(this.reprise.processes))
      this.peakMb.set(name, Math.max(this.peakMb.get(name) ?? 0, residentMb(pid)));
    const [jobs, memory] = await Promise.all([
      this.#redis.eval(`return #redis.call('keys', ARGV[1])`, 0, JOBS),
      this.#redis.info('memory'),
    ]);
    this.mostJobs = Math.max(this.mostJobs, Number(jobs));
    this.redisMb = Math.max(this.redisMb, Number(/^used_memory:(\d+)/m.exec(memory)?.[1]) / MB);
    this.samples += 1;
  }
}
