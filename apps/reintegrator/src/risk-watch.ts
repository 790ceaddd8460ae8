import { missesAhead, type Course, type Turn } from '#libs/pacing';
import type { Decisions } from './decisions.js';
import { riskOf, type Workload } from './planning.js';
import type { TargetControl } from './target-control.js';

export interface RiskWatchDeps {
  readonly target: Pick<TargetControl, 'bears'>;
  readonly decisions: Pick<Decisions, 'campaign'>;
  readonly margin: number;
}

/** The machine's milliseconds between two looks ahead. */
const LOOK_EVERY_MS = 60_000;

/**
 * Looks ahead each minute, and after each plan: who will be late if the target never bears more than it does now. A plan
 * that can't keep a deadline even at the ceiling is said at once; what only the target's own trouble would make late is
 * said when a second look sees it still, since most troubles pass.
 */
export class RiskWatch {
  #lookAt = 0;
  #suspected: ReadonlySet<number> = new Set();

  constructor(private readonly deps: RiskWatchDeps) {}

  /** Another plan was adopted: look at once. */
  planned(): void {
    this.#lookAt = 0;
  }

  forget(): void {
    this.#lookAt = 0;
    this.#suspected = new Set();
  }

  /** @param at machine milliseconds */
  async look(turn: Turn, course: Course | undefined, workloads: readonly Workload[], at = Date.now()): Promise<void> {
    if (!course || turn.stopped === true || at < this.#lookAt) return;
    const { target, decisions, margin } = this.deps;
    // What it bears, whatever it has asked for this moment.
    const outlook = { ...turn, limits: { ...turn.limits, cap: target.bears(at) } };
    const foreseen = missesAhead(outlook);
    const certain = foreseen.filter((m) => !course.plan.feasible || this.#suspected.has(m.deadline));
    for (const workload of workloads) {
      if (workload.waiting + workload.held > 0)
        await decisions.campaign(workload.row, riskOf(certain, workload, margin));
    }
    this.#suspected = new Set(foreseen.map((m) => m.deadline));
    this.#lookAt = at + LOOK_EVERY_MS;
  }
}
