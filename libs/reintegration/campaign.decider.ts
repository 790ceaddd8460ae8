import { alertPolicy, type System } from '#libs/alert';
import { refuseState, type Decider, type Instant, type RuleId } from '#libs/kernel';
import type {
  CampaignEvent,
  CampaignId,
  CurveSegment,
  PlanAdopted,
  PlanReason,
  PredictedMiss,
} from './campaign.events.js';

export type CampaignCommand =
  | ({ readonly type: 'OpenCampaign'; readonly endedAt: Instant; readonly deadline: Instant } & CampaignId)
  | { readonly type: 'MoveDeadline'; readonly deadline: Instant }
  | {
      readonly type: 'AdoptPlan';
      readonly reason: PlanReason;
      readonly work: number;
      readonly curve: readonly CurveSegment[];
      readonly peak: number;
      readonly bound?: number | undefined;
      readonly ordinary?: PlanAdopted['data']['ordinary'];
      readonly total?: PlanAdopted['data']['total'];
      readonly finishesAt: Instant;
    }
  | ({ readonly type: 'ReportRisk'; readonly easeUntil: Instant } & PredictedMiss)
  | { readonly type: 'ReportOnTrack' }
  | { readonly type: 'CompleteCampaign'; readonly accepted: number; readonly refused: number; readonly now: Instant };

export type Campaign =
  | { readonly status: 'none' }
  | {
      readonly status: 'open' | 'completed';
      readonly id: CampaignId;
      readonly deadline: Instant;
      readonly plans: number;
      /** Seconds late by the last warning; absent while on track. */
      readonly lateBySeconds?: number;
    };

const evolve = (state: Campaign, event: CampaignEvent): Campaign => {
  if (event.type === 'CampaignOpened') {
    const { alertId, system, deadline } = event.data;
    return { status: 'open', id: { alertId, system }, deadline, plans: 0 };
  }
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'CampaignDeadlineMoved':
      return { ...state, deadline: event.data.deadline };
    case 'PlanAdopted':
      return { ...state, plans: event.data.plan };
    case 'CampaignCompleted':
      return { ...state, status: 'completed' };
    case 'CampaignReopened':
      return { ...state, status: 'open' };
    case 'ReintegrationAtRisk':
      return { ...state, lateBySeconds: event.data.lateBySeconds };
    case 'ReintegrationOnTrack': {
      const { lateBySeconds: _over, ...rest } = state;
      return rest;
    }
  }
};

/** A warning is told again when it has become this much worse, or better. */
const WORSE = 1.1;

/** DX-25 asks it of Delta X alone. */
const SPREAD: Readonly<Partial<Record<System, readonly RuleId[]>>> = { 'delta-x': ['DX-25'] };

const decide = (command: CampaignCommand, state: Campaign): CampaignEvent[] => {
  if (command.type === 'OpenCampaign') {
    if (state.status !== 'none') return [];
    const { alertId, system, endedAt, deadline } = command;
    const rules = [alertPolicy(system, endedAt).windowRule];
    return [{ type: 'CampaignOpened', data: { alertId, system, endedAt, deadline }, rules }];
  }
  if (state.status === 'none')
    throw refuseState({ en: 'this campaign is not open', fr: 'cette campagne n’est pas ouverte' });
  switch (command.type) {
    case 'MoveDeadline':
      // An easing read again after the end may name an instant that the window already goes beyond.
      if (command.deadline <= state.deadline) return [];
      return [
        {
          type: 'CampaignDeadlineMoved',
          data: { ...state.id, deadline: command.deadline },
          rules: [alertPolicy(state.id.system, state.deadline).windowRule],
        },
      ];
    case 'AdoptPlan': {
      const { reason, work, curve, peak, bound, ordinary, total, finishesAt } = command;
      const adopted: CampaignEvent = {
        type: 'PlanAdopted',
        data: {
          ...state.id,
          plan: state.plans + 1,
          reason,
          work,
          curve,
          peak,
          bound,
          ...(ordinary && { ordinary }),
          ...(total && { total }),
          deadline: state.deadline,
          finishesAt,
        },
        rules: SPREAD[state.id.system] ?? [],
      };
      if (state.status === 'open') return [adopted];
      if (work === 0) return [];
      return [{ type: 'CampaignReopened', data: { ...state.id, work } }, adopted];
    }
    case 'ReportRisk': {
      const { work, lateBySeconds, easeUntil } = command;
      const told = state.lateBySeconds;
      if (told !== undefined && lateBySeconds < told * WORSE && lateBySeconds > told / WORSE) return [];
      const rules = [
        alertPolicy(state.id.system, state.deadline).easingRule ??
          alertPolicy(state.id.system, state.deadline).windowRule,
      ];
      return [
        {
          type: 'ReintegrationAtRisk',
          data: { ...state.id, work, lateBySeconds, deadline: state.deadline, easeUntil },
          rules,
        },
      ];
    }
    case 'ReportOnTrack':
      return state.lateBySeconds === undefined ? [] : [{ type: 'ReintegrationOnTrack', data: state.id }];
    case 'CompleteCampaign':
      if (state.status === 'completed') return [];
      return [
        {
          type: 'CampaignCompleted',
          data: { ...state.id, accepted: command.accepted, refused: command.refused, completedAt: command.now },
        },
      ];
  }
};

export const campaignDecider: Decider<CampaignCommand, Campaign, CampaignEvent> = {
  initial: { status: 'none' },
  decide,
  evolve,
};

/** The stream of a campaign. */
export const campaignStream = ({ alertId, system }: CampaignId): string => `campaign-${alertId}-${system}`;
