/** An obligation that may be sent now. */
export interface Eligible {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  /** Place in its chain: a cancellation (0) goes before the re-integration that waits for it (1). */
  readonly chainRank: number;
  readonly operator: string;
  /** What goes before any deadline, the lowest first: work that is due at once (EM-21). 0 when absent. */
  readonly priority?: number;
}

const byId = (a: Eligible, b: Eligible): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const byUrgency = (a: Eligible, b: Eligible): number =>
  (a.priority ?? 0) - (b.priority ?? 0) || a.deadline - b.deadline || a.chainRank - b.chainRank;

/** The most urgent, and the rest: one pass, however many wait. */
const mostUrgent = <T extends Eligible>(eligible: readonly T[]): { first: T[]; rest: T[] } => {
  let first: T[] = [];
  const rest: T[] = [];
  for (const item of eligible) {
    const order = first[0] ? byUrgency(item, first[0]) : 0;
    if (order === 0) first.push(item);
    else if (order > 0) rest.push(item);
    else {
      for (const later of first) rest.push(later);
      first = [item];
    }
  }
  return { first, rest };
};

/** Operators take turns, in the order of their names, beginning after the one who was served last. */
const inTurns = <T extends Eligible>(group: readonly T[], k: number, last: string | undefined): T[] => {
  const queues = [...Map.groupBy(group, (e) => e.operator)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([operator, items]) => ({ operator, items: items.sort(byId) }));
  const first = last === undefined ? 0 : queues.findIndex((q) => q.operator > last);
  const turned = first <= 0 ? queues : [...queues.slice(first), ...queues.slice(0, first)];
  const picked: T[] = [];
  for (let round = 0; picked.length < Math.min(k, group.length); round++) {
    for (const { items } of turned) {
      const item = items[round];
      if (item && picked.length < k) picked.push(item);
    }
  }
  return picked;
};

/**
 * The next `k`: what has priority, then earliest deadline first, then by place in the chain, then the operators in turns, then by id. Nobody's
 * backlog of 100,000 keeps another's ten waiting inside one deadline. Of each operator's backlog by one deadline, the
 * first `k` ids are candidates enough.
 * @param last the operator served last, so that the turns go on from call to call
 */
export const pickEdf = <T extends Eligible>(eligible: readonly T[], k: number, last?: string): T[] => {
  const picked: T[] = [];
  let left = eligible;
  while (left.length > 0 && picked.length < k) {
    const { first, rest } = mostUrgent(left);
    for (const item of inTurns(first, k - picked.length, picked.at(-1)?.operator ?? last)) picked.push(item);
    left = rest;
  }
  return picked;
};
