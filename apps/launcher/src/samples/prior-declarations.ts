import type { PriorState } from '#libs/delta-x';
import { owedLines, referenceOf, type Line } from './consignments.js';

const SERIES = 'PX26';
/** Twelve with BAE, three in the hands of the service, five without BAE. */
const states: readonly (readonly [PriorState, number])[] = [
  ['bae-prov', 5],
  ['bae-def', 7],
  ['under-control', 1],
  ['credit-pending', 1],
  ['cash-payment', 1],
  ['lodged', 5],
];

export const PRIOR_STATES: readonly { readonly reference: string; readonly state: PriorState }[] = states
  .flatMap(([state, times]) => Array<PriorState>(times).fill(state))
  .map((state, i) => ({ reference: referenceOf(SERIES, i + 1), state }));

/** Paper for each of them: for “lodged” it is taken (DX-29), for all others refused (DX-07, DX-09). */
export const priorLines = (seed: number): Line[] => owedLines(seed, PRIOR_STATES.length, SERIES);
