import { courseOf, curveWithin, owedBy, plannable, rateAt, workOf, type Course, type Outlook } from './course.js';
import type { Segment } from './segment.js';
import { skipTo, slotTimes, type SlotCursor } from './slot-times.js';
import type { WorkClass } from './work.js';

export interface DispatchState {
  readonly course?: Course;
  readonly cursor: SlotCursor;
  /** Nothing was sent for a while because somebody, or an alert, said so. */
  readonly stopped?: boolean;
}

/** Why another plan is made. */
export type Why =
  'no-plan' | 'resumed' | 'ceiling' | 'forecast' | 'deadlines' | 'more-work' | 'in-time-again' | 'less-work' | 'behind';

export interface Turn extends Outlook {
  /** How much of it could be sent now: released, and nothing before it in its chain. */
  readonly sendable: number;
  /** Slots are given out this far ahead, milliseconds. */
  readonly lead: number;
  /** How many may be given out. */
  readonly room: number;
  /** A person has paused the target, or an alert says that it is down. */
  readonly stopped?: boolean;
  /** A plan is left alone this long, milliseconds, unless a person or a deadline asks for another. */
  readonly settle?: number;
}

export const AT_REST: DispatchState = { cursor: { at: -Infinity, carry: 0 } };

const DUST = 1e-6;
/** Of what is expected to be left: another plan would have a peak so much higher. */
const DRIFT_SHARE = 0.02;
/**
 * The same while the target bears less than the plan asks for: what is sent is what it bears, whatever the plan says, and
 * another is made for those who read it. Once the target bears more, the lower share counts at once.
 */
const HELD_BACK_SHARE = 0.2;
const DRIFT_LEAST = 1;
/** Slots that are lost come back with the next ones: what the window holds is no drift, up to this share of what is left. */
const WINDOW_SHARE = 0.05;

const yielded = (curve: readonly Segment[], until: number): number =>
  curve.reduce((sum, s) => sum + (Math.max(0, Math.min(until, s.to) - s.from) * s.rate) / 1_000, 0);

/** How much more than expected may be left. */
type Tolerance = (expected: number) => number;

const toleranceOf = (course: Course, { now, lead, limits: { cap } }: Turn): Tolerance => {
  const rate = rateAt(course, now);
  const share = cap < rate ? HELD_BACK_SHARE : DRIFT_SHARE;
  const window = (rate * lead) / 1_000;
  return (expected) => Math.max(DRIFT_LEAST, expected * share, Math.min(window, expected * WINDOW_SHARE));
};

/** How much of the curve is still to come before the guard of each deadline. */
const reachOf = ({ plan: { curve, feasible } }: Course, { classes, limits }: Turn, done: number) => {
  const guards = new Map<number, number>();
  for (const { deadline, guard = limits.guard } of classes)
    guards.set(deadline, Math.max(guard, guards.get(deadline) ?? 0));
  // Where it is too late for any plan the curve is not what is followed.
  return (deadline: number): number =>
    feasible ? yielded(curve, deadline - (guards.get(deadline) ?? limits.guard)) - done : 0;
};

/**
 * Whether the work of some deadline should be done by now, or nearly so, and is not, nor would be in time if the plan
 * were followed on: earliest deadline first.
 */
const lags = (
  course: Course,
  turn: Turn,
  classes: readonly WorkClass[],
  done: number,
  tolerance: Tolerance,
): boolean => {
  const ready = owedBy(classes.filter((c) => c.held !== true));
  const reach = reachOf(course, turn, done);
  let [due, left] = [0, 0];
  for (const deadline of [...course.owed.keys()].sort((a, b) => a - b)) {
    due += course.owed.get(deadline) ?? 0;
    left += ready.get(deadline) ?? 0;
    const expected = Math.max(0, due - done);
    const tolerated = expected < 1 ? 1 - DUST : tolerance(expected);
    if (left > expected + tolerated && left > reach(deadline) + tolerated) return true;
  }
  return false;
};

/** How what is left differs from what the course expected by now. */
const drift = (course: Course, { cursor }: DispatchState, turn: Turn): Why | undefined => {
  const { now, classes: all } = turn;
  const classes = plannable(all, now);
  const owed = owedBy(classes);
  for (const deadline of owed.keys()) if (!course.owed.has(deadline)) return 'deadlines';
  const done = yielded(course.plan.curve, Math.max(now, cursor.at));
  const left = workOf(classes);
  const expected = Math.max(0, course.work - done);
  const tolerated = Math.max(DRIFT_LEAST, expected * DRIFT_SHARE);
  for (const [deadline, work] of owed) if (work > (course.owed.get(deadline) ?? 0) + tolerated) return 'more-work';
  if (!course.plan.feasible && !course.plan.misses.some((miss) => owed.has(miss.deadline))) return 'in-time-again';
  if (left < expected - tolerated) return 'less-work';
  const tolerance = toleranceOf(course, turn);
  return left > expected + tolerance(expected) || lags(course, turn, classes, done, tolerance) ? 'behind' : undefined;
};

/**
 * Why the plan no longer fits, or `undefined` while it does. What is held is planned for and can't be sent: alone it is
 * no reason to plan again and again; nor is anything while the target takes nothing.
 */
export const replanWhy = (state: DispatchState, turn: Turn): Why | undefined => {
  const { course, stopped } = state;
  if (turn.stopped === true || turn.sendable <= 0 || turn.limits.cap <= 0) return undefined;
  if (!course) return 'no-plan';
  if (stopped === true) return 'resumed';
  if (course.ceiling !== turn.limits.ceiling) return 'ceiling';
  if (course.forecast !== turn.limits.forecast) return 'forecast';
  const why = drift(course, state, turn);
  const unsettled = turn.now - course.decidedAt < (turn.settle ?? 0);
  return unsettled && why !== 'deadlines' && why !== 'in-time-again' ? undefined : why;
};

/** How many may go at full speed where it is too late for any plan: those that hurry, and not the rest with them. */
const hurried = ({ plan: { feasible, misses } }: Course, classes: readonly WorkClass[], sendable: number): number => {
  if (feasible) return sendable;
  const last = misses.at(-1)?.deadline ?? Infinity;
  const late = workOf(classes.filter((c) => c.held !== true && c.deadline <= last));
  return late > 0 ? Math.min(sendable, Math.ceil(late)) : sendable;
};

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
  if (turn.stopped === true) return { state: { ...state, stopped: true }, slots: [] };
  const why = replanWhy(state, turn);
  const course = why ? courseOf(state.cursor.at, turn) : state.course;
  if (!course) return { state, slots: [] };
  const cursor = state.cursor.at === -Infinity ? { at: now, carry: 0 } : state.cursor;
  const curve = curveWithin(course, limits.cap);
  const most = Math.min(room, hurried(course, turn.classes, sendable));
  const given = slotTimes(curve, skipTo(curve, cursor, now), now + lead, most);
  const stopped = state.stopped === true && why === undefined;
  return {
    state: { course, cursor: given.cursor, ...(stopped && { stopped }) },
    slots: given.slots,
    ...(why && { why }),
  };
};
