import { Body, Controller, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Roles } from '#libs/access';
import type { DeclarationRow, GivenDau, RawDau } from '#libs/delta-x';
import { instant, type Instant } from '#libs/kernel';
import { DeclarationDto } from '../declarations/declarations.dto.js';
import { circumstancesOf, lodgingOf, signatureOf } from '../manifests/circumstances-given.js';
import { answerChange } from '../requests/answers.js';
import { Change, type Asked } from '../requests/asked.js';
import { ChangeRoute } from '../requests/route-docs.js';
import { Runtime } from '../runtime.js';
import { LodgeDauDto, type DauPartDto } from './daus.dto.js';
import { LodgeDauCommand, type DauGiven } from './daus.messages.js';

const partOf = (part: DauPartDto): GivenDau => {
  const { articles, documents, authentication, box = 'A', office = '', officer = '' } = part;
  const { fallbackStartedAt, stampedAt, eadPrinted = false, copy3WithGoods = true } = part;
  return {
    ...(articles === undefined ? {} : { articles }),
    ...(fallbackStartedAt === undefined ? {} : { fallbackStartedAt: instant(fallbackStartedAt) }),
    documents: documents.map(({ code, reference }) => ({ code, reference })),
    authentication,
    box,
    office,
    officer,
    ...(stampedAt === undefined ? {} : { stampedAt: instant(stampedAt) }),
    eadPrinted,
    copy3WithGoods,
  };
};

const goodsOf = ({ consignment, furtherArticles = [] }: LodgeDauDto): RawDau => ({
  line: Object.fromEntries(Object.entries(consignment)),
  furtherArticles: furtherArticles.map((article) => Object.fromEntries(Object.entries(article))),
});

const givenOf = (body: LodgeDauDto, now: Instant): DauGiven => {
  const { alertId, declarationKind = 'DAU', assistance, mentions, operator, officeOfClearance, officeOfExit } = body;
  const { singleTransportContract = false, lodging, signature } = body;
  const lodgedAt = body.lodgedAt === undefined ? now : instant(body.lodgedAt);
  return {
    header: {
      alertId,
      declarationKind,
      assistance,
      mentions,
      operator: { eori: operator.eori, name: operator.name },
      officeOfClearance,
      officeOfExit,
      singleTransportContract,
      lodging: lodgingOf(lodging),
      signature: signatureOf(signature, lodgedAt),
      lodgedAt,
      ...circumstancesOf(body, now),
    },
    dau: partOf(body.dau),
    goods: goodsOf(body),
  };
};

@ApiTags('Declarations')
@Controller('v1/daus')
export class DausController {
  constructor(
    private readonly commands: CommandBus,
    private readonly runtime: Runtime,
  ) {}

  @Post()
  @Roles('integrator', 'customs-agent')
  @ChangeRoute('Lodge one declaration on a DAU E/S (DX-02, DX-05, DX-06, DX-08, DX-11)', DeclarationDto, {
    status: 201,
  })
  async lodge(
    @Change() asked: Asked,
    @Body() body: LodgeDauDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeclarationRow> {
    const outcome = await this.commands.execute(new LodgeDauCommand(asked, givenOf(body, this.runtime.now())));
    const { operator, reference } = outcome.row;
    return answerChange(reply, outcome, `/v1/declarations/${operator}/${reference}`);
  }
}
