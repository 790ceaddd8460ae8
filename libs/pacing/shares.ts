import { joined, type Segment } from './segment.js';

/** A part of what a curve was planned for. */
export interface Part {
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  readonly work: number;
}

/**
 * What a common curve holds of each part: earliest deadline first, as the slots are filled, and those of one deadline
 * side by side in proportion to their work. Together the shares are the curve.
 */
export const sharesOf = <T extends Part>(
  curve: readonly Segment[],
  parts: readonly T[],
): ReadonlyMap<T, readonly Segment[]> => {
  const groups = [...Map.groupBy(parts, (p) => p.deadline)].sort(([a], [b]) => a - b).map(([, group]) => group);
  const shares = new Map<T, Segment[]>(parts.map((part) => [part, []]));
  const rest = [...curve].reverse();
  groups.forEach((group, i) => {
    const work = group.reduce((sum, p) => sum + p.work, 0);
    // The last has whatever is left: rounding lets nothing fall between two.
    let left = i === groups.length - 1 ? Infinity : work;
    for (let next = rest.pop(); next !== undefined; next = left > 0 ? rest.pop() : undefined) {
      const { from, to, rate } = next;
      const until = Math.min(to, from + (left * 1_000) / rate);
      for (const part of group) {
        if (part.work > 0) shares.get(part)?.push({ from, to: until, rate: (rate * part.work) / work });
      }
      left -= ((to - from) * rate) / 1_000;
      if (until < to) {
        rest.push({ from: until, to, rate });
        break;
      }
    }
  });
  return new Map([...shares].map(([part, share]) => [part, joined(share)]));
};
