import { declarationStream } from '#libs/delta-x';
import { ViewsRebuilding, type Log } from '#libs/event-store';
import type { ProductClock } from './product-clock.js';
import type { ReadModels } from './read-models.js';
import type { Submission } from './submission.js';

export interface RecoveryDeps {
  readonly models: ReadModels;
  readonly submission: Pick<Submission, 'run'>;
  readonly clock: ProductClock;
  /** The machine's milliseconds after which a sending without an outcome counts as abandoned. */
  readonly abandonedAfterMs: number;
  readonly everyMs: number;
  readonly log: Log;
}

const AT_ONCE = 200;

/** Looks for sendings whose outcome was never recorded (a crash between the two) and has the target asked. */
export const recover = async (deps: RecoveryDeps, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    try {
      await recoverOnce(deps, signal);
    } catch (error) {
      if (!(error instanceof ViewsRebuilding)) deps.log.warn({ err: error }, 'recovery missed a turn');
    }
    await new Promise((resolve) => setTimeout(resolve, deps.everyMs));
  }
};

const recoverOnce = async ({ models, submission, clock, abandonedAfterMs, log }: RecoveryDeps, signal: AbortSignal) => {
  if (!models.ready()) return;
  for (const row of models.attempting(AT_ONCE)) {
    if (signal.aborted) return;
    if (row.attemptedAt === undefined || clock.realSince(row.attemptedAt) < abandonedAfterMs) continue;
    const stream = declarationStream(row.operator, row.reference);
    const result = await submission.run(stream, clock.now());
    log.info({ stream, result }, 'an abandoned sending was settled');
  }
};
