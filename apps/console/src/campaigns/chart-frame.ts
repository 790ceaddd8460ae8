import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { curveStepAfter, line } from 'd3-shape';
import { offsetAt, type Zone } from '../time/zones.js';
import type { BurnDown, Point } from './burn-down.js';
import { BUCKET_MS, type RateStep } from './rates.js';

const MINUTE = 60_000;
const STEPS = [5, 10, 15, 30, 60, 120, 180, 360, 720, 1_440, 2_880, 10_080].map((minutes) => minutes * MINUTE);

/** Round times of the zone's wall clock in [fromMs, toMs], at most `most` of them. */
export const timeTicks = (fromMs: number, toMs: number, most: number, zone: Zone): number[] => {
  const last = STEPS.at(-1) ?? MINUTE;
  const step = STEPS.find((s) => (toMs - fromMs) / s <= most) ?? Math.ceil((toMs - fromMs) / most / last) * last;
  const offset = offsetAt(fromMs, zone);
  const ticks: number[] = [];
  for (let ms = Math.ceil((fromMs + offset) / step) * step - offset; ms <= toMs; ms += step) ticks.push(ms);
  return ticks;
};

/** Where things lie on the drawing, in pixels of its own width and height. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
}

const NARROW = 560;
const PIXELS_A_TIME_LABEL = 84;
const HALF_A_TIME_LABEL = 20;

export const frame = (chart: BurnDown, width: number, zone: Zone): Frame => {
  const narrow = width < NARROW;
  const height = narrow ? 240 : 320;
  const [left, right, top, bottom] = [narrow ? 44 : 56, 12, 30, 40];
  const x = scaleLinear([chart.fromMs, chart.toMs], [left, width - right]);
  const y = scaleLinear([0, chart.highest], [height - bottom, top]).nice(narrow ? 4 : 5);
  const labels = Math.max(2, Math.floor((width - left - right) / PIXELS_A_TIME_LABEL));
  return {
    width,
    height,
    left,
    right: width - right,
    top,
    bottom: height - bottom,
    x,
    y,
    xTicks: timeTicks(chart.fromMs, chart.toMs, labels, zone).filter((ms) => x(ms) <= width - HALF_A_TIME_LABEL),
    yTicks: y.ticks(narrow ? 4 : 5).filter(Number.isInteger),
  };
};

/** The `d` of an SVG path through the points. */
export const pathOf = (points: readonly Point[], { x, y }: Pick<Frame, 'x' | 'y'>): string =>
  line<Point>(
    (p) => x(p.ms),
    (p) => y(p.remaining),
  ).digits(1)(points) ?? '';

const NARROWEST_STRETCH = 5;

/** How long the stretches are that a pace is drawn by: five minutes, or as many more as it takes to be told apart. */
export const stretchFor = (width: number, spanMs: number): number => {
  const least = (spanMs / width) * NARROWEST_STRETCH;
  return STEPS.find((step) => step >= least) ?? Math.ceil(least / BUCKET_MS) * BUCKET_MS;
};

/** The frame of a lower drawing with the same times as one above it. */
export const rateFrame = (above: Frame, highest: number): Frame => {
  const [height, top, bottom] = [180, 22, 140];
  const y = scaleLinear([0, highest], [bottom, top]).nice(3);
  return { ...above, height, top, bottom, y, yTicks: y.ticks(3) };
};

/** The `d` of an SVG path along steps, each rate times `factor`, down to the ground at both ends. */
export const stepsOf = (steps: readonly RateStep[], factor: number, { x, y }: Pick<Frame, 'x' | 'y'>): string => {
  const [first, last] = [steps[0], steps.at(-1)];
  if (!first || !last) return '';
  return (
    line<RateStep>(
      (s) => x(s.ms),
      (s) => y(s.rate * factor),
    )
      .curve(curveStepAfter)
      .digits(1)([{ ...first, rate: 0 }, ...steps, { ...last, rate: 0 }]) ?? ''
  );
};

/** Of marks that lie closer than `apart` to the next, only the last. `xOf` ascends. */
export const toldApart = <Mark>(marks: readonly Mark[], apart: number, xOf: (mark: Mark) => number): readonly Mark[] =>
  marks.filter((mark, i) => {
    const next = marks[i + 1];
    return next === undefined || xOf(next) - xOf(mark) >= apart;
  });
