import {
  allowed,
  AT_REST,
  control,
  knownCap,
  nextTurn,
  pickEdf,
  rateAt,
  UNTROUBLED,
  type Sample,
  type Why,
} from '#libs/pacing';
import { isNews } from '#libs/reintegration';
import { Agenda } from './agenda.js';
import { Backlog, type Owed } from './backlog.js';
import { Dice } from './dice.js';
import type { Scenario, Span } from './scenario.js';
import { Target, type Reply } from './target.js';

const within = (spans: readonly Span[], now: number): boolean => spans.some((s) => s.from <= now && now < s.to);

/**
 * One campaign in virtual time: the planner, the slots, the order and the control as they are, between a log that keeps
 * everything, a queue that may lose everything, workers that stall, and a target that fails.
 */
export class Campaign {
  readonly target: Target;
  readonly backlog: Backlog;
  readonly agenda = new Agenda();
  readonly plans: { readonly at: number; readonly why: Why; readonly feasible: boolean }[] = [];
  /** When calls were begun, and the highest rate at which slots were given out. */
  readonly starts: number[] = [];
  peak = 0;
  #state = AT_REST;
  #control = UNTROUBLED;
  /** What the log says of a target that suffers. */
  #told: { readonly cap: number | null } | undefined;
  #lastServed: string | undefined;
  /** Given a slot and not yet taken up, with the time at which the slot counts as lost. */
  readonly #handed = new Map<Owed, number>();
  /** Raised by a takeover: slots of a dispatcher that is gone are void. */
  #epoch = 0;
  #flushes = 0;

  constructor(readonly scenario: Scenario) {
    const { agenda } = this;
    this.target = new Target(scenario, new Dice(scenario.seed ^ 0x5eed));
    this.backlog = new Backlog(scenario.obligations);
    for (const owed of this.backlog.all.values()) {
      const { knownAt, releasedAt } = owed.of;
      agenda.at(knownAt, () => this.backlog.change(owed, { status: 'waiting', released: releasedAt <= knownAt }));
      if (releasedAt > knownAt) agenda.at(releasedAt, () => this.backlog.change(owed, { released: true }));
    }
    for (const at of scenario.flushes) agenda.at(at, () => this.#flushes++);
    for (const { to, callsLost } of scenario.kills) agenda.at(to, () => this.#takeOver(callsLost));
    agenda.at(0, () => this.#turn());
  }

  run(): this {
    this.agenda.run(this.scenario.end);
    return this;
  }

  /** Another dispatcher begins with what the log says, and knows nothing else. */
  #takeOver(callsLost: boolean): void {
    this.#epoch += 1;
    this.#state = AT_REST;
    // As the log has it: what it bore when that was told.
    this.#control = this.#told?.cap ? knownCap(this.#told.cap, this.agenda.now) : UNTROUBLED;
    this.#lastServed = undefined;
    this.#handed.clear();
    for (const owed of this.backlog.all.values()) {
      if (owed.status === 'handed') this.backlog.change(owed, { status: 'waiting' });
      if (owed.status !== 'attempting' || !callsLost) continue;
      owed.uncertain = true;
      owed.epoch += 1;
      this.backlog.change(owed, { status: 'waiting' });
    }
  }

  #turn(): void {
    const { agenda, scenario, backlog } = this;
    const { now } = agenda;
    const { tick, lead, guard, ceiling, pauses, kills } = scenario;
    if (backlog.open === 0) return;
    agenda.at(now + tick, () => this.#turn());
    if (within(kills, now)) return;
    for (const [owed, lostAt] of this.#handed) if (now > lostAt) this.#giveBack(owed);
    const stopped = within(pauses, now);
    const cap = allowed(this.#control, now, ceiling);
    const [sendable, classes] = [backlog.sendable(), backlog.classes(now)];
    const limits = { ceiling, cap, guard };
    const turn = nextTurn(this.#state, { now, classes, sendable, limits, lead, room: 1_000, stopped, settle: tick });
    this.#state = turn.state;
    const course = turn.state.course;
    if (turn.why && course) this.plans.push({ at: now, why: turn.why, feasible: course.plan.feasible });
    if (turn.slots.length === 0) return;
    this.peak = Math.max(this.peak, Math.min(this.#rateOf(now), cap));
    const picked = pickEdf(backlog.candidates(turn.slots.length), turn.slots.length, this.#lastServed);
    this.#lastServed = picked.at(-1)?.operator ?? this.#lastServed;
    picked.forEach((owed, i) => this.#hand(owed, turn.slots[i] ?? now));
  }

  #hand(owed: Owed, slotAt: number): void {
    this.backlog.change(owed, { status: 'handed' });
    this.#handed.set(owed, slotAt + 2 * this.scenario.lateSlot + 1);
    const [epoch, flushes] = [this.#epoch, this.#flushes];
    this.agenda.at(slotAt, () => this.#slotDue(owed, slotAt, epoch, flushes));
  }

  #giveBack(owed: Owed): void {
    this.#handed.delete(owed);
    this.backlog.change(owed, { status: 'waiting' });
  }

  #slotDue(owed: Owed, slotAt: number, epoch: number, flushes: number): void {
    const { now } = this.agenda;
    const { stalls, lateSlot, pauses, ceiling } = this.scenario;
    const stall = stalls.find((s) => s.from <= now && now < s.to);
    if (stall) {
      this.agenda.at(stall.to, () => this.#slotDue(owed, slotAt, epoch, flushes));
      return;
    }
    // Void: lost with Redis, given out by one that is gone, or counted as lost and given out again.
    if (flushes !== this.#flushes || epoch !== this.#epoch) return;
    if (owed.status !== 'handed' || this.#handed.get(owed) !== slotAt + 2 * lateSlot + 1) return;
    const mayCall = allowed(this.#control, now, ceiling) > 0 && !within(pauses, now);
    if (now > slotAt + lateSlot || !mayCall) this.#giveBack(owed);
    else this.#attempt(owed);
  }

  #attempt(owed: Owed): void {
    const { now } = this.agenda;
    this.#handed.delete(owed);
    this.backlog.change(owed, { status: 'attempting' });
    owed.attempts += 1;
    this.starts.push(now);
    if (owed.uncertain && this.target.knows(owed.id)) {
      this.backlog.change(owed, { status: 'accepted' });
      return;
    }
    const refuses = owed.of.correctedAfter !== undefined && owed.attempts === 1;
    const reply = this.target.call(now, owed.id, refuses);
    const rate = allowed(this.#control, now, this.#rateOf(now));
    const epoch = owed.epoch;
    this.agenda.at(now + reply.afterMs, () => this.#hear(owed, epoch, reply, refuses, rate));
  }

  #rateOf(now: number): number {
    return this.#state.course ? rateAt(this.#state.course, now) : 0;
  }

  #tell(at: number, trouble: boolean): void {
    const bears = allowed({ ...this.#control, heldUntil: -Infinity }, at);
    const cap = Number.isFinite(bears) ? bears : null;
    if (trouble && isNews(this.#told, cap)) this.#told = { cap };
    if (!trouble && bears >= this.#rateOf(at)) this.#told = undefined;
  }

  #hear(owed: Owed, epoch: number, reply: Reply, refused: boolean, rate: number): void {
    const at = this.agenda.now;
    // Whoever called is gone, and the log has said so.
    if (owed.epoch !== epoch) return;
    const { kind, afterMs: latencyMs, retryAfterMs } = reply;
    const sample: Sample = kind === 'answered' ? { kind, at, latencyMs } : { kind, at, rate, retryAfterMs };
    this.#control = control(this.#control, sample, rate);
    this.#tell(at, kind !== 'answered');
    if (kind === 'answered' && refused) {
      this.backlog.change(owed, { status: 'refused' });
      owed.correctedAt = at + (owed.of.correctedAfter ?? 0);
      this.agenda.at(owed.correctedAt, () => this.backlog.change(owed, { status: 'waiting' }));
    } else if (kind === 'answered') this.backlog.change(owed, { status: 'accepted' });
    else {
      owed.uncertain ||= kind === 'timeout';
      this.backlog.change(owed, { status: 'waiting' });
    }
  }
}
