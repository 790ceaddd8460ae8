import type { RunOptions } from './evenness.js';
import { median, mostIn, preciseNow, repeated, standStill } from './measures.js';
import { runObvious } from './obvious-ways.js';
import type { Figure } from './report.js';
import { runCampaign, SETTINGS } from './reprise.js';

/** Six days and a bit of the product in fifteen seconds: the margin before the deadline stays well above its minutes. */
const SCALE = 36_000;
const PER_SECOND = 100;
const STALL_MS = 3_000;

/** Calls `stall` once, when `atMs` has come, and keeps what was left when it ended. */
class Stall {
  /** Machine time of its end, and what the plan then needs, per second. */
  seen: { readonly at: number; readonly needed: number } | undefined;

  constructor(
    private readonly atMs: number,
    private readonly finishesMs: number,
  ) {}

  look(sinceMs: number, left: number): void {
    if (this.seen || sinceMs < this.atMs) return;
    standStill(STALL_MS);
    this.seen = { at: preciseNow(), needed: left / ((this.finishesMs - sinceMs - STALL_MS) / 1_000) };
  }

  /** Most starts in any second after it, over what was needed. */
  peak(starts: readonly number[]): number {
    const { at, needed } = this.seen ?? { at: 0, needed: Number.NaN };
    const after = starts.filter((start) => start >= at);
    return mostIn(after, 1_000) / needed;
  }
}

const late = (starts: readonly number[], size: number, deadline: number): number =>
  size - starts.filter((start) => start <= deadline).length;

/** Whole campaigns in a few seconds: every one in time, also when the process stands still for three of them. */
export const deadlines = async ({ redisUrl, rounds, seconds }: RunOptions): Promise<Figure[]> => {
  const windowMs = Math.max(12, seconds) * 1_000;
  const finishesMs = windowMs * (1 - SETTINGS.margin);
  const size = Math.round((PER_SECOND * finishesMs) / 1_000);
  const campaign = { redisUrl, size, windowMs, scale: SCALE, untilMs: windowMs + 2_000 };
  const seen = await repeated(rounds, async () => {
    const calm = await runCampaign(campaign);
    const jobs = Math.round((PER_SECOND * windowMs) / 1_000);
    const single = await runObvious({
      redisUrl,
      jobs,
      limiter: { max: 1, duration: 1_000 / PER_SECOND },
      untilMs: windowMs,
    });
    const stall = new Stall(5_000, finishesMs);
    const stalled = await runCampaign({
      ...campaign,
      meanwhile: (since, backlog) => {
        stall.look(since, backlog.left);
      },
    });
    const other = new Stall(6_000, finishesMs + 1_000);
    const delayed = await runObvious({
      redisUrl,
      jobs: size,
      spacedMs: 1_000 / PER_SECOND,
      untilMs: windowMs + 2_000,
      meanwhile: (since, starts) => {
        other.look(since, size - starts.length);
      },
    });
    return {
      calmLate: late(calm.backlog.starts, size, calm.from + windowMs),
      singleLate: late(single.starts, jobs, single.from + windowMs),
      peak: stall.peak(stalled.backlog.starts),
      stalledLate: late(stalled.backlog.starts, size, stalled.from + windowMs),
      delayedPeak: other.peak(delayed.starts),
      doubled: calm.backlog.doubled + stalled.backlog.doubled,
    };
  });
  const of = (pick: (round: (typeof seen)[number]) => number): number => median(seen.map(pick));
  const worst = (pick: (round: (typeof seen)[number]) => number): number => Math.max(...seen.map(pick));
  const most = 'at most';
  return [
    {
      figure: 'deadlines missed on a load that fits (one per gap)',
      value: worst((r) => r.calmLate),
      baseline: worst((r) => r.singleLate),
      gate: 0,
      sense: most,
    },
    {
      figure: 'after 3 s of standstill: peak over what is needed (delayed)',
      value: of((r) => r.peak),
      baseline: of((r) => r.delayedPeak),
      gate: 1.15,
      sense: most,
    },
    {
      figure: 'after 3 s of standstill: deadlines missed',
      value: worst((r) => r.stalledLate),
      baseline: null,
      gate: 0,
      sense: most,
    },
    { figure: 'started twice in all these', value: worst((r) => r.doubled), baseline: null, gate: 0, sense: most },
  ];
};
