import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  checkEori,
  checkLine,
  declarationCodec,
  declarationDecider,
  declarationStream,
  type DeclarationRow,
} from '#libs/delta-x';
import { Refusal, type Objection } from '#libs/kernel';
import { invalidField } from '#libs/problem-details';
import { ManifestLog } from '../manifests/manifest-log.js';
import { requireIfMatch } from '../requests/asked.js';
import { Decisions, type Outcome } from '../requests/decisions.js';
import { requireOwn } from '../requests/ownership.js';
import { Runtime } from '../runtime.js';
import { DeclarationLog } from './declaration-log.js';
import {
  LiftHoldCommand,
  LodgeDeclarationCommand,
  RecordPriorStateCommand,
  ReopenDeclarationCommand,
} from './declarations.messages.js';

const REFERENCE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,34}$/;

const inConsignment = (objection: Objection): Objection =>
  objection.field === undefined ? objection : { ...objection, field: `consignment.${objection.field}` };

@CommandHandler(LodgeDeclarationCommand)
export class LodgeDeclarationHandler implements ICommandHandler<LodgeDeclarationCommand> {
  constructor(
    private readonly runtime: Runtime,
    private readonly decisions: Decisions,
    private readonly manifests: ManifestLog,
    private readonly declarations: DeclarationLog,
  ) {}

  async execute({ asked, manifestId, line }: LodgeDeclarationCommand): Promise<Outcome<DeclarationRow>> {
    const { header } = await this.manifests.require(manifestId);
    requireOwn(asked.granted, header.operator.eori);
    const checked = checkLine(line, { at: header.lodgedAt, rates: this.runtime.settings.rates });
    if (!checked.ok) {
      const [first, ...more] = checked.objections;
      throw new Refusal([inConsignment(first), ...more.map(inConsignment)]);
    }
    const { consignment, valueEur } = checked;
    const alert = await this.manifests.alert(header.alertId);
    const stream = declarationStream(header.operator.eori, consignment.reference);
    const executed = await this.decisions.carryOut({
      asked,
      stream,
      decider: declarationDecider,
      codec: declarationCodec,
      command: { type: 'LodgeDeclaration', header, consignment, valueEur, alert, now: this.runtime.now() },
      correlationId: header.alertId,
      occurredAt: header.lodgedAt,
      likelyNew: true,
    });
    return this.declarations.row(stream, executed);
  }
}

@CommandHandler(RecordPriorStateCommand)
export class RecordPriorStateHandler implements ICommandHandler<RecordPriorStateCommand> {
  constructor(
    private readonly runtime: Runtime,
    private readonly decisions: Decisions,
    private readonly manifests: ManifestLog,
    private readonly declarations: DeclarationLog,
  ) {}

  async execute(command: RecordPriorStateCommand): Promise<Outcome<DeclarationRow>> {
    const { asked, operator, reference, alertId, state } = command;
    if (checkEori(operator) === 'malformed')
      throw invalidField('operator', { en: 'no well-formed EORI', fr: 'EORI mal formé' });
    if (!REFERENCE.test(reference))
      throw invalidField('reference', { en: 'no declaration number', fr: 'numéro de déclaration mal formé' });
    requireOwn(asked.granted, operator);
    await this.manifests.alert(alertId);
    const stream = declarationStream(operator, reference);
    const history = await this.declarations.history(stream);
    const repeated = history.events.some((r) => r.metadata.commandId === asked.commandId);
    const seen = asked.ifMatch ?? (history.revision === undefined || repeated ? undefined : requireIfMatch(asked));
    const executed = await this.decisions.carryOut({
      asked,
      stream,
      decider: declarationDecider,
      codec: declarationCodec,
      command: { type: 'RecordPriorState', operator, reference, alertId, state, known: {}, now: this.runtime.now() },
      correlationId: alertId,
      occurredAt: this.runtime.now(),
      ...(seen === undefined ? {} : { expectedRevision: seen }),
    });
    return this.declarations.row(stream, executed);
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
  constructor(private readonly declarations: DeclarationLog) {}

  execute({ asked, operator, reference, hold, evidence }: LiftHoldCommand): Promise<Outcome<DeclarationRow>> {
    return this.declarations.changeReintegration(asked, operator, reference, { type: 'LiftHold', hold, evidence });
  }
}
