import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  declarationCodec,
  declarationDecider,
  declarationStream,
  releasedByManifest,
  type DeclarationRow,
} from '#libs/delta-x';
import { Problem } from '#libs/problem-details';
import { DeclarationLog } from '../declarations/declaration-log.js';
import { ManifestLog } from '../manifests/manifest-log.js';
import { requireIfMatch } from '../requests/asked.js';
import { Decisions, type Outcome } from '../requests/decisions.js';
import { requireOwn } from '../requests/ownership.js';
import { Runtime } from '../runtime.js';
import { ClearanceCommand } from './clearance.messages.js';

/** Control, release, exit and rectification of one declaration; what its manifest's stamp says is read beside it. */
@CommandHandler(ClearanceCommand)
export class ClearanceHandler implements ICommandHandler<ClearanceCommand> {
  constructor(
    private readonly runtime: Runtime,
    private readonly decisions: Decisions,
    private readonly declarations: DeclarationLog,
    private readonly manifests: ManifestLog,
  ) {}

  async execute({ asked, operator, reference, act }: ClearanceCommand): Promise<Outcome<DeclarationRow>> {
    requireOwn(asked.granted, operator);
    const stream = declarationStream(operator, reference);
    const { state, events } = await this.declarations.history(stream);
    const [first] = events;
    if (!first)
      throw new Problem('not-found', { en: `No declaration ${reference}.`, fr: `Aucune déclaration ${reference}.` });
    const manifestId = state.lodged?.manifestId;
    const manifest = manifestId === undefined ? undefined : await this.manifests.find(manifestId);
    const manifestReleasedAt = releasedByManifest(reference, manifest?.stamp);
    const { offices } = this.runtime.settings;
    const executed = await this.decisions.carryOut({
      asked,
      stream,
      decider: declarationDecider,
      codec: declarationCodec,
      command: { ...act, now: this.runtime.now(), offices, manifestReleasedAt },
      correlationId: first.event.data.alertId,
      occurredAt: act.at,
      expectedRevision: requireIfMatch(asked),
    });
    return this.declarations.row(stream, executed);
  }
}
