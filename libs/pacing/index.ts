export { BadChain, unchained, type Chained } from './chains.js';
export { allowed, control, UNTROUBLED, type Control, type Sample } from './control.js';
export {
  AT_REST,
  nextTurn,
  replanWhy,
  type Course,
  type DispatchState,
  type Limits,
  type Turn,
  type Why,
} from './dispatch.js';
export type { Miss } from './late-at-cap.js';
export { pickEdf, type Eligible } from './pick-edf.js';
export { plan, type PlanRequest, type SmoothPlan } from './plan.js';
export type { Segment } from './segment.js';
export { skipTo, slotTimes, type SlotCursor } from './slot-times.js';
export type { BaseLoad, WorkClass } from './work.js';
