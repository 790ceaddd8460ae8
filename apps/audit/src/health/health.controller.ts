import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { OpenToAll } from '#libs/access';
import type { EventStore } from '#libs/event-store';
import { formatPosition } from '#libs/kernel';
import { EVENT_STORE } from '../tokens.js';
import { Metrics } from './metrics.js';

/** Kept apart from the store's own patience: a probe wants its answer now. */
const PROBE_MS = 2_000;

const within = async <T>(ms: number, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('no answer in time'));
    }, ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

@Controller()
@OpenToAll()
export class HealthController {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  live(): { status: string } {
    return { status: 'live' };
  }

  /** Ready is: the log answers. */
  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    try {
      const head = await within(PROBE_MS, this.store.head());
      return { status: 'ready', position: head ? formatPosition(head) : null };
    } catch {
      reply.status(503);
      return { status: 'not-ready', because: 'the log does not answer' };
    }
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  text(): Promise<string> {
    return this.metrics.text();
  }
}
