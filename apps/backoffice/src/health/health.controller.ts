import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { OpenToAll } from '#libs/access';
import { formatPosition } from '#libs/kernel';
import { Runtime } from '../runtime.js';
import { Metrics } from './metrics.js';

export class LiveDto {
  @ApiProperty({ type: String, enum: ['live'] })
  readonly status!: string;
}

export class ReadyDto {
  @ApiProperty({ type: String, enum: ['ready', 'not ready'] })
  readonly status!: string;
  @ApiProperty({ type: Boolean, description: 'The log answers.' })
  readonly eventStore!: boolean;
  @ApiProperty({ type: Boolean, description: 'The read models have reached its end.' })
  readonly views!: boolean;
}

export class LagDto {
  @ApiProperty({ type: String })
  readonly name!: string;
  @ApiProperty({ type: String })
  readonly state!: string;
  @ApiProperty({ type: String, required: false })
  readonly position?: string;
  @ApiProperty({ type: Boolean })
  readonly caughtUp!: boolean;
  @ApiProperty({ type: Number })
  readonly lagMs!: number;
}

const PATIENCE_MS = 2_000;

@ApiTags('Health')
@OpenToAll()
@Controller()
export class HealthController {
  constructor(
    private readonly runtime: Runtime,
    private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  @ApiOperation({ summary: 'The process runs' })
  @ApiResponse({ status: 200, type: LiveDto, description: 'It does' })
  live(): LiveDto {
    return { status: 'live' };
  }

  @Get('health/ready')
  @ApiOperation({ summary: 'The log answers and the read models are at its end' })
  @ApiResponse({ status: 200, type: ReadyDto, description: 'Ready' })
  @ApiResponse({ status: 503, type: ReadyDto, description: 'Not ready' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadyDto> {
    const eventStore = await this.#storeAnswers();
    const views = this.runtime.running.ready();
    const ready = eventStore && views;
    if (!ready) reply.code(503);
    return { status: ready ? 'ready' : 'not ready', eventStore, views };
  }

  @Get('health/lag')
  @ApiOperation({ summary: 'How far the read models are behind the log' })
  @ApiResponse({ status: 200, type: LagDto, description: 'Lag' })
  lag(): LagDto {
    const { name, state, position, caughtUp, lagMs } = this.runtime.running.status();
    return { name, state, ...(position ? { position: formatPosition(position) } : {}), caughtUp, lagMs };
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({ summary: 'Metrics for Prometheus' })
  @ApiResponse({ status: 200, description: 'Metrics', content: { 'text/plain': { schema: { type: 'string' } } } })
  async metricsText(): Promise<string> {
    return this.metrics.registry.metrics();
  }

  async #storeAnswers(): Promise<boolean> {
    const head = this.runtime.store.head().then(
      () => true,
      () => false,
    );
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), PATIENCE_MS);
    });
    return Promise.race([head, late]).finally(() => clearTimeout(timer));
  }
}
