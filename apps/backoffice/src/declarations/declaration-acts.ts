import { Injectable } from '@nestjs/common';
import {
  declarationCodec,
  declarationDecider,
  declarationStream,
  type AlertAsSeen,
  type Declaration,
  type DeclarationCommand,
  type DeclarationRow,
} from '#libs/delta-x';
import { commandIdOf } from '#libs/event-store';
import { formatPosition, type Instant } from '#libs/kernel';
import { Problem } from '#libs/problem-details';
import { ManifestLog } from '../manifests/manifest-log.js';
import { requireIfMatch, type Asked } from '../requests/asked.js';
import { Decisions, type Outcome } from '../requests/decisions.js';
import { requireOwn } from '../requests/ownership.js';
import { Runtime } from '../runtime.js';
import { DeclarationLog } from './declaration-log.js';

/** Which declaration. */
export interface Named {
  readonly operator: string;
  readonly reference: string;
}

/** What a command about a declaration is made of. */
export interface Seen extends Named {
  readonly alertId: string;
  /** The outage that the declaration was last about, as it stands now. */
  readonly alert: () => Promise<AlertAsSeen>;
  readonly now: Instant;
  readonly state: Declaration;
  /** Where in the log its paper was lodged. */
  readonly lodgedPosition?: string | undefined;
}

export type CommandOf = (seen: Seen) => DeclarationCommand | Promise<DeclarationCommand>;

/** The outage that the declaration is about: its paper's, or that of the operator's last list. */
const alertOf = ({ lodged, priors }: Declaration): string | undefined => lodged?.alertId ?? priors.at(-1)?.alertId;

/** When it happened, as the command says it: on paper, at the service; `undefined` for what is done by saying it. */
const happenedAt = (command: DeclarationCommand): Instant | undefined => {
  switch (command.type) {
    case 'RequestCancellation':
      return command.requestedAt;
    case 'ConfirmCancellation':
      return command.confirmedAt;
    case 'RefuseCancellation':
      return command.refusedAt;
    case 'RecordOwedMessage':
      return command.sentAt;
    case 'SelectForControl':
    case 'RecordControl':
    case 'ReleaseGoods':
    case 'TakeGoods':
    case 'WithholdGoods':
    case 'EndorseExit':
    case 'RecordRectification':
      return command.at;
    default:
      return undefined;
  }
};

/** What persons do about a declaration that is there. */
@Injectable()
export class DeclarationActs {
  constructor(
    private readonly runtime: Runtime,
    private readonly decisions: Decisions,
    private readonly declarations: DeclarationLog,
    private readonly manifests: ManifestLog,
  ) {}

  /** @throws Problem 403 for another operator's, 404, 428; Refusal */
  change(asked: Asked, named: Named, commandOf: CommandOf): Promise<Outcome<DeclarationRow>> {
    return this.#carryOut(asked, named, commandOf, requireIfMatch(asked));
  }

  /** One of many that a single request is about: no revision of theirs was seen. */
  changeOneOfMany(asked: Asked, named: Named, commandOf: CommandOf): Promise<Outcome<DeclarationRow>> {
    const commandId = commandIdOf(asked.commandId, named.operator, named.reference);
    return this.#carryOut({ ...asked, commandId }, named, commandOf);
  }

  async #carryOut(
    asked: Asked,
    { operator, reference }: Named,
    commandOf: CommandOf,
    expectedRevision?: bigint,
  ): Promise<Outcome<DeclarationRow>> {
    requireOwn(asked.granted, operator);
    const stream = declarationStream(operator, reference);
    const { state, events } = await this.declarations.history(stream);
    const alertId = alertOf(state);
    if (alertId === undefined)
      throw new Problem('not-found', { en: `No declaration ${reference}.`, fr: `Aucune déclaration ${reference}.` });
    const now = this.runtime.now();
    const alert = (): Promise<AlertAsSeen> => this.manifests.alert(alertId);
    const paper = events.find(({ event }) => event.type === 'DeclarationLodged');
    const lodgedPosition = paper && formatPosition(paper.position);
    const command = await commandOf({ operator, reference, alertId, alert, now, state, lodgedPosition });
    const executed = await this.decisions.carryOut({
      asked,
      stream,
      decider: declarationDecider,
      codec: declarationCodec,
      command,
      correlationId: alertId,
      occurredAt: happenedAt(command) ?? now,
      ...(expectedRevision === undefined ? {} : { expectedRevision }),
    });
    return this.declarations.row(stream, executed);
  }
}
