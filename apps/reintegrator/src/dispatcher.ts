import type { System } from '#libs/alert';
import { ViewsRebuilding, type Log } from '#libs/event-store';
import { MINUTE } from '#libs/kernel';
import { AT_REST, nextTurn, rateAt, type Course, type DispatchState, type Turn } from '#libs/pacing';
import { isNews } from '#libs/reintegration';
import type { Decisions } from './decisions.js';
import { HandedSlots } from './handed-slots.js';
import { OrdinaryForecast } from './ordinary-forecast.js';
import { PickDue } from './pick-due.js';
import { PlanRecord } from './plan-record.js';
import { classesOf, workloadOf, type Workload } from './planning.js';
import type { ProductClock } from './product-clock.js';
import type { ReadModels } from './read-models.js';
import { RiskWatch } from './risk-watch.js';
import type { SlotQueue } from './slot-queue.js';
import { slotsFor } from './slots-for.js';
import type { TargetControl } from './target-control.js';

export interface DispatcherDeps {
  readonly system: System;
  readonly models: Pick<
    ReadModels,
    | 'ready'
    | 'campaigns'
    | 'stopped'
    | 'target'
    | 'declaration'
    | 'owed'
    | 'early'
    | 'chained'
    | 'ownDeadlines'
    | 'operators'
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
/** The machine's milliseconds between two plans, unless a person or a deadline asks for another. */
const SETTLE_MS = 1_000;
/** Product milliseconds: where nobody has set a ceiling, what is late goes out over this much. */
const UNHURRIED = 5 * MINUTE;

/**
 * Gives out the slots of one target: the log is the queue, Redis holds a second of it. What is decided, and when another
 * plan is made, is `nextTurn`; here it is told what the views know, and what it answers is recorded and carried out.
 */
export class Dispatcher {
  #state: DispatchState = AT_REST;
  #begun = false;
  #heldUntil: number | undefined;
  /** Product milliseconds; 0 before the first. */
  #lastSlot = 0;
  readonly #handed = new HandedSlots();
  readonly #due: PickDue;
  readonly #risk: RiskWatch;
  readonly #plans: PlanRecord;
  readonly #forecast = new OrdinaryForecast();

  constructor(private readonly deps: DispatcherDeps) {
    this.#due = new PickDue(deps.models);
    this.#risk = new RiskWatch(deps);
    this.#plans = new PlanRecord(deps.decisions);
  }

  /**
   * Until the signal aborts. A turn that fails changes nothing: the next one starts from the log's views again.
   * @param heldUntil until when the target had asked to be left alone, by what the log says, milliseconds of the machine's
   */
  async run(epoch: number, signal: AbortSignal, heldUntil?: number): Promise<void> {
    const { tickMs, log, system } = this.deps;
    this.#forgetAll();
    this.#heldUntil = heldUntil;
    while (!signal.aborted) {
      try {
        await this.turn(epoch);
      } catch (error) {
        if (!(error instanceof ViewsRebuilding)) log.warn({ system, err: error }, 'the dispatcher missed a turn');
      }
      await new Promise((resolve) => setTimeout(resolve, tickMs));
    }
    this.#forgetAll();
  }

  status(): { handed: number; course: Course | undefined } {
    return { handed: this.#handed.size, course: this.#state.course };
  }

  /** Whether this replica gives out the slots, and so knows how fast calls are made. */
  leads(): boolean {
    return this.#begun;
  }

  /** What the plan asks for now, per second of the product's clock: what is sent, unless the target bears less. */
  rate(): number {
    return this.#state.course ? rateAt(this.#state.course, this.deps.clock.nowMs()) : 0;
  }

  async turn(epoch: number): Promise<void> {
    if (!this.deps.models.ready()) return;
    this.#begin();
    // An earlier turn failed on the way: what it decided stands.
    const unfinished = await this.#plans.finish();
    if (unfinished) this.#state = { course: unfinished, cursor: this.#state.cursor };
    const workloads = this.#workloads();
    const turn = this.#turnFor(workloads);
    const next = nextTurn(this.#state, turn);
    if (next.why && next.state.course) {
      await this.#plans.adopt(next.why, next.state.course, workloads, turn.limits.cap < this.rate(), epoch);
      this.#risk.planned();
    }
    this.#state = next.state;
    try {
      if (next.slots.length > 0) await this.#give(workloads, next.slots, epoch);
    } finally {
      await this.#risk.look(turn, this.#state.course, workloads);
      await this.#complete(workloads);
      await this.#report(turn.sendable > 0 ? this.rate() : 0);
    }
  }

  /** What was learnt before is in the log. */
  #begin(): void {
    if (this.#begun) return;
    const { models, system, target } = this.deps;
    target.begin(models.target(system)?.slowed, Date.now(), this.#heldUntil);
    this.#begun = true;
  }

  /** That the target suffers, or no longer: told where the log does not say so yet. */
  async #report(needed: number): Promise<void> {
    const { models, system, target, decisions } = this.deps;
    if (!this.#state.course) return;
    const told = models.target(system)?.slowed;
    const report = target.report(system, Date.now(), needed);
    const news = report.type === 'ReportTrouble' ? isNews(told, report.cap) : told !== undefined;
    if (news) await decisions.target(report);
  }

  #forgetAll(): void {
    this.#begun = false;
    this.#state = AT_REST;
    this.#plans.forget();
    this.#handed.clear();
    this.#risk.forget();
  }

  #workloads(): readonly Workload[] {
    const { models, system } = this.deps;
    this.#handed.forget(Date.now(), (stream) => models.declaration(stream)?.status !== 'owed');
    return models
      .campaigns(system)
      .map((row) => workloadOf(models, row, this.#handed))
      .filter((w) => w !== undefined)
      .filter((w) => w.row.status === 'open' || w.waiting > 0);
  }

  #turnFor(workloads: readonly Workload[]): Turn {
    const { models, system, target, clock, margin } = this.deps;
    const now = clock.nowMs();
    const row = models.target(system);
    const ceiling = row?.ceiling?.perSecond ?? Infinity;
    const last = workloads.reduce((latest, w) => Math.max(latest, w.deadlineMs), 0);
    const ordinary = this.#forecast.until(row?.traffic, now, last);
    return {
      now,
      classes: classesOf(workloads, now, margin),
      sendable: workloads.reduce((sum, w) => sum + w.waiting, 0),
      limits: { ceiling, cap: target.allowed(Date.now()), guard: 0, unhurried: UNHURRIED, ...ordinary },
      stopped: models.stopped(system),
      lead: this.#leadMs() * clock.scale,
      room: WINDOW - this.#handed.size,
      settle: SETTLE_MS * clock.scale,
    };
  }

  #leadMs(): number {
    const perSecond = Math.min(this.rate(), this.deps.target.allowed(Date.now())) * this.deps.clock.scale;
    return Math.min(LEAD_MS.most, Math.max(LEAD_MS.least, (LEAD_SLOTS / perSecond) * 1_000));
  }

  async #complete(workloads: readonly Workload[]): Promise<void> {
    for (const { row, deadlineMs } of workloads) {
      const { owed, accepted, refused } = row.counts;
      if (row.status !== 'open' || accepted + refused < owed) continue;
      const inTime = this.deps.clock.nowMs() <= deadlineMs;
      if (row.atRisk && inTime) await this.deps.decisions.campaign(row, { type: 'ReportOnTrack' });
      await this.deps.decisions.campaign(row, {
        type: 'CompleteCampaign',
        accepted,
        refused,
        now: this.deps.clock.now(),
      });
    }
  }

  async #give(workloads: readonly Workload[], slots: readonly number[], epoch: number): Promise<void> {
    const { clock, queue, lateSlotMs } = this.deps;
    const before = this.#lastSlot;
    this.#lastSlot = slots.at(-1) ?? before;
    const due = this.#due.pick(workloads, slots.length, this.#handed);
    const given = slotsFor(due, slots, before, clock, epoch);
    if (given.length === 0) return;
    due.forEach(({ id, alertId, deadline }, i) => {
      this.#handed.add(id, alertId, deadline, (given[i]?.realAt ?? 0) + 2 * lateSlotMs);
    });
    try {
      await queue.add(given);
    } catch (error) {
      for (const { id } of due) this.#handed.delete(id);
      throw error;
    }
  }
}
