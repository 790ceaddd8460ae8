import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  declarationCodec,
  declarationDecider,
  declarationStream,
  declarationView,
  leavingWith,
  manifestCodec,
  manifestDecider,
  manifestStream,
  type LineLeaving,
  type ManifestCommand,
} from '#libs/delta-x';
import { commandIdOf, execute } from '#libs/event-store';
import { Refusal, type Instant } from '#libs/kernel';
import { Problem } from '#libs/problem-details';
import { requireIfMatch, type Asked } from '../requests/asked.js';
import { Decisions, type Outcome } from '../requests/decisions.js';
import { Runtime } from '../runtime.js';
import { answerOf, ManifestLog, type LodgedManifest } from './manifest-log.js';
import { EndorseManifestCommand, StampManifestCommand, type ManifestAnswer, type Mark } from './manifests.messages.js';

const notFound = (manifestId: string): Problem =>
  new Problem('not-found', { en: `No manifest ${manifestId}.`, fr: `Aucun manifeste ${manifestId}.` });

const carryOut = async (
  { decisions, found, asked }: { decisions: Decisions; found: LodgedManifest; asked: Asked },
  command: ManifestCommand,
  occurredAt: Instant,
): Promise<Outcome<ManifestAnswer>> => {
  const { manifestId, alertId } = found.header;
  const { events, state, revision, position } = await decisions.carryOut({
    asked,
    stream: manifestStream(manifestId),
    decider: manifestDecider,
    codec: manifestCodec,
    command,
    correlationId: alertId,
    occurredAt,
    expectedRevision: requireIfMatch(asked),
  });
  if (state.status !== 'lodged' || revision === undefined) throw notFound(manifestId);
  return { row: answerOf({ ...state, revision }), revision, position, changed: events.length > 0 };
};

/**
 * DX-15: what is selected for control is recorded on each line first, the stamp after it: broken off in between, nothing
 * is released that should not be, and the same request again does the rest.
 */
@CommandHandler(StampManifestCommand)
export class StampManifestHandler implements ICommandHandler<StampManifestCommand> {
  constructor(
    private readonly runtime: Runtime,
    private readonly decisions: Decisions,
    private readonly manifests: ManifestLog,
  ) {}

  async execute({
    asked,
    manifestId,
    mark,
    selected,
    servicePresent,
  }: StampManifestCommand): Promise<Outcome<ManifestAnswer>> {
    const found = await this.manifests.find(manifestId);
    if (!found) throw notFound(manifestId);
    const { office, officer, at: stampedAt } = mark;
    const now = this.runtime.now();
    const { offices } = this.runtime.settings;
    const given = { office, officer, stampedAt, selected, servicePresent, now, offices };
    const command = { type: 'StampManifest', ...given, ...(await this.manifests.lines(manifestId)) } as const;
    // Judged before any line is touched.
    manifestDecider.decide(command, found);
    for (const reference of new Set(selected)) await this.#select(asked, found, reference, mark, now);
    return carryOut({ decisions: this.decisions, found, asked }, command, stampedAt);
  }

  async #select(asked: Asked, { header }: LodgedManifest, reference: string, mark: Mark, now: Instant): Promise<void> {
    const { store, settings } = this.runtime;
    const stream = declarationStream(header.operator.eori, reference);
    try {
      await execute(store, {
        stream,
        decider: declarationDecider,
        codec: declarationCodec,
        command: { type: 'SelectForControl', ...mark, ofManifest: header.manifestId, now, offices: settings.offices },
        context: {
          actor: asked.actor,
          commandId: commandIdOf(asked.commandId, reference, 'select'),
          correlationId: header.alertId,
          causationId: asked.commandId,
          occurredAt: mark.at,
          codeVersion: settings.codeVersion,
        },
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const [first, ...more] = error.objections;
      const named = {
        ...first,
        field: 'selected',
        text: { en: `${reference}: ${first.text.en}`, fr: `${reference} : ${first.text.fr}` },
      };
      throw new Refusal([named, ...more]);
    }
  }
}

@CommandHandler(EndorseManifestCommand)
export class EndorseManifestHandler implements ICommandHandler<EndorseManifestCommand> {
  constructor(
    private readonly runtime: Runtime,
    private readonly decisions: Decisions,
    private readonly manifests: ManifestLog,
  ) {}

  async execute({ asked, manifestId, mark, only }: EndorseManifestCommand): Promise<Outcome<ManifestAnswer>> {
    const found = await this.manifests.find(manifestId);
    if (!found) throw notFound(manifestId);
    const { office, officer, at: endorsedAt } = mark;
    const { offices } = this.runtime.settings;
    const { covers } = await this.manifests.lines(manifestId);
    const lines = only && this.#lines(found, only);
    const given = { office, officer, endorsedAt, only, lines, covers, now: this.runtime.now(), offices };
    return carryOut({ decisions: this.decisions, found, asked }, { type: 'EndorseManifest', ...given }, endorsedAt);
  }

  /** Those that are on this manifest, as they stand. */
  #lines(found: LodgedManifest, references: readonly string[]): LineLeaving[] {
    const { header } = found;
    return [...new Set(references)].flatMap((reference) => {
      const row = this.runtime.views.get(declarationView, declarationStream(header.operator.eori, reference));
      return row?.manifestId === header.manifestId ? [leavingWith(row, found)] : [];
    });
  }
}
