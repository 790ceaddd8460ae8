import { gapVariation, median, mostIn, rateError, repeated } from './measures.js';
import { runObvious } from './obvious-ways.js';
import type { Figure } from './report.js';
import { runCampaign, SETTINGS } from './reprise.js';

export interface RunOptions {
  readonly redisUrl: string;
  readonly rounds: number;
  /** Of each block. */
  readonly seconds: number;
}

interface Block {
  readonly variation: number;
  /** Most starts in 100 ms over the even share. */
  readonly crowding: number;
  /** Percent, signed. */
  readonly error: number;
}

const WARM_UP_MS = 1_000;
const DAY_MS = 86_400_000;

const measured = (starts: readonly number[], perSecond: number): Block => {
  const settled = starts.filter((at) => at >= (starts[0] ?? 0) + WARM_UP_MS);
  return {
    variation: gapVariation(settled),
    crowding: mostIn(settled, 100) / (perSecond / 10),
    error: rateError(settled, perSecond),
  };
};

/** A day's backlog of which the plan's rate is just `perSecond`; only the first seconds of it are run. */
const ours = async (redisUrl: string, perSecond: number, seconds: number): Promise<Block> => {
  const size = Math.round((perSecond * DAY_MS * (1 - SETTINGS.margin)) / 1_000);
  const untilMs = seconds * 1_000;
  const { backlog } = await runCampaign({ redisUrl, size, windowMs: DAY_MS, scale: 1, untilMs });
  return measured(backlog.starts, perSecond);
};

const blocksAt = async (perSecond: number, { redisUrl, seconds }: RunOptions) => {
  const untilMs = seconds * 1_000;
  const jobs = perSecond * (seconds + 2);
  const obvious = async (way: { limiter?: { max: number; duration: number }; spacedMs?: number }): Promise<Block> =>
    measured((await runObvious({ redisUrl, jobs, untilMs, ...way })).starts, perSecond);
  return {
    ours: await ours(redisUrl, perSecond, seconds),
    limiter: await obvious({ limiter: { max: perSecond, duration: 1_000 } }),
    single: await obvious({ limiter: { max: 1, duration: 1_000 / perSecond } }),
    delayed: await obvious({ spacedMs: 1_000 / perSecond }),
  };
};

/** Starts at the target while a plan of constant rate is carried out at the machine's own pace, beside BullMQ's ways. */
export const evenness = async (options: RunOptions): Promise<Figure[]> => {
  const figures: Figure[] = [];
  for (const perSecond of [50, 100]) {
    const rounds = await repeated(options.rounds, () => blocksAt(perSecond, options));
    const of = (pick: (round: (typeof rounds)[number]) => number): number => median(rounds.map(pick));
    const at = `at ${String(perSecond)}/s`;
    if (perSecond === 100) {
      figures.push(
        {
          figure: `variation of the gaps between starts ${at} (limiter)`,
          value: of((r) => r.ours.variation),
          baseline: of((r) => r.limiter.variation),
          gate: 0.25,
          sense: 'at most',
        },
        {
          figure: `variation of the gaps ${at}: limiter over ours`,
          value: of((r) => r.limiter.variation / r.ours.variation),
          baseline: of((r) => r.limiter.variation / r.delayed.variation),
          gate: 20,
          sense: 'at least',
        },
      );
    }
    figures.push(
      {
        figure: `most starts in 100 ms over the even share ${at} (limiter)`,
        value: of((r) => r.ours.crowding),
        baseline: of((r) => r.limiter.crowding),
        gate: 1.3,
        sense: 'at most',
      },
      {
        figure: `rate error ${at}, percent (one per gap)`,
        value: of((r) => Math.abs(r.ours.error)),
        baseline: of((r) => Math.abs(r.single.error)),
        gate: 0.5,
        sense: 'at most',
      },
    );
  }
  return figures;
};
