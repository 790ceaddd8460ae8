import type { Miss } from './late-at-cap.js';
import { plan, type PlanRequest, type SmoothPlan } from './plan.js';
import type { Segment } from './segment.js';
import type { BaseLoad, WorkClass } from './work.js';

/** What bounds a target. Rates per second and times in milliseconds of the clock that the plan is made in. */
export interface Limits {
  /** The most of ours that is ever sent, whatever the target seems to bear; `Infinity` where nobody has set one. */
  readonly ceiling: number;
  /** What the target bears of ours just now (`allowed`); 0 while it takes nothing. */
  readonly cap: number;
  /** Kept free before each deadline. */
  readonly guard: number;
  /** The target's ordinary traffic, and which forecast that is: another one is a reason to plan again. */
  readonly baseLoad?: readonly BaseLoad[];
  readonly forecast?: string;
  /**
   * Without a ceiling: what is late, or nearly, is sent no faster than if all that is left were spread over this much,
   * or one a second. Nobody knows what the target bears then, and a burst helps no deadline that is past.
   */
  readonly unhurried?: number;
}

/** What is left to be sent, and what bounds it. */
export interface Outlook {
  readonly now: number;
  /** All that is left, but for what has been given a slot or is under way. */
  readonly classes: readonly WorkClass[];
  readonly limits: Limits;
}

/** The plan that is being carried out, and what it was made for. */
export interface Course {
  readonly decidedAt: number;
  /** Where the curve begins: after the slots that were given out already. */
  readonly madeAt: number;
  readonly plan: SmoothPlan;
  readonly work: number;
  /** The ceiling as it was set, and the most that was planned with. */
  readonly ceiling: number;
  readonly most: number;
  readonly forecast: string | undefined;
  readonly baseLoad: readonly BaseLoad[];
  /** Work by deadline, when it was made. */
  readonly owed: ReadonlyMap<number, number>;
}

/** Per second. */
const GENTLE = 1;

/** Work by deadline. */
export const owedBy = (classes: readonly WorkClass[]): Map<number, number> => {
  const owed = new Map<number, number>();
  for (const { deadline, work } of classes) if (work > 0) owed.set(deadline, (owed.get(deadline) ?? 0) + work);
  return owed;
};

export const workOf = (classes: readonly WorkClass[]): number => classes.reduce((sum, c) => sum + c.work, 0);

/** What is held past its deadline can neither be sent nor be in time: it is no reason to hurry the rest. */
export const plannable = (classes: readonly WorkClass[], now: number): readonly WorkClass[] =>
  classes.filter((c) => c.work > 0 && !(c.held === true && c.deadline <= now));

const mostOf = ({ ceiling, unhurried }: Limits, work: number): number =>
  ceiling < Infinity || unhurried === undefined ? ceiling : Math.max(GENTLE, (work * 1_000) / unhurried);

const requestOf = (from: number, { classes, limits: { guard, baseLoad } }: Outlook): PlanRequest => ({
  now: from,
  classes,
  guard,
  ...(baseLoad && { baseLoad }),
});

/**
 * Planned under the ceiling: that the target bears less for the moment may pass. Where not even the ceiling keeps every
 * deadline, at what it bears.
 * @param given where the slots already given end: what is left is planned from there on
 */
export const courseOf = (given: number, outlook: Outlook): Course => {
  // A whole millisecond, as the log can hold it.
  const from = Math.ceil(Math.max(outlook.now, given));
  const classes = plannable(outlook.classes, from);
  const { limits } = outlook;
  const work = workOf(classes);
  const most = mostOf(limits, work);
  const request = requestOf(from, { ...outlook, classes });
  const smooth = plan({ ...request, most });
  return {
    decidedAt: outlook.now,
    madeAt: from,
    plan: smooth.feasible ? smooth : plan({ ...request, most: Math.min(most, limits.cap) }),
    work,
    ceiling: limits.ceiling,
    most,
    forecast: limits.forecast,
    baseLoad: limits.baseLoad ?? [],
    owed: owedBy(classes),
  };
};

/** The course's curve at what the target bears where the plan would go faster, and where it is too late for any plan. */
export const curveWithin = ({ plan: { curve, feasible }, madeAt, most }: Course, cap: number): readonly Segment[] =>
  feasible
    ? curve.map((s) => ({ ...s, rate: Math.min(s.rate, cap) }))
    : [{ from: madeAt, to: Infinity, rate: Math.min(most, cap) }];

/**
 * Our own rate by a course at an instant: before its curve begins (slots of an earlier plan are still going out) that of
 * its beginning, after its end (the last calls are still under way) that of its end.
 */
export const rateAt = (course: Course, now: number): number => {
  const curve = curveWithin(course, Infinity);
  return (curve.find((s) => now < s.to) ?? curve.at(-1))?.rate ?? 0;
};

/**
 * Who will be late if the target never bears more than it does now, hours ahead: there is no plan that keeps those
 * deadlines, and an easing (EC-16, DX-24) or a higher ceiling has to be asked for.
 */
export const missesAhead = (outlook: Outlook): readonly Miss[] => {
  const { now, limits } = outlook;
  const classes = plannable(outlook.classes, now);
  const most = Math.min(mostOf(limits, workOf(classes)), limits.cap);
  return plan({ ...requestOf(now, { ...outlook, classes }), most }).misses;
};
