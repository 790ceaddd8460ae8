/** An obligation that may be sent now. */
export interface Eligible {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  /** Place in its chain: a cancellation (0) goes before the re-integration that waits for it (1). */
  readonly chainRank: number;
  readonly operator: string;
}

const byId = (a: Eligible, b: Eligible): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const groupsOf = <T extends Eligible>(eligible: readonly T[]): T[][] => {
  const groups = Map.groupBy(eligible, (e) => `${e.deadline}/${e.chainRank}`);
  return [...groups.values()].sort(
    ([a], [b]) => (a?.deadline ?? 0) - (b?.deadline ?? 0) || (a?.chainRank ?? 0) - (b?.chainRank ?? 0),
  );
};

/** Operators take turns, in the order of their names, beginning after the one who was served last. */
const inTurns = <T extends Eligible>(group: readonly T[], last: string | undefined): T[] => {
  const queues = [...Map.groupBy(group, (e) => e.operator)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([operator, items]) => ({ operator, items: items.toSorted(byId) }));
  const first = last === undefined ? 0 : queues.findIndex((q) => q.operator > last);
  const turned = first <= 0 ? queues : [...queues.slice(first), ...queues.slice(0, first)];
  const longest = Math.max(0, ...turned.map((q) => q.items.length));
  return Array.from({ length: longest }, (_, round) => turned.map((q) => q.items[round]))
    .flat()
    .filter((item) => item !== undefined);
};

/**
 * The next `k`: earliest deadline first, then by place in the chain, then the operators in turns, then by id. Nobody's
 * backlog of 100,000 keeps another's ten waiting inside one deadline.
 * @param last the operator served last, so that the turns go on from call to call
 */
export const pickEdf = <T extends Eligible>(eligible: readonly T[], k: number, last?: string): T[] => {
  const picked: T[] = [];
  for (const group of groupsOf(eligible)) {
    if (picked.length >= k) break;
    picked.push(...inTurns(group, picked.at(-1)?.operator ?? last).slice(0, k - picked.length));
  }
  return picked;
};
