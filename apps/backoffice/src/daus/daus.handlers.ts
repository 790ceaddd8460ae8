import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { declarationCodec, declarationDecider, declarationStream, type DeclarationRow } from '#libs/delta-x';
import { DeclarationLog } from '../declarations/declaration-log.js';
import { NamedFirsts } from '../declarations/named-firsts.js';
import { soundGoods } from '../declarations/sound-line.js';
import { ManifestLog } from '../manifests/manifest-log.js';
import { Decisions, type Outcome } from '../requests/decisions.js';
import { onBehalfOf, requireOwn } from '../requests/ownership.js';
import { Runtime } from '../runtime.js';
import { LodgeDauCommand } from './daus.messages.js';

@CommandHandler(LodgeDauCommand)
export class LodgeDauHandler implements ICommandHandler<LodgeDauCommand> {
  constructor(
    private readonly runtime: Runtime,
    private readonly decisions: Decisions,
    private readonly manifests: ManifestLog,
    private readonly declarations: DeclarationLog,
    private readonly firsts: NamedFirsts,
  ) {}

  async execute({ asked, given: { header, dau, goods } }: LodgeDauCommand): Promise<Outcome<DeclarationRow>> {
    requireOwn(asked.granted, header.operator.eori);
    const { rates, offices } = this.runtime.settings;
    const { consignment, furtherArticles, valueEur } = soundGoods(goods, { at: header.lodgedAt, rates });
    const alert = await this.manifests.alert(header.alertId);
    const { alertId, operator } = header;
    if (consignment.first !== undefined) await this.firsts.fresh();
    const named = this.firsts.of({ operator: operator.eori, alertId, ...consignment });
    const stream = declarationStream(operator.eori, consignment.reference);
    const executed = await this.decisions.carryOut({
      asked: onBehalfOf(asked, header.operator.eori),
      stream,
      decider: declarationDecider,
      codec: declarationCodec,
      command: {
        type: 'LodgeDau',
        header,
        dau,
        consignment,
        furtherArticles,
        valueEur,
        alert,
        named,
        now: this.runtime.now(),
        offices,
      },
      correlationId: header.alertId,
      occurredAt: header.lodgedAt,
      likelyNew: true,
    });
    return this.declarations.row(stream, executed);
  }
}
