import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Caller, Roles, TokenInQuery, type Granted } from '#libs/access';
import { languageOf } from '#libs/problem-details';
import { confinedTo } from '../attention/attention.controller.js';
import { TextField } from '../requests/fields.js';
import { securityHeaders } from '../security-headers.js';
import { LiveFeed } from './live-feed.js';

export class StreamQuery {
  @TextField({ optional: true, max: 8_000, description: 'The token, for EventSource, which can’t set headers.' })
  readonly access_token?: string;
  @TextField({
    optional: true,
    max: 2,
    pattern: /^(en|fr)$/,
    description: 'Language of the texts; else Accept-Language.',
  })
  readonly lang?: string;
  @TextField({ optional: true, max: 41, description: 'As the header Last-Event-ID.' })
  readonly lastEventId?: string;
}

@ApiTags('Watching')
@Controller('v1/stream')
export class LiveController {
  constructor(private readonly feed: LiveFeed) {}

  @Get()
  @TokenInQuery()
  @Roles('integrator', 'customs-agent', 'helpdesk', 'operations', 'compliance')
  @ApiOperation({
    summary: 'Live: `state` first, then `changed` at most four times a second, and `heartbeat`; ids are log positions',
  })
  @ApiBearerAuth()
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Go on after this position.' })
  @ApiResponse({
    status: 200,
    description: 'Server-sent events',
    content: { 'text/event-stream': { schema: { type: 'string' } } },
  })
  stream(
    @Caller() granted: Granted,
    @Query() { lang, lastEventId }: StreamQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): void {
    reply.hijack();
    reply.raw.writeHead(200, {
      ...securityHeaders(request.url),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    const header = request.headers['last-event-id'];
    const language = languageOf(lang ?? request.headers['accept-language']);
    const reader = { response: reply.raw, language, operator: confinedTo(granted) };
    this.feed.join(reader, typeof header === 'string' ? header : lastEventId);
  }
}
