import { Command } from '@nestjs/cqrs';
import type { AlertRow, Impact, Scope, System } from '#libs/alert';
import type { Instant } from '#libs/kernel';
import type { Asked } from '../requests/asked.js';
import type { Outcome } from '../requests/decisions.js';

/** What an announcement and a plan have in common. */
export interface NoticeGiven {
  readonly system: System;
  readonly impact: Impact;
  readonly notice: string;
  readonly scope: Scope;
}

export class AnnounceAlertCommand extends Command<Outcome<AlertRow>> {
  constructor(
    readonly asked: Asked,
    readonly given: NoticeGiven,
    readonly announcedAt: Instant | undefined,
  ) {
    super();
  }
}

export class PlanAlertCommand extends Command<Outcome<AlertRow>> {
  constructor(
    readonly asked: Asked,
    readonly given: NoticeGiven,
    readonly from: Instant,
    readonly until: Instant | undefined,
  ) {
    super();
  }
}

export class StartAlertCommand extends Command<Outcome<AlertRow>> {
  constructor(
    readonly asked: Asked,
    readonly alertId: string,
    readonly startedAt: Instant | undefined,
  ) {
    super();
  }
}

export class EaseAlertCommand extends Command<Outcome<AlertRow>> {
  constructor(
    readonly asked: Asked,
    readonly alertId: string,
    readonly until: Instant,
    readonly why: string,
    readonly decidedBy: string,
  ) {
    super();
  }
}

export class EndAlertCommand extends Command<Outcome<AlertRow>> {
  constructor(
    readonly asked: Asked,
    readonly alertId: string,
    readonly endedAt: Instant | undefined,
  ) {
    super();
  }
}
