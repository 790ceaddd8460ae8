import type { DeltaXState } from '#libs/customs-gateway';
import { epochMs, plus, productTime, realTime, SECOND, type ClockSegment, type Instant } from '#libs/kernel';
import { GoodsBook } from './entered-goods.js';
import { Faults } from './faults.js';
import { Ledger } from './ledger.js';
import { latencyAt, LoadMeter, type Admission } from './load-meter.js';
import type { Rules } from './judge-standing.js';
import { conditionAt, type Outage } from './outages.js';
import { isOver, Register, type Which } from './register.js';
import { ServiceRecords } from './service-records.js';
import type { Latency, SimulatorSettings } from './settings.js';

export type Entry =
  | { readonly open: true; readonly latencyMs: number }
  | { readonly open: false; readonly verdict: 'throttled' | 'unavailable'; readonly retryAfterSeconds: number };

const DEFAULT_RETRY_AFTER_SECONDS = 5;
const LONGEST_RETRY_AFTER_SECONDS = 3_600;

/** What the service cancels when it is asked to: what has no BAE (DX-29). */
export const CANCELLABLE: readonly DeltaXState[] = [
  'anticipated',
  'lodged',
  'under-control',
  'credit-pending',
  'cash-payment',
];

/** The state that the routes share: what is planted, what is planned, what has come. */
export class Simulator {
  readonly ledger: Ledger;
  readonly register: Register;
  readonly service: ServiceRecords;
  readonly goods: GoodsBook;
  rules: Rules = { lrnReuse: 'allowed', controlledMention: 'beside' };
  readonly faults = new Faults();
  readonly meter: LoadMeter;
  readonly clock: readonly ClockSegment[];
  outages: readonly Outage[];
  latency: Latency;
  /** Aborted when it closes: nothing may wait beyond. */
  readonly closing = new AbortController();

  constructor(private readonly settings: SimulatorSettings) {
    this.ledger = new Ledger(settings.dataDirectory);
    this.register = new Register(this.ledger);
    this.service = new ServiceRecords(this.ledger);
    this.goods = new GoodsBook(this.ledger);
    this.meter = new LoadMeter(settings.capacity);
    this.clock = settings.clock;
    this.outages = settings.outages;
    this.latency = settings.latency;
  }

  now(realMs = Date.now()): Instant {
    return productTime(this.clock, realMs);
  }

  /** The door, before a request's body is read: is the system up, and is there room? */
  enter(now: Instant): Entry {
    const { down, share } = conditionAt(this.outages, now);
    if (down) return { open: false, verdict: 'unavailable', retryAfterSeconds: this.#retryAfterOutage(down, now) };
    const admission: Admission = this.meter.admit(epochMs(now), share);
    if (admission.admitted) return { open: true, latencyMs: latencyAt(admission.load, this.latency) };
    return {
      open: false,
      verdict: 'throttled',
      retryAfterSeconds: this.#machineSeconds(epochMs(now) + admission.waitMs, now),
    };
  }

  /** For demonstrations, where nobody plays the service: who asks after a declaration has had it cancelled some time later. */
  hearOfCancellation(which: Which, now: Instant): void {
    const seconds = this.settings.cancelsAfterSeconds;
    if (seconds === undefined) return;
    for (const declaration of this.register.declarations(which)) {
      const { number, state, cancelAt, cancellationDeclined } = declaration;
      if (isOver(declaration) || !CANCELLABLE.includes(state)) continue;
      if (cancelAt === undefined && cancellationDeclined === undefined)
        this.register.cancelAt(number, plus(now, seconds * SECOND), now);
    }
  }

  #retryAfterOutage(down: Outage, now: Instant): number {
    if (down.retryAfterSeconds !== undefined) return down.retryAfterSeconds;
    return down.until === undefined ? DEFAULT_RETRY_AFTER_SECONDS : this.#machineSeconds(epochMs(down.until), now);
  }

  /** `Retry-After` is waited out on the caller's own clock, so it is told in the machine's seconds: whole, at least one. */
  #machineSeconds(untilProductMs: number, now: Instant): number {
    const ms = realTime(this.clock, untilProductMs) - realTime(this.clock, epochMs(now));
    return Math.min(LONGEST_RETRY_AFTER_SECONDS, Math.max(1, Math.ceil(ms / 1_000)));
  }

  close(): void {
    this.ledger.close();
  }
}
