import { Command, Query } from '@nestjs/cqrs';
import type { System } from '#libs/alert';
import type { OrdinaryTraffic, TargetRow } from '#libs/reintegration';
import type { Asked } from '../requests/asked.js';
import type { Outcome } from '../requests/decisions.js';

export class PauseTargetCommand extends Command<Outcome<TargetRow>> {
  constructor(
    readonly asked: Asked,
    readonly system: System,
    readonly why: string,
  ) {
    super();
  }
}

export class ResumeTargetCommand extends Command<Outcome<TargetRow>> {
  constructor(
    readonly asked: Asked,
    readonly system: System,
    readonly why: string,
  ) {
    super();
  }
}

export class SetCeilingCommand extends Command<Outcome<TargetRow>> {
  constructor(
    readonly asked: Asked,
    readonly system: System,
    readonly perSecond: number | null,
    readonly why: string,
  ) {
    super();
  }
}

export class SetOrdinaryTrafficCommand extends Command<Outcome<TargetRow>> {
  constructor(
    readonly asked: Asked,
    readonly system: System,
    readonly traffic: OrdinaryTraffic | null,
    readonly why: string,
  ) {
    super();
  }
}

export interface Targets {
  readonly items: readonly TargetRow[];
  readonly position: string;
}

export class ListTargets extends Query<Targets> {}

export class GetTarget extends Query<TargetRow> {
  constructor(readonly system: System) {
    super();
  }
}
