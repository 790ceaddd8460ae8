import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { LoggerModule, type Params } from 'nestjs-pino';
import { ACCESS, AccessGuard } from '#libs/access';
import { AlertLog } from './alerts/alert-log.js';
import * as alertCommands from './alerts/alerts.commands.js';
import { AlertsController } from './alerts/alerts.controller.js';
import * as alertHandlers from './alerts/alerts.handlers.js';
import * as alertQueries from './alerts/alerts.queries.js';
import { AttentionController } from './attention/attention.controller.js';
import { Attention } from './attention/attention.js';
import { CampaignsController } from './campaigns/campaigns.controller.js';
import * as campaignQueries from './campaigns/campaigns.queries.js';
import { CancellationRows } from './cancellations/cancellation-rows.js';
import { CancellationsController } from './cancellations/cancellations.controller.js';
import * as cancellationHandlers from './cancellations/cancellations.handlers.js';
import * as cancellationMessages from './cancellations/cancellations.messages.js';
import { DeclarationLog } from './declarations/declaration-log.js';
import { DeclarationsController } from './declarations/declarations.controller.js';
import * as declarationHandlers from './declarations/declarations.handlers.js';
import * as declarationMessages from './declarations/declarations.messages.js';
import * as declarationQueries from './declarations/declarations.queries.js';
import { DevController } from './dev/dev.controller.js';
import { HealthController } from './health/health.controller.js';
import { Metrics } from './health/metrics.js';
import { FileContents } from './imports/file-contents.js';
import { ImportsController } from './imports/imports.controller.js';
import * as importHandlers from './imports/imports.handlers.js';
import { Imports } from './imports/imports.js';
import * as importMessages from './imports/imports.messages.js';
import { LiveController } from './live/live.controller.js';
import { LiveFeed } from './live/live-feed.js';
import { ManifestLog } from './manifests/manifest-log.js';
import { ManifestsController } from './manifests/manifests.controller.js';
import * as manifestHandlers from './manifests/manifests.handlers.js';
import * as manifestMessages from './manifests/manifests.messages.js';
import { oneHandlerEach } from './one-handler-each.js';
import { DeclarationActs } from './prior-states/declaration-acts.js';
import { PriorStatesController } from './prior-states/prior-states.controller.js';
import * as priorStateHandlers from './prior-states/prior-states.handlers.js';
import * as priorStateMessages from './prior-states/prior-states.messages.js';
import * as priorStateQueries from './prior-states/prior-states.queries.js';
import { ProblemsController } from './problems/problems.controller.js';
import { Decisions } from './requests/decisions.js';
import { Reads } from './requests/reads.js';
import { Runtime } from './runtime.js';
import { TargetLog } from './targets/target-log.js';
import { TargetsController } from './targets/targets.controller.js';
import * as targetHandlers from './targets/targets.handlers.js';
import * as targetMessages from './targets/targets.messages.js';

const classesOf = (module: object): Type[] => Object.values(module).filter((v): v is Type => typeof v === 'function');
const isHandler = ({ name }: Type): boolean => name.endsWith('Handler');

const modules = [
  alertCommands,
  alertHandlers,
  alertQueries,
  campaignQueries,
  cancellationMessages,
  cancellationHandlers,
  declarationMessages,
  declarationHandlers,
  declarationQueries,
  importMessages,
  importHandlers,
  manifestMessages,
  manifestHandlers,
  priorStateMessages,
  priorStateHandlers,
  priorStateQueries,
  targetMessages,
  targetHandlers,
].flatMap(classesOf);
const handlers = modules.filter(isHandler);
/** Every command and query of the app. */
const messages = modules.filter((c) => !isHandler(c));

export const CONTROLLERS: readonly Type[] = [
  AlertsController,
  ManifestsController,
  DeclarationsController,
  PriorStatesController,
  CancellationsController,
  ImportsController,
  CampaignsController,
  TargetsController,
  AttentionController,
  LiveController,
  HealthController,
  ProblemsController,
  DevController,
];

/** The app around what is already open. */
@Module({})
export class BackofficeModule {
  static around(runtime: Runtime, logging: Params): DynamicModule {
    oneHandlerEach(messages, handlers);
    return {
      module: BackofficeModule,
      imports: [CqrsModule.forRoot(), LoggerModule.forRoot(logging)],
      controllers: [...CONTROLLERS],
      providers: [
        { provide: Runtime, useValue: runtime },
        { provide: ACCESS, useValue: runtime.access },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: Reads },
        Decisions,
        AlertLog,
        ManifestLog,
        DeclarationLog,
        DeclarationActs,
        CancellationRows,
        TargetLog,
        FileContents,
        Imports,
        Attention,
        LiveFeed,
        Metrics,
        ...handlers,
      ],
    };
  }
}
