import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { LoggerModule } from 'nestjs-pino';
import { destination } from 'pino';
import { ACCESS, AccessGuard, type Access } from '#libs/access';
import type { EventStore } from '#libs/event-store';
import type { Instant } from '#libs/kernel';
import { ProblemFilter } from '#libs/problem-details';
import { HealthController } from './health/health.controller.js';
import { Metrics } from './health/metrics.js';
import { Cuts } from './past/cuts.js';
import { PastStates } from './past/past-states.js';
import { EVENT_STORE, NOW } from './tokens.js';
import { TrailController } from './trail/trail.controller.js';
import { TrailHandler } from './trail/trail.query.js';
import { Trails } from './trail/trails.js';
import { DoublesAsOfHandler } from './views/doubles.query.js';
import { PapersController } from './views/papers.controller.js';
import { SeriesAsOfHandler } from './views/series.query.js';
import { ViewPageHandler } from './views/view-page.query.js';
import { ViewRowHandler } from './views/view-row.query.js';
import { ViewsController } from './views/views.controller.js';

/** What the audit stands on. It is given no way to write: it reads the log and answers. */
export interface AuditParts {
  readonly store: EventStore;
  readonly access: Access;
  /** The product's clock. */
  readonly now: () => Instant;
  readonly logLevel: string;
}

export const CONTROLLERS = [TrailController, ViewsController, PapersController, HealthController];

const STDERR = 2;

const logging = (level: string): DynamicModule =>
  LoggerModule.forRoot({
    pinoHttp: [
      {
        level,
        redact: ['req.headers.authorization', 'req.headers.cookie'],
        autoLogging: { ignore: ({ url }) => url === '/metrics' || url?.startsWith('/health/') === true },
      },
      destination(STDERR),
    ],
  });

@Module({})
export class AuditModule {
  static with({ store, access, now, logLevel }: AuditParts): DynamicModule {
    return {
      module: AuditModule,
      imports: [CqrsModule.forRoot(), logging(logLevel)],
      controllers: CONTROLLERS,
      providers: [
        { provide: EVENT_STORE, useValue: store },
        { provide: ACCESS, useValue: access },
        { provide: NOW, useValue: now },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: PastStates, useFactory: () => new PastStates(store) },
        { provide: Trails, useFactory: () => new Trails(store) },
        Cuts,
        {
          provide: Metrics,
          useFactory: (cuts: Cuts, states: PastStates) => new Metrics(cuts, states),
          inject: [Cuts, PastStates],
        },
        TrailHandler,
        ViewPageHandler,
        ViewRowHandler,
        DoublesAsOfHandler,
        SeriesAsOfHandler,
      ],
    };
  }
}
