/** Work that waits for other work: a re-integration for a cancellation, an exit for its arrival. */
export interface Chained {
  readonly id: string;
  readonly release: number;
  readonly deadline: number;
  /** What must be acknowledged before this one is sent. */
  readonly after: readonly string[];
}

/** A chain that bites its own tail, waits for something that is not there, or has two links of one name. */
export class BadChain extends Error {
  override readonly name = 'BadChain';
}

/**
 * Makes chains plannable as if their links were independent: none is released before the one before it can have been
 * answered, none is due so late that the one after it can't be sent in time. The gate on the acknowledgement itself
 * stays with the dispatcher.
 * @param answerMs how long an answer takes, milliseconds
 */
export const unchained = <T extends Chained>(items: readonly T[], answerMs: number): T[] => {
  const followers = followersOf(items);
  const order = topological(items, followers);
  const release = new Map<string, number>();
  for (const item of order) {
    const ready = item.after.map((before) => (release.get(before) ?? -Infinity) + answerMs);
    release.set(item.id, Math.max(item.release, ...ready));
  }
  const deadline = new Map<string, number>();
  for (const item of order.toReversed()) {
    const needed = (followers.get(item.id) ?? []).reduce(
      (least, { id }) => Math.min(least, (deadline.get(id) ?? Infinity) - answerMs),
      item.deadline,
    );
    deadline.set(item.id, needed);
  }
  return items.map((item) => ({
    ...item,
    release: release.get(item.id) ?? item.release,
    deadline: deadline.get(item.id) ?? item.deadline,
  }));
};

/** @throws BadChain */
const followersOf = <T extends Chained>(items: readonly T[]): ReadonlyMap<string, readonly T[]> => {
  const followers = new Map<string, T[]>(items.map(({ id }) => [id, []]));
  if (followers.size < items.length) throw new BadChain('two links have one name');
  for (const item of items) {
    for (const before of item.after) {
      const known = followers.get(before);
      if (!known) throw new BadChain(`${item.id} waits for ${before}, which is not there`);
      known.push(item);
    }
  }
  return followers;
};

/** Kahn's algorithm. @throws BadChain on a circle */
const topological = <T extends Chained>(
  items: readonly T[],
  followers: ReadonlyMap<string, readonly T[]>,
): readonly T[] => {
  const waits = new Map(items.map((item) => [item.id, item.after.length]));
  const order = items.filter((item) => item.after.length === 0);
  for (const item of order) {
    for (const follower of followers.get(item.id) ?? []) {
      const left = (waits.get(follower.id) ?? 0) - 1;
      waits.set(follower.id, left);
      if (left === 0) order.push(follower);
    }
  }
  if (order.length < items.length) throw new BadChain(`${circle(items, new Set(order))} wait for one another`);
  return order;
};

/** Of what was never ready each waits for another that was never ready: following those ends in the circle. */
const circle = <T extends Chained>(items: readonly T[], ready: ReadonlySet<T>): string => {
  const stuck = new Map(items.filter((item) => !ready.has(item)).map((item) => [item.id, item]));
  const seen: string[] = [];
  let at = [...stuck.keys()][0];
  while (at !== undefined && !seen.includes(at)) {
    seen.push(at);
    at = stuck.get(at)?.after.find((before) => stuck.has(before));
  }
  return seen.slice(at === undefined ? 0 : seen.indexOf(at)).join(', ');
};
