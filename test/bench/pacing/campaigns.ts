import { baselineOf, BROWN_OUT, DAY, figuresOf } from '../../virtual/families.js';
import type { Figure } from './report.js';

/**
 * Campaigns in virtual time, each seed the same each time (test/virtual, where thousands of them are tests): goods under
 * control and a second alert in the middle, and a target in a brown-out; beside a fixed limiter at the lowest even rate
 * that would keep the deadlines if all went well.
 */
export const campaigns = async (): Promise<Figure[]> => {
  const day = await figuresOf(DAY, DAY.count);
  const limitedDay = baselineOf(DAY, DAY.count);
  const brownOut = await figuresOf(BROWN_OUT, BROWN_OUT.count);
  const limited = baselineOf(BROWN_OUT, BROWN_OUT.count);
  return [
    {
      figure: `campaign peak over the optimum, worst of ${String(DAY.count)} with held goods and a second alert`,
      value: day.worstRatio,
      baseline: null,
      gate: 1.05,
    },
    {
      figure: 'the same campaigns: deadlines missed (fixed limiter)',
      value: day.late + day.lateElsewhere,
      baseline: limitedDay.late,
      gate: 0,
    },
    { figure: 'the same campaigns: lost or doubled', value: day.lost + day.doubled, baseline: null, gate: 0 },
    {
      figure: 'brown-out of the target: calls rejected, a tenth at most (fixed limiter)',
      value: brownOut.rejected,
      baseline: limited.rejected,
      gate: Math.floor(limited.rejected / 10),
    },
    {
      figure: 'brown-out of the target: late (fixed limiter)',
      value: brownOut.late + brownOut.lateElsewhere,
      baseline: limited.late,
      gate: 0,
    },
  ];
};
