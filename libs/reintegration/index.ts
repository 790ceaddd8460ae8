export { campaignCodec } from './campaign.codec.js';
export { campaignDecider, campaignStream, type Campaign, type CampaignCommand } from './campaign.decider.js';
export * from './campaign.events.js';
export { BUCKET, campaignView, type CampaignCounts, type CampaignRow, type PlanRow } from './campaign.view.js';
export { reintegrationCodec, reintegrationDefinitions } from './reintegration.codec.js';
export * from './reintegration.commands.js';
export { holdRule, nextStep, reintegrationDecider, type NextStep } from './reintegration.decider.js';
export * from './reintegration.events.js';
export { evolve as evolveReintegration, type Reintegration } from './reintegration.state.js';
