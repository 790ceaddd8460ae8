import { CommandHandler, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import {
  manifestCodec,
  manifestDecider,
  manifestStream,
  manifestView,
  type ManifestHeader,
  type ManifestRow,
} from '#libs/delta-x';
import { Problem } from '#libs/problem-details';
import { createdId } from '../requests/asked.js';
import { Decisions, type Outcome } from '../requests/decisions.js';
import { onBehalfOf, requireOwn, seesPersons } from '../requests/ownership.js';
import { pageOf, type Listed } from '../requests/pages.js';
import { withoutPersonal } from '../requests/redact.js';
import { Runtime } from '../runtime.js';
import { answerOf, ManifestLog } from './manifest-log.js';
import { GetManifest, ListManifests, LodgeManifestCommand, type ManifestAnswer } from './manifests.messages.js';

@CommandHandler(LodgeManifestCommand)
export class LodgeManifestHandler implements ICommandHandler<LodgeManifestCommand> {
  constructor(
    private readonly runtime: Runtime,
    private readonly decisions: Decisions,
    private readonly manifests: ManifestLog,
  ) {}

  async execute({ asked, given }: LodgeManifestCommand): Promise<Outcome<ManifestAnswer>> {
    requireOwn(asked.granted, given.operator.eori);
    const now = this.runtime.now();
    const manifestId = createdId(asked, 'manifest');
    const header: ManifestHeader = { ...given, manifestId };
    const alert = await this.manifests.alert(given.alertId);
    const { events, state, revision, position, repeated } = await this.decisions.carryOut({
      asked: onBehalfOf(asked, given.operator.eori),
      stream: manifestStream(manifestId),
      decider: manifestDecider,
      codec: manifestCodec,
      command: { type: 'LodgeManifest', header, alert, now, offices: this.runtime.settings.offices },
      correlationId: given.alertId,
      occurredAt: header.lodgedAt,
      likelyNew: true,
    });
    if (state.status !== 'lodged' || revision === undefined) throw new Error(`manifest ${manifestId} is not there`);
    return { row: answerOf({ ...state, revision }), revision, position, changed: events.length > 0 && !repeated };
  }
}

@QueryHandler(GetManifest)
export class GetManifestHandler implements IQueryHandler<GetManifest> {
  constructor(private readonly manifests: ManifestLog) {}

  async execute({ granted, manifestId }: GetManifest): Promise<ManifestAnswer> {
    const found = await this.manifests.find(manifestId);
    if (!found)
      throw new Problem('not-found', { en: `No manifest ${manifestId}.`, fr: `Aucun manifeste ${manifestId}.` });
    const { header } = found;
    requireOwn(granted, header.operator.eori);
    const personal = manifestCodec.personal['ManifestLodged.v1'] ?? [];
    const shown = seesPersons(granted, header.operator.eori) ? header : withoutPersonal(header, personal);
    return answerOf({ ...found, header: shown as ManifestHeader });
  }
}

@QueryHandler(ListManifests)
export class ListManifestsHandler implements IQueryHandler<ListManifests> {
  constructor(private readonly runtime: Runtime) {}

  async execute({ granted, filter, page }: ListManifests): Promise<Listed<ManifestRow>> {
    if (filter.operator !== undefined) requireOwn(granted, filter.operator);
    const own = granted.role === 'integrator' ? { operator: granted.person.operator ?? '' } : {};
    const orderBy = { column: 'lodgedAt', direction: 'desc' } as const;
    return Promise.resolve(pageOf(this.runtime, manifestView, { ...filter, ...own }, page, orderBy));
  }
}
