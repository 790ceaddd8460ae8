import { Readable } from 'node:stream';
import {
  Controller,
  Get,
  Headers,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  Req,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf, Caller, Roles, type Granted } from '#libs/access';
import { ERRORS_SHOWN, type ImportRow } from '#libs/delta-x';
import { invalidField, languageOf, Problem } from '#libs/problem-details';
import { answerRow } from '../requests/answers.js';
import { Change, type Asked } from '../requests/asked.js';
import type { Listed } from '../requests/pages.js';
import { PresentQuery } from '../requests/queries.dto.js';
import { ChangeRoute, ReadRoute } from '../requests/route-docs.js';
import { Runtime } from '../runtime.js';
import { errorReport } from './error-report.js';
import type { FileSubject } from './file-contents.js';
import { importReport, type ImportReport } from './import-report.js';
import { ErrorsQuery, ImportPageDto, ImportReportDto, ImportsQuery, StartImportQuery } from './imports.dto.js';
import { GetImport, GoOnWithImportCommand, ImportFileCommand, ListImports, type Upload } from './imports.messages.js';
import { DRY_ERRORS, Imports } from './imports.js';

const uploadOf = ({ headers, body }: FastifyRequest): Upload => {
  const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  const format = type === 'text/csv' ? 'csv' : type === 'application/x-ndjson' ? 'ndjson' : undefined;
  if (format === undefined || !(body instanceof Readable)) {
    throw new Problem('unsupported-media-type', {
      en: 'Send text/csv or application/x-ndjson.',
      fr: 'Envoyez text/csv ou application/x-ndjson.',
    });
  }
  return { format, body };
};

const offsetOf = (header: string | undefined): number => {
  if (header !== undefined && /^\d{1,15}$/.test(header)) return Number(header);
  throw invalidField('Upload-Offset', {
    en: 'the byte to go on from is expected',
    fr: 'l’octet de reprise est attendu',
  });
};

const required = (field: string): Problem =>
  invalidField(field, { en: 'this is required here', fr: 'cette donnée est requise ici' });

/** @throws Problem naming what is missing for a file of this kind */
const subjectOf = (query: StartImportQuery, { person }: Granted): FileSubject => {
  const { kind = 'manifest', manifestId, alertId, operator = person.operator } = query;
  if (kind === 'manifest') {
    if (manifestId === undefined) throw required('manifestId');
    return { kind, manifestId };
  }
  if (alertId === undefined) throw required('alertId');
  if (operator === undefined) throw required('operator');
  return { kind, alertId, operator };
};

const FILE = { type: 'string', format: 'binary' } as const;

@ApiTags('Imports')
@Controller('v1/imports')
export class ImportsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly imports: Imports,
    private readonly runtime: Runtime,
  ) {}

  @Post()
  @HttpCode(200)
  @Roles('integrator', 'customs-agent', 'helpdesk')
  @ApiConsumes('text/csv', 'application/x-ndjson')
  @ApiBody({ schema: FILE, description: 'What the columns are: docs/import-format.md.' })
  @ChangeRoute(
    'Import the lines of a manifest, or the list of what stood in Delta X; repeated with its key it goes on',
    ImportReportDto,
  )
  async start(
    @Change() asked: Asked,
    @Query() query: StartImportQuery,
    @Req() request: FastifyRequest,
    @Headers('accept-language') language: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportReport> {
    const upload = uploadOf(request);
    const { dryRun = false } = query;
    const about = subjectOf(query, asked.granted);
    const row = await this.commands.execute(new ImportFileCommand(asked, about, dryRun, upload));
    return this.#report(reply, row, language, dryRun);
  }

  @Patch(':id')
  @Roles('integrator', 'customs-agent', 'helpdesk')
  @ApiConsumes('text/csv', 'application/x-ndjson')
  @ApiHeader({ name: 'Upload-Offset', required: true, description: 'The byte of the file that the body begins with.' })
  @ApiBody({ schema: FILE })
  @ApiOperation({ summary: 'Go on with a broken import: the rest of the file' })
  @ApiResponse({ status: 200, type: ImportReportDto, description: 'The report so far' })
  @ApiResponse({ status: 409, description: 'It stands elsewhere: Upload-Offset says where.' })
  async goOn(
    @Caller() granted: Granted,
    @Param('id') id: string,
    @Headers('upload-offset') offset: string | undefined,
    @Req() request: FastifyRequest,
    @Headers('accept-language') language: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportReport> {
    const upload = uploadOf(request);
    const command = new GoOnWithImportCommand(granted, actorOf(granted), id, offsetOf(offset), upload);
    return this.#report(reply, await this.commands.execute(command), language);
  }

  @Get()
  @Roles('integrator', 'customs-agent', 'helpdesk', 'operations', 'compliance')
  @ReadRoute('Imports', ImportPageDto)
  async list(
    @Caller() granted: Granted,
    @Query() { kind, alertId, manifestId, status, cursor, limit }: ImportsQuery,
    @Headers('accept-language') language: string | undefined,
  ): Promise<Listed<ImportReport>> {
    const query = new ListImports(granted, { kind, alertId, manifestId, status }, { cursor, limit });
    const { items, ...page } = await this.queries.execute(query);
    const shown = { dryRun: false, language: languageOf(language), most: ERRORS_SHOWN };
    return { ...page, items: items.map((row) => importReport(row, shown)) };
  }

  /** HEAD comes with it: its Upload-Offset says where to go on from. */
  @Get(':id')
  @Roles('integrator', 'customs-agent', 'helpdesk', 'operations', 'compliance')
  @ReadRoute('How an import stands; HEAD gives Upload-Offset', ImportReportDto, true)
  async one(
    @Caller() granted: Granted,
    @Param('id') id: string,
    @Query() _query: PresentQuery,
    @Headers('accept-language') language: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportReport> {
    return this.#report(reply, await this.queries.execute(new GetImport(granted, id)), language);
  }

  @Get(':id/errors')
  @Roles('integrator', 'customs-agent', 'helpdesk', 'operations', 'compliance')
  @ApiOperation({ summary: 'Every rejected line with its reasons, streamed' })
  @ApiResponse({
    status: 200,
    description: 'One error a line',
    content: { 'application/x-ndjson': { schema: FILE }, 'text/csv': { schema: FILE } },
  })
  async errors(
    @Caller() granted: Granted,
    @Param('id') id: string,
    @Query() { format = 'ndjson' }: ErrorsQuery,
    @Headers('accept-language') language: string | undefined,
  ): Promise<StreamableFile> {
    await this.queries.execute(new GetImport(granted, id));
    const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8';
    const disposition = `attachment; filename="errors-${id}.${format}"`;
    const report = errorReport(this.imports.rejected(id), format, languageOf(language));
    return new StreamableFile(report, { type, disposition });
  }

  #report(reply: FastifyReply, row: ImportRow, language: string | undefined, dryRun = false): ImportReport {
    reply.header('upload-offset', String(row.bytes));
    if (!dryRun) answerRow(reply, row, this.runtime.position);
    return importReport(row, { dryRun, language: languageOf(language), most: dryRun ? DRY_ERRORS : ERRORS_SHOWN });
  }
}
