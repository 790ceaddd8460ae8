import { alertCodec, type System } from '#libs/alert';
import {
  commandIdOf,
  decodeRecord,
  execute,
  follow,
  type EventStore,
  type Following,
  type Log,
  type StreamCheckpoint,
} from '#libs/event-store';
import { campaignCodec, campaignDecider, campaignStream, reactToAlert } from '#libs/reintegration';
import { SYSTEM_ACTOR } from './outcomes.js';

export interface CampaignReactorDeps {
  readonly store: EventStore;
  readonly checkpoint: StreamCheckpoint;
  readonly targets: readonly System[];
  readonly codeVersion: string;
  readonly signal: AbortSignal;
  readonly log: Log;
}

/**
 * Follows the alerts and opens or moves campaigns. The commands' ids come from the event that they answer, so that an
 * event seen twice asks for the same thing; the checkpoint is written after the effect and fences off an older instance.
 */
export const followAlerts = (deps: CampaignReactorDeps): Following => {
  const { store, checkpoint, targets, codeVersion, signal, log } = deps;
  return follow(store, {
    name: 'campaign-reactor',
    prefixes: ['alert-'],
    after: checkpoint.position,
    signal,
    log,
    handle: async (record) => {
      const recorded = decodeRecord(alertCodec, record);
      if (!recorded) return;
      const { alertId } = recorded.event.data;
      const reaction = reactToAlert(recorded.event, targets);
      if (reaction.kind === 'ignored') {
        log.info({ alertId, event: recorded.event.type, reason: reaction.reason }, 'ignored');
        return;
      }
      await execute(store, {
        stream: campaignStream(reaction.campaign),
        decider: campaignDecider,
        codec: campaignCodec,
        command: reaction.command,
        context: {
          commandId: commandIdOf(SYSTEM_ACTOR.id, recorded.id, reaction.command.type),
          actor: SYSTEM_ACTOR,
          correlationId: alertId,
          causationId: recorded.id,
          occurredAt: recorded.recordedAt,
          codeVersion,
        },
      });
    },
    onCheckpoint: (position) => checkpoint.save(position),
  });
};
