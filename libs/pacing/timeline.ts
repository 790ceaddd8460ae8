import type { BaseLoad, Demand } from './work.js';

/** The time line cut wherever anything changes. Stretch `i` lies between `cuts[i]` and `cuts[i + 1]`. */
export interface Timeline {
  readonly cuts: Float64Array;
  readonly indexOf: ReadonlyMap<number, number>;
  /** The distinct rates of ordinary traffic, ascending, per millisecond. */
  readonly levels: Float64Array;
  /** Which of `levels` each stretch has. */
  readonly levelOf: Int32Array;
}

const baseAt = (baseLoad: readonly BaseLoad[], time: number): number =>
  baseLoad.reduce((sum, { from, to, rate }) => (from <= time && time < to ? sum + rate / 1_000 : sum), 0);

/** Cuts the span of the demands at every release, deadline and change of the ordinary traffic. */
export const timelineOf = (demands: readonly Demand[], baseLoad: readonly BaseLoad[]): Timeline => {
  const marks = new Set<number>();
  for (const { release, deadline } of demands) marks.add(release).add(deadline);
  let first = Infinity;
  let last = -Infinity;
  for (const mark of marks) {
    first = Math.min(first, mark);
    last = Math.max(last, mark);
  }
  for (const { from, to } of baseLoad) {
    for (const mark of [from, to]) if (mark > first && mark < last) marks.add(mark);
  }
  const cuts = Float64Array.from(marks).sort();
  const bases = Array.from({ length: Math.max(0, cuts.length - 1) }, (_, i) => baseAt(baseLoad, cuts[i] ?? 0));
  const levels = Float64Array.from(new Set(bases)).sort();
  const rank = new Map(Array.from(levels, (level, i) => [level, i]));
  return {
    cuts,
    indexOf: new Map(Array.from(cuts, (cut, i) => [cut, i])),
    levels,
    levelOf: Int32Array.from(bases, (base) => rank.get(base) ?? 0),
  };
};

/** Relative: what float dust may keep work from fitting. */
const DUST = 1e-12;

/** As `waterLevel`, where no more than `most` may be poured over any floor: each stretch is full `most` above it. */
const limitedLevel = (work: number, levels: Float64Array, lengths: Float64Array, most: number): number => {
  const marks = Float64Array.from([...levels, ...levels.map((floor) => floor + most)]).sort();
  let poured = 0;
  for (let i = 0; i < marks.length; i++) {
    const [from = 0, to = Infinity] = [marks[i], marks[i + 1]];
    const width = levels.reduce(
      (sum, floor, k) => (floor <= from && from < floor + most ? sum + (lengths[k] ?? 0) : sum),
      0,
    );
    if (width > 0 && poured + width * (to - from) >= work) return from + (work - poured) / width;
    poured += width === 0 ? 0 : width * (to - from);
    if (poured >= work * (1 - DUST)) return to;
  }
  return Infinity;
};

/**
 * The lowest total rate at which the work fits into stretches of which `lengths[k]` milliseconds have ordinary traffic
 * `levels[k]`: water poured over a stepped floor. `Infinity` where there is no time at all, or too little under `most`.
 * @param most of our own rate, per millisecond
 */
export const waterLevel = (work: number, levels: Float64Array, lengths: Float64Array, most = Infinity): number => {
  if (most < Infinity) return limitedLevel(work, levels, lengths, most);
  let width = 0;
  let volume = 0;
  for (let k = 0; k < levels.length; k++) {
    const length = lengths[k] ?? 0;
    if (length === 0) continue;
    const floor = levels[k] ?? 0;
    // Up to this floor the wider ones below hold: width * floor - volume.
    if (width > 0 && width * floor - volume >= work) break;
    width += length;
    volume += length * floor;
  }
  return width === 0 ? Infinity : (work + volume) / width;
};
