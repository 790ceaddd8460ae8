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
export type Why = 'no-plan' | 'deadlines' | 'more-work' | 'less-work' | 'behind' | 'ceiling' | 'in-time-again';

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

const DUST = 1e-6;
const DRIFT_SHARE = 0.02;
const DRIFT_LEAST = 1;

const owedBy = (classes: readonly WorkClass[]): Map<number, number> => {
  const owed = new Map<number, number>();
  for (const { deadline, work } of classes) if (work > 0) owed.set(deadline, (owed.get(deadline) ?? 0) + work);
  return owed;
};

const yielded = (curve: readonly Segment[], until: number): number =>
  curve.reduce((sum, s) => sum + (Math.max(0, Math.min(until, s.to) - s.from) * s.rate) / 1_000, 0);

/** What is held past its deadline can neither be sent nor be in time: it is no reason to hurry the rest. */
const plannable = (classes: readonly WorkClass[], now: number): readonly WorkClass[] =>
  classes.filter((c) => c.work > 0 && !(c.held === true && c.deadline <= now));

/** Whether the work of some deadline should be done by now, or nearly so, and is not: earliest deadline first. */
const lags = (course: Course, classes: readonly WorkClass[], done: number): boolean => {
  const ready = owedBy(classes.filter((c) => c.held !== true));
  let [due, left] = [0, 0];
  for (const deadline of [...course.owed.keys()].sort((a, b) => a - b)) {
    due += course.owed.get(deadline) ?? 0;
    left += ready.get(deadline) ?? 0;
    const expected = Math.max(0, due - done);
    if (left > expected + (expected < 1 ? 1 - DUST : Math.max(DRIFT_LEAST, expected * DRIFT_SHARE))) return true;
  }
  return false;
};

/**
 * Why the plan no longer fits, or `undefined` while it does. What is held is planned for and can't be sent: alone it is
 * no reason to plan again and again; nor is anything while the target takes nothing.
 */
export const replanWhy = ({ course, cursor }: DispatchState, turn: Turn): Why | undefined => {
  const { now, sendable, limits } = turn;
  if (sendable <= 0 || limits.cap <= 0) return undefined;
  if (!course) return 'no-plan';
  if (course.ceiling !== limits.ceiling) return 'ceiling';
  const classes = plannable(turn.classes, now);
  const owed = owedBy(classes);
  for (const deadline of owed.keys()) if (!course.owed.has(deadline)) return 'deadlines';
  const done = yielded(course.plan.curve, Math.max(now, cursor.at));
  const left = classes.reduce((sum, c) => sum + c.work, 0);
  const expected = Math.max(0, course.work - done);
  const tolerated = Math.max(DRIFT_LEAST, expected * DRIFT_SHARE);
  for (const [deadline, work] of owed) if (work > (course.owed.get(deadline) ?? 0) + tolerated) return 'more-work';
  if (!course.plan.feasible && !course.plan.misses.some((miss) => owed.has(miss.deadline))) return 'in-time-again';
  if (left < expected - tolerated) return 'less-work';
  return left > expected + tolerated || lags(course, classes, done) ? 'behind' : undefined;
};

/**
 * Planned under the ceiling: that the target bears less for the moment may pass. Where not even the ceiling keeps every
 * deadline, at what it bears.
 * @param from where the slots already given end: what is left is planned from there on
 */
const courseOf = (from: number, turn: Turn): Course => {
  const { ceiling, cap, guard, baseLoad } = turn.limits;
  const classes = plannable(turn.classes, from);
  const request = { now: from, classes, guard, ...(baseLoad && { baseLoad }) };
  const smooth = plan({ ...request, cap: ceiling });
  return {
    madeAt: from,
    plan: smooth.feasible ? smooth : plan({ ...request, cap: Math.min(ceiling, cap) }),
    work: classes.reduce((sum, c) => sum + c.work, 0),
    ceiling,
    owed: owedBy(classes),
  };
};

/** At what the target bears where the plan would go faster, and where it is too late for any plan. */
const within = ({ plan: { curve, feasible }, madeAt }: Course, { cap, ceiling }: Limits): readonly Segment[] =>
  feasible
    ? curve.map((s) => ({ ...s, rate: Math.min(s.rate, cap) }))
    : [{ from: madeAt, to: Infinity, rate: Math.min(ceiling, cap) }];

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
  const curve = within(course, limits);
  const given = slotTimes(curve, skipTo(curve, cursor, now), now + lead, Math.min(room, sendable));
  return { state: { course, cursor: given.cursor }, slots: given.slots, ...(why && { why }) };
};
