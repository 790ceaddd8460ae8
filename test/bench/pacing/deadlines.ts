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

interface Sizes {
  readonly redisUrl: string;
  readonly windowMs: number;
  /** Where the plan ends: the margin before the deadline is kept free. */
  readonly finishesMs: number;
  readonly size: number;
}

const ours = async ({ redisUrl, windowMs, finishesMs, size }: Sizes) => {
  const campaign = { redisUrl, size, windowMs, scale: SCALE, untilMs: windowMs + 2_000 };
  const calm = await runCampaign(campaign);
  const stall = new Stall(5_000, finishesMs);
  const stalled = await runCampaign({
    ...campaign,
    meanwhile: (since, backlog) => {
      stall.look(since, backlog.left);
    },
  });
  return {
    late: late(calm.backlog.starts, size, calm.from + windowMs),
    stalledPeak: stall.peak(stalled.backlog.starts),
    stalledLate: late(stalled.backlog.starts, size, stalled.from + windowMs),
    doubled: calm.backlog.doubled + stalled.backlog.doubled,
  };
};

const obviousWays = async ({ redisUrl, windowMs, finishesMs, size }: Sizes) => {
  const jobs = Math.round((PER_SECOND * windowMs) / 1_000);
  const limiter = { max: 1, duration: 1_000 / PER_SECOND };
  const single = await runObvious({ redisUrl, jobs, limiter, untilMs: windowMs });
  // Their first slot is a second away.
  const stall = new Stall(6_000, finishesMs + 1_000);
  const delayed = await runObvious({
    redisUrl,
    jobs: size,
    spacedMs: 1_000 / PER_SECOND,
    untilMs: windowMs + 2_000,
    meanwhile: (since, starts) => {
      stall.look(since, size - starts.length);
    },
  });
  return {
    late: late(single.starts, jobs, single.from + windowMs),
    stalledPeak: stall.peak(delayed.starts),
    stalledLate: late(delayed.starts, size, delayed.from + 1_000 + windowMs),
  };
};

/** Whole campaigns in a few seconds: every one in time, also when the process stands still for three of them. */
export const deadlines = async ({ redisUrl, rounds, seconds }: RunOptions): Promise<Figure[]> => {
  const windowMs = Math.max(12, seconds) * 1_000;
  const finishesMs = windowMs * (1 - SETTINGS.margin);
  const sizes = { redisUrl, windowMs, finishesMs, size: Math.round((PER_SECOND * finishesMs) / 1_000) };
  const baseline = await obviousWays(sizes);
  const seen = await repeated(rounds, () => ours(sizes));
  const worst = (pick: (round: (typeof seen)[number]) => number): number => Math.max(...seen.map(pick));
  return [
    {
      figure: 'deadlines missed on a load that fits (one per gap)',
      value: worst((r) => r.late),
      baseline: baseline.late,
      gate: 0,
    },
    {
      figure: 'after 3 s of standstill: peak over 1 s, over what is then needed (delayed jobs)',
      value: median(seen.map((r) => r.stalledPeak)),
      baseline: baseline.stalledPeak,
      gate: 1.15,
    },
    {
      figure: 'after 3 s of standstill: deadlines missed (delayed jobs)',
      value: worst((r) => r.stalledLate),
      baseline: baseline.stalledLate,
      gate: 0,
    },
    { figure: 'started twice in all these', value: worst((r) => r.doubled), baseline: null, gate: 0 },
  ];
};
