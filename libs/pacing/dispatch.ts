import { plan, type SmoothPlan } from './plan.js';
import type { Segment } from './segment.js';
import { skipTo, slotTimes, type SlotCursor } from './slot-times.js';
import type { BaseLoad, WorkClass } from './work.js';

/** What bounds a target. Rates per second and times in milliseconds of the clock that the plan is made in. */
export interface Limits {
  /** The most that is ever sent, whatever the target seems to bear. */
  readonly ceiling: number;
  /** What the target bears just now (`allowed`); 0 while nothing may be sent. */
  readonly cap: number;
  /** Kept free before each deadline. */
  readonly guard: number;
  readonly baseLoad?: readonly BaseLoad[];
}

/** The plan that is being carried out, and what it was made for. */
export interface Course {
  readonly madeAt: number;
  readonly plan: SmoothPlan;
  readonly work: number;
  readonly ceiling: number;
  /** Work by deadline, when it was made. */
  readonly owed: ReadonlyMap<number, number>;
}

export interface DispatchState {
  readonly course?: Course;
  readonly cursor: SlotCursor;
}

/** Why another plan is made. */
export type Why = 'no-plan' | 'deadlines' | 'more-work' | 'less-work' | 'behind' | 'ceiling' | 'over';

export interface Turn {
  readonly now: number;
  /** All that is left, but for what has been given a slot or is under way. */
  readonly classes: readonly WorkClass[];
  /** How much of it could be sent now: released, and nothing before it in its chain. */
  readonly sendable: number;
  readonly limits: Limits;
  /** Slots are given out this far ahead, milliseconds. */
  readonly lead: number;
  /** How many may be given out. */
  readonly room: number;
}

export const AT_REST: DispatchState = { cursor: { at: -Infinity, carry: 0 } };

const DRIFT_SHARE = 0.02;
const DRIFT_LEAST = 2;

const owedBy = (classes: readonly WorkClass[]): Map<number, number> => {
  const owed = new Map<number, number>();
  for (const { deadline, work } of classes) if (work > 0) owed.set(deadline, (owed.get(deadline) ?? 0) + work);
  return owed;
};

const yielded = (curve: readonly Segment[], until: number): number =>
  curve.reduce((sum, s) => sum + (Math.max(0, Math.min(until, s.to) - s.from) * s.rate) / 1_000, 0);

/**
 * Why the plan no longer fits, or `undefined` while it does. What is held is planned for and can't be sent: alone it is
 * no reason to plan again and again; nor is anything while the target takes nothing.
 */
export const replanWhy = ({ course, cursor }: DispatchState, turn: Turn): Why | undefined => {
  const { now, classes, sendable, limits } = turn;
  if (sendable <= 0 || limits.cap <= 0) return undefined;
  if (!course) return 'no-plan';
  if (course.ceiling !== limits.ceiling) return 'ceiling';
  const owed = owedBy(classes);
  for (const deadline of owed.keys()) if (!course.owed.has(deadline)) return 'deadlines';
  const left = classes.reduce((sum, c) => sum + c.work, 0);
  const expected = Math.max(0, course.work - yielded(course.plan.curve, Math.max(now, cursor.at)));
  const tolerated = Math.max(DRIFT_LEAST, expected * DRIFT_SHARE);
  for (const [deadline, work] of owed) if (work > (course.owed.get(deadline) ?? 0) + tolerated) return 'more-work';
  if (left < expected - tolerated) return 'less-work';
  if (left > expected + tolerated) return 'behind';
  return (course.plan.curve.at(-1)?.to ?? 0) <= now ? 'over' : undefined;
};

/** @param from where the slots already given end: what is left is planned from there on */
const courseOf = (from: number, { classes, limits }: Turn): Course => ({
  madeAt: from,
  plan: plan({
    now: from,
    classes,
    cap: limits.ceiling,
    guard: limits.guard,
    ...(limits.baseLoad && { baseLoad: limits.baseLoad }),
  }),
  work: classes.reduce((sum, c) => sum + Math.max(0, c.work), 0),
  ceiling: limits.ceiling,
  owed: owedBy(classes),
});

/**
 * One turn of a target's dispatcher: whether to plan again and why, and the slots of the time ahead, at the plan's rate
 * or what the target bears, whichever is less. What that leaves behind shows as drift and is planned again; nothing is
 * made up for in a burst. The state that it returns holds once the caller has recorded the plan and given the slots.
 */
export const nextTurn = (
  state: DispatchState,
  turn: Turn,
): { readonly state: DispatchState; readonly slots: readonly number[]; readonly why?: Why } => {
  const { now, limits, lead, room, sendable } = turn;
  const why = replanWhy(state, turn);
  const cursor = state.cursor.at === -Infinity ? { at: now, carry: 0 } : state.cursor;
  const course = why ? courseOf(Math.max(now, cursor.at), turn) : state.course;
  if (!course) return { state, slots: [] };
  const curve = course.plan.curve.map((s) => ({ ...s, rate: Math.min(s.rate, limits.cap) }));
  const given = slotTimes(curve, skipTo(curve, cursor, now), now + lead, Math.min(room, sendable));
  return { state: { course, cursor: given.cursor }, slots: given.slots, ...(why && { why }) };
};
