export interface Obligation {
  readonly id: string;
  readonly operator: string;
  /** When it becomes known, and when it may be sent: later than that for goods under control. */
  readonly knownAt: number;
  readonly releasedAt: number;
  readonly deadline: number;
  /** The deadline that leaves time for what waits for it. */
  readonly sendBy: number;
  readonly after: readonly string[];
  /** Refused the first time, and corrected by a person after this long. */
  readonly correctedAfter?: number;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The target bears only a share of its capacity; none of it is an outage. */
export interface Trouble extends Span {
  readonly share: number;
  readonly retryAfterMs?: number;
  /** Calls are lost, some of them after they arrived. */
  readonly silent?: boolean;
}

export interface Scenario {
  readonly seed: number;
  readonly end: number;
  readonly tick: number;
  readonly lead: number;
  readonly lateSlot: number;
  readonly guard: number;
  readonly ceiling: number;
  readonly capacity: number;
  readonly obligations: readonly Obligation[];
  /** Alerts: nothing is sent, and nobody asks. */
  readonly pauses: readonly Span[];
  readonly troubles: readonly Trouble[];
  readonly lostShare: number;
  readonly kills: readonly (Span & { readonly callsLost: boolean })[];
  readonly flushes: readonly number[];
  readonly stalls: readonly Span[];
}
