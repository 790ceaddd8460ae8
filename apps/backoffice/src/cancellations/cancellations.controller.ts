import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res, StreamableFile } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Caller, Roles, type Granted } from '#libs/access';
import type { DeclarationRow } from '#libs/delta-x';
import { instant } from '#libs/kernel';
import { languageOf } from '#libs/problem-details';
import type { CommandOf } from '../declarations/declaration-acts.js';
import { DeclarationDto } from '../declarations/declarations.dto.js';
import { ActOnDeclarationCommand } from '../declarations/declarations.messages.js';
import { answerChange } from '../requests/answers.js';
import { Change, type Asked } from '../requests/asked.js';
import type { Listed } from '../requests/pages.js';
import { ChangeRoute, ReadRoute } from '../requests/route-docs.js';
import { Runtime } from '../runtime.js';
import { CancellationRows } from './cancellation-rows.js';
import {
  CancellationCountsDto,
  CancellationPageDto,
  CancellationsQuery,
  CancellationsScopeQuery,
  ConfirmCancellationDto,
  KeepFirstDto,
  RefuseCancellationDto,
  RequestCancellationDto,
  RequestCancellationsDto,
  RequestedDto,
} from './cancellations.dto.js';
import {
  CountCancellations,
  ListCancellations,
  RequestCancellationsCommand,
  type CancellationAnswer,
  type OfficeCounts,
  type Requested,
} from './cancellations.messages.js';
import { requestList } from './request-list.js';

/** DX-29: the first declarations that a paper one doubles, cancelled at the operator's request. */
@ApiTags('Cancellations')
@Controller('v1')
export class CancellationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly cancellations: CancellationRows,
    private readonly runtime: Runtime,
  ) {}

  @Post('declarations/:operator/:reference/cancellation/request')
  @HttpCode(200)
  @Roles('integrator', 'customs-agent')
  @ChangeRoute('Ask the service to cancel the first one (DX-29)', DeclarationDto, { ifMatch: 'always' })
  request(
    @Change() asked: Asked,
    @Param('operator') operator: string,
    @Param('reference') reference: string,
    @Body() { office, means, requestedAt }: RequestCancellationDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeclarationRow> {
    return this.#act(reply, asked, operator, reference, async ({ now, alert }) => {
      const at = requestedAt === undefined ? now : instant(requestedAt);
      const { offices } = this.runtime.settings;
      return { type: 'RequestCancellation', office, means, requestedAt: at, now, alert: await alert(), offices };
    });
  }

  @Post('declarations/:operator/:reference/cancellation/confirm')
  @HttpCode(200)
  @Roles('customs-agent')
  @ChangeRoute('The service says that the first one is cancelled (DX-29)', DeclarationDto, { ifMatch: 'always' })
  confirm(
    @Change() asked: Asked,
    @Param('operator') operator: string,
    @Param('reference') reference: string,
    @Body() { evidence, outcome = 'cancelled', confirmedAt }: ConfirmCancellationDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeclarationRow> {
    return this.#act(reply, asked, operator, reference, ({ now }) => {
      const at = confirmedAt === undefined ? now : instant(confirmedAt);
      return { type: 'ConfirmCancellation', by: 'service', outcome, confirmedAt: at, evidence, now };
    });
  }

  @Post('declarations/:operator/:reference/cancellation/refuse')
  @HttpCode(200)
  @Roles('customs-agent')
  @ChangeRoute('The service does not cancel the first one (DX-29)', DeclarationDto, { ifMatch: 'always' })
  refuse(
    @Change() asked: Asked,
    @Param('operator') operator: string,
    @Param('reference') reference: string,
    @Body() { because, reason, refusedAt }: RefuseCancellationDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeclarationRow> {
    return this.#act(reply, asked, operator, reference, ({ now }) => {
      const at = refusedAt === undefined ? now : instant(refusedAt);
      return { type: 'RefuseCancellation', because, reason, refusedAt: at, now };
    });
  }

  @Post('declarations/:operator/:reference/cancellation/keep-first')
  @HttpCode(200)
  @Roles('integrator', 'customs-agent')
  @ChangeRoute('After the service’s no: the first goes on, the paper is not re-integrated (DX-29)', DeclarationDto, {
    ifMatch: 'always',
  })
  keepFirst(
    @Change() asked: Asked,
    @Param('operator') operator: string,
    @Param('reference') reference: string,
    @Body() { why }: KeepFirstDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeclarationRow> {
    return this.#act(reply, asked, operator, reference, () => ({ type: 'KeepFirst', why }));
  }

  @Post('cancellations/requests')
  @HttpCode(200)
  @Roles('integrator', 'customs-agent')
  @ChangeRoute('Ask an office for every cancellation that is due there, up to 1,000 at once (DX-29)', RequestedDto)
  async requests(
    @Change() asked: Asked,
    @Body() body: RequestCancellationsDto,
  ): Promise<Requested & { requestUrl: string }> {
    const { alertId, office, means } = body;
    const operator = body.operator ?? asked.granted.person.operator ?? '';
    const request = { alertId, operator, office, means, requestedAt: instant(body.requestedAt) };
    const done = await this.commands.execute(new RequestCancellationsCommand(asked, request));
    const query = new URLSearchParams({ alertId, operator, office });
    return { ...done, requestUrl: `/v1/cancellations/request.csv?${query.toString()}` };
  }

  @Get('cancellations')
  @Roles('integrator', 'customs-agent', 'helpdesk', 'operations', 'compliance')
  @ReadRoute('First ones to be cancelled, and where each stands; an integrator sees its own', CancellationPageDto)
  list(@Caller() granted: Granted, @Query() query: CancellationsQuery): Promise<Listed<CancellationAnswer>> {
    const { alertId, operator, office, status, cursor, limit } = query;
    const scope = { alertId, operator, office, status };
    return this.queries.execute(new ListCancellations(granted, scope, { cursor, limit }));
  }

  @Get('cancellations/counts')
  @Roles('integrator', 'customs-agent', 'helpdesk', 'operations', 'compliance')
  @ReadRoute('Cancellations by office and state', CancellationCountsDto)
  counts(
    @Caller() granted: Granted,
    @Query() { alertId, operator, office }: CancellationsScopeQuery,
  ): Promise<{ readonly offices: readonly OfficeCounts[]; readonly position: string }> {
    return this.queries.execute(new CountCancellations(granted, { alertId, operator, office }));
  }

  @Get('cancellations/request.csv')
  @Roles('integrator', 'customs-agent')
  @ApiOperation({ summary: 'The list that goes to the service: every cancellation not settled, as CSV' })
  @ApiBearerAuth()
  @ApiResponse({ status: 200, content: { 'text/csv': { schema: { type: 'string' } } }, description: 'UTF-8 with BOM' })
  requestList(
    @Caller() granted: Granted,
    @Query() { alertId, operator, office }: CancellationsScopeQuery,
    @Headers('accept-language') accepted: string | undefined,
  ): StreamableFile {
    const rows = this.cancellations.open(granted, { alertId, operator, office });
    const disposition = `attachment; filename="cancellations-${office ?? 'all'}.csv"`;
    return new StreamableFile(requestList(rows, languageOf(accepted)), {
      type: 'text/csv; charset=utf-8',
      disposition,
    });
  }

  async #act(
    reply: FastifyReply,
    asked: Asked,
    operator: string,
    reference: string,
    commandOf: CommandOf,
  ): Promise<DeclarationRow> {
    return answerChange(
      reply,
      await this.commands.execute(new ActOnDeclarationCommand(asked, { operator, reference }, commandOf)),
    );
  }
}
