import type { TargetRow } from '../api/rows.js';

/** How a target did over a stretch of time. */
export type Stretch = NonNullable<TargetRow['observed']>;

/** A stretch is told of as the last one until the next should have come. */
const UNTIL_NEXT = 1.5;

export const lengthOf = ({ from, until }: Pick<Stretch, 'from' | 'until'>): number =>
  Date.parse(until) - Date.parse(from);

/** Whether it is how the target does now; else it is how it did. */
export const isPresent = (stretch: Pick<Stretch, 'from' | 'until'>, nowMs: number): boolean =>
  nowMs - Date.parse(stretch.until) <= UNTIL_NEXT * lengthOf(stretch);

/** Milliseconds for which it still asks to be left alone; `undefined` when it does not. */
export const leftAloneFor = ({ heldUntil }: Pick<TargetRow, 'heldUntil'>, nowMs: number): number | undefined => {
  const left = heldUntil === undefined ? 0 : Date.parse(heldUntil) - nowMs;
  return left > 0 ? left : undefined;
};

/** 0 to 1; nothing of nothing is nothing. */
export const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** Stretches that follow on each other and were answered, each run of them to be drawn as one line. */
export const answeredRuns = (stretches: readonly Stretch[]): readonly (readonly Stretch[])[] => {
  const runs: Stretch[][] = [];
  let before: Stretch | undefined;
  for (const stretch of stretches) {
    if (stretch.medianMs === undefined) {
      before = undefined;
      continue;
    }
    const follows = before !== undefined && Date.parse(stretch.from) - Date.parse(before.until) <= lengthOf(stretch);
    if (follows) runs.at(-1)?.push(stretch);
    else runs.push([stretch]);
    before = stretch;
  }
  return runs;
};
