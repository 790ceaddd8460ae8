import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Caller, Roles, type Granted } from '#libs/access';
import type { DeclarationRow, RawLine } from '#libs/delta-x';
import { answerChange, answerRow } from '../requests/answers.js';
import { Change, type Asked } from '../requests/asked.js';
import type { Listed } from '../requests/pages.js';
import { ReadQuery } from '../requests/queries.dto.js';
import { HasPast } from '../requests/reads.js';
import { ChangeRoute, ReadRoute } from '../requests/route-docs.js';
import { Runtime } from '../runtime.js';
import {
  DeclarationDto,
  DeclarationInFullDto,
  DeclarationPageDto,
  DeclarationsQuery,
  LiftHoldDto,
  LodgeDeclarationDto,
  ReopenDto,
} from './declarations.dto.js';
import {
  GetDeclaration,
  LiftHoldCommand,
  ListDeclarations,
  LodgeDeclarationCommand,
  ReopenDeclarationCommand,
  type DeclarationInFull,
} from './declarations.messages.js';

@ApiTags('Declarations')
@Controller('v1/declarations')
export class DeclarationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly runtime: Runtime,
  ) {}

  @Post()
  @Roles('integrator', 'customs-agent')
  @ChangeRoute('Lodge one line of a manifest', DeclarationDto, { status: 201 })
  async lodge(
    @Change() asked: Asked,
    @Body() { manifestId, consignment }: LodgeDeclarationDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeclarationRow> {
    const line: RawLine = Object.fromEntries(Object.entries(consignment));
    const outcome = await this.commands.execute(new LodgeDeclarationCommand(asked, manifestId, line));
    const { operator, reference } = outcome.row;
    return answerChange(reply, outcome, `/v1/declarations/${operator}/${reference}`);
  }

  @Post(':operator/:reference/reopen')
  @HttpCode(200)
  @Roles('operations', 'customs-agent', 'integrator')
  @ChangeRoute('Send a refused one again, as a new submission', DeclarationDto, { ifMatch: 'always' })
  async reopen(
    @Change() asked: Asked,
    @Param('operator') operator: string,
    @Param('reference') reference: string,
    @Body() { why }: ReopenDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeclarationRow> {
    return answerChange(
      reply,
      await this.commands.execute(new ReopenDeclarationCommand(asked, operator, reference, why)),
    );
  }

  @Post(':operator/:reference/lift-hold')
  @HttpCode(200)
  @Roles('customs-agent')
  @ChangeRoute('Let a held one go', DeclarationDto, { ifMatch: 'always' })
  async liftHold(
    @Change() asked: Asked,
    @Param('operator') operator: string,
    @Param('reference') reference: string,
    @Body() { hold, evidence }: LiftHoldDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeclarationRow> {
    const command = new LiftHoldCommand(asked, operator, reference, hold, evidence);
    return answerChange(reply, await this.commands.execute(command));
  }

  @Get()
  @HasPast()
  @Roles('integrator', 'customs-agent', 'helpdesk', 'operations', 'compliance')
  @ReadRoute('Declarations, by operator and reference; an integrator sees its own', DeclarationPageDto)
  async list(@Caller() granted: Granted, @Query() query: DeclarationsQuery): Promise<Listed<DeclarationRow>> {
    const { cursor, limit, asOf: _asOf, minPosition: _minPosition, ...filter } = query;
    return this.queries.execute(new ListDeclarations(granted, filter, { cursor, limit }));
  }

  @Get(':operator/:reference')
  @HasPast()
  @Roles('integrator', 'customs-agent', 'helpdesk', 'operations', 'compliance')
  @ReadRoute('One declaration with its consignment', DeclarationInFullDto, true)
  async one(
    @Caller() granted: Granted,
    @Param('operator') operator: string,
    @Param('reference') reference: string,
    @Query() _query: ReadQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeclarationInFull> {
    const row = await this.queries.execute(new GetDeclaration(granted, operator, reference));
    return answerRow(reply, row, this.runtime.position);
  }
}
