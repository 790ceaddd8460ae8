import { alertPolicy } from '#libs/alert';
import { declarationStream, type DeclarationRow } from '#libs/delta-x';
import { pickEdf, type Eligible } from '#libs/pacing';
import { dueOf } from './due-groups.js';
import type { HandedSlots } from './handed-slots.js';
import type { Workload } from './planning.js';
import type { ReadModels } from './read-models.js';

export interface Due extends Eligible {
  readonly attempt: number;
  readonly alertId: string;
}

const OPERATORS_FOR_MS = 1_000;

/** What is due at once goes before what is spread out (EM-21). */
const priorityOf = ({ row }: Workload): number =>
  row.endedAt !== undefined && alertPolicy(row.system, row.endedAt).window === 0 ? 0 : 1;

/** What is due now, earliest deadline first and the operators in turns, read from the views a handful at a time. */
export class PickDue {
  readonly #operators = new Map<string, { readonly names: readonly string[]; readonly until: number }>();
  #last: string | undefined;

  constructor(private readonly models: Pick<ReadModels, 'owed' | 'early' | 'operators'>) {}

  pick(workloads: readonly Workload[], k: number, handed: Pick<HandedSlots, 'has' | 'size'>): readonly Due[] {
    const most = k + handed.size;
    const eligible = workloads
      .filter((w) => w.waiting > 0)
      .flatMap((workload) => this.#of(workload, most))
      .filter(({ id }) => !handed.has(id));
    const picked = pickEdf(eligible, k, this.#last);
    this.#last = picked.at(-1)?.operator ?? this.#last;
    return picked;
  }

  /** Of each operator's backlog the first `most` are candidates enough; what has a deadline or a chain of its own is looked for apart. */
  #of(workload: Workload, most: number): readonly Due[] {
    const { row, deadlineMs, groups, chains } = workload;
    const { alertId } = row;
    const priority = priorityOf(workload);
    const due = new Map<string, Due>();
    const add = (found: DeclarationRow): void => {
      const { operator, reference, attempts } = found;
      const id = declarationStream(operator, reference);
      const placed = chains.placed.get(id);
      if (placed?.gated === true || found.status !== 'owed') return;
      const deadline = placed?.deadline ?? dueOf(found, deadlineMs);
      due.set(id, { id, deadline, chainRank: placed?.rank ?? 0, operator, priority, attempt: attempts + 1, alertId });
    };
    for (const operator of this.#operatorsOf(alertId)) this.models.owed(alertId, operator, most).forEach(add);
    if (groups.some((g) => g.deadlineMs < deadlineMs)) this.models.early(alertId, most).forEach(add);
    chains.rows.forEach(add);
    return [...due.values()];
  }

  #operatorsOf(alertId: string): readonly string[] {
    const known = this.#operators.get(alertId);
    if (known && known.until > Date.now()) return known.names;
    const names = this.models.operators(alertId);
    this.#operators.set(alertId, { names, until: Date.now() + OPERATORS_FOR_MS });
    return names;
  }
}
