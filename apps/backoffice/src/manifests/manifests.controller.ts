import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Caller, Roles, type Granted } from '#libs/access';
import { instant } from '#libs/kernel';
import { answerChange, answerRow } from '../requests/answers.js';
import { Change, type Asked } from '../requests/asked.js';
import { ReadQuery } from '../requests/queries.dto.js';
import { ChangeRoute, ReadRoute } from '../requests/route-docs.js';
import { Runtime } from '../runtime.js';
import { LodgeManifestDto, ManifestDto } from './manifests.dto.js';
import { GetManifest, LodgeManifestCommand, type ManifestAnswer, type ManifestGiven } from './manifests.messages.js';

const givenOf = (body: LodgeManifestDto): ManifestGiven => ({
  alertId: body.alertId,
  flow: 'export',
  consignmentType: body.consignmentType,
  declarationKind: body.declarationKind ?? 'DSE',
  assistance: body.assistance,
  mentions: body.mentions,
  operator: { eori: body.operator.eori, name: body.operator.name },
  officeOfClearance: body.officeOfClearance,
  officeOfExit: body.officeOfExit,
  singleTransportContract: body.singleTransportContract ?? false,
  signature: { name: body.signature.name, signedAt: instant(body.signature.signedAt) },
  lodgedAt: body.lodgedAt === undefined ? undefined : instant(body.lodgedAt),
});

@ApiTags('Manifests')
@Controller('v1/manifests')
export class ManifestsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly runtime: Runtime,
  ) {}

  @Post()
  @Roles('integrator', 'customs-agent')
  @ChangeRoute('Lodge a manifest: what its lines have in common', ManifestDto, { status: 201 })
  async lodge(
    @Change() asked: Asked,
    @Body() body: LodgeManifestDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ManifestAnswer> {
    const outcome = await this.commands.execute(new LodgeManifestCommand(asked, givenOf(body)));
    return answerChange(reply, outcome, `/v1/manifests/${outcome.row.manifestId}`);
  }

  @Get(':id')
  @Roles('integrator', 'customs-agent', 'helpdesk', 'operations', 'compliance')
  @ReadRoute('One manifest', ManifestDto, true)
  async one(
    @Caller() granted: Granted,
    @Param('id') id: string,
    @Query() _query: ReadQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ManifestAnswer> {
    return answerRow(reply, await this.queries.execute(new GetManifest(granted, id)), this.runtime.position);
  }
}
