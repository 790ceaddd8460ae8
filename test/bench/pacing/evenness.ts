import { gapVariation, median, mostIn, rateError, repeated } from './measures.js';
import { runObvious } from './obvious-ways.js';
import type { Figure } from './report.js';
import { runCampaign, SETTINGS } from './reprise.js';

export interface RunOptions {
  readonly redisUrl: string;
  /** Of ours, the median of which counts; the obvious ways are run once, beside the first. */
  readonly rounds: number;
  /** Of each block. */
  readonly seconds: number;
}

interface Block {
  readonly variation: number;
  /** Most starts in 100 ms over the even share. */
  readonly crowding: number;
  /** Percent, whichever way. */
  readonly error: number;
}

const WARM_UP_MS = 1_000;
const DAY_MS = 86_400_000;

const measured = (starts: readonly number[], perSecond: number): Block => {
  const settled = starts.filter((at) => at >= (starts[0] ?? 0) + WARM_UP_MS);
  return {
    variation: gapVariation(settled),
    crowding: mostIn(settled, 100) / (perSecond / 10),
    error: Math.abs(rateError(settled, perSecond)),
  };
};

/** A day's backlog of which the plan's rate is just `perSecond`; only the first seconds of it are run. */
const ours = async (redisUrl: string, perSecond: number, seconds: number): Promise<Block> => {
  const size = Math.round((perSecond * DAY_MS * (1 - SETTINGS.margin)) / 1_000);
  const untilMs = seconds * 1_000;
  const { backlog } = await runCampaign({ redisUrl, size, windowMs: DAY_MS, scale: 1, untilMs });
  return measured(backlog.starts, perSecond);
};

const obviousWays = async (perSecond: number, { redisUrl, seconds }: RunOptions) => {
  const common = { redisUrl, untilMs: seconds * 1_000, jobs: perSecond * (seconds + 2) };
  const way = async (how: { limiter?: { max: number; duration: number }; spacedMs?: number }): Promise<Block> =>
    measured((await runObvious({ ...common, ...how })).starts, perSecond);
  return {
    limiter: await way({ limiter: { max: perSecond, duration: 1_000 } }),
    single: await way({ limiter: { max: 1, duration: 1_000 / perSecond } }),
    delayed: await way({ spacedMs: 1_000 / perSecond }),
  };
};

/** Starts at the target while a plan of constant rate is carried out at the machine's own pace, beside BullMQ's ways. */
export const evenness = async (options: RunOptions): Promise<Figure[]> => {
  const figures: Figure[] = [];
  for (const perSecond of [50, 100]) {
    const { limiter, single, delayed } = await obviousWays(perSecond, options);
    const rounds = await repeated(options.rounds, () => ours(options.redisUrl, perSecond, options.seconds));
    const of = (pick: (round: Block) => number): number => median(rounds.map(pick));
    const at = `at ${String(perSecond)}/s`;
    const variation = of((r) => r.variation);
    if (perSecond === 100) {
      figures.push(
        {
          figure: `variation of the gaps between starts ${at} (limiter)`,
          value: variation,
          baseline: limiter.variation,
          gate: 0.25,
        },
        {
          figure: `variation of the gaps ${at}, over that of the limiter (delayed jobs)`,
          value: variation / limiter.variation,
          baseline: delayed.variation / limiter.variation,
          gate: 1 / 20,
        },
      );
    }
    figures.push(
      {
        figure: `most starts in 100 ms over the even share ${at} (limiter)`,
        value: of((r) => r.crowding),
        baseline: limiter.crowding,
        gate: 1.3,
      },
      {
        figure: `rate error ${at}, percent (one per gap)`,
        value: of((r) => r.error),
        baseline: single.error,
        gate: 0.5,
      },
    );
  }
  return figures;
};
