import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Roles } from '#libs/access';
import type { AlertRow } from '#libs/alert';
import { instant } from '#libs/kernel';
import { answerChange, answerRow } from '../requests/answers.js';
import { Change, type Asked } from '../requests/asked.js';
import type { Listed } from '../requests/pages.js';
import { ReadQuery } from '../requests/queries.dto.js';
import { HasPast } from '../requests/reads.js';
import { ChangeRoute, ReadRoute } from '../requests/route-docs.js';
import { Runtime } from '../runtime.js';
import {
  AnnounceAlertCommand,
  EaseAlertCommand,
  EndAlertCommand,
  PlanAlertCommand,
  StartAlertCommand,
  type NoticeGiven,
} from './alerts.commands.js';
import {
  AlertDto,
  AlertPageDto,
  AlertsQuery,
  AnnounceAlertDto,
  EaseAlertDto,
  EndAlertDto,
  PlanAlertDto,
  StartAlertDto,
} from './alerts.dto.js';
import { GetAlert, ListAlerts } from './alerts.queries.js';

const noticeOf = ({ system, impact, notice, scope }: AnnounceAlertDto | PlanAlertDto): NoticeGiven => ({
  system,
  impact,
  notice,
  scope: scope
    ? { kind: 'operator', eori: scope.eori, assistanceNumber: scope.assistanceNumber }
    : { kind: 'everyone' },
});
const at = (text: string | undefined) => (text === undefined ? undefined : instant(text));

@ApiTags('Alerts')
@Controller('v1/alerts')
export class AlertsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly runtime: Runtime,
  ) {}

  @Post()
  @Roles('helpdesk', 'customs-agent', 'integrator')
  @ChangeRoute('Announce an outage: the alert starts', AlertDto, { status: 201 })
  async announce(
    @Change() asked: Asked,
    @Body() body: AnnounceAlertDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AlertRow> {
    const command = new AnnounceAlertCommand(asked, noticeOf(body), at(body.announcedAt));
    const outcome = await this.commands.execute(command);
    return answerChange(reply, outcome, `/v1/alerts/${outcome.row.alertId}`);
  }

  @Post('planned')
  @Roles('helpdesk', 'customs-agent')
  @ChangeRoute('Plan an outage to come', AlertDto, { status: 201 })
  async plan(
    @Change() asked: Asked,
    @Body() body: PlanAlertDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AlertRow> {
    const command = new PlanAlertCommand(asked, noticeOf(body), instant(body.from), at(body.until));
    const outcome = await this.commands.execute(command);
    return answerChange(reply, outcome, `/v1/alerts/${outcome.row.alertId}`);
  }

  @Post(':id/start')
  @HttpCode(200)
  @Roles('helpdesk', 'customs-agent', 'integrator')
  @ChangeRoute('A planned outage begins', AlertDto, { ifMatch: 'always' })
  async start(
    @Change() asked: Asked,
    @Param('id') id: string,
    @Body() body: StartAlertDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AlertRow> {
    return answerChange(reply, await this.commands.execute(new StartAlertCommand(asked, id, at(body.startedAt))));
  }

  @Post(':id/ease')
  @HttpCode(200)
  @Roles('helpdesk', 'customs-agent')
  @ChangeRoute('Relax the deadline', AlertDto, { ifMatch: 'always' })
  async ease(
    @Change() asked: Asked,
    @Param('id') id: string,
    @Body() { until, why, decidedBy }: EaseAlertDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AlertRow> {
    const command = new EaseAlertCommand(asked, id, instant(until), why, decidedBy);
    return answerChange(reply, await this.commands.execute(command));
  }

  @Post(':id/end')
  @HttpCode(200)
  @Roles('helpdesk', 'customs-agent', 'integrator')
  @ChangeRoute('The outage is over: the window opens', AlertDto, { ifMatch: 'always' })
  async end(
    @Change() asked: Asked,
    @Param('id') id: string,
    @Body() body: EndAlertDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AlertRow> {
    return answerChange(reply, await this.commands.execute(new EndAlertCommand(asked, id, at(body.endedAt))));
  }

  @Get()
  @HasPast()
  @Roles('integrator', 'customs-agent', 'helpdesk', 'operations', 'compliance')
  @ReadRoute('Alerts, the latest first', AlertPageDto)
  async list(@Query() { status, system, operator, cursor, limit }: AlertsQuery): Promise<Listed<AlertRow>> {
    return this.queries.execute(new ListAlerts({ status, system, operator }, { cursor, limit }));
  }

  @Get(':id')
  @HasPast()
  @Roles('integrator', 'customs-agent', 'helpdesk', 'operations', 'compliance')
  @ReadRoute('One alert', AlertDto, true)
  async one(
    @Param('id') id: string,
    @Query() _query: ReadQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AlertRow> {
    return answerRow(reply, await this.queries.execute(new GetAlert(id)), this.runtime.position);
  }
}
