import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missesAhead, rateAt } from './course.js';
import { AT_REST, nextTurn, replanWhy, type DispatchState, type Turn } from './dispatch.js';
import { plan } from './plan.js';
import type { WorkClass } from './work.js';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

/** What happens before a turn. Everything that is given a slot is sent, but for those lost with their slots. */
const someEvent = fc.record({
  afterMs: fc.integer({ min: 1, max: 40_000 }),
  more: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 200 }) }),
  lost: fc.integer({ min: 0, max: 3 }),
  cap: fc.constantFrom(Infinity, Infinity, Infinity, 3, 0.5, 0),
  ceiling: fc.constantFrom(20, 20, 20, 20, 4),
  stopped: fc.constantFrom(false, false, false, false, true),
  eased: fc.constantFrom(0, 0, 0, 0, HOUR / 4),
  takenOver: fc.constantFrom(false, false, false, false, false, false, true),
});
type Happening = typeof someEvent extends fc.Arbitrary<infer T> ? T : never;

const LEAD = 2 * SECOND;

/** The slots of each dispatcher in turn; another one begins with nothing but what is left. */
const followed = (happenings: readonly Happening[]) => {
  let state: DispatchState = AT_REST;
  let [now, left, deadline, slotted] = [0, 300, HOUR / 4, 0];
  const lives: number[][] = [[]];
  const turns: { now: number; slots: readonly number[]; replanned: boolean; open: boolean; cap: number }[] = [];
  for (const { afterMs, more, lost, cap, ceiling, stopped, eased, takenOver } of happenings) {
    now += afterMs;
    if (takenOver) {
      state = AT_REST;
      lives.push([]);
    }
    left += more + Math.min(lost, slotted);
    slotted -= Math.min(lost, slotted);
    deadline += eased;
    const limits = { ceiling, cap, guard: 0 };
    const classes: readonly WorkClass[] = [{ release: 0, deadline, work: left }].filter((c) => c.work > 0);
    const turn: Turn = { now, classes, sendable: left, limits, lead: LEAD, room: 1_000, stopped, settle: SECOND };
    const next = nextTurn(state, turn);
    state = next.state;
    expect(next.slots.length).toBeLessThanOrEqual(left);
    left -= next.slots.length;
    slotted += next.slots.length;
    lives.at(-1)?.push(...next.slots);
    turns.push({
      now,
      slots: next.slots,
      replanned: next.why !== undefined,
      open: !stopped && cap > 0,
      cap: Math.min(cap, ceiling),
    });
  }
  return { lives, turns };
};
const someHappenings = fc.array(someEvent, { minLength: 1, maxLength: 60 });

describe('Planning again', () => {
  it('never doubles a slot that was given out, nor one instant, nor goes back before one: whatever happens between', () => {
    fc.assert(
      fc.property(someHappenings, (happenings) => {
        for (const slots of followed(happenings).lives)
          slots.slice(1).forEach((at, i) => expect(at).toBeGreaterThan(slots[i] ?? 0));
      }),
      { numRuns: 300 },
    );
  });

  it('gives no slot of the past, none beyond the lead, none while stopped, and never faster than target and ceiling bear', () => {
    fc.assert(
      fc.property(someHappenings, (happenings) => {
        for (const { now, slots, open, cap } of followed(happenings).turns) {
          if (!open) expect(slots).toEqual([]);
          for (const at of slots) {
            expect(at).toBeGreaterThanOrEqual(now);
            expect(at).toBeLessThanOrEqual(now + LEAD + 1);
          }
          slots.slice(1).forEach((at, i) => expect(at - (slots[i] ?? 0)).toBeGreaterThanOrEqual(SECOND / cap - 1e-3));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is not needed where nothing is said: the plan in force is within a fiftieth of the one that would be made', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ hours: fc.integer({ min: 1, max: 6 }), work: fc.integer({ min: 50, max: 4_000 }) }), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        fc.double({ min: 0.9, max: 1.1, noNaN: true }),
        (backlog, share, slip) => {
          const limits = { ceiling: Infinity, cap: Infinity, guard: 0 };
          const classes = backlog.map(({ hours, work }) => ({ release: 0, deadline: hours * HOUR, work }));
          const common = { limits, lead: 0, room: 1_000 };
          const { state } = nextTurn(AT_REST, { ...common, now: 0, classes, sendable: 1 });
          const now = Math.round(share * Math.min(...classes.map((c) => c.deadline)));
          const done = (state.course?.plan.curve ?? []).reduce(
            (sum, s) => sum + (Math.max(0, Math.min(now, s.to) - s.from) * s.rate) / SECOND,
            0,
          );
          let sent = done * slip;
          const left = classes
            .toSorted((a, b) => a.deadline - b.deadline)
            .map((c) => {
              const gone = Math.min(sent, c.work);
              sent -= gone;
              return { ...c, work: c.work - gone };
            });
          const turn = { ...common, now, classes: left, sendable: 1 };
          fc.pre(replanWhy(state, turn) === undefined);
          const inForce = Math.max(...(state.course?.plan.curve ?? []).filter((s) => s.to > now).map((s) => s.rate));
          const anew = plan({ now, classes: left }).peak;
          const oneMore = Math.max(...left.map((c) => SECOND / (c.deadline - now)));
          expect(anew).toBeLessThanOrEqual(inForce * 1.0201 + oneMore);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('Too late for any plan', () => {
  const late = (count: number): WorkClass => ({ release: 0, deadline: 10, work: count });
  const rest: WorkClass = { release: 0, deadline: 20 * HOUR, work: 100_000 };
  const turn = (classes: readonly WorkClass[], more: Partial<Turn> = {}): Turn => ({
    now: HOUR,
    classes,
    sendable: classes.reduce((sum, c) => sum + c.work, 0),
    limits: { ceiling: Infinity, cap: Infinity, guard: 0, unhurried: 300 * SECOND },
    lead: SECOND,
    room: 1_000,
    settle: SECOND,
    ...more,
  });

  it('those that are late go at once, and the others do not rush along with them', () => {
    const first = nextTurn(AT_REST, turn([late(3), rest]));
    expect(first.slots).toHaveLength(3);
    const next = nextTurn(first.state, turn([rest], { now: HOUR + 50 }));
    expect(next.why).toBe('in-time-again');
    expect(next.slots.length).toBeLessThanOrEqual(2);
  });

  it('without a ceiling nothing is sent in a burst: as if all were spread over a while, or one a second', () => {
    expect(nextTurn(AT_REST, turn([late(3_000)])).slots.length).toBeLessThanOrEqual(10);
    expect(nextTurn(AT_REST, turn([late(3)])).slots.length).toBeLessThanOrEqual(1);
  });

  it('is foreseen hours ahead where the target bears too little, with how much and by how long', () => {
    const classes = [{ release: 0, deadline: 10 * HOUR, work: 36_000 }];
    const outlook = (cap: number) => ({ now: 0, classes, limits: { ceiling: Infinity, cap, guard: 0 } });
    expect(missesAhead(outlook(1.01))).toEqual([]);
    expect(missesAhead(outlook(0.8))).toMatchObject([{ deadline: 10 * HOUR, work: 7_200, lateBySeconds: 9_000 }]);
  });
});

describe('The rate of a course', () => {
  const { state } = nextTurn(AT_REST, {
    now: 0,
    classes: [{ release: 0, deadline: HOUR, work: 3_600 }],
    sendable: 3_600,
    limits: { ceiling: Infinity, cap: Infinity, guard: 0 },
    lead: 5 * SECOND,
    room: 1_000,
  });

  it('is never nought while calls of it are under way: what the target’s control learns is measured by it', () => {
    if (!state.course) throw new Error('nothing was planned');
    const later = { ...state.course, madeAt: 5 * SECOND };
    for (const at of [-SECOND, 0, HOUR / 2, HOUR + SECOND]) expect(rateAt(later, at)).toBeCloseTo(1, 9);
  });
});
