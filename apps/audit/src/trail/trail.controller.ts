import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { Caller, Roles, type Granted } from '#libs/access';
import { SYSTEMS } from '#libs/alert';
import { Problem } from '#libs/problem-details';
import { asking } from '../asking.js';
import { ownOnly } from '../own-only.js';
import { TrailQuery, type TrailAnswer } from './trail.query.js';

type Parameters = Readonly<Record<string, unknown>>;

/** Everything that happened to one thing, event by event. */
@Controller('audit/v1/trail')
@Roles('compliance', 'customs-agent', 'operations')
export class TrailController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  @Get('alerts/:alertId')
  async alert(
    @Param('alertId') alertId: string,
    @Query() query: Parameters,
    @Caller() reader: Granted,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TrailAnswer> {
    const answer = await this.queries.execute(new TrailQuery({ kind: 'alert', alertId }, asking(query), reader));
    reply.header('reprise-position', answer.position);
    return answer;
  }

  @Get('targets/:system')
  async target(
    @Param('system') name: string,
    @Query() query: Parameters,
    @Caller() reader: Granted,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TrailAnswer> {
    const system = SYSTEMS.find((s) => s === name);
    if (!system) throw new Problem('not-found', { en: `No target ${name}.`, fr: `Aucune cible ${name}.` });
    const answer = await this.queries.execute(new TrailQuery({ kind: 'target', system }, asking(query), reader));
    reply.header('reprise-position', answer.position);
    return answer;
  }

  @Get('declarations/:operator/:reference')
  @Roles('compliance', 'customs-agent', 'operations', 'integrator')
  async declaration(
    @Param('operator') operator: string,
    @Param('reference') reference: string,
    @Query() query: Parameters,
    @Caller() reader: Granted,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TrailAnswer> {
    ownOnly(reader, operator);
    const subject = { kind: 'declaration', operator, reference } as const;
    const answer = await this.queries.execute(new TrailQuery(subject, asking(query), reader));
    reply.header('reprise-position', answer.position);
    return answer;
  }
}
