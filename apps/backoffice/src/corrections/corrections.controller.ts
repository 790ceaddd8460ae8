import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Roles } from '#libs/access';
import type { DeclarationRow } from '#libs/delta-x';
import { DeclarationDto } from '../declarations/declarations.dto.js';
import { answerChange } from '../requests/answers.js';
import { Change, type Asked } from '../requests/asked.js';
import { ChangeRoute } from '../requests/route-docs.js';
import { CorrectDto } from './corrections.dto.js';
import { CorrectTranscriptionCommand } from './corrections.messages.js';

@ApiTags('Declarations')
@Controller('v1/declarations/:operator/:reference')
export class CorrectionsController {
  constructor(private readonly commands: CommandBus) {}

  @Post('correct')
  @HttpCode(200)
  @Roles('integrator', 'customs-agent')
  @ChangeRoute('Correct what was typed otherwise than the paper says (DX-28)', DeclarationDto, {
    ifMatch: 'always',
    note: 'While nothing of it stands in Delta X: refused, held, waiting, or kept as negligible. Judged as at the lodging. What the paper itself says is changed by a rectification, once it is re-integrated.',
  })
  async correct(
    @Change() asked: Asked,
    @Param('operator') operator: string,
    @Param('reference') reference: string,
    @Body() { why, evidence, changes }: CorrectDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeclarationRow> {
    const given = { why, evidence, changes: changes.map(({ field, corrected = '' }) => ({ field, corrected })) };
    const command = new CorrectTranscriptionCommand(asked, { operator, reference }, given);
    return answerChange(reply, await this.commands.execute(command));
  }
}
