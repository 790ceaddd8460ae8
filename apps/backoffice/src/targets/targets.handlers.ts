import { CommandHandler, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import { targetView, type TargetRow } from '#libs/reintegration';
import type { Outcome } from '../requests/decisions.js';
import { Runtime } from '../runtime.js';
import { TargetLog, untouched } from './target-log.js';
import {
  GetTarget,
  ListTargets,
  PauseTargetCommand,
  ResumeTargetCommand,
  SetCeilingCommand,
  SetOrdinaryTrafficCommand,
  type Targets,
} from './targets.messages.js';

@CommandHandler(PauseTargetCommand)
export class PauseTargetHandler implements ICommandHandler<PauseTargetCommand> {
  constructor(private readonly targets: TargetLog) {}

  async execute({ asked, system, why }: PauseTargetCommand): Promise<Outcome<TargetRow>> {
    return this.targets.carryOut(asked, { type: 'PauseTarget', system, why });
  }
}

@CommandHandler(ResumeTargetCommand)
export class ResumeTargetHandler implements ICommandHandler<ResumeTargetCommand> {
  constructor(private readonly targets: TargetLog) {}

  async execute({ asked, system, why }: ResumeTargetCommand): Promise<Outcome<TargetRow>> {
    return this.targets.carryOut(asked, { type: 'ResumeTarget', system, why });
  }
}

@CommandHandler(SetCeilingCommand)
export class SetCeilingHandler implements ICommandHandler<SetCeilingCommand> {
  constructor(private readonly targets: TargetLog) {}

  async execute({ asked, system, perSecond, why }: SetCeilingCommand): Promise<Outcome<TargetRow>> {
    return this.targets.carryOut(asked, { type: 'SetCeiling', system, perSecond, why });
  }
}

@CommandHandler(SetOrdinaryTrafficCommand)
export class SetOrdinaryTrafficHandler implements ICommandHandler<SetOrdinaryTrafficCommand> {
  constructor(private readonly targets: TargetLog) {}

  async execute({ asked, system, traffic, why }: SetOrdinaryTrafficCommand): Promise<Outcome<TargetRow>> {
    return this.targets.carryOut(asked, { type: 'SetOrdinaryTraffic', system, traffic, why });
  }
}

@QueryHandler(ListTargets)
export class ListTargetsHandler implements IQueryHandler<ListTargets> {
  constructor(private readonly runtime: Runtime) {}

  execute(): Promise<Targets> {
    const { rows } = this.runtime.views.query(targetView, { limit: 100 });
    return Promise.resolve({ items: rows, position: this.runtime.position });
  }
}

@QueryHandler(GetTarget)
export class GetTargetHandler implements IQueryHandler<GetTarget> {
  constructor(private readonly runtime: Runtime) {}

  execute({ system }: GetTarget): Promise<TargetRow> {
    return Promise.resolve(this.runtime.views.get(targetView, system) ?? untouched(system));
  }
}
