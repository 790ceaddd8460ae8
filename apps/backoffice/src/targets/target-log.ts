import { Injectable } from '@nestjs/common';
import type { System } from '#libs/alert';
import {
  targetCodec,
  targetDecider,
  targetStream,
  targetView,
  type TargetCommand,
  type TargetRow,
} from '#libs/reintegration';
import type { Asked } from '../requests/asked.js';
import { Decisions, type Outcome } from '../requests/decisions.js';
import { Runtime } from '../runtime.js';

/** A target that nobody has touched and that has shown no trouble. */
export const untouched = (system: System): TargetRow => ({ system, revision: '0' });

/** Targets as the log has them: the way for a person's command to one. */
@Injectable()
export class TargetLog {
  constructor(
    private readonly runtime: Runtime,
    private readonly decisions: Decisions,
  ) {}

  /**
   * Carries a command out on a target. No revision is asked for: the dispatcher writes to the same stream, many times
   * an hour when the target suffers, and a person who pauses means it whatever came in between.
   */
  async carryOut(asked: Asked, command: TargetCommand): Promise<Outcome<TargetRow>> {
    const stream = targetStream(command.system);
    const executed = await this.decisions.carryOut({
      asked,
      stream,
      decider: targetDecider,
      codec: targetCodec,
      command,
      correlationId: stream,
      occurredAt: this.runtime.now(),
    });
    // Resuming what was never paused records nothing, and there may be nothing yet.
    if (executed.revision === undefined) {
      return { row: untouched(command.system), revision: 0n, position: executed.position, changed: false };
    }
    return this.decisions.outcome(targetView, targetCodec, stream, executed);
  }
}
