import { commandIdOf, execute, StateCache, type EventStore } from '#libs/event-store';
import {
  campaignCodec,
  campaignDecider,
  campaignStream,
  targetCodec,
  targetDecider,
  targetStream,
  type Campaign,
  type CampaignCommand,
  type CampaignId,
  type Target,
  type TargetCommand,
} from '#libs/reintegration';
import { SYSTEM_ACTOR } from './outcomes.js';
import type { ProductClock } from './product-clock.js';

/** What the dispatcher decides, written where it belongs. A decision that changes nothing appends nothing. */
export class Decisions {
  readonly #campaigns = new StateCache<Campaign>();
  readonly #targets = new StateCache<Target>();
  #count = 0;

  constructor(
    private readonly deps: {
      readonly store: EventStore;
      readonly clock: ProductClock;
      readonly instance: string;
      readonly codeVersion: string;
    },
  ) {}

  /** @param key of the command: given again under the same key, it is carried out once; a new one each time when absent */
  async campaign(id: CampaignId, command: CampaignCommand, key?: string): Promise<void> {
    const stream = campaignStream(id);
    await execute(this.deps.store, {
      stream,
      decider: campaignDecider,
      codec: campaignCodec,
      command,
      cache: this.#campaigns,
      context: this.#context(key === undefined ? this.#unique(command.type) : `${stream}/${key}`, id.alertId),
    });
  }

  async target(command: TargetCommand): Promise<Target> {
    const { state } = await execute(this.deps.store, {
      stream: targetStream(command.system),
      decider: targetDecider,
      codec: targetCodec,
      command,
      cache: this.#targets,
      context: this.#context(this.#unique(command.type), command.system),
    });
    return state;
  }

  #unique(type: string): string {
    this.#count += 1;
    return `${type}/${String(this.#count)}`;
  }

  #context(key: string, correlationId: string) {
    return {
      commandId: commandIdOf(this.deps.instance, key, 'decision'),
      actor: SYSTEM_ACTOR,
      correlationId,
      occurredAt: this.deps.clock.now(),
      codeVersion: this.deps.codeVersion,
    };
  }
}
