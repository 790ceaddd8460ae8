import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { Caller, Roles, type Granted } from '#libs/access';
import { invalidField, languageOf } from '#libs/problem-details';
import { asking, type Asking } from '../asking.js';
import { ownOnly } from '../own-only.js';
import {
  pastAlerts,
  pastCampaigns,
  pastDeclarations,
  pastManifests,
  pastTargets,
  type PastView,
} from '../past/past-views.js';
import { DoublesAsOfQuery } from './doubles.query.js';
import { listing, ownListing, type Parameters } from './listing.js';
import { ViewPageQuery, type ViewPage } from './view-page.query.js';
import { ViewRowQuery, type ViewRow } from './view-row.query.js';

/** The views of the product as they stood, under the names the live API gives them. */
@Controller('audit/v1/views')
@Roles('compliance', 'customs-agent', 'operations')
export class ViewsController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  @Get('alerts')
  alerts(
    @Query() query: Parameters,
    @Caller() reader: Granted,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ViewPage> {
    return this.#page(pastAlerts, listing(pastAlerts, query), reader, reply);
  }

  @Get('alerts/:alertId')
  alert(
    @Param('alertId') alertId: string,
    @Query() query: Parameters,
    @Caller() reader: Granted,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ViewRow> {
    return this.#row(new ViewRowQuery(pastAlerts, [alertId], asking(query), reader), reply);
  }

  @Get('alerts/:alertId/doubles')
  @Roles('compliance', 'customs-agent', 'operations', 'integrator')
  async doubles(
    @Param('alertId') alertId: string,
    @Query() query: Parameters,
    @Headers('accept-language') accepted: string | undefined,
    @Caller() reader: Granted,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const asked = asking(query, ['operator', 'format']);
    const { format = 'json', operator: named } = asked.rest;
    if (format !== 'json')
      throw invalidField('format', { en: 'the past is told as json only', fr: 'le passé ne se lit qu’en json' });
    const operator = reader.role === 'integrator' ? (named ?? reader.person.operator ?? '') : named;
    if (operator !== undefined) ownOnly(reader, operator);
    const told = await this.queries.execute(new DoublesAsOfQuery(alertId, operator, asked));
    if (told.asOf.position !== null) reply.header('reprise-position', told.asOf.position);
    const language = languageOf(accepted);
    return { ...told, pairs: told.pairs.map((pair) => ({ ...pair, text: pair.text[language] })) };
  }

  @Get('manifests')
  @Roles('compliance', 'customs-agent', 'operations', 'integrator')
  manifests(
    @Query() query: Parameters,
    @Caller() reader: Granted,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ViewPage> {
    return this.#page(pastManifests, ownListing(pastManifests, query, reader), reader, reply);
  }

  @Get('manifests/:manifestId')
  @Roles('compliance', 'customs-agent', 'operations', 'integrator')
  manifest(
    @Param('manifestId') manifestId: string,
    @Query() query: Parameters,
    @Caller() reader: Granted,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ViewRow> {
    return this.#row(new ViewRowQuery(pastManifests, [manifestId], asking(query), reader), reply);
  }

  @Get('declarations')
  @Roles('compliance', 'customs-agent', 'operations', 'integrator')
  declarations(
    @Query() query: Parameters,
    @Caller() reader: Granted,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ViewPage> {
    return this.#page(pastDeclarations, ownListing(pastDeclarations, query, reader), reader, reply);
  }

  @Get('declarations/:operator/:reference')
  @Roles('compliance', 'customs-agent', 'operations', 'integrator')
  declaration(
    @Param('operator') operator: string,
    @Param('reference') reference: string,
    @Query() query: Parameters,
    @Caller() reader: Granted,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ViewRow> {
    ownOnly(reader, operator);
    const key = [operator, reference];
    return this.#row(new ViewRowQuery(pastDeclarations, key, asking(query), reader, operator), reply);
  }

  @Get('campaigns')
  campaigns(
    @Query() query: Parameters,
    @Caller() reader: Granted,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ViewPage> {
    return this.#page(pastCampaigns, listing(pastCampaigns, query), reader, reply);
  }

  @Get('campaigns/:alertId/:system')
  campaign(
    @Param('alertId') alertId: string,
    @Param('system') system: string,
    @Query() query: Parameters,
    @Caller() reader: Granted,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ViewRow> {
    return this.#row(new ViewRowQuery(pastCampaigns, [alertId, system], asking(query), reader), reply);
  }

  @Get('targets')
  targets(
    @Query() query: Parameters,
    @Caller() reader: Granted,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ViewPage> {
    return this.#page(pastTargets, listing(pastTargets, query), reader, reply);
  }

  @Get('targets/:system')
  target(
    @Param('system') system: string,
    @Query() query: Parameters,
    @Caller() reader: Granted,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ViewRow> {
    return this.#row(new ViewRowQuery(pastTargets, [system], asking(query), reader), reply);
  }

  async #page(view: PastView, asked: Asking, reader: Granted, reply: FastifyReply): Promise<ViewPage> {
    const page = await this.queries.execute(new ViewPageQuery(view, asked, reader));
    if (page.asOf.position !== null) reply.header('reprise-position', page.asOf.position);
    return page;
  }

  async #row(query: ViewRowQuery, reply: FastifyReply): Promise<ViewRow> {
    const row = await this.queries.execute(query);
    if (row.asOf.position !== null) reply.header('reprise-position', row.asOf.position);
    return row;
  }
}
