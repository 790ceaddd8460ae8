import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Caller, Roles, type Granted } from '#libs/access';
import type { DeclarationRow, RawPriorLine } from '#libs/delta-x';
import { instant, type Text } from '#libs/kernel';
import { languageOf } from '#libs/problem-details';
import type { CommandOf } from '../declarations/declaration-acts.js';
import { DeclarationDto } from '../declarations/declarations.dto.js';
import { ActOnDeclarationCommand } from '../declarations/declarations.messages.js';
import { answerChange } from '../requests/answers.js';
import { Change, type Asked } from '../requests/asked.js';
import type { Listed } from '../requests/pages.js';
import { ChangeRoute, ReadRoute } from '../requests/route-docs.js';
import {
  AnticipatedDecisionDto,
  EnterAnewDto,
  OwedMessageDto,
  PriorStateCountsDto,
  PriorStateDto,
  PriorStatePageDto,
  PriorStatesCountQuery,
  PriorStatesQuery,
} from './prior-states.dto.js';
import {
  CountPriorStates,
  ListPriorStates,
  RecordPriorStateCommand,
  type PriorStateAnswer,
  type PriorStateCounts,
} from './prior-states.messages.js';

type InLanguage = Omit<PriorStateAnswer, 'text' | 'todo'> & { readonly text: string; readonly todo: string };

const lineOf = (reference: string, body: PriorStateDto): RawPriorLine => {
  const {
    state,
    kind,
    number,
    lrn,
    office,
    validatedAt: validated_at,
    anticipationEndsAt: anticipation_ends_at,
  } = body;
  const given = { reference, state, kind, number, lrn, office, validated_at, anticipation_ends_at };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
};

/** What stood in Delta X when the alert came: what becomes of it, and what the operator does about it. */
@ApiTags('Before the outage')
@Controller('v1')
export class PriorStatesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Put('declarations/:operator/:reference/prior-state')
  @Roles('integrator', 'customs-agent')
  @ChangeRoute('Record how it stood in Delta X when the outage met it', DeclarationDto, { ifMatch: 'when it exists' })
  async record(
    @Change() asked: Asked,
    @Param('operator') operator: string,
    @Param('reference') reference: string,
    @Body() body: PriorStateDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeclarationRow> {
    const command = new RecordPriorStateCommand(asked, operator, body.alertId, lineOf(reference, body));
    return answerChange(reply, await this.commands.execute(command));
  }

  @Post('declarations/:operator/:reference/owed-message')
  @HttpCode(200)
  @Roles('integrator')
  @ChangeRoute('Say that a message still owed was sent (DX-20)', DeclarationDto, { ifMatch: 'always' })
  owedMessage(
    @Change() asked: Asked,
    @Param('operator') operator: string,
    @Param('reference') reference: string,
    @Body() { message, sentAt }: OwedMessageDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeclarationRow> {
    return this.#settle(reply, asked, operator, reference, async ({ alert, now }) => {
      const at = sentAt === undefined ? now : instant(sentAt);
      return { type: 'RecordOwedMessage', operator, reference, alert: await alert(), message, sentAt: at, now };
    });
  }

  @Post('declarations/:operator/:reference/anticipated/decide')
  @HttpCode(200)
  @Roles('integrator')
  @ChangeRoute('At recovery, validate an anticipated one or leave it (DX-31)', DeclarationDto, { ifMatch: 'always' })
  decide(
    @Change() asked: Asked,
    @Param('operator') operator: string,
    @Param('reference') reference: string,
    @Body() { decision }: AnticipatedDecisionDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeclarationRow> {
    return this.#settle(reply, asked, operator, reference, async ({ alert, now }) => {
      return { type: 'DecideAnticipated', operator, reference, decision, alert: await alert(), now };
    });
  }

  @Post('declarations/:operator/:reference/anticipated/deleted')
  @HttpCode(200)
  @Roles('integrator', 'customs-agent')
  @ChangeRoute('Record that the system deleted it at the end of its delay (DX-31)', DeclarationDto, {
    ifMatch: 'always',
  })
  deleted(
    @Change() asked: Asked,
    @Param('operator') operator: string,
    @Param('reference') reference: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeclarationRow> {
    return this.#settle(reply, asked, operator, reference, async ({ alert, now }) => {
      return { type: 'RecordDeletion', operator, reference, alert: await alert(), now };
    });
  }

  @Post('declarations/:operator/:reference/anticipated/enter-anew')
  @HttpCode(200)
  @Roles('integrator')
  @ChangeRoute('Record the new one entered in a deleted one’s place (DX-31)', DeclarationDto, { ifMatch: 'always' })
  enterAnew(
    @Change() asked: Asked,
    @Param('operator') operator: string,
    @Param('reference') reference: string,
    @Body() { mode, goodsPresented, number }: EnterAnewDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeclarationRow> {
    return this.#settle(reply, asked, operator, reference, async ({ alert, now }) => {
      const how = { mode, goodsPresented, number };
      return { type: 'EnterAnew', operator, reference, ...how, alert: await alert(), now };
    });
  }

  @Get('prior-states')
  @Roles('integrator', 'customs-agent', 'helpdesk', 'operations', 'compliance')
  @ReadRoute('What stood in Delta X, and what becomes of each; an integrator sees its own', PriorStatePageDto)
  async list(
    @Caller() granted: Granted,
    @Query() query: PriorStatesQuery,
    @Headers('accept-language') accepted: string | undefined,
  ): Promise<Listed<InLanguage>> {
    const { alertId, operator, verdict, owes, anticipation, cursor, limit } = query;
    const scope = { alertId, operator, verdict, owes, anticipation };
    const listed = await this.queries.execute(new ListPriorStates(granted, scope, { cursor, limit }));
    const language = languageOf(accepted);
    const say = (text: Text): string => text[language];
    const items = listed.items.map((item) => ({ ...item, text: say(item.text), todo: say(item.todo) }));
    return { ...listed, items };
  }

  @Get('prior-states/counts')
  @Roles('integrator', 'customs-agent', 'helpdesk', 'operations', 'compliance')
  @ReadRoute('How many go on, take no paper, are to be cancelled, are anticipated', PriorStateCountsDto)
  counts(@Caller() granted: Granted, @Query() { alertId, operator }: PriorStatesCountQuery): Promise<PriorStateCounts> {
    return this.queries.execute(new CountPriorStates(granted, { alertId, operator }));
  }

  async #settle(
    reply: FastifyReply,
    asked: Asked,
    operator: string,
    reference: string,
    commandOf: CommandOf,
  ): Promise<DeclarationRow> {
    const command = new ActOnDeclarationCommand(asked, { operator, reference }, commandOf);
    return answerChange(reply, await this.commands.execute(command));
  }
}
