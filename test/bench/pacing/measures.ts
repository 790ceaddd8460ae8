/** Machine milliseconds with a fraction, on the scale of `Date.now()`. */
export const preciseNow = (): number => performance.timeOrigin + performance.now();

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** One after the other: two at once would disturb each other. */
export const repeated = async <T>(times: number, measure: () => Promise<T>): Promise<T[]> => {
  const seen: T[] = [];
  for (let round = 0; round < times; round += 1) seen.push(await measure());
  return seen;
};

/** Standard deviation of the gaps between starts over their mean: 0 is a metronome, 1 is chance, more is bursts. */
export const gapVariation = (starts: readonly number[]): number => {
  const gaps = starts.slice(1).map((at, i) => at - (starts[i] ?? at));
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length;
  return Math.sqrt(variance) / mean;
};

/** Most starts in any stretch of `widthMs`, half open, wherever it begins. */
export const mostIn = (starts: readonly number[], widthMs: number): number => {
  let first = 0;
  let most = 0;
  starts.forEach((at, i) => {
    while (at - (starts[first] ?? at) >= widthMs) first += 1;
    most = Math.max(most, i - first + 1);
  });
  return most;
};

/** How far the rate from the first start to the last is off, in percent; slower is negative. */
export const rateError = (starts: readonly number[], perSecond: number): number => {
  const spanMs = (starts.at(-1) ?? 0) - (starts[0] ?? 0);
  return ((starts.length - 1) / (spanMs / 1_000) / perSecond - 1) * 100;
};

/** The whole process stands still, as when the machine or the collector takes it away: no timer, no socket. */
export const standStill = (ms: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
};
