import type { Course, Why } from '#libs/pacing';
import type { Decisions } from './decisions.js';
import { adoptions, knownOf, reasonOf, type Known, type Workload } from './planning.js';

/** A course that is decided and not yet in every campaign's stream. */
interface Adopting {
  readonly key: string;
  readonly course: Course;
  readonly commands: ReturnType<typeof adoptions>;
  readonly known: Known;
}

/**
 * Each plan in every campaign's stream, before it is followed. Failing half-way, the same commands are given again under
 * the same ids, and nothing else is decided before; after a crash the next dispatcher plans anew.
 */
export class PlanRecord {
  #known: Known = new Map();
  #adopting: Adopting | undefined;
  #count = 0;

  constructor(private readonly decisions: Pick<Decisions, 'campaign'>) {}

  /** @param slower the target bears less than the plan before would send */
  async adopt(why: Why, course: Course, workloads: readonly Workload[], slower: boolean, epoch: number): Promise<void> {
    this.#count += 1;
    this.#adopting = {
      key: `plan/${String(epoch)}/${String(this.#count)}`,
      course,
      commands: adoptions(course, workloads, reasonOf(why, workloads, this.#known, slower)),
      known: knownOf(workloads),
    };
    await this.finish();
  }

  /** The course of an adoption that failed on the way, now recorded; `undefined` where there was none. */
  async finish(): Promise<Course | undefined> {
    if (!this.#adopting) return undefined;
    const { key, course, commands, known } = this.#adopting;
    for (const { workload, command } of commands) await this.decisions.campaign(workload.row, command, key);
    this.#adopting = undefined;
    this.#known = known;
    return course;
  }

  forget(): void {
    this.#adopting = undefined;
    this.#known = new Map();
  }
}
