import { allowed, control, knownCap, UNTROUBLED, type Control, type Sample } from '#libs/pacing';
import type { Unavailable } from '#libs/customs-gateway';
import type { TargetCommand, TargetRow, Trouble } from '#libs/reintegration';

/** How one call went: what the target's control learns from. Machine milliseconds. */
export type CallSample =
  | { readonly kind: 'answered'; readonly at: number; readonly latencyMs: number }
  | { readonly kind: Unavailable['kind']; readonly at: number; readonly retryAfterMs?: number | undefined };

export type Report = Extract<TargetCommand, { type: 'ReportTrouble' | 'ReportRecovery' }>;

/** This long without trouble, and the target counts as recovered. */
const CALM_MS = 5_000;

/**
 * How much the target bears, learnt from every call. Rates come and go per second of the product's clock; inside they
 * are the machine's, as the calls and their latencies are.
 */
export class TargetControl {
  /** @param scale product seconds in one of the machine's */
  constructor(private readonly scale = 1) {}

  #state: Control = UNTROUBLED;
  #troubledAt = -Infinity;
  #trouble: Trouble = 'slow';

  /**
   * A takeover begins with what the log says of the target, and not with what this replica may have learnt long ago.
   * @param at machine milliseconds
   * @param heldUntil until when it asked to be left alone, machine milliseconds
   */
  begin(slowed: TargetRow['slowed'], at: number, heldUntil = -Infinity): void {
    const known = slowed?.cap === undefined ? UNTROUBLED : knownCap(slowed.cap * this.scale, at);
    this.#state = { ...known, heldUntil };
    this.#troubledAt = slowed ? at : -Infinity;
    this.#trouble = slowed?.trouble ?? 'slow';
  }

  /** @param rate what is being sent, per second */
  note(sample: CallSample, rate: number): void {
    const before = this.#state;
    const seen: Sample =
      sample.kind === 'answered'
        ? sample
        : { ...sample, kind: sample.kind === 'connection' ? 'timeout' : sample.kind, rate: rate * this.scale };
    this.#state = control(before, seen, rate * this.scale);
    if (sample.kind === 'answered' && this.#state.lastCut === before.lastCut) return;
    this.#troubledAt = sample.at;
    this.#trouble = sample.kind === 'answered' ? 'slow' : sample.kind;
  }

  /** What may be sent at this machine time: 0 while the target has asked to be left alone. */
  allowed(at: number): number {
    return allowed(this.#state, at) / this.scale;
  }

  /** What it is believed to bear, whatever it asked for this moment: what plans are made with. */
  bears(at: number): number {
    return allowed({ ...this.#state, heldUntil: -Infinity }, at) / this.scale;
  }

  /** What the log may be told: that it suffers, and how much it bears; or that it has recovered. */
  report(system: TargetCommand['system'], at: number, needed: number): Report {
    const bears = this.bears(at);
    const troubled = at - this.#troubledAt < CALM_MS || this.allowed(at) === 0;
    if (troubled || bears < needed) {
      return { type: 'ReportTrouble', system, trouble: this.#trouble, cap: Number.isFinite(bears) ? bears : null };
    }
    return { type: 'ReportRecovery', system };
  }

  status(at: number): { allowed: number | null; heldForMs: number; latencyMs: number } {
    const now = this.allowed(at);
    return {
      allowed: Number.isFinite(now) ? now : null,
      heldForMs: Math.max(0, this.#state.heldUntil - at),
      latencyMs: Math.round(this.#state.latencyMs),
    };
  }
}
