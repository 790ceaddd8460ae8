import { PAIR_OUTCOMES, type DoublePair, type PairOutcome } from './double-pair.js';
import type { DoublesChecked } from './doubles.js';

/** What a check for doubles comes to. */
export interface DoublesFound {
  /** True where no pair is doubled, or may still be. */
  readonly none: boolean;
  readonly found: number;
  readonly outcomes: Readonly<Record<PairOutcome, number>>;
  readonly checked: DoublesChecked;
  /** At most `PAIRS_SHOWN`, those that call for a person first. */
  readonly pairs: readonly DoublePair[];
}

export const PAIRS_SHOWN = 500;

const callsForAPerson = ({ outcome }: DoublePair): boolean => outcome === 'doubled' || outcome === 'at-risk';

export interface DoublesTally {
  readonly add: (pair: DoublePair) => void;
  readonly told: (checked: DoublesChecked) => DoublesFound;
}

/** Counts pairs as they are found, and keeps the first ones. */
export const doublesTally = (): DoublesTally => {
  const outcomes = Object.fromEntries(PAIR_OUTCOMES.map((o) => [o, 0])) as Record<PairOutcome, number>;
  const urgent: DoublePair[] = [];
  const others: DoublePair[] = [];
  let found = 0;
  return {
    add: (pair) => {
      found += 1;
      outcomes[pair.outcome] += 1;
      const kept = callsForAPerson(pair) ? urgent : others;
      if (kept.length < PAIRS_SHOWN) kept.push(pair);
    },
    told: (checked) => ({
      none: urgent.length === 0,
      found,
      outcomes,
      checked,
      pairs: [...urgent, ...others].slice(0, PAIRS_SHOWN),
    }),
  };
};
