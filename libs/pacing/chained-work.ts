import { BadChain, unchained, type Chained } from './chains.js';

/** Where a link of a chain stands: what the planner and the picking make of it. */
export interface Placed {
  /** Not before the one before it can have been answered. */
  readonly release: number;
  /** Early enough for the one after it. */
  readonly deadline: number;
  /** Something before it has not been acknowledged: it is planned for and not sent. */
  readonly gated: boolean;
  /** How many there are before it, in the longest way to its beginning. */
  readonly rank: number;
}

const independent = <T extends Chained>(links: readonly T[], answerMs: number): readonly T[] => {
  try {
    return unchained(links, answerMs);
  } catch (error) {
    // A chain that makes no sense is not sent, and holds nobody else up.
    if (error instanceof BadChain) return links;
    throw error;
  }
};

/**
 * The links that are not acknowledged yet, as if they were independent, and which of them have to wait.
 * @param links not acknowledged, in any order; what they come after may be among them, be acknowledged, or be unknown
 * @param acknowledged whether the target has acknowledged one that is not among them
 * @param answerMs how long an answer takes, milliseconds
 */
export const placeChains = (
  links: readonly Chained[],
  acknowledged: (id: string) => boolean,
  answerMs: number,
): ReadonlyMap<string, Placed> => {
  const byId = new Map(links.map((link) => [link.id, link]));
  const waitsFor = ({ after }: Chained): readonly string[] => after.filter((id) => byId.has(id) || !acknowledged(id));
  const open = links.map((link) => ({ ...link, after: link.after.filter((id) => byId.has(id)) }));
  const ranks = new Map<string, number>();
  const rankOf = (id: string, seen: ReadonlySet<string>): number => {
    const known = ranks.get(id);
    const after = byId.get(id)?.after ?? [];
    if (known !== undefined || after.length === 0 || seen.has(id)) return known ?? 0;
    const rank = 1 + Math.max(...after.map((before) => rankOf(before, new Set([...seen, id]))));
    ranks.set(id, rank);
    return rank;
  };
  return new Map(
    independent(open, answerMs).map(({ id, release, deadline }, i) => [
      id,
      {
        release,
        deadline,
        gated: waitsFor(links[i] ?? { id, release, deadline, after: [] }).length > 0,
        rank: rankOf(id, new Set()),
      },
    ]),
  );
};
