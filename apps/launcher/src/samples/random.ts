/** The next number of a series, from 0 to below 1; the same seed gives the same series on every machine. */
export type Random = () => number;

/**
 * Marsaglia's xorshift with 32 bits of state and the shifts 13, 17, 5 (G. Marsaglia, “Xorshift RNGs”, Journal of
 * Statistical Software 8(14), 2003). The seed is spread by Knuth's multiplier (TAOCP 3, 6.4), for small seeds lie close
 * together. For samples, not for secrets.
 */
export const randomFrom = (seed: number): Random => {
  let state = Math.imul(seed, 2_654_435_761) || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
};

/** A whole number from `low` to `high`, both included. */
export const wholeFrom = (random: Random, low: number, high: number): number =>
  low + Math.floor(random() * (high - low + 1));

/** A number between two others, the small ones as likely per magnitude as the large ones. */
export const acrossMagnitudes = (random: Random, low: number, high: number): number => low * (high / low) ** random();

/** @throws RangeError for an empty list */
export const oneOf = <T>(random: Random, list: readonly T[]): T => {
  const index = Math.floor(random() * list.length);
  if (index >= list.length) throw new RangeError('nothing to choose from');
  return list[index] as T;
};

/** One of a list by weight. @throws RangeError for an empty list */
export const oneByWeight = <T extends { readonly weight: number }>(random: Random, list: readonly T[]): T => {
  let left = random() * list.reduce((sum, { weight }) => sum + weight, 0);
  const found = list.find(({ weight }) => (left -= weight) < 0) ?? list.at(-1);
  if (found === undefined) throw new RangeError('nothing to choose from');
  return found;
};

/** Another order of the same things, every order as likely (Durstenfeld, CACM 7(7), 1964, algorithm 235). */
export const shuffled = <T>(random: Random, list: readonly T[]): T[] => {
  const result = [...list];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = wholeFrom(random, 0, last);
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
};
