import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res, StreamableFile } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Caller, Roles, type Granted } from '#libs/access';
import { shownDocument, type DocumentRow, type ShownDocument } from '#libs/fallback-documents';
import { instant } from '#libs/kernel';
import { Problem } from '#libs/problem-details';
import { answerChange, answerRow } from '../requests/answers.js';
import { Change, type Asked } from '../requests/asked.js';
import type { Outcome } from '../requests/decisions.js';
import type { Listed } from '../requests/pages.js';
import { HasPast } from '../requests/reads.js';
import { ListQuery, ReadQuery } from '../requests/queries.dto.js';
import { ChangeRoute, ReadRoute } from '../requests/route-docs.js';
import { Runtime } from '../runtime.js';
import { DocumentDto, DocumentPageDto, NumberSeriesDto } from './document-answers.dto.js';
import { orderGiven, particularsOf } from './document-given.js';
import {
  DocumentsQuery,
  IssueDocumentDto,
  PdfQuery,
  PrintDocumentDto,
  ReplaceDocumentDto,
  StampDocumentDto,
} from './documents.dto.js';
import {
  GetDocument,
  GetDocumentPdf,
  GetNumberSeries,
  IssueDocumentCommand,
  ListDocuments,
  PrintDocumentCommand,
  ReplaceDocumentCommand,
  StampDocumentCommand,
  type SeriesPage,
} from './documents.messages.js';

const answer = (reply: FastifyReply, outcome: Outcome<DocumentRow>, created?: string): ShownDocument =>
  shownDocument(answerChange(reply, outcome, created));

@ApiTags('Documents')
@Controller('v1')
export class DocumentsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly runtime: Runtime,
  ) {}

  @Post('documents')
  @Roles('integrator', 'customs-agent')
  @ChangeRoute('Issue a fallback document: frozen, numbered in the operator’s series, ready to print', DocumentDto, {
    status: 201,
  })
  async issue(
    @Change() asked: Asked,
    @Body() body: IssueDocumentDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ShownDocument> {
    const outcome = await this.commands.execute(new IssueDocumentCommand(asked, orderGiven(body), body.number));
    return answer(reply, outcome, `/v1/documents/${outcome.row.documentId}`);
  }

  @Post('documents/:id/replace')
  @HttpCode(200)
  @Roles('integrator', 'customs-agent')
  @ChangeRoute('Make a new version that names the old one', DocumentDto, { ifMatch: 'always' })
  async replace(
    @Change() asked: Asked,
    @Param('id') id: string,
    @Body() body: ReplaceDocumentDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ShownDocument> {
    const command = new ReplaceDocumentCommand(asked, id, body.reason, particularsOf(body));
    return answer(reply, await this.commands.execute(command));
  }

  @Post('documents/:id/print')
  @HttpCode(200)
  @Roles('integrator', 'customs-agent')
  @ChangeRoute('Record that it was printed', DocumentDto)
  async print(
    @Change() asked: Asked,
    @Param('id') id: string,
    @Body() { copies = 1 }: PrintDocumentDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ShownDocument> {
    return answer(reply, await this.commands.execute(new PrintDocumentCommand(asked, id, copies)));
  }

  @Post('documents/:id/stamp')
  @HttpCode(200)
  @Roles('customs-agent')
  @ChangeRoute('Record the office’s stamp in box A of a DAU', DocumentDto, { ifMatch: 'always' })
  async stamp(
    @Change() asked: Asked,
    @Param('id') id: string,
    @Body() { office, officer, stampedAt }: StampDocumentDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ShownDocument> {
    const stamp = { office, officer, stampedAt: instant(stampedAt) };
    return answer(reply, await this.commands.execute(new StampDocumentCommand(asked, id, stamp)));
  }

  @Get('documents')
  @HasPast()
  @Roles('integrator', 'customs-agent', 'compliance')
  @ReadRoute('Fallback documents; an integrator sees its own', DocumentPageDto)
  async list(@Caller() granted: Granted, @Query() query: DocumentsQuery): Promise<Listed<ShownDocument>> {
    const { operator, alertId, manifestId, reference, kind, validity, cursor, limit } = query;
    const filter = { operator, alertId, manifestId, reference, kind, validity };
    const { items, ...page } = await this.queries.execute(new ListDocuments(granted, filter, { cursor, limit }));
    return { items: items.map((row) => shownDocument(row)), ...page };
  }

  @Get('documents/:id')
  @HasPast()
  @Roles('integrator', 'customs-agent', 'compliance')
  @ReadRoute('One document', DocumentDto, true)
  async one(
    @Caller() granted: Granted,
    @Param('id') id: string,
    @Query() _query: ReadQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ShownDocument> {
    const row = await this.queries.execute(new GetDocument(granted, id));
    return shownDocument(answerRow(reply, row, this.runtime.position));
  }

  @Get('documents/:id/pdf')
  @HasPast('here')
  @Roles('integrator', 'customs-agent', 'compliance')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'A version as it is printed: the same bytes each time, until it is replaced' })
  @ApiResponse({
    status: 200,
    description: 'The PDF; its ETag is the SHA-256 of its bytes',
    content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } },
  })
  async pdf(
    @Caller() granted: Granted,
    @Param('id') id: string,
    @Query() { version, sha256: wanted, asOf }: PdfQuery,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | undefined> {
    const { pdf, sha256, fileName } = await this.queries.execute(new GetDocumentPdf(granted, id, { version, asOf }));
    if (wanted !== undefined && wanted !== sha256) {
      throw new Problem('not-found', {
        en: `This version is now printed otherwise (${sha256}): it was replaced.`,
        fr: `Cette version s’imprime désormais autrement (${sha256}) : elle a été remplacée.`,
      });
    }
    const etag = `"${sha256}"`;
    const keep = wanted === undefined ? 'private, no-cache' : 'private, max-age=31536000, immutable';
    reply.header('etag', etag).header('cache-control', keep);
    if (known === etag) {
      reply.code(304);
      return undefined;
    }
    const disposition = `inline; filename="${fileName}"`;
    return new StreamableFile(pdf, { type: 'application/pdf', disposition, length: pdf.length });
  }

  @Get('number-series/:operator')
  @HasPast()
  @Roles('integrator', 'customs-agent', 'compliance')
  @ReadRoute('The operator’s own series, number by number', NumberSeriesDto)
  async series(
    @Caller() granted: Granted,
    @Param('operator') operator: string,
    @Query() { cursor, limit }: ListQuery,
  ): Promise<SeriesPage> {
    return this.queries.execute(new GetNumberSeries(granted, operator, { cursor, limit }));
  }
}
