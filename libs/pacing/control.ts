/** What the target said, or failed to say, to one call. Times in milliseconds of one clock. */
export type Sample =
  | { readonly kind: 'answered'; readonly at: number; readonly latencyMs: number }
  | {
      readonly kind: 'throttled' | 'down' | 'timeout';
      readonly at: number;
      readonly retryAfterMs?: number | undefined;
      /** Our rate when it happened, per second. */
      readonly rate: number;
    };

/** What is known of how much the target bears. */
export interface Control {
  /** Per second, when it was last cut; `Infinity` until the target has shown a limit. */
  readonly cap: number;
  /** What the cap climbs by in each second since `climbsFrom`, to begin with. */
  readonly climb: number;
  readonly climbsFrom: number;
  /** Our rate when it was last cut: what the target did not bear. */
  readonly cutAt: number;
  /** Nothing is sent before this. */
  readonly heldUntil: number;
  readonly lastCut: number;
  readonly lastSeen: number;
  /** Smoothed over the calls begun since the last cut, and how many those are. */
  readonly latencyMs: number;
  readonly measured: number;
  /** The lowest of late: the ratio of the two tells a target that is filling up. */
  readonly floorMs: number;
  /** Cuts for latency alone that have not brought it down. */
  readonly slowCuts: number;
  /** Smoothed share of calls with no use: neither an answer nor a word on when to come back. */
  readonly failing: number;
  /** Round trips with trouble and no answer between them. */
  readonly troubles: number;
}

export const UNTROUBLED: Control = {
  cap: Infinity,
  climb: 0,
  climbsFrom: -Infinity,
  cutAt: 0,
  heldUntil: -Infinity,
  lastCut: -Infinity,
  lastSeen: -Infinity,
  latencyMs: 0,
  measured: 0,
  floorMs: Infinity,
  slowCuts: 0,
  failing: 0,
  troubles: 0,
};

const CUT = 0.7;
/** After a hold the target is fed half of what it did not bear. */
const RESTART = 0.5;
/** Of the rate at the cut, each second: back where it was after some twenty. */
const CLIMB = 0.015;
/** After a takeover or an outage, neither of which says how much the target bears: twice as much after ten seconds. */
const QUICK_CLIMB = 0.1;
/** What bears more for longer than it takes to get back has changed: the climb becomes ever steeper. */
const STEADY_S = 30;
const STEEPER_S = 10;
const LEAST_ROUND_TRIP_MS = 1_000;
const LEAST_RATE = 0.2;
/** Per second, while it is not known whether anybody is there. */
const PROBE_RATE = 1;
const BACK_OFF_FIRST_MS = 1_000;
const BACK_OFF_LONGEST_MS = 60_000;

const SMOOTHING = 0.2;
/** One outlier at most doubles the smoothed latency's way up. */
const OUTLIER = 2;
const RISEN = 3;
const RISEN_LEAST_MS = 250;
const MEASURED_LEAST = 8;
/** Latency alone is a hint, not a refusal: it takes the rate to a third and no lower. */
const SLOW_CUTS_MOST = 3;
/** An answer in less than this share of the floor: how it answers when it is well was not known before. */
const FLOOR_FELL = 0.5;
/** In this time the floor doubles, so that a lasting change of the target becomes its new ordinary. */
const FLOOR_DOUBLES_MS = 600_000;

const FAILING_SMOOTHING = 0.1;
/** Two failures close together; a single lost call says nothing of the target's capacity. */
const FAILING = 0.15;

const climbed = ({ cap, climb, climbsFrom, troubles }: Control, at: number): number => {
  if (cap === Infinity || troubles > 1) return cap;
  const seconds = Math.max(0, at - climbsFrom) / 1_000;
  return cap + climb * (seconds + Math.max(0, seconds - STEADY_S) ** 2 / STEEPER_S);
};

const isFresh = (state: Control, at: number): boolean => {
  const known = state.floorMs === Infinity ? 0 : state.floorMs;
  return at - state.lastCut >= Math.max(LEAST_ROUND_TRIP_MS, state.latencyMs, known);
};

const cutTo = (state: Control, at: number, rate: number, share: number): Control => {
  const from = Math.min(climbed(state, at), rate);
  return {
    ...state,
    cap: Math.max(LEAST_RATE, from * share),
    climb: Math.max(LEAST_RATE, from) * CLIMB,
    climbsFrom: at,
    cutAt: from,
    lastCut: at,
    lastSeen: at,
    latencyMs: 0,
    measured: 0,
  };
};

const answered = (state: Control, at: number, latencyMs: number, rate: number): Control => {
  const before = state.lastSeen === -Infinity ? at : state.lastSeen;
  const drift = 2 ** (Math.max(0, at - before) / FLOOR_DOUBLES_MS);
  const floor = state.floorMs * drift;
  // What came before the first quick answers (connections, caches still cold) is no rise over them.
  const fell = state.floorMs < Infinity && latencyMs < floor * FLOOR_FELL;
  const seen: Control = {
    ...state,
    ...(fell && { latencyMs: 0, measured: 0 }),
    ...(state.troubles > 1 && { climbsFrom: at, climb: state.cap * QUICK_CLIMB }),
    lastSeen: Math.max(at, state.lastSeen),
    floorMs: Math.min(latencyMs, floor),
    failing: state.failing * (1 - FAILING_SMOOTHING),
    troubles: 0,
  };
  if (at - latencyMs < state.lastCut) return seen;
  const grown = Math.min(latencyMs, OUTLIER * Math.max(seen.latencyMs, seen.floorMs));
  const smoothed = seen.measured === 0 ? grown : seen.latencyMs + SMOOTHING * (grown - seen.latencyMs);
  const now: Control = { ...seen, latencyMs: smoothed, measured: seen.measured + 1 };
  if (now.measured < MEASURED_LEAST) return now;
  if (smoothed <= Math.max(RISEN_LEAST_MS, RISEN * now.floorMs)) return { ...now, slowCuts: 0 };
  if (now.slowCuts >= SLOW_CUTS_MOST || !isFresh(now, at)) return now;
  return { ...cutTo(now, at, rate, CUT), slowCuts: now.slowCuts + 1 };
};

/**
 * Additive increase, multiplicative decrease (Chiu and Jain, 1989), at most one decrease in a round trip: the calls
 * that were under way when the trouble began report it too. `Retry-After` means nothing at all until then, and a restart
 * at half. A target that says nothing, round trip after round trip, is left alone for longer and longer and then asked
 * gently; its cap is not cut again meanwhile. Latency that has risen to three times its floor counts as trouble before
 * the target has to say so.
 * @param rate ours at the time, per second
 */
export const control = (state: Control, sample: Sample, rate: number): Control => {
  const { at } = sample;
  if (sample.kind === 'answered') return answered(state, at, sample.latencyMs, rate);
  const asked = sample.retryAfterMs;
  const silent = sample.kind !== 'throttled' && asked === undefined;
  const failing = silent ? state.failing + FAILING_SMOOTHING * (1 - state.failing) : state.failing;
  const seen: Control = { ...state, failing };
  if (silent && failing < FAILING) return seen;

  const held = at < state.heldUntil;
  const fresh = isFresh(state, at) && !held;
  const troubles = state.troubles + (fresh ? 1 : 0);
  const again = troubles > 1;
  const backOff = fresh && silent && again ? Math.min(BACK_OFF_LONGEST_MS, BACK_OFF_FIRST_MS * 2 ** (troubles - 2)) : 0;
  const until = at + Math.max(0, asked ?? backOff);
  const heldUntil = until > at ? Math.max(state.heldUntil, until) : state.heldUntil;
  const stops = heldUntil > at;
  const climbsFrom = stops ? heldUntil : at;
  const halved = Math.max(LEAST_RATE, state.cutAt * RESTART);
  // The same trouble, heard again: only what it says of when to come back is new.
  if (!fresh) return stops ? { ...seen, cap: Math.min(state.cap, halved), climbsFrom, heldUntil } : seen;
  const cut = again
    ? { ...seen, cap: Math.min(climbed(state, at), halved), lastCut: at, lastSeen: at }
    : cutTo(seen, at, sample.rate, stops ? RESTART : CUT);
  return { ...cut, climbsFrom, heldUntil, troubles };
};

/**
 * What is known after a takeover: that the target was found to bear so much. It is not known how long ago, nor what it
 * was sent then: the climb from there is a quick one.
 * @param cap per second
 */
export const knownCap = (cap: number, at: number): Control => ({
  ...cutTo(UNTROUBLED, at, cap / CUT, CUT),
  cap: Math.max(LEAST_RATE, cap),
  climb: Math.max(LEAST_RATE, cap) * QUICK_CLIMB,
});

/** The most that may be sent at an instant, per second. */
export const allowed = (state: Control, at: number, ceiling = Infinity): number => {
  if (at < state.heldUntil) return 0;
  const cap = Math.min(ceiling, climbed(state, at));
  return state.troubles > 1 ? Math.min(cap, PROBE_RATE) : cap;
};
