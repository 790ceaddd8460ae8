import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { Caller, Roles, type Granted } from '#libs/access';
import { shownDocument, type DocumentRow } from '#libs/fallback-documents';
import { asking } from '../asking.js';
import { ownOnly } from '../own-only.js';
import { pastDocuments } from '../past/past-views.js';
import { ownListing, type Parameters } from './listing.js';
import { SeriesAsOfQuery, type SeriesAsOf } from './series.query.js';
import { ViewPageQuery, type ShownAsOf, type ViewPage } from './view-page.query.js';
import { ViewRowQuery, type ViewRow } from './view-row.query.js';

/** With the addresses of the bytes as they were then. */
const shownThen = (row: object, { position }: ShownAsOf): object =>
  shownDocument(row as DocumentRow, position ?? undefined);

/** The fallback documents as they stood, and the series of their numbers, under the names the live API gives them. */
@Controller('audit/v1/views')
@Roles('compliance', 'customs-agent', 'integrator')
export class PapersController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  @Get('documents')
  async documents(
    @Query() query: Parameters,
    @Caller() reader: Granted,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ViewPage> {
    const asked = ownListing(pastDocuments, query, reader);
    const page = await this.queries.execute(new ViewPageQuery(pastDocuments, asked, reader));
    return this.#at(reply, { ...page, items: page.items.map((row) => shownThen(row, page.asOf)) });
  }

  @Get('documents/:documentId')
  async document(
    @Param('documentId') documentId: string,
    @Query() query: Parameters,
    @Caller() reader: Granted,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ViewRow> {
    const row = await this.queries.execute(new ViewRowQuery(pastDocuments, [documentId], asking(query), reader));
    return this.#at(reply, { ...row, ...shownThen(row, row.asOf) });
  }

  @Get('number-series/:operator')
  async series(
    @Param('operator') operator: string,
    @Query() query: Parameters,
    @Caller() reader: Granted,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SeriesAsOf> {
    ownOnly(reader, operator);
    const asked = asking(query, ['limit', 'cursor']);
    return this.#at(reply, await this.queries.execute(new SeriesAsOfQuery(operator, asked)));
  }

  #at<Answer extends { readonly asOf: ShownAsOf }>(reply: FastifyReply, answer: Answer): Answer {
    if (answer.asOf.position !== null) reply.header('reprise-position', answer.asOf.position);
    return answer;
  }
}
