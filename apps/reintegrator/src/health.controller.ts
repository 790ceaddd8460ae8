import { Controller, Get, Header, HttpCode, Inject, ServiceUnavailableException } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { Reintegrator } from './reintegrator.js';

@Controller()
export class HealthController {
  readonly #registry = new Registry();

  constructor(@Inject(Reintegrator) private readonly reintegrator: Reintegrator) {
    collectDefaultMetrics({ register: this.#registry });
    const gauges: readonly [string, string, () => number][] = [
      ['reprise_slots_handed', 'Slots given out and not yet attempted', () => reintegrator.status().queue.handed],
      ['reprise_log_lag_ms', 'Age of the event in hand', () => reintegrator.status().lagMs ?? 0],
      [
        'reprise_target_held',
        '1 while nothing is given out because the target is troubled',
        () => Number(reintegrator.status().target.heldForMs > 0),
      ],
    ];
    for (const [name, help, read] of gauges) {
      new Gauge({
        name,
        help,
        registers: [this.#registry],
        collect() {
          this.set(read());
        },
      });
    }
  }

  @Get('health/live')
  @HttpCode(200)
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('health/ready')
  ready(): { status: 'ok' } {
    if (!this.reintegrator.ready()) throw new ServiceUnavailableException('the views are still being folded');
    return { status: 'ok' };
  }

  @Get('health/lag')
  lag() {
    return this.reintegrator.status();
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4')
  metrics(): Promise<string> {
    return this.#registry.metrics();
  }
}
