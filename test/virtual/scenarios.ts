import { unchained } from '#libs/pacing';
import { Dice } from './dice.js';
import type { Obligation, Scenario, Span } from './scenario.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

interface Batch {
  readonly name: string;
  readonly count: number;
  readonly from: number;
  readonly deadline: number;
  readonly heldShare: number;
  readonly refusedShare: number;
  readonly chainedShare: number;
  readonly answerMs: number;
}

/** Few operators with much and many with little. */
const operatorOf = (dice: Dice): string => `FR${Math.floor(12 * dice.next() ** 3)}`;

const batch = (dice: Dice, { name, count, from, deadline, ...shares }: Batch): Obligation[] => {
  const window = deadline - from;
  const idOf = (i: number): string => `${name}-${String(i).padStart(6, '0')}`;
  const drawn = Array.from({ length: count }, (_, i) => {
    const held = dice.chance(shares.heldShare);
    const release = held ? from + window * dice.between(0.02, 0.6) : from;
    const after = i > 0 && dice.chance(shares.chainedShare) ? [idOf(i - 1)] : [];
    const refused = dice.chance(shares.refusedShare) && { correctedAfter: window * dice.between(0.01, 0.15) };
    return { id: idOf(i), operator: operatorOf(dice), release, deadline, after, ...refused };
  });
  return unchained(drawn, shares.answerMs).map(({ release, deadline: sendBy, ...rest }, i) => ({
    ...rest,
    knownAt: from,
    releasedAt: drawn[i]?.release ?? release,
    deadline,
    sendBy,
  }));
};

const spans = (dice: Dice, most: number, from: number, to: number, longest: number): Span[] =>
  Array.from({ length: dice.whole(0, most) }, () => {
    const at = dice.between(from, to);
    return { from: at, to: at + dice.between(0.1, 1) * longest };
  });

const CALM = { pauses: [], troubles: [], lostShare: 0, kills: [], flushes: [], stalls: [] };

/** A day: goods under control, a second alert at the tenth hour, whose own work comes on top. */
export const dayWithSecondAlert = (seed: number): Scenario => {
  const dice = new Dice(seed);
  const count = dice.whole(300, 900);
  const over = 10 * HOUR + dice.between(15 * MINUTE, HOUR);
  const shares = { heldShare: dice.between(0, 0.4), refusedShare: 0, chainedShare: 0, answerMs: MINUTE };
  const first = batch(dice, { name: 'a', count, from: 0, deadline: 24 * HOUR, ...shares });
  const more = Math.round(count * dice.between(0.05, 0.4));
  const second = batch(dice, { name: 'b', count: more, from: over, deadline: over + 24 * HOUR, ...shares });
  return {
    ...CALM,
    seed,
    end: 60 * HOUR,
    tick: 2 * MINUTE,
    lead: 4 * MINUTE,
    lateSlot: MINUTE,
    guard: 10 * MINUTE,
    ceiling: 10,
    capacity: 20,
    obligations: [...first, ...second],
    pauses: [{ from: 10 * HOUR, to: over }],
  };
};

/** The same day, with dispatchers that die with their calls, and Redis flushed. */
export const dayWithTakeovers = (seed: number): Scenario => {
  const dice = new Dice(seed ^ 0xd1e);
  return {
    ...dayWithSecondAlert(seed),
    kills: spans(dice, 3, 0, 24 * HOUR, 4 * MINUTE).map((span) => ({ ...span, callsLost: true })),
    flushes: Array.from({ length: dice.whole(0, 3) }, () => dice.between(0, 24 * HOUR)),
  };
};

/** Twenty minutes in which everything that can go wrong does. */
export const troubledCampaign = (seed: number): Scenario => {
  const dice = new Dice(seed);
  const window = 20 * MINUTE;
  const capacity = dice.between(0.5, 2.5);
  const count = Math.round(dice.between(0.1, 0.5) * capacity * (window / SECOND));
  const shares = {
    heldShare: dice.between(0, 0.3),
    refusedShare: dice.between(0, 0.05),
    chainedShare: dice.between(0, 0.2),
    answerMs: 2 * SECOND,
  };
  const obligations = batch(dice, { name: 'a', count, from: 0, deadline: window, ...shares });
  const pauses = dice.chance(0.4) ? spans(dice, 1, 0.2 * window, 0.6 * window, 0.1 * window) : [];
  const pause = pauses[0];
  if (pause) {
    const more = Math.round(count * dice.between(0.05, 0.5));
    obligations.push(
      ...batch(dice, { name: 'b', count: more, from: pause.to, deadline: pause.to + window, ...shares }),
    );
  }
  const troubles = spans(dice, 2, 0, 0.7 * window, 0.15 * window).map((span) => ({
    ...span,
    share: dice.chance(0.5) ? 0 : dice.between(0.05, 0.6),
    ...(dice.chance(0.4) && { retryAfterMs: dice.between(SECOND, 30 * SECOND) }),
    silent: dice.chance(0.3),
  }));
  return {
    seed,
    end: 3 * window,
    tick: SECOND,
    lead: 2 * SECOND,
    lateSlot: 150,
    guard: 0.05 * window,
    ceiling: 10 * capacity,
    capacity,
    obligations,
    pauses,
    troubles,
    lostShare: dice.chance(0.5) ? dice.between(0, 0.02) : 0,
    kills: spans(dice, 2, 0, window, 15 * SECOND).map((span) => ({ ...span, callsLost: dice.chance(0.5) })),
    flushes: Array.from({ length: dice.whole(0, 3) }, () => dice.between(0, window)),
    stalls: spans(dice, 2, 0, window, 20 * SECOND),
  };
};

/** An hour at half of what the target bears, and a brown-out of a quarter to two fifths of it on the way. */
export const brownOut = (seed: number): Scenario => {
  const dice = new Dice(seed);
  const window = HOUR;
  const capacity = dice.between(4, 8);
  const count = Math.round(0.5 * capacity * (window / SECOND));
  const from = window * dice.between(0.15, 0.3);
  const to = from + window * dice.between(0.25, 0.4);
  return {
    ...CALM,
    seed,
    end: 2 * window,
    tick: 200,
    lead: SECOND,
    lateSlot: 150,
    guard: 0.02 * window,
    ceiling: 4 * capacity,
    capacity,
    obligations: batch(dice, {
      name: 'a',
      count,
      from: 0,
      deadline: window,
      heldShare: 0.1,
      refusedShare: 0,
      chainedShare: 0,
      answerMs: SECOND,
    }),
    troubles: [{ from, to, share: dice.between(0.1, 0.4), ...(dice.chance(0.3) && { retryAfterMs: 5 * SECOND }) }],
  };
};
