/** Work that waits for other work: a re-integration for a cancellation, an exit for its arrival. */
export interface Chained {
  readonly id: string;
  readonly release: number;
  readonly deadline: number;
  /** What must be acknowledged before this one is sent. */
  readonly after: readonly string[];
}

/** A chain that bites its own tail, or waits for something that is not there. */
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
  const byId = new Map(items.map((item) => [item.id, item]));
  const followers = new Map<string, string[]>();
  for (const { id, after } of items) {
    for (const before of after) {
      if (!byId.has(before)) throw new BadChain(`${id} waits for ${before}, which is not there`);
      followers.set(before, [...(followers.get(before) ?? []), id]);
    }
  }
  const order = topological(items, followers);
  const release = new Map<string, number>();
  for (const item of order) {
    const ready = item.after.map((before) => (release.get(before) ?? 0) + answerMs);
    release.set(item.id, Math.max(item.release, ...ready));
  }
  const deadline = new Map<string, number>();
  for (const item of order.toReversed()) {
    const needed = (followers.get(item.id) ?? []).map((id) => (deadline.get(id) ?? Infinity) - answerMs);
    deadline.set(item.id, Math.min(item.deadline, ...needed));
  }
  return items.map((item) => ({
    ...item,
    release: release.get(item.id) ?? item.release,
    deadline: deadline.get(item.id) ?? item.deadline,
  }));
};

/** Kahn's algorithm. @throws BadChain on a circle */
const topological = <T extends Chained>(
  items: readonly T[],
  followers: ReadonlyMap<string, readonly string[]>,
): T[] => {
  const byId = new Map(items.map((item) => [item.id, item]));
  const waits = new Map(items.map((item) => [item.id, item.after.length]));
  const order = items.filter((item) => item.after.length === 0);
  for (const item of order) {
    for (const id of followers.get(item.id) ?? []) {
      const left = (waits.get(id) ?? 0) - 1;
      waits.set(id, left);
      const follower = byId.get(id);
      if (left === 0 && follower) order.push(follower);
    }
  }
  if (order.length < items.length) {
    const stuck = items.find((item) => !order.includes(item));
    throw new BadChain(`${stuck?.id ?? ''} waits for itself`);
  }
  return order;
};
