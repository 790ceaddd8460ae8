import type { Sample } from './control.js';

/** How one call ended. Times in milliseconds of one clock. */
export type CallEnd =
  | Extract<Sample, { kind: 'answered' }>
  | {
      readonly kind: 'throttled' | 'down' | 'timeout' | 'connection';
      readonly at: number;
      readonly retryAfterMs?: number | undefined;
    };

/** How a target did over a stretch of time: of the calls that ended in it. Times as in the calls. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
  readonly calls: number;
  /** Turned away: asked for less, or said that it was unavailable. */
  readonly rejected: number;
  /** Not answered in time, or nobody there. */
  readonly unanswered: number;
  /** Half of the answers, and nineteen in twenty, came within; absent where there were none. */
  readonly medianMs?: number;
  readonly p95Ms?: number;
  /** The target asked to be left alone until then. */
  readonly heldUntil?: number;
}

/** What has been heard of a target and is not told yet. */
export interface Listening {
  readonly from: number;
  readonly calls: readonly CallEnd[];
  /** Where the last stretch ended that was told. */
  readonly toldUntil: number;
  readonly heldUntil: number;
  /** The hold that was told of, while it is one. */
  readonly toldHold: number;
}

export const LISTENING: Listening = {
  from: -Infinity,
  calls: [],
  toldUntil: -Infinity,
  heldUntil: -Infinity,
  toldHold: -Infinity,
};

const STRETCH_MS = 10_000;
/** A hold that is prolonged by less is told of with the next stretch: calls under way hear of it one after the other. */
const LONGER_MS = 1_000;

/** One more call has ended. A stretch begins where the last one ended, or with a call after a silence. */
export const heard = (state: Listening, call: CallEnd): Listening => {
  const asked = call.kind === 'answered' ? 0 : (call.retryAfterMs ?? 0);
  const first = call.at - state.toldUntil < STRETCH_MS ? state.toldUntil : call.at;
  return {
    ...state,
    from: state.calls.length === 0 ? first : state.from,
    calls: [...state.calls, call],
    heldUntil: asked > 0 ? Math.max(state.heldUntil, call.at + asked) : state.heldUntil,
  };
};

/** Nearest rank. @param sorted ascending, not empty */
const within = (sorted: readonly number[], share: number): number =>
  Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? 0);

const latencies = (calls: readonly CallEnd[]): Pick<Stretch, 'medianMs' | 'p95Ms'> => {
  const sorted = calls.flatMap((c) => (c.kind === 'answered' ? [c.latencyMs] : [])).sort((a, b) => a - b);
  return sorted.length === 0 ? {} : { medianMs: within(sorted, 0.5), p95Ms: within(sorted, 0.95) };
};

const stretchOf = ({ from, calls, heldUntil }: Listening, until: number): Stretch => ({
  from: Math.min(from, until),
  until,
  calls: calls.length,
  rejected: calls.filter((c) => c.kind === 'throttled' || c.kind === 'down').length,
  unanswered: calls.filter((c) => c.kind === 'timeout' || c.kind === 'connection').length,
  ...latencies(calls),
  ...(heldUntil > until && { heldUntil }),
});

/**
 * The stretch that is to be told now, if any: each ten seconds in which calls ended, and at once when the target asks to
 * be left alone, asks for longer, or that is over. A call is in one stretch alone.
 */
export const toTell = (state: Listening, at: number): { readonly state: Listening; readonly stretch?: Stretch } => {
  const held = state.heldUntil > at;
  const news = held ? state.heldUntil - state.toldHold >= LONGER_MS : state.toldHold > -Infinity;
  const full = state.calls.length > 0 && at - state.from >= STRETCH_MS;
  if (!news && !full) return { state };
  const quiet = state.calls.length === 0 ? { ...state, from: Math.max(state.toldUntil, at - STRETCH_MS) } : state;
  const stretch = stretchOf(quiet, at);
  const toldHold = held ? state.heldUntil : -Infinity;
  return { state: { ...state, calls: [], from: at, toldUntil: at, toldHold }, stretch };
};
