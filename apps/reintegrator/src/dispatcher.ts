import { commandIdOf, execute, ViewsRebuilding, type EventStore, type Log } from '#libs/event-store';
import { instantOf } from '#libs/kernel';
import { skipTo, slotTimes, type SlotCursor } from '#libs/pacing';
import {
  campaignCodec,
  campaignDecider,
  campaignStream,
  type CampaignCommand,
  type CampaignRow,
} from '#libs/reintegration';
import { declarationStream } from '#libs/delta-x';
import { SYSTEM_ACTOR } from './outcomes.js';
import { activePlan, adoption, planFor, replanReason, workloadOf, type ActivePlan, type Workload } from './planning.js';
import type { ProductClock } from './product-clock.js';
import type { ReadModels } from './read-models.js';
import type { Slot, SlotQueue } from './slot-queue.js';
import type { TargetHealth } from './target-health.js';

export interface DispatcherDeps {
  readonly system: CampaignRow['system'];
  readonly store: EventStore;
  readonly models: ReadModels;
  readonly queue: Pick<SlotQueue, 'add'>;
  readonly health: TargetHealth;
  readonly clock: ProductClock;
  readonly margin: number;
  readonly tickMs: number;
  readonly lateSlotMs: number;
  readonly instance: string;
  readonly codeVersion: string;
  readonly log: Log;
}

/** The machine's milliseconds: how far ahead slots are given out, and so how many Redis ever holds. */
const LEAD_MS = 1_000;
/** Never more in Redis at once, however high the rate. */
const WINDOW = 1_000;
const REPLAN_AT_MOST_EVERY_MS = 1_000;

/** Gives out the slots of one target: the log is the queue, Redis holds a second of it. */
export class Dispatcher {
  #plan: ActivePlan | undefined;
  #cursor: SlotCursor = { at: 0, carry: 0 };
  /** Slots given out and not yet seen in the log, with the machine's time at which they count as lost. */
  readonly #handed = new Map<string, number>();
  #replannedAt = 0;

  constructor(private readonly deps: DispatcherDeps) {}

  /** Until the signal aborts. A turn that fails changes nothing: the next one starts from the log's views again. */
  async run(signal: AbortSignal): Promise<void> {
    const { tickMs, log, system } = this.deps;
    while (!signal.aborted) {
      try {
        await this.turn();
      } catch (error) {
        if (!(error instanceof ViewsRebuilding)) log.warn({ system, err: error }, 'the dispatcher missed a turn');
      }
      await new Promise((resolve) => setTimeout(resolve, tickMs));
    }
  }

  status(): { handed: number; plan: ActivePlan | undefined } {
    return { handed: this.#handed.size, plan: this.#plan };
  }

  async turn(): Promise<void> {
    if (!this.deps.models.ready()) return;
    const workloads = this.deps.models
      .campaigns(this.deps.system)
      .map(workloadOf)
      .filter((w) => w !== undefined);
    this.#forgetHanded();
    const open = workloads.filter((w) => w.row.status === 'open' || w.waiting > 0);
    await this.#replan(open);
    await this.#complete(open);
    if (!this.deps.health.holds()) await this.#feed(open);
  }

  /** Taken up (the log says so), or lost with Redis, or late: then due again. */
  #forgetHanded(): void {
    const now = Date.now();
    for (const [stream, lostAt] of this.#handed) {
      if (now > lostAt || this.deps.models.declaration(stream)?.status !== 'owed') this.#handed.delete(stream);
    }
  }

  async #replan(workloads: readonly Workload[]): Promise<void> {
    const now = this.deps.clock.nowMs();
    const reason = replanReason(now, workloads, this.#plan, this.#handed.size);
    if (!reason || Date.now() - this.#replannedAt < REPLAN_AT_MOST_EVERY_MS) return;
    this.#replannedAt = Date.now();
    for (const workload of workloads) {
      if (workload.waiting + workload.held === 0) continue;
      await this.#command(workload.row, adoption(now, workload, this.deps.margin, reason));
    }
    this.#plan = activePlan(now, planFor(now, workloads, this.deps.margin), workloads);
    this.#cursor = { at: now, carry: 0 };
  }

  async #complete(workloads: readonly Workload[]): Promise<void> {
    for (const { row, waiting, held } of workloads) {
      if (row.status !== 'open' || waiting + held + row.counts.attempting > 0) continue;
      const { accepted, refused } = row.counts;
      await this.#command(row, { type: 'CompleteCampaign', accepted, refused, now: this.deps.clock.now() });
    }
  }

  async #feed(workloads: readonly Workload[]): Promise<void> {
    if (!this.#plan) return;
    const { clock } = this.deps;
    const now = clock.nowMs();
    this.#cursor = skipTo(this.#plan.curve, this.#cursor, now);
    const room = WINDOW - this.#handed.size;
    const { slots, cursor } = slotTimes(this.#plan.curve, this.#cursor, now + LEAD_MS * clock.scale, room);
    this.#cursor = cursor;
    const given = this.#pick(workloads, slots);
    if (given.length === 0) return;
    for (const slot of given) this.#handed.set(slot.stream, slot.realAt + 2 * this.deps.lateSlotMs);
    try {
      await this.deps.queue.add(given);
    } catch (error) {
      for (const { stream } of given) this.#handed.delete(stream);
      throw error;
    }
  }

  /** Earliest deadline first, then by number. */
  #pick(workloads: readonly Workload[], times: readonly number[]): Slot[] {
    const given: Slot[] = [];
    const byDeadline = workloads.filter((w) => w.waiting > 0).toSorted((a, b) => a.deadlineMs - b.deadlineMs);
    for (const { row } of byDeadline) {
      const missing = times.length - given.length;
      if (missing <= 0) break;
      for (const due of this.deps.models.owed(row.alertId, missing + this.#handed.size)) {
        const slotAt = times[given.length];
        if (slotAt === undefined) break;
        const stream = declarationStream(due.operator, due.reference);
        if (this.#handed.has(stream)) continue;
        given.push({ stream, attempt: due.attempts + 1, slotAt, realAt: this.deps.clock.realAt(slotAt) });
      }
    }
    return given;
  }

  async #command(row: CampaignRow, command: CampaignCommand): Promise<void> {
    const { store, instance, codeVersion, clock } = this.deps;
    const stream = campaignStream(row);
    const now = clock.now();
    await execute(store, {
      stream,
      decider: campaignDecider,
      codec: campaignCodec,
      command,
      context: {
        commandId: commandIdOf(instance, `${stream}/${command.type}/${now}`, 'dispatcher'),
        actor: SYSTEM_ACTOR,
        correlationId: row.alertId,
        occurredAt: instantOf(clock.nowMs()),
        codeVersion,
      },
    });
  }
}
