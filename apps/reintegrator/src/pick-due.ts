import { declarationStream } from '#libs/delta-x';
import { pickEdf, type Eligible } from '#libs/pacing';
import type { HandedSlots } from './handed-slots.js';
import type { Workload } from './planning.js';
import type { ReadModels } from './read-models.js';

interface Due extends Eligible {
  readonly attempt: number;
  readonly alertId: string;
}

const OPERATORS_FOR_MS = 1_000;

/** What is due now, earliest deadline first and the operators in turns, read from the views a handful at a time. */
export class PickDue {
  readonly #operators = new Map<string, { readonly names: readonly string[]; readonly until: number }>();
  #last: string | undefined;

  constructor(private readonly models: Pick<ReadModels, 'owed' | 'operators'>) {}

  pick(workloads: readonly Workload[], k: number, handed: Pick<HandedSlots, 'has' | 'size'>): readonly Due[] {
    const eligible: Due[] = [];
    for (const { row, deadlineMs } of workloads.filter((w) => w.waiting > 0)) {
      for (const operator of this.#operatorsOf(row.alertId)) {
        for (const due of this.models.owed(row.alertId, operator, k + handed.size)) {
          const id = declarationStream(due.operator, due.reference);
          if (handed.has(id)) continue;
          eligible.push({
            id,
            deadline: deadlineMs,
            chainRank: 0,
            operator,
            attempt: due.attempts + 1,
            alertId: row.alertId,
          });
        }
      }
    }
    const picked = pickEdf(eligible, k, this.#last);
    this.#last = picked.at(-1)?.operator ?? this.#last;
    return picked;
  }

  #operatorsOf(alertId: string): readonly string[] {
    const known = this.#operators.get(alertId);
    if (known && known.until > Date.now()) return known.names;
    const names = this.models.operators(alertId);
    this.#operators.set(alertId, { names, until: Date.now() + OPERATORS_FOR_MS });
    return names;
  }
}
