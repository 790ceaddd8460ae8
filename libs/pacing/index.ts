export { evenPlan, type Plan, type PlanOptions, type Segment, type WorkClass } from './even-plan.js';
export { skipTo, slotTimes, type SlotCursor } from './slot-times.js';
