import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { declarationCodec, declarationDecider, declarationStream, type DeclarationRow } from '#libs/delta-x';
import { refuse } from '#libs/kernel';
import { ManifestLog } from '../manifests/manifest-log.js';
import { Decisions, type Outcome } from '../requests/decisions.js';
import { requireOwn } from '../requests/ownership.js';
import { Runtime } from '../runtime.js';
import { DeclarationActs } from './declaration-acts.js';
import { NamedFirsts } from './named-firsts.js';
import { DeclarationLog } from './declaration-log.js';
import { soundLine } from './sound-line.js';
import {
  ActOnDeclarationCommand,
  LiftHoldCommand,
  LodgeDeclarationCommand,
  ReopenDeclarationCommand,
} from './declarations.messages.js';

@CommandHandler(LodgeDeclarationCommand)
export class LodgeDeclarationHandler implements ICommandHandler<LodgeDeclarationCommand> {
  constructor(
    private readonly runtime: Runtime,
    private readonly decisions: Decisions,
    private readonly manifests: ManifestLog,
    private readonly declarations: DeclarationLog,
    private readonly firsts: NamedFirsts,
  ) {}

  async execute({ asked, manifestId, line }: LodgeDeclarationCommand): Promise<Outcome<DeclarationRow>> {
    const { header, ...manifest } = await this.manifests.require(manifestId);
    requireOwn(asked.granted, header.operator.eori);
    const { rates } = this.runtime.settings;
    const { consignment, valueEur } = soundLine(line, { at: header.lodgedAt, rates });
    const alert = await this.manifests.alert(header.alertId);
    const { alertId, operator } = header;
    if (consignment.first !== undefined) await this.firsts.fresh();
    const named = this.firsts.of({ operator: operator.eori, alertId, ...consignment });
    const stream = declarationStream(operator.eori, consignment.reference);
    const executed = await this.decisions.carryOut({
      asked,
      stream,
      decider: declarationDecider,
      codec: declarationCodec,
      command: {
        type: 'LodgeDeclaration',
        header,
        manifest,
        consignment,
        valueEur,
        alert,
        named,
        now: this.runtime.now(),
      },
      correlationId: header.alertId,
      occurredAt: header.lodgedAt,
      likelyNew: true,
    });
    return this.declarations.row(stream, executed);
  }
}

@CommandHandler(ActOnDeclarationCommand)
export class ActOnDeclarationHandler implements ICommandHandler<ActOnDeclarationCommand> {
  constructor(private readonly acts: DeclarationActs) {}

  execute({ asked, named, commandOf }: ActOnDeclarationCommand): Promise<Outcome<DeclarationRow>> {
    return this.acts.change(asked, named, commandOf);
  }
}

@CommandHandler(ReopenDeclarationCommand)
export class ReopenDeclarationHandler implements ICommandHandler<ReopenDeclarationCommand> {
  constructor(private readonly declarations: DeclarationLog) {}

  execute({ asked, operator, reference, why }: ReopenDeclarationCommand): Promise<Outcome<DeclarationRow>> {
    requireOwn(asked.granted, operator);
    return this.declarations.changeReintegration(asked, operator, reference, { type: 'Reopen', why });
  }
}

@CommandHandler(LiftHoldCommand)
export class LiftHoldHandler implements ICommandHandler<LiftHoldCommand> {
  constructor(private readonly acts: DeclarationActs) {}

  async execute({ asked, operator, reference, hold, evidence }: LiftHoldCommand): Promise<Outcome<DeclarationRow>> {
    if (hold === 'cancel-first') {
      // Letting it go says that the first one is cancelled: recorded as what it is (DX-29).
      return this.acts.change(asked, { operator, reference }, ({ now }) => {
        const how = { by: 'service', outcome: 'cancelled', confirmedAt: now } as const;
        return { type: 'ConfirmCancellation', ...how, evidence, now };
      });
    }
    throw refuse(
      'DX-33',
      {
        en: 'goods under control are let go by their release alone',
        fr: 'une marchandise sous contrôle ne part qu’avec sa mainlevée',
      },
      {
        field: 'hold',
        todo: { en: 'record the control, then the release', fr: 'enregistrez le contrôle, puis la mainlevée' },
      },
    );
  }
}
