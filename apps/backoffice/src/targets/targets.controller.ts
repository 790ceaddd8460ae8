import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Roles } from '#libs/access';
import { SYSTEMS, type System } from '#libs/alert';
import { Problem } from '#libs/problem-details';
import type { TargetRow } from '#libs/reintegration';
import { answerChange, answerRow } from '../requests/answers.js';
import { Change, type Asked } from '../requests/asked.js';
import { ReadQuery } from '../requests/queries.dto.js';
import { HasPast } from '../requests/reads.js';
import { ChangeRoute, ReadRoute } from '../requests/route-docs.js';
import { Runtime } from '../runtime.js';
import { instant } from '#libs/kernel';
import { CeilingDto, OrdinaryTrafficDto, ReasonDto, TargetDto, TargetListDto } from './targets.dto.js';
import {
  GetTarget,
  ListTargets,
  PauseTargetCommand,
  ResumeTargetCommand,
  SetCeilingCommand,
  SetOrdinaryTrafficCommand,
  type Targets,
} from './targets.messages.js';

const systemOf = (name: string): System => {
  const system = SYSTEMS.find((s) => s === name);
  if (system) return system;
  throw new Problem('not-found', { en: `No target ${name}.`, fr: `Aucune cible ${name}.` });
};

const WITHOUT_IF_MATCH =
  'No If-Match: the dispatcher records what the target bears in the same stream, so that its revision changes by ' +
  'itself. Asking for what already holds records nothing.';

/** The customs systems that re-integration is sent to, and what operations do to that. */
@ApiTags('Targets')
@Controller('v1/targets')
export class TargetsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly runtime: Runtime,
  ) {}

  @Get()
  @HasPast()
  @Roles('integrator', 'customs-agent', 'helpdesk', 'operations', 'compliance')
  @ReadRoute('Targets: paused, capped, suffering, or well', TargetListDto)
  async list(@Query() _query: ReadQuery): Promise<Targets> {
    return this.queries.execute(new ListTargets());
  }

  @Get(':system')
  @HasPast()
  @Roles('integrator', 'customs-agent', 'helpdesk', 'operations', 'compliance')
  @ReadRoute('One target; one that nothing has happened to is well', TargetDto, true)
  async one(
    @Param('system') system: string,
    @Query() _query: ReadQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TargetRow> {
    return answerRow(reply, await this.queries.execute(new GetTarget(systemOf(system))), this.runtime.position);
  }

  @Post(':system/pause')
  @HttpCode(200)
  @Roles('operations')
  @ChangeRoute('Send nothing more until it is resumed', TargetDto, { note: WITHOUT_IF_MATCH })
  async pause(
    @Change() asked: Asked,
    @Param('system') system: string,
    @Body() { why }: ReasonDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TargetRow> {
    return answerChange(reply, await this.commands.execute(new PauseTargetCommand(asked, systemOf(system), why)));
  }

  @Post(':system/resume')
  @HttpCode(200)
  @Roles('operations')
  @ChangeRoute('Send again; what is left is planned anew', TargetDto, { note: WITHOUT_IF_MATCH })
  async resume(
    @Change() asked: Asked,
    @Param('system') system: string,
    @Body() { why }: ReasonDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TargetRow> {
    return answerChange(reply, await this.commands.execute(new ResumeTargetCommand(asked, systemOf(system), why)));
  }

  @Post(':system/ceiling')
  @HttpCode(200)
  @Roles('operations')
  @ChangeRoute('Set the most that it is sent per second, or take that away', TargetDto, { note: WITHOUT_IF_MATCH })
  async ceiling(
    @Change() asked: Asked,
    @Param('system') system: string,
    @Body() { perSecond, why }: CeilingDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TargetRow> {
    const command = new SetCeilingCommand(asked, systemOf(system), perSecond, why);
    return answerChange(reply, await this.commands.execute(command));
  }

  @Post(':system/ordinary-traffic')
  @HttpCode(200)
  @Roles('operations')
  @ChangeRoute('Say what it carries anyway, by time of day: plans go round it', TargetDto, { note: WITHOUT_IF_MATCH })
  async ordinaryTraffic(
    @Change() asked: Asked,
    @Param('system') system: string,
    @Body() { why, zone, bands, validFrom, validUntil }: OrdinaryTrafficDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TargetRow> {
    const traffic = {
      zone,
      bands: bands.map(({ from, to, days, perSecond }) => ({ from, to, ...(days && { days }), perSecond })),
      ...(validFrom !== undefined && { validFrom: instant(validFrom) }),
      ...(validUntil !== undefined && { validUntil: instant(validUntil) }),
    };
    const wanted = bands.length === 0 ? null : traffic;
    const command = new SetOrdinaryTrafficCommand(asked, systemOf(system), wanted, why);
    return answerChange(reply, await this.commands.execute(command));
  }
}
