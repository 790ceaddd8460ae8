import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { mayActFor } from '#libs/access';
import type { AlertRow, Scope, System } from '#libs/alert';
import { commandIdOf } from '#libs/event-store';
import { Problem } from '#libs/problem-details';
import { createdId, type Asked } from '../requests/asked.js';
import type { Outcome } from '../requests/decisions.js';
import { Runtime } from '../runtime.js';
import { AlertLog } from './alert-log.js';
import {
  AnnounceAlertCommand,
  EaseAlertCommand,
  EndAlertCommand,
  PlanAlertCommand,
  StartAlertCommand,
  type NoticeGiven,
} from './alerts.commands.js';

/** An integrator announces the outage of its own operator's system, and of no other. */
const checkOwnScope = ({ granted }: Asked, { scope }: NoticeGiven): void => {
  if (granted.role !== 'integrator') return;
  if (scope.kind === 'operator' && mayActFor(granted, scope.eori)) return;
  throw new Problem('role-missing', {
    en: 'An integrator announces only outages of its own operator: give scope with its EORI.',
    fr: 'Un intégrateur n’annonce que les pannes de son propre opérateur : indiquez scope avec son EORI.',
  });
};

/** The same assistance request makes the same alert, whoever announces it and however often. */
const ownOutageId = (system: System, { eori, assistanceNumber }: Extract<Scope, { kind: 'operator' }>): string =>
  commandIdOf(system, eori, assistanceNumber);

@CommandHandler(AnnounceAlertCommand)
export class AnnounceAlertHandler implements ICommandHandler<AnnounceAlertCommand> {
  constructor(
    private readonly runtime: Runtime,
    private readonly alerts: AlertLog,
  ) {}

  async execute({ asked, given, announcedAt }: AnnounceAlertCommand): Promise<Outcome<AlertRow>> {
    checkOwnScope(asked, given);
    const now = this.runtime.now();
    const at = announcedAt ?? now;
    const { scope, system } = given;
    if (scope.kind === 'operator')
      return this.alerts.announceOwn(asked, { ...given, scope }, ownOutageId(system, scope), at);
    const alertId = createdId(asked, 'alert');
    return this.alerts.create(asked, alertId, { type: 'AnnounceAlert', alertId, ...given, announcedAt: at, now }, at);
  }
}

@CommandHandler(PlanAlertCommand)
export class PlanAlertHandler implements ICommandHandler<PlanAlertCommand> {
  constructor(
    private readonly runtime: Runtime,
    private readonly alerts: AlertLog,
  ) {}

  async execute({ asked, given, from, until }: PlanAlertCommand): Promise<Outcome<AlertRow>> {
    const alertId = createdId(asked, 'alert');
    const now = this.runtime.now();
    const others = await this.alerts.others(given, alertId);
    return this.alerts.create(
      asked,
      alertId,
      { type: 'PlanAlert', alertId, ...given, notifiedAt: now, from, until, others, now },
      now,
    );
  }
}

@CommandHandler(StartAlertCommand)
export class StartAlertHandler implements ICommandHandler<StartAlertCommand> {
  constructor(
    private readonly runtime: Runtime,
    private readonly alerts: AlertLog,
  ) {}

  async execute({ asked, alertId, startedAt }: StartAlertCommand): Promise<Outcome<AlertRow>> {
    const now = this.runtime.now();
    return this.alerts.start(asked, alertId, startedAt ?? now, now);
  }
}

@CommandHandler(EaseAlertCommand)
export class EaseAlertHandler implements ICommandHandler<EaseAlertCommand> {
  constructor(
    private readonly runtime: Runtime,
    private readonly alerts: AlertLog,
  ) {}

  async execute({ asked, alertId, until, why, decidedBy }: EaseAlertCommand): Promise<Outcome<AlertRow>> {
    const now = this.runtime.now();
    return this.alerts.change(asked, alertId, { type: 'EaseDeadline', until, why, decidedBy, now }, now);
  }
}

@CommandHandler(EndAlertCommand)
export class EndAlertHandler implements ICommandHandler<EndAlertCommand> {
  constructor(
    private readonly runtime: Runtime,
    private readonly alerts: AlertLog,
  ) {}

  async execute({ asked, alertId, endedAt }: EndAlertCommand): Promise<Outcome<AlertRow>> {
    const now = this.runtime.now();
    const at = endedAt ?? now;
    return this.alerts.change(asked, alertId, { type: 'EndAlert', endedAt: at, now }, at);
  }
}
