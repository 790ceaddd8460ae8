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
  /** Per second; `Infinity` until the target has shown a limit. */
  readonly cap: number;
  /** What the cap climbs by in each second. */
  readonly climb: number;
  /** Nothing is sent before this. */
  readonly heldUntil: number;
  readonly lastCut: number;
  readonly lastSeen: number;
  /** Smoothed, and the lowest seen of late: their ratio tells a target that is filling up. */
  readonly latencyMs: number;
  readonly floorMs: number;
  readonly troubles: number;
}

export const UNTROUBLED: Control = {
  cap: Infinity,
  climb: 0,
  heldUntil: -Infinity,
  lastCut: -Infinity,
  lastSeen: -Infinity,
  latencyMs: 0,
  floorMs: Infinity,
  troubles: 0,
};

const CUT = 0.7;
/** After a hold the target is fed half of what it bore. */
const RESTART = 0.5;
/** Of the rate at the cut, each second: back where it was after some twenty. */
const CLIMB = 0.015;
const SMOOTHING = 0.2;
/** The floor forgets slowly, so that a lasting change of the target becomes its new ordinary. */
const FLOOR_DRIFT = 0.002;
const RISEN = 3;
const RISEN_LEAST_MS = 250;
const LEAST_ROUND_TRIP_MS = 1_000;
const LEAST_RATE = 1 / 60;
const BACK_OFF_FIRST_MS = 1_000;
const BACK_OFF_LONGEST_MS = 60_000;

const climbed = (state: Control, at: number): number =>
  state.cap === Infinity
    ? Infinity
    : state.cap + (Math.max(0, at - Math.max(state.lastSeen, state.heldUntil)) / 1_000) * state.climb;

const cutTo = (state: Control, at: number, rate: number, share: number): Control => {
  const from = Math.min(climbed(state, at), rate);
  return {
    ...state,
    cap: Math.max(LEAST_RATE, from * share),
    climb: Math.max(LEAST_RATE, from * CLIMB),
    lastCut: at,
    lastSeen: at,
  };
};

/**
 * Additive increase, multiplicative decrease (Chiu and Jain, 1989), at most one decrease in a round trip: the calls
 * that were under way when the trouble began report it too. `Retry-After` means nothing at all until then, and a restart
 * at half. Latency that has risen to three times its floor counts as trouble before the target has to say so.
 * @param rate ours at the time, per second
 */
export const control = (state: Control, sample: Sample, rate: number): Control => {
  const { at } = sample;
  const roundTrip = Math.max(LEAST_ROUND_TRIP_MS, state.latencyMs);
  const fresh = at - state.lastCut >= roundTrip;
  if (sample.kind === 'answered') {
    const latencyMs =
      state.latencyMs === 0 ? sample.latencyMs : state.latencyMs + SMOOTHING * (sample.latencyMs - state.latencyMs);
    const floorMs = Math.min(
      sample.latencyMs,
      state.floorMs === Infinity ? Infinity : state.floorMs * (1 + FLOOR_DRIFT),
    );
    const seen: Control = {
      ...state,
      cap: climbed(state, at),
      lastSeen: Math.max(at, state.lastSeen),
      latencyMs,
      floorMs,
      troubles: 0,
    };
    const risen = latencyMs > Math.max(RISEN_LEAST_MS, RISEN * floorMs);
    return risen && fresh ? cutTo(seen, at, rate, CUT) : seen;
  }
  const held = at < state.heldUntil;
  const troubles = held ? state.troubles : state.troubles + 1;
  const asked = sample.retryAfterMs;
  const stops = asked !== undefined || sample.kind !== 'throttled';
  if (!stops) return fresh ? { ...cutTo(state, at, sample.rate, CUT), troubles } : state;
  const backOff = Math.min(BACK_OFF_LONGEST_MS, BACK_OFF_FIRST_MS * 2 ** Math.min(10, troubles - 1));
  const heldUntil = Math.max(state.heldUntil, at + (asked ?? (held ? 0 : backOff)));
  if (held || !fresh) return { ...state, heldUntil, troubles };
  return { ...cutTo(state, at, sample.rate, RESTART), heldUntil, troubles };
};

/** The most that may be sent at an instant, per second. */
export const allowed = (state: Control, at: number, ceiling = Infinity): number =>
  at < state.heldUntil ? 0 : Math.min(ceiling, climbed(state, at));
