import type { Readable } from 'node:stream';
import { Controller, Get, Headers, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiExtraModels, ApiOperation, ApiParam, ApiResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Caller, Roles, type Granted } from '#libs/access';
import { alertView } from '#libs/alert';
import { languageOf, Problem } from '#libs/problem-details';
import { requireOwn } from '../requests/ownership.js';
import { HasPast } from '../requests/reads.js';
import { Runtime } from '../runtime.js';
import { DoublesReportDto, DoublesReportQuery, TriageReportQuery } from './reports.dto.js';
import { Reports, type ReportScope } from './reports.js';

const FILE = { schema: { type: 'string', format: 'binary' } } as const;
const TYPES = { csv: 'text/csv; charset=utf-8', pdf: 'application/pdf' } as const;

/** Reports on what an outage met and left, written as they are read. */
@ApiTags('Reports')
@ApiExtraModels(DoublesReportDto)
@Controller('v1/alerts')
export class ReportsController {
  constructor(
    private readonly reports: Reports,
    private readonly runtime: Runtime,
  ) {}

  @Get(':id/triage')
  @Roles('integrator', 'customs-agent', 'operations', 'compliance')
  @ApiOperation({ summary: 'What stood in Delta X when the outage came and what becomes of each, to download' })
  @ApiParam({ name: 'id', type: String })
  @ApiResponse({
    status: 200,
    description: 'One line for each declaration of the operators’ lists',
    content: { 'text/csv': FILE, 'application/pdf': FILE },
  })
  triage(
    @Caller() granted: Granted,
    @Param('id') id: string,
    @Query() { operator, format = 'csv' }: TriageReportQuery,
    @Headers('accept-language') accepted: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): StreamableFile {
    const scope = this.#scope(granted, id, operator);
    const language = languageOf(accepted);
    if (format === 'pdf') return this.#file(reply, this.reports.triagePdf(scope, language), `triage-${id}`, 'pdf');
    const csv = this.reports.triageCsv(scope, format === 'csv-fr' ? 'excel-fr' : 'plain', language);
    return this.#file(reply, csv, `triage-${id}`, 'csv');
  }

  @Get(':id/doubles')
  @HasPast()
  @Roles('integrator', 'customs-agent', 'operations', 'compliance')
  @ApiOperation({ summary: 'Whether anything stands twice: before the outage, on paper, sent again (DX-29)' })
  @ApiParam({ name: 'id', type: String })
  @ApiResponse({
    status: 200,
    description: 'Each pair with what was done, and how much was checked up to which log position',
    content: { 'application/json': { schema: { $ref: getSchemaPath(DoublesReportDto) } }, 'text/csv': FILE },
  })
  async doubles(
    @Caller() granted: Granted,
    @Param('id') id: string,
    @Query() { operator, format = 'json' }: DoublesReportQuery,
    @Headers('accept-language') accepted: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | object> {
    const scope = this.#scope(granted, id, operator);
    const language = languageOf(accepted);
    if (format !== 'json') {
      const csv = this.reports.doublesCsv(scope, format === 'csv-fr' ? 'excel-fr' : 'plain', language);
      return this.#file(reply, csv, `doubles-${id}`, 'csv');
    }
    const report = await this.reports.doubles(scope);
    reply.header('reprise-position', report.position);
    return { ...report, pairs: report.pairs.map((pair) => ({ ...pair, text: pair.text[language] })) };
  }

  /** @throws Problem 403 for another operator's, 404 where there is no such alert */
  #scope(granted: Granted, alertId: string, operator: string | undefined): ReportScope {
    if (operator !== undefined) requireOwn(granted, operator);
    if (!this.runtime.views.get(alertView, alertId))
      throw new Problem('not-found', { en: `No alert ${alertId}.`, fr: `Aucune alerte ${alertId}.` });
    const own = granted.role === 'integrator' ? (granted.person.operator ?? '') : operator;
    return { alertId, operator: own };
  }

  #file(reply: FastifyReply, content: Readable, name: string, kind: 'csv' | 'pdf'): StreamableFile {
    reply.header('reprise-position', this.runtime.position);
    return new StreamableFile(content, { type: TYPES[kind], disposition: `attachment; filename="${name}.${kind}"` });
  }
}
