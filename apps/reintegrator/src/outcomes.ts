import type { Accepted, Refused, Unavailable } from '#libs/customs-gateway';
import {
  commandIdOf,
  eventIds,
  EventStoreUnavailable,
  execute,
  StaleRevision,
  WrongExpectedRevision,
  type CommandContext,
  type EventStore,
  type Log,
} from '#libs/event-store';
import { Refusal, type Actor, type Instant } from '#libs/kernel';
import {
  reintegrationCodec,
  reintegrationDecider,
  type Reintegration,
  type ReintegrationCommand,
} from '#libs/reintegration';
import type { ProductClock } from './product-clock.js';
import type { Window } from './read-models.js';

/** The product itself: what nobody's request caused. */
export const SYSTEM_ACTOR: Actor = { id: 'reintegrator', role: 'system', name: 'Reprise' };

/** What still has to be sent, or is being sent. */
export type Owing = Extract<Reintegration, { status: 'owed' | 'attempting' }>;

/** What an outcome is recorded about: the obligation as its stream was last read or written. */
export interface Recording {
  readonly stream: string;
  readonly revision: bigint;
  readonly owing: Owing;
  readonly messageId: string;
  readonly window: Window;
  readonly causationId: string;
}

const PATIENCE = 5;

/** Writes attempts and outcomes on the declaration's own stream. */
export class Outcomes {
  constructor(
    private readonly deps: {
      readonly store: EventStore;
      readonly clock: ProductClock;
      /** Drawn at each start: two replicas that begin the same attempt must not pass for one. */
      readonly instance: string;
      readonly codeVersion: string;
      readonly log: Log;
    },
  ) {}

  /** As it stands once the attempt is in the log; `undefined` when somebody else was first or it is no longer due. */
  async begin<About extends Recording>(
    about: About,
    { slotAt, enquired, lrn, now }: { slotAt: Instant; enquired: boolean; lrn?: string | undefined; now: Instant },
  ): Promise<About | undefined> {
    const { messageId, window, owing, revision } = about;
    const commandId = commandIdOf(
      this.deps.instance,
      `${about.stream}/${String(owing.attempts + 1)}/${String(revision)}`,
      'attempt',
    );
    const command: ReintegrationCommand = {
      type: 'BeginAttempt',
      messageId,
      slotAt,
      releasedAt: window.releasedAt,
      enquired,
      lrn,
      now,
    };
    try {
      const done = await this.#execute(about, command, commandId, now, revision);
      const [causationId] = eventIds(commandId, 1);
      if (done.repeated || done.revision === undefined || !causationId) return undefined;
      return { ...about, owing: done.state as Owing, revision: done.revision, causationId };
    } catch (error) {
      if (error instanceof StaleRevision || error instanceof WrongExpectedRevision || error instanceof Refusal)
        return undefined;
      throw error;
    }
  }

  async accepted(about: Recording, { mrn, acceptedAt }: Accepted, byEnquiry: boolean): Promise<void> {
    const { messageId, window } = about;
    const command: ReintegrationCommand = {
      type: 'RecordAcceptance',
      messageId,
      mrn,
      acceptedAt,
      deadline: window.deadline,
      byEnquiry,
    };
    await this.#record(about, command, `accepted/${mrn}`, acceptedAt);
  }

  async refused(about: Recording, { code, reason, field, refusedAt }: Refused): Promise<void> {
    const command: ReintegrationCommand = { type: 'RecordRefusal', messageId: about.messageId, code, reason, field };
    await this.#record(about, command, `refused/${about.causationId}`, refusedAt ?? this.deps.clock.now());
  }

  async failed(
    about: Recording,
    { kind, mayHaveArrived }: Pick<Unavailable, 'kind' | 'mayHaveArrived'>,
  ): Promise<void> {
    const command: ReintegrationCommand = { type: 'RecordFailure', failure: kind, mayHaveArrived };
    await this.#record(about, command, `failed/${about.causationId}`, this.deps.clock.now());
  }

  /** An outcome that can't be written is not lost: the attempt stands in the log, and the target is asked later. */
  async #record(about: Recording, command: ReintegrationCommand, key: string, occurredAt: Instant): Promise<void> {
    const commandId = commandIdOf(SYSTEM_ACTOR.id, `${about.messageId}/${key}`, 'outcome');
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#execute(about, command, commandId, occurredAt);
        return;
      } catch (error) {
        if (error instanceof Refusal) return;
        if (!(error instanceof EventStoreUnavailable) || attempt >= PATIENCE) throw error;
        this.deps.log.warn({ stream: about.stream, err: error, attempt }, 'the outcome is not written yet, again');
      }
    }
  }

  #execute(
    about: Recording,
    command: ReintegrationCommand,
    commandId: string,
    occurredAt: Instant,
    expectedRevision?: bigint,
  ) {
    const context: CommandContext = {
      commandId,
      actor: SYSTEM_ACTOR,
      correlationId: about.owing.subject.alertId,
      causationId: about.causationId,
      occurredAt,
      codeVersion: this.deps.codeVersion,
    };
    return execute(this.deps.store, {
      stream: about.stream,
      decider: reintegrationDecider,
      codec: reintegrationCodec,
      command,
      context,
      known: { state: about.owing, revision: about.revision },
      ...(expectedRevision === undefined ? {} : { expectedRevision }),
    });
  }
}
