import type { Due } from './pick-due.js';
import type { ProductClock } from './product-clock.js';
import type { Slot } from './slot-queue.js';

/**
 * Slots for what goes next, in its order.
 * @param instants product milliseconds, ascending; one for each at least
 * @param before the slot given out last; 0 where there was none
 */
export const slotsFor = (
  due: readonly Due[],
  instants: readonly number[],
  before: number,
  clock: Pick<ProductClock, 'realAt' | 'scale'>,
  epoch: number,
): readonly Slot[] =>
  due.map(({ id, attempt }, i) => {
    const slotAt = instants[i] ?? before;
    const gap = slotAt - (instants[i - 1] ?? before);
    // The first of all has nothing before it.
    const gapMs = Number.isFinite(gap) && gap < slotAt ? Math.max(0, gap) / clock.scale : 0;
    return { stream: id, attempt, slotAt, realAt: clock.realAt(slotAt), gapMs, epoch };
  });
