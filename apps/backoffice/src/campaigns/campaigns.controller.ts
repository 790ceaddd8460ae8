import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Roles } from '#libs/access';
import type { CampaignRow } from '#libs/reintegration';
import { answerRow } from '../requests/answers.js';
import { ReadQuery } from '../requests/queries.dto.js';
import { HasPast } from '../requests/reads.js';
import { ReadRoute } from '../requests/route-docs.js';
import { Runtime } from '../runtime.js';
import { CampaignDto, CampaignListDto } from './campaigns.dto.js';
import { GetCampaign, ListCampaigns, type Campaigns } from './campaigns.queries.js';

@ApiTags('Campaigns')
@Roles('integrator', 'customs-agent', 'helpdesk', 'operations', 'compliance')
@Controller('v1/campaigns')
export class CampaignsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly runtime: Runtime,
  ) {}

  @Get()
  @HasPast()
  @ReadRoute('Re-integration campaigns', CampaignListDto)
  async list(@Query() _query: ReadQuery): Promise<Campaigns> {
    return this.queries.execute(new ListCampaigns());
  }

  @Get(':alertId/:system')
  @HasPast()
  @ReadRoute('One campaign: its numbers, its plans, what came of them', CampaignDto, true)
  async one(
    @Param('alertId') alertId: string,
    @Param('system') system: string,
    @Query() _query: ReadQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CampaignRow> {
    const row = await this.queries.execute(new GetCampaign(alertId, system));
    return answerRow(reply, row, this.runtime.position);
  }
}
