import type { PlanRow } from '../api/rows.js';

/** How many the plan sends in [fromMs, toMs): the integral of its rate, which is in declarations a second. */
export const planned = (curve: PlanRow['curve'], fromMs: number, toMs: number): number => {
  let sum = 0;
  for (const segment of curve) {
    const start = Math.max(fromMs, Date.parse(segment.from));
    const end = Math.min(toMs, Date.parse(segment.to));
    if (end > start) sum += (segment.rate * (end - start)) / 1_000;
  }
  return sum;
};

/** When the curve, read from `fromMs` on, has sent `work`; `undefined` when it ends before that. */
export const instantOfWork = (curve: PlanRow['curve'], fromMs: number, work: number): number | undefined => {
  if (work <= 0) return fromMs;
  let left = work;
  for (const segment of curve) {
    const start = Math.max(fromMs, Date.parse(segment.from));
    const end = Date.parse(segment.to);
    if (end <= start || segment.rate <= 0) continue;
    const sent = (segment.rate * (end - start)) / 1_000;
    if (sent >= left) return start + (left / segment.rate) * 1_000;
    left -= sent;
  }
  return undefined;
};
