import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AT_REST, nextTurn, replanWhy, type DispatchState, type Turn } from './dispatch.js';
import type { WorkClass } from './work.js';

const HOUR = 3_600_000;
const limits = { ceiling: 100, cap: Infinity, guard: 0 };
const due = (deadline: number, work: number, more: Partial<WorkClass> = {}): WorkClass => ({
  release: 0,
  deadline,
  work,
  ...more,
});
const turn = (now: number, classes: readonly WorkClass[], more: Partial<Turn> = {}): Turn => ({
  now,
  classes,
  sendable: classes.reduce((sum, c) => (c.held === true ? sum : sum + c.work), 0),
  limits,
  lead: 1_000,
  room: 1_000,
  ...more,
});

/** Everything that is given a slot is sent; one deadline. */
const followed = (work: number, hours: number, tick: number, cap: (at: number) => number) => {
  let state: DispatchState = AT_REST;
  let left = work;
  const slots: number[] = [];
  const reasons: string[] = [];
  for (let now = 0; left > 0 && now < 3 * hours * HOUR; now += tick) {
    const next = nextTurn(state, turn(now, [due(hours * HOUR, left)], { limits: { ...limits, cap: cap(now) } }));
    state = next.state;
    left -= next.slots.length;
    slots.push(...next.slots);
    if (next.why) reasons.push(next.why);
  }
  return { slots, reasons };
};

describe('A dispatcher’s turn', () => {
  it('plans once when all goes well, and spreads the slots evenly up to the deadline', () => {
    const { slots, reasons } = followed(1_000, 1, 500, () => Infinity);
    expect(reasons).toEqual(['no-plan']);
    expect(slots).toHaveLength(1_000);
    slots.forEach((at, i) => expect(at).toBeCloseTo((i + 1) * 3_600, 3));
  });

  it('a stall is made up for by another plan and not by a burst', () => {
    const { slots, reasons } = followed(1_000, 1, 500, (at) => (at > 0.5 * HOUR && at < 0.6 * HOUR ? 0 : Infinity));
    expect(reasons).toEqual(['no-plan', 'behind']);
    expect(slots.at(-1)).toBeLessThanOrEqual(HOUR + 1);
    const gaps = slots.slice(1).map((at, i) => at - (slots[i] ?? 0));
    expect(gaps.toSorted((a, b) => a - b)[1]).toBeGreaterThan(3_600 * 0.79);
  });

  it('a dispatcher that missed its turns gives out no slot of the past, and one of those missed at the most', () => {
    const first = nextTurn(AT_REST, turn(0, [due(HOUR, 3_600)]));
    const later = nextTurn(first.state, turn(20_500, [due(HOUR, 3_599)]));
    expect(later.why).toBeUndefined();
    expect(later.slots).toEqual([20_500, 21_500]);
    expect(nextTurn(later.state, turn(21_500, [due(HOUR, 3_597)])).slots).toEqual([22_500]);
  });

  it('never faster than the target bears nor than the ceiling, whatever is late; never twice the same instant', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 6 }),
        (work, caps) => {
          const cap = (at: number): number => caps[Math.floor(at / 60_000) % caps.length] ?? 1;
          const { slots } = followed(work, 0.1, 1_000, cap);
          for (let from = 0; from < (slots.at(-1) ?? 0); from += 1_000) {
            const began = slots.filter((at) => at >= from && at < from + 10_000).length;
            expect(began).toBeLessThanOrEqual(10 * Math.max(...caps) + 2);
          }
          expect(slots).toEqual([...new Set(slots)].sort((a, b) => a - b));
          if (Math.max(...caps) > 0 && caps.every((c) => c > 0)) expect(slots).toHaveLength(work);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('no more slots than there is room for or than could be sent', () => {
    const classes = [due(60_000, 1_000), due(60_000, 500, { held: true })];
    const fast = { ...limits, ceiling: 1_000 };
    expect(nextTurn(AT_REST, turn(0, classes, { room: 7, limits: fast })).slots).toHaveLength(7);
    expect(nextTurn(AT_REST, turn(0, classes, { sendable: 3, limits: fast })).slots).toHaveLength(3);
    expect(nextTurn(AT_REST, turn(0, classes, { limits: fast })).slots).toHaveLength(25);
  });

  it('the slots already given are not given again by a new plan', () => {
    const first = nextTurn(AT_REST, turn(0, [due(HOUR, 3_600)], { lead: 5_000 }));
    expect(first.slots).toHaveLength(5);
    const more = nextTurn(first.state, turn(1_000, [due(HOUR, 3_595 + 3_595)], { lead: 5_000 }));
    expect(more.why).toBe('more-work');
    expect(more.slots[0]).toBeGreaterThan(5_000);
    expect(more.slots).toHaveLength(2);
  });
});

describe('A target with ordinary traffic', () => {
  const busy = [{ from: 0, to: HOUR, rate: 6 }];
  const round = (more: Partial<typeof limits>) =>
    turn(0, [due(2 * HOUR, 18_000)], {
      limits: { ...limits, ...more, baseLoad: busy, forecast: 'weekdays' },
      lead: 2 * HOUR,
      room: 100_000,
    });
  const inHour = (slots: readonly number[], n: number): number =>
    slots.filter((at) => at > (n - 1) * HOUR && at <= n * HOUR).length;

  it('is sent less while it is busy, so that the total is level', () => {
    const { slots, state } = nextTurn(AT_REST, round({}));
    // What it carries anyway is the peak: the plan adds nothing to it.
    expect(state.course?.plan.peak).toBeCloseTo(6, 9);
    expect([inHour(slots, 1), inHour(slots, 2)]).toEqual([0, 18_000]);
    const much = nextTurn(AT_REST, { ...round({}), classes: [due(2 * HOUR, 36_000)], sendable: 36_000 });
    expect(inHour(much.slots, 1)).toBeCloseTo(7_200, -1);
    expect(inHour(much.slots, 2)).toBeCloseTo(28_800, -1);
  });

  it('is sent no more than the ceiling of ours, however idle it is otherwise', () => {
    const { slots, state } = nextTurn(AT_REST, round({ ceiling: 4 }));
    expect(state.course?.plan.feasible).toBe(true);
    expect([inHour(slots, 1), inHour(slots, 2)]).toEqual([3_600, 14_400]);
  });

  it('is planned for anew when another forecast is set, and when there is none any more', () => {
    const { state } = nextTurn(AT_REST, { ...round({}), lead: 0 });
    expect(replanWhy(state, { ...round({}), lead: 0 })).toBeUndefined();
    const other = { ...limits, baseLoad: [], forecast: 'holidays' };
    expect(replanWhy(state, { ...round({}), limits: other })).toBe('forecast');
    expect(replanWhy(state, { ...round({}), limits })).toBe('forecast');
  });
});

describe('Why to plan again', () => {
  const { state } = nextTurn(AT_REST, turn(0, [due(HOUR, 3_600), due(2 * HOUR, 360)], { lead: 0 }));
  const why = (classes: readonly WorkClass[], more: Partial<Turn> = {}, now = 1_800_000) =>
    replanWhy(state, turn(now, classes, more));

  it('not while all is as planned, nothing can be sent, or the target takes nothing', () => {
    expect(why([due(HOUR, 1_800), due(2 * HOUR, 360)])).toBeUndefined();
    expect(why([due(HOUR, 1_830), due(2 * HOUR, 360)])).toBeUndefined();
    expect(why([due(HOUR, 3_600, { held: true })])).toBeUndefined();
    expect(why([due(HOUR, 9_999)], { limits: { ...limits, cap: 0 } })).toBeUndefined();
  });

  it('behind, less, more, a new deadline, another ceiling', () => {
    expect(why([due(HOUR, 1_900), due(2 * HOUR, 360)])).toBe('behind');
    expect(why([due(HOUR, 1_700), due(2 * HOUR, 360)])).toBe('less-work');
    expect(why([due(HOUR, 1_800), due(2 * HOUR, 500)])).toBe('more-work');
    expect(why([due(HOUR, 1_800), due(3 * HOUR, 1)])).toBe('deadlines');
    expect(why([due(HOUR, 1_800)], { limits: { ...limits, ceiling: 50 } })).toBe('ceiling');
  });

  it('not for each fiftieth while the target bears less: a fifth, and at once when it bears more', () => {
    const hour = (at: number) => (at < 1.5 * HOUR ? 0.05 : Infinity);
    const { slots, reasons } = followed(1_000, 2, 500, hour);
    expect(slots).toHaveLength(1_000);
    expect(slots.at(-1)).toBeLessThanOrEqual(2 * HOUR + 1);
    expect(reasons.length).toBeGreaterThanOrEqual(3);
    expect(reasons.length).toBeLessThanOrEqual(12);
    const limited = (cap: number) => ({ limits: { ...limits, cap } });
    expect(why([due(HOUR, 1_900), due(2 * HOUR, 360)], limited(0.5))).toBeUndefined();
    expect(why([due(HOUR, 2_900), due(2 * HOUR, 360)], limited(0.5))).toBe('behind');
    expect(why([due(HOUR, 1_900), due(2 * HOUR, 360)], limited(5))).toBe('behind');
  });

  it('not for slots that came back, as many as the window holds, up to a twentieth of what is left', () => {
    const back = (left: number) => why([due(HOUR, left), due(2 * HOUR, 360)], { lead: 100_000 });
    expect(back(1_885)).toBeUndefined();
    expect(back(1_925)).toBe('behind');
    expect(why([due(HOUR, 1_885), due(2 * HOUR, 360)], { lead: 0 })).toBe('behind');
  });

  it('not for an early deadline that the plan keeps with time to spare', () => {
    const classes = [due(HOUR, 36), due(2 * HOUR, 7_164)];
    const { state: level } = nextTurn(AT_REST, turn(0, classes, { lead: 0 }));
    const later = (early: number, at: number) => replanWhy(level, turn(at, [due(HOUR, early), due(2 * HOUR, 7_130)]));
    expect(later(20, 36_000)).toBeUndefined();
    expect(replanWhy(level, turn(HOUR, [due(HOUR, 2), due(2 * HOUR, 3_600)]))).toBe('behind');
  });

  it('a single one that should have been done by its deadline, however much is still to come', () => {
    expect(why([due(HOUR, 0), due(2 * HOUR, 360)], {}, HOUR)).toBeUndefined();
    expect(why([due(HOUR, 1), due(2 * HOUR, 359)], {}, HOUR)).toBe('behind');
    expect(why([due(HOUR, 1, { held: true }), due(2 * HOUR, 360)], {}, HOUR)).toBeUndefined();
  });

  it('too late for any plan: at what the target bears, until those are gone, and smooth from then on', () => {
    const slow = { ...limits, ceiling: 10, cap: 5 };
    const late = nextTurn(AT_REST, turn(HOUR, [due(HOUR, 10), due(2 * HOUR, 360)], { limits: slow }));
    expect(late.state.course?.plan.feasible).toBe(false);
    expect(late.slots).toHaveLength(5);
    const over = turn(HOUR + 2_000, [due(2 * HOUR, 360)], { limits: slow });
    expect(nextTurn(late.state, over)).toMatchObject({ why: 'in-time-again' });
    expect(nextTurn(late.state, over).slots.length).toBeLessThanOrEqual(1);
  });
});
