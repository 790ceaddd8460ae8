import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  checkEori,
  checkPriorLine,
  declarationCodec,
  declarationDecider,
  declarationStream,
  priorListObjections,
  type DeclarationRow,
  type PriorField,
} from '#libs/delta-x';
import { Refusal, type Objection } from '#libs/kernel';
import { invalidField } from '#libs/problem-details';
import { NamedFirsts } from '../declarations/named-firsts.js';
import { DeclarationLog } from '../declarations/declaration-log.js';
import { ManifestLog } from '../manifests/manifest-log.js';
import { requireIfMatch } from '../requests/asked.js';
import { Decisions, type Outcome } from '../requests/decisions.js';
import { requireOwn } from '../requests/ownership.js';
import { Runtime } from '../runtime.js';
import { RecordPriorStateCommand } from './prior-states.messages.js';

/** As the request names what the line's check calls by the file's columns. */
const FIELDS: Readonly<Partial<Record<PriorField, string>>> = {
  validated_at: 'validatedAt',
  anticipation_ends_at: 'anticipationEndsAt',
};

const asRequested = (objection: Objection): Objection => {
  const field = FIELDS[objection.field as PriorField];
  return field === undefined ? objection : { ...objection, field };
};

@CommandHandler(RecordPriorStateCommand)
export class RecordPriorStateHandler implements ICommandHandler<RecordPriorStateCommand> {
  constructor(
    private readonly runtime: Runtime,
    private readonly decisions: Decisions,
    private readonly manifests: ManifestLog,
    private readonly declarations: DeclarationLog,
    private readonly firsts: NamedFirsts,
  ) {}

  async execute({ asked, operator, alertId, line }: RecordPriorStateCommand): Promise<Outcome<DeclarationRow>> {
    if (checkEori(operator) === 'malformed')
      throw invalidField('operator', { en: 'no well-formed EORI', fr: 'EORI mal formé' });
    requireOwn(asked.granted, operator);
    const now = this.runtime.now();
    const alert = await this.manifests.alert(alertId);
    const [concern] = priorListObjections(alert, operator);
    if (concern) throw new Refusal([concern]);
    const checked = checkPriorLine(line, { alert, now, offices: this.runtime.settings.offices });
    if (!checked.ok) {
      const [first, ...more] = checked.objections;
      throw new Refusal([asRequested(first), ...more.map(asRequested)]);
    }
    const stream = declarationStream(operator, checked.prior.reference);
    const history = await this.declarations.history(stream);
    const repeated = history.events.some((r) => r.metadata.commandId === asked.commandId);
    const seen = asked.ifMatch ?? (history.revision === undefined || repeated ? undefined : requireIfMatch(asked));
    const executed = await this.decisions.carryOut({
      asked,
      stream,
      decider: declarationDecider,
      codec: declarationCodec,
      command: { type: 'RecordPriorState', operator, alertId, ...checked.prior, now },
      correlationId: alertId,
      occurredAt: now,
      ...(seen === undefined ? {} : { expectedRevision: seen }),
    });
    await this.firsts.tell(asked, { operator, alertId });
    return this.declarations.row(stream, executed);
  }
}
