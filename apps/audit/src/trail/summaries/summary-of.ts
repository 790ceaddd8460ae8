import type { AlertEvent, OwnOutageRegistered } from '#libs/alert';
import type { DeclarationEvent, ImportEvent, ManifestEvent } from '#libs/delta-x';
import type { DocumentEvent, NumberEvent } from '#libs/fallback-documents';
import type { DomainEvent, Text } from '#libs/kernel';
import type { CampaignEvent, ReintegrationEvent, TargetEvent, TargetObserved } from '#libs/reintegration';
import { alertSummaries } from './alert.summaries.js';
import { campaignSummaries } from './campaign.summaries.js';
import { declarationSummaries } from './declaration.summaries.js';
import { documentSummaries } from './document.summaries.js';
import { importSummaries } from './import.summaries.js';
import { manifestSummaries } from './manifest.summaries.js';
import { targetSummaries } from './target.summaries.js';
import type { Summaries } from './words.js';

type Told =
  | AlertEvent
  | OwnOutageRegistered
  | CampaignEvent
  | DeclarationEvent
  | ReintegrationEvent
  | ManifestEvent
  | ImportEvent
  | DocumentEvent
  | NumberEvent
  | TargetEvent
  | TargetObserved;

const summaries: Summaries<Told> = {
  ...alertSummaries,
  ...campaignSummaries,
  ...declarationSummaries,
  ...manifestSummaries,
  ...importSummaries,
  ...documentSummaries,
  ...targetSummaries,
};

/** One line of what happened, in both languages; `undefined` for a kind of event that this version does not know. */
export const summaryOf = (event: DomainEvent): Text | undefined => {
  const tell = (summaries as Readonly<Record<string, ((data: never) => Text) | undefined>>)[event.type];
  return tell?.(event.data as never);
};
