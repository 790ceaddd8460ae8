/** Closer than any rounding of the planner's own. */
const ALIKE = 1.001;

/**
 * How a plan's peak is told beside the lowest possible one.
 * @param ofTotal both are of the total load, the target's ordinary traffic included
 */
export const boundWording = (peak: number, bound: number, marginMs: number, ofTotal: boolean) => {
  if (peak * ALIKE < bound) return ofTotal ? 'bound.totalBelow' : 'bound.below';
  if (peak <= bound * ALIKE) return ofTotal ? 'bound.totalLowest' : 'bound.lowest';
  if (marginMs > 0) return ofTotal ? 'bound.totalMargin' : 'bound.margin';
  return ofTotal ? 'bound.totalAbove' : 'bound.above';
};
