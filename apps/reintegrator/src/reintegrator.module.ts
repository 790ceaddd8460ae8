import { Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { Reintegrator } from './reintegrator.js';

@Module({})
export class ReintegratorModule implements OnApplicationShutdown {
  constructor(private readonly reintegrator: Reintegrator) {}

  static of(reintegrator: Reintegrator): DynamicModule {
    return {
      module: ReintegratorModule,
      controllers: [HealthController],
      providers: [{ provide: Reintegrator, useValue: reintegrator }],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.reintegrator.stop();
  }
}
