import type { Segment } from './segment.js';
import type { Demand } from './work.js';

/**
 * The same plan as the critical intervals give where everything is released already and there is no ordinary traffic:
 * the least concave majorant of the work due by each deadline, one pass with a stack. Rates never rise.
 */
export const majorant = (now: number, demands: readonly Demand[]): Segment[] => {
  const due = new Map<number, number>();
  for (const { deadline, work } of demands) due.set(deadline, (due.get(deadline) ?? 0) + work);
  const times = Float64Array.from(due.keys()).sort();
  const xs = [now];
  const ys = [0];
  let total = 0;
  for (const time of times) {
    total += due.get(time) ?? 0;
    for (let top = xs.length - 1; top > 0; top--) {
      const [x0 = 0, x1 = 0, y0 = 0, y1 = 0] = [xs[top - 1], xs[top], ys[top - 1], ys[top]];
      if ((y1 - y0) * (time - x1) > (total - y1) * (x1 - x0)) break;
      xs.pop();
      ys.pop();
    }
    xs.push(time);
    ys.push(total);
  }
  return xs.slice(1).map((to, i) => {
    const from = xs[i] ?? now;
    return { from, to, rate: (((ys[i + 1] ?? 0) - (ys[i] ?? 0)) * 1_000) / (to - from) };
  });
};
