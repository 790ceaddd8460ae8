import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Caller, Roles, type Granted } from '#libs/access';
import type { ManifestHeader, ManifestRow } from '#libs/delta-x';
import { instant, type Instant } from '#libs/kernel';
import { answerChange, answerRow } from '../requests/answers.js';
import { Change, type Asked } from '../requests/asked.js';
import type { Listed } from '../requests/pages.js';
import { ReadQuery } from '../requests/queries.dto.js';
import { HasPast } from '../requests/reads.js';
import { ChangeRoute, ReadRoute } from '../requests/route-docs.js';
import { Runtime } from '../runtime.js';
import { circumstancesOf, lodgingOf, recordsOf, signatureOf } from './circumstances-given.js';
import { EndorseManifestDto, ManifestPageDto, ManifestsQuery, StampManifestDto } from './manifest-acts.dto.js';
import { LodgeManifestDto, ManifestDto } from './manifests.dto.js';
import {
  EndorseManifestCommand,
  GetManifest,
  ListManifests,
  LodgeManifestCommand,
  StampManifestCommand,
  type ManifestAnswer,
  type ManifestGiven,
} from './manifests.messages.js';

const givenOf = (body: LodgeManifestDto, now: Instant): ManifestGiven => ({
  ...circumstancesOf(body, now),
  ...(body.form === undefined ? {} : { form: body.form }),
  ...(body.lodging === undefined ? {} : { lodging: lodgingOf(body.lodging) }),
  ...(body.records === undefined ? {} : { records: recordsOf(body.records) }),
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
  ...lodgedAndSigned(body, now),
});

/** Now, where the paper does not say. */
const lodgedAndSigned = (body: LodgeManifestDto, now: Instant): Pick<ManifestHeader, 'lodgedAt' | 'signature'> => {
  const lodgedAt = body.lodgedAt === undefined ? now : instant(body.lodgedAt);
  return { lodgedAt, signature: signatureOf(body.signature, lodgedAt) };
};

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
    const outcome = await this.commands.execute(new LodgeManifestCommand(asked, givenOf(body, this.runtime.now())));
    return answerChange(reply, outcome, `/v1/manifests/${outcome.row.manifestId}`);
  }

  @Post(':id/stamp')
  @HttpCode(200)
  @Roles('customs-agent')
  @ChangeRoute('The office’s release stamp: of every line not selected for control (DX-15)', ManifestDto, {
    ifMatch: 'always',
  })
  async stamp(
    @Change() asked: Asked,
    @Param('id') id: string,
    @Body() { office = '', officer = '', stampedAt, selected = [], servicePresent = false }: StampManifestDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ManifestAnswer> {
    const mark = { office, officer, at: this.#when(stampedAt) };
    return answerChange(
      reply,
      await this.commands.execute(new StampManifestCommand(asked, id, mark, selected, servicePresent)),
    );
  }

  @Post(':id/visa')
  @HttpCode(200)
  @Roles('customs-agent')
  @ChangeRoute('The visa of the office of exit on a copy of the manifest (DX-16)', ManifestDto, { ifMatch: 'always' })
  async visa(
    @Change() asked: Asked,
    @Param('id') id: string,
    @Body() { office = '', officer = '', endorsedAt, only }: EndorseManifestDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ManifestAnswer> {
    const mark = { office, officer, at: this.#when(endorsedAt) };
    return answerChange(reply, await this.commands.execute(new EndorseManifestCommand(asked, id, mark, only)));
  }

  @Get()
  @HasPast()
  @Roles('integrator', 'customs-agent', 'helpdesk', 'operations', 'compliance')
  @ReadRoute('Manifests and entries in the records; an integrator sees its own', ManifestPageDto)
  async list(@Caller() granted: Granted, @Query() query: ManifestsQuery): Promise<Listed<ManifestRow>> {
    const { alertId, operator, form, cursor, limit } = query;
    return this.queries.execute(new ListManifests(granted, { alertId, operator, form }, { cursor, limit }));
  }

  @Get(':id')
  @HasPast()
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

  #when(at: string | undefined): Instant {
    return at === undefined ? this.runtime.now() : instant(at);
  }
}
