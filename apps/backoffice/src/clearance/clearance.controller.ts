import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Roles } from '#libs/access';
import type { DeclarationRow } from '#libs/delta-x';
import { instant, type Instant } from '#libs/kernel';
import { DeclarationDto } from '../declarations/declarations.dto.js';
import { answerChange } from '../requests/answers.js';
import { Change, type Asked } from '../requests/asked.js';
import { ChangeRoute } from '../requests/route-docs.js';
import { Runtime } from '../runtime.js';
import { ControlDto, ExitVisaDto, RectifyDto, ReleaseDto, SelectDto, WithholdDto } from './clearance.dto.js';
import { ClearanceCommand, type ClearanceAct } from './clearance.messages.js';

@ApiTags('Clearance')
@Controller('v1/declarations/:operator/:reference')
export class ClearanceController {
  constructor(
    private readonly commands: CommandBus,
    private readonly runtime: Runtime,
  ) {}

  @Post('select')
  @HttpCode(200)
  @Roles('customs-agent')
  @ChangeRoute('Select the goods for control: held until their release (DX-33)', DeclarationDto, { ifMatch: 'always' })
  select(
    @Change() asked: Asked,
    @Param('operator') operator: string,
    @Param('reference') reference: string,
    @Body() { office = '', officer = '', at }: SelectDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeclarationRow> {
    const act = { type: 'SelectForControl', office, officer, at: this.#when(at) } as const;
    return this.#act(asked, operator, reference, act, reply);
  }

  @Post('control')
  @HttpCode(200)
  @Roles('customs-agent')
  @ChangeRoute('Record what a control was and found (DX-33)', DeclarationDto, { ifMatch: 'always' })
  control(
    @Change() asked: Asked,
    @Param('operator') operator: string,
    @Param('reference') reference: string,
    @Body() { kind, result, officer = '', at, note }: ControlDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeclarationRow> {
    const act = { type: 'RecordControl', kind, result, officer, at: this.#when(at), note } as const;
    return this.#act(asked, operator, reference, act, reply);
  }

  @Post('release')
  @HttpCode(200)
  @Roles('customs-agent', 'integrator')
  @ChangeRoute('Release by the service; or an operator takes unrestricted goods on its own premises', DeclarationDto, {
    ifMatch: 'always',
    note: 'As a customs agent: DX-14, DX-15, and after a control DX-33. As an integrator: DX-14 alone.',
  })
  release(
    @Change() asked: Asked,
    @Param('operator') operator: string,
    @Param('reference') reference: string,
    @Body() { office = '', officer = '', at, servicePresent = false }: ReleaseDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeclarationRow> {
    const act: ClearanceAct =
      asked.granted.role === 'customs-agent'
        ? { type: 'ReleaseGoods', office, officer, at: this.#when(at), servicePresent }
        : { type: 'TakeGoods', at: this.#when(at) };
    return this.#act(asked, operator, reference, act, reply);
  }

  @Post('withhold')
  @HttpCode(200)
  @Roles('customs-agent')
  @ChangeRoute('Record that the service does not release the goods: nothing is owed any more (DX-33)', DeclarationDto, {
    ifMatch: 'always',
  })
  withhold(
    @Change() asked: Asked,
    @Param('operator') operator: string,
    @Param('reference') reference: string,
    @Body() { because, office = '', officer = '', at, note }: WithholdDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeclarationRow> {
    const act = { type: 'WithholdGoods', because, office, officer, at: this.#when(at), note } as const;
    return this.#act(asked, operator, reference, act, reply);
  }

  @Post('visa')
  @HttpCode(200)
  @Roles('customs-agent')
  @ChangeRoute('The visa of the office of exit: the proof of exit (DX-16, DX-17, DX-30)', DeclarationDto, {
    ifMatch: 'always',
  })
  visa(
    @Change() asked: Asked,
    @Param('operator') operator: string,
    @Param('reference') reference: string,
    @Body() { on, office = '', officer = '', at, articleList = false }: ExitVisaDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeclarationRow> {
    const act = { type: 'EndorseExit', on, office, officer, at: this.#when(at), articleList } as const;
    return this.#act(asked, operator, reference, act, reply);
  }

  @Post('rectify')
  @HttpCode(200)
  @Roles('integrator', 'customs-agent')
  @ChangeRoute('Record a rectification made after the re-integration (DX-28)', DeclarationDto, { ifMatch: 'always' })
  rectify(
    @Change() asked: Asked,
    @Param('operator') operator: string,
    @Param('reference') reference: string,
    @Body() { act: name, changes, why, at }: RectifyDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeclarationRow> {
    const act = { type: 'RecordRectification', act: name, changes, why, at: this.#when(at) } as const;
    return this.#act(asked, operator, reference, act, reply);
  }

  #when(at: string | undefined): Instant {
    return at === undefined ? this.runtime.now() : instant(at);
  }

  async #act(
    asked: Asked,
    operator: string,
    reference: string,
    act: ClearanceAct,
    reply: FastifyReply,
  ): Promise<DeclarationRow> {
    return answerChange(reply, await this.commands.execute(new ClearanceCommand(asked, operator, reference, act)));
  }
}
