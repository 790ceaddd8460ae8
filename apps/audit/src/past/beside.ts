import type { Cut } from './log-marks.js';
import type { PastStates } from './past-states.js';
import type { PastRow, PastView } from './past-views.js';

/** Rows as they are shown: each with what belongs to it of another view, read once for all that share it. */
export const withBeside = async (
  states: PastStates,
  { beside }: PastView,
  rows: readonly PastRow[],
  cut: Cut,
): Promise<readonly PastRow[]> => {
  if (!beside) return rows;
  const { view, of, join } = beside;
  const found = new Map<string, PastRow | undefined>();
  for (const key of new Set(rows.map(of))) {
    if (key !== undefined) found.set(key, await states.row(view, [key], cut));
  }
  return rows.map((row) => {
    const key = of(row);
    return key === undefined ? row : join(row, found.get(key));
  });
};
