import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { LoggerModule, type Params } from 'nestjs-pino';
import { ACCESS, AccessGuard } from '#libs/access';
import { AlertLog } from './alerts/alert-log.js';
import { OwnOutages } from './alerts/own-outages.js';
import * as alertCommands from './alerts/alerts.commands.js';
import { AlertsController } from './alerts/alerts.controller.js';
import * as alertHandlers from './alerts/alerts.handlers.js';
import * as alertQueries from './alerts/alerts.queries.js';
import { AttentionController } from './attention/attention.controller.js';
import { Attention } from './attention/attention.js';
import { Needed } from './attention/needed.js';
import { PapersWaitingFor } from './attention/papers-waiting.js';
import { CampaignsController } from './campaigns/campaigns.controller.js';
import * as campaignQueries from './campaigns/campaigns.queries.js';
import { CancellationRows } from './cancellations/cancellation-rows.js';
import { CancellationsController } from './cancellations/cancellations.controller.js';
import * as cancellationHandlers from './cancellations/cancellations.handlers.js';
import * as cancellationMessages from './cancellations/cancellations.messages.js';
import { CorrectionsController } from './corrections/corrections.controller.js';
import * as correctionHandlers from './corrections/corrections.handlers.js';
import * as correctionMessages from './corrections/corrections.messages.js';
import { ClearanceController } from './clearance/clearance.controller.js';
import * as clearanceHandlers from './clearance/clearance.handlers.js';
import * as clearanceMessages from './clearance/clearance.messages.js';
import { DausController } from './daus/daus.controller.js';
import * as dauHandlers from './daus/daus.handlers.js';
import * as dauMessages from './daus/daus.messages.js';
import { DeclarationLog } from './declarations/declaration-log.js';
import { DeclarationsController } from './declarations/declarations.controller.js';
import { NamedFirsts } from './declarations/named-firsts.js';
import { DeclarationActs } from './declarations/declaration-acts.js';
import * as declarationHandlers from './declarations/declarations.handlers.js';
import * as declarationMessages from './declarations/declarations.messages.js';
import * as declarationQueries from './declarations/declarations.queries.js';
import { DevController } from './dev/dev.controller.js';
import { DocumentChanges } from './documents/document-changes.js';
import { DocumentDesk } from './documents/document-desk.js';
import { DocumentPress } from './documents/document-press.js';
import { DocumentSource } from './documents/document-source.js';
import { DocumentsController } from './documents/documents.controller.js';
import * as documentHandlers from './documents/documents.handlers.js';
import * as documentMessages from './documents/documents.messages.js';
import * as documentQueries from './documents/documents.queries.js';
import { Numbering } from './documents/numbering.js';
import { Unfinished } from './documents/unfinished.js';
import { HealthController } from './health/health.controller.js';
import { Metrics } from './health/metrics.js';
import { FileContents } from './imports/file-contents.js';
import { ImportsController } from './imports/imports.controller.js';
import * as importHandlers from './imports/imports.handlers.js';
import { Imports } from './imports/imports.js';
import * as importMessages from './imports/imports.messages.js';
import { LiveController } from './live/live.controller.js';
import { LiveFeed } from './live/live-feed.js';
import * as manifestActHandlers from './manifests/manifest-acts.handlers.js';
import { ManifestLog } from './manifests/manifest-log.js';
import { ManifestsController } from './manifests/manifests.controller.js';
import * as manifestHandlers from './manifests/manifests.handlers.js';
import * as manifestMessages from './manifests/manifests.messages.js';
import { OfficesController } from './offices/offices.controller.js';
import { oneHandlerEach } from './one-handler-each.js';
import { PriorStatesController } from './prior-states/prior-states.controller.js';
import * as priorStateHandlers from './prior-states/prior-states.handlers.js';
import * as priorStateMessages from './prior-states/prior-states.messages.js';
import * as priorStateQueries from './prior-states/prior-states.queries.js';
import { ProblemsController } from './problems/problems.controller.js';
import { ReportsController } from './reports/reports.controller.js';
import { Reports } from './reports/reports.js';
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
  clearanceMessages,
  clearanceHandlers,
  correctionMessages,
  correctionHandlers,
  dauMessages,
  dauHandlers,
  declarationMessages,
  declarationHandlers,
  declarationQueries,
  documentMessages,
  documentHandlers,
  documentQueries,
  importMessages,
  importHandlers,
  manifestMessages,
  manifestHandlers,
  manifestActHandlers,
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
  DausController,
  ClearanceController,
  CorrectionsController,
  OfficesController,
  PriorStatesController,
  CancellationsController,
  ImportsController,
  ReportsController,
  DocumentsController,
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
        OwnOutages,
        ManifestLog,
        DeclarationLog,
        NamedFirsts,
        DeclarationActs,
        CancellationRows,
        TargetLog,
        FileContents,
        Imports,
        Reports,
        DocumentSource,
        DocumentPress,
        Numbering,
        DocumentDesk,
        DocumentChanges,
        Unfinished,
        Attention,
        Needed,
        PapersWaitingFor,
        LiveFeed,
        Metrics,
        ...handlers,
      ],
    };
  }
}
