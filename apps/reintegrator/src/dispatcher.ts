import type { System } from '#libs/alert';
import { ViewsRebuilding, type Log } from '#libs/event-store';
import { skipTo, slotTimes, type Segment, type SlotCursor } from '#libs/pacing';
import type { Decisions } from './decisions.js';
import { PickDue } from './pick-due.js';
import {
  activePlan,
  adoption,
  planFor,
  replanReason,
  riskOf,
  workloadOf,
  type ActivePlan,
  type Limits,
  type Workload,
} from './planning.js';
import type { ProductClock } from './product-clock.js';
import type { ReadModels } from './read-models.js';
import type { Slot, SlotQueue } from './slot-queue.js';
import type { TargetControl } from './target-control.js';

export interface DispatcherDeps {
  readonly system: System;
  readonly models: Pick<
    ReadModels,
    'ready' | 'campaigns' | 'stopped' | 'ceiling' | 'declaration' | 'owed' | 'operators'
  >;
  readonly queue: Pick<SlotQueue, 'add'>;
  readonly target: TargetControl;
  readonly decisions: Pick<Decisions, 'campaign' | 'target'>;
  readonly clock: ProductClock;
  readonly margin: number;
  readonly tickMs: number;
  readonly lateSlotMs: number;
  readonly log: Log;
}

/** The machine's milliseconds: how far ahead slots are given out, and so how many Redis ever holds. */
const LEAD_MS = { least: 400, most: 1_000 };
/** Where the rate is low the lead is longer, up to this many slots. */
const LEAD_SLOTS = 20;
/** Never more in Redis at once, however high the rate. */
const WINDOW = 1_000;
const REPLAN_AT_MOST_EVERY_MS = 1_000;

/** Gives out the slots of one target: the log is the queue, Redis holds a second of it. */
export class Dispatcher {
  #plan: ActivePlan | undefined;
  #cursor: SlotCursor = { at: 0, carry: 0 };
  /** Product milliseconds; 0 before the first. */
  #lastSlot = 0;
  /** Slots given out and not yet seen in the log, with the machine's time at which they count as lost. */
  readonly #handed = new Map<string, number>();
  readonly #due: PickDue;
  #replannedAt = 0;
  #wasPaused = false;

  constructor(private readonly deps: DispatcherDeps) {
    this.#due = new PickDue(deps.models);
  }

  /** Until the signal aborts. A turn that fails changes nothing: the next one starts from the log's views again. */
  async run(epoch: number, signal: AbortSignal): Promise<void> {
    const { tickMs, log, system } = this.deps;
    this.#plan = undefined;
    this.#handed.clear();
    this.#cursor = { at: 0, carry: 0 };
    while (!signal.aborted) {
      try {
        await this.turn(epoch);
      } catch (error) {
        if (!(error instanceof ViewsRebuilding)) log.warn({ system, err: error }, 'the dispatcher missed a turn');
      }
      await new Promise((resolve) => setTimeout(resolve, tickMs));
    }
    this.#plan = undefined;
  }

  status(): { handed: number; plan: ActivePlan | undefined } {
    return { handed: this.#handed.size, plan: this.#plan };
  }

  /** What is being sent now, per second of the product's clock. */
  rate(): number {
    const now = this.deps.clock.nowMs();
    return this.#plan?.curve.find((s) => s.from <= now && now < s.to)?.rate ?? 0;
  }

  async turn(epoch: number): Promise<void> {
    const { models, system, target } = this.deps;
    if (!models.ready()) return;
    this.#forgetHanded();
    const workloads = models
      .campaigns(system)
      .map(workloadOf)
      .filter((w) => w !== undefined);
    const open = workloads.filter((w) => w.row.status === 'open' || w.waiting > 0);
    const paused = models.stopped(system);
    if (!paused) await this.#replan(open);
    await this.#complete(open);
    if (this.#plan)
      await this.deps.decisions.target(target.report(system, Date.now(), Math.min(this.rate(), this.#plan.peak)));
    this.#wasPaused = paused;
    if (!paused) await this.#feed(open, epoch);
  }

  /** Taken up (the log says so), or lost with Redis, or late: then due again. */
  #forgetHanded(): void {
    const now = Date.now();
    for (const [stream, lostAt] of this.#handed) {
      if (now > lostAt || this.deps.models.declaration(stream)?.status !== 'owed') this.#handed.delete(stream);
    }
  }

  #limits(): Limits {
    return {
      ceiling: this.deps.models.ceiling(this.deps.system) ?? Infinity,
      bears: this.deps.target.bears(Date.now()),
    };
  }

  async #replan(workloads: readonly Workload[]): Promise<void> {
    const { clock, margin, decisions } = this.deps;
    const now = clock.nowMs();
    const limits = this.#limits();
    const needed = replanReason(now, workloads, this.#plan, this.#handed.size, limits);
    const reason = this.#wasPaused && this.#plan && workloads.some((w) => w.waiting > 0) ? 'resumed' : needed;
    const soon = Date.now() - this.#replannedAt < REPLAN_AT_MOST_EVERY_MS;
    if (!reason || (soon && reason !== 'resumed' && reason !== 'ceiling-changed')) return;
    this.#replannedAt = Date.now();
    const made = planFor(now, workloads, margin, limits);
    for (const workload of workloads) {
      if (workload.waiting + workload.held === 0) continue;
      await decisions.campaign(workload.row, adoption(now, workload, margin, limits, reason));
      await decisions.campaign(workload.row, riskOf(made, workload, margin));
    }
    this.#plan = activePlan(now, made, workloads, limits);
    // The slots given out already stand: the new curve is followed from where they end, or they would be doubled.
    if (this.#cursor.at < now) this.#cursor = { at: now, carry: 0 };
  }

  async #complete(workloads: readonly Workload[]): Promise<void> {
    for (const { row, waiting, held } of workloads) {
      if (row.status !== 'open' || waiting + held + row.counts.attempting > 0) continue;
      const { accepted, refused } = row.counts;
      await this.deps.decisions.campaign(row, {
        type: 'CompleteCampaign',
        accepted,
        refused,
        now: this.deps.clock.now(),
      });
    }
  }

  #leadMs(): number {
    const perSecond = this.rate() * this.deps.clock.scale;
    return Math.min(LEAD_MS.most, Math.max(LEAD_MS.least, (LEAD_SLOTS / perSecond) * 1_000));
  }

  async #feed(workloads: readonly Workload[], epoch: number): Promise<void> {
    if (!this.#plan) return;
    const { clock, queue, target, lateSlotMs } = this.deps;
    const now = clock.nowMs();
    const curve = clipped(this.#plan.curve, Math.min(target.allowed(Date.now()), this.#limits().ceiling));
    this.#cursor = skipTo(curve, this.#cursor, now);
    const room = WINDOW - this.#handed.size;
    const { slots, cursor } = slotTimes(curve, this.#cursor, now + this.#leadMs() * clock.scale, room);
    this.#cursor = cursor;
    if (slots.length === 0) return;
    const before = this.#lastSlot;
    this.#lastSlot = slots.at(-1) ?? now;
    const given: Slot[] = this.#due.pick(workloads, slots.length, this.#handed).map(({ id, attempt }, i) => {
      const slotAt = slots[i] ?? now;
      const gap = slotAt - (slots[i - 1] ?? before);
      // The first of all has nothing before it.
      const gapMs = Number.isFinite(gap) && gap < slotAt ? Math.max(0, gap) / clock.scale : 0;
      return { stream: id, attempt, slotAt, realAt: clock.realAt(slotAt), gapMs, epoch };
    });
    for (const slot of given) this.#handed.set(slot.stream, slot.realAt + 2 * lateSlotMs);
    try {
      if (given.length > 0) await queue.add(given);
    } catch (error) {
      for (const { stream } of given) this.#handed.delete(stream);
      throw error;
    }
  }
}

const clipped = (curve: readonly Segment[], limit: number): readonly Segment[] =>
  limit === Infinity ? curve : curve.map((s) => (s.rate > limit ? { ...s, rate: limit } : s));
