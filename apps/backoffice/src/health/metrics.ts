import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { LiveFeed } from '../live/live-feed.js';
import { Runtime } from '../runtime.js';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What Prometheus is told. Labels are routes and outcomes, never persons or ids. */
@Injectable()
export class Metrics implements OnModuleInit {
  readonly registry = new Registry();
  readonly #requests = new Histogram({
    name: 'reprise_http_request_seconds',
    help: 'Requests by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [this.registry],
  });
  readonly importLines = new Counter({
    name: 'reprise_import_lines_total',
    help: 'Lines of imported manifests by what became of them.',
    labelNames: ['result'],
    registers: [this.registry],
  });

  constructor(
    private readonly runtime: Runtime,
    private readonly feed: LiveFeed,
  ) {}

  onModuleInit(): void {
    const { runtime, feed, registry } = this;
    const gauge = (name: string, help: string, read: () => number): void => {
      new Gauge({
        name,
        help,
        registers: [registry],
        collect() {
          this.set(read());
        },
      });
    };
    gauge(
      'reprise_views_lag_seconds',
      'How far the read models are behind the log.',
      () => runtime.running.status().lagMs / 1_000,
    );
    gauge('reprise_views_ready', '1 when the read models have reached the end of the log.', () =>
      Number(runtime.running.ready()),
    );
    gauge('reprise_live_readers', 'Open event streams.', () => feed.readers);
    gauge('process_resident_memory_bytes', 'Resident memory.', () => process.memoryUsage.rss());
    gauge('process_start_time_seconds', 'When the process started.', () =>
      Math.round(Date.now() / 1_000 - process.uptime()),
    );
  }

  /** Measures every request of a server. */
  observe(server: FastifyInstance): void {
    server.addHook('onResponse', (request, reply, done) => {
      const route = request.routeOptions.url ?? 'none';
      this.#requests.observe(
        { method: request.method, route, status: String(reply.statusCode) },
        reply.elapsedTime / 1_000,
      );
      done();
    });
  }
}
