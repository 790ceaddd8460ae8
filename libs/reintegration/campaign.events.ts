import type { System } from '#libs/alert';
import type { DomainEvent, Instant, Text } from '#libs/kernel';

/** Which campaign: one per alert and system. */
export interface CampaignId {
  readonly alertId: string;
  readonly system: System;
}

/** A stretch of constant rate. */
export interface CurveSegment {
  readonly from: Instant;
  readonly to: Instant;
  /** Declarations a second, on the product's clock. */
  readonly rate: number;
}

export const PLAN_REASONS = [
  'campaign-opened',
  'more-work',
  'deadline-moved',
  'drift',
  'restart',
  'target-slower',
  'target-recovered',
  'ceiling-changed',
  'ordinary-traffic',
  'resumed',
] as const;
export type PlanReason = (typeof PLAN_REASONS)[number];

export type CampaignOpened = DomainEvent<
  'CampaignOpened',
  CampaignId & { readonly endedAt: Instant; readonly deadline: Instant }
>;
export type CampaignDeadlineMoved = DomainEvent<'CampaignDeadlineMoved', CampaignId & { readonly deadline: Instant }>;
/** What is to be sent when, from now on; replaces the plan before it. */
export type PlanAdopted = DomainEvent<
  'PlanAdopted',
  CampaignId & {
    readonly plan: number;
    readonly reason: PlanReason;
    /** Obligations still to be sent. */
    readonly work: number;
    readonly curve: readonly CurveSegment[];
    /** Highest rate of the curve, per second. */
    readonly peak: number;
    /** No plan that keeps every deadline has a lower peak, per second; absent in plans of the first planner, and beside `total`. */
    readonly bound?: number | undefined;
    /** The target's ordinary traffic that the plan goes round, as far as the plan or its deadline reaches. */
    readonly ordinary?: readonly CurveSegment[] | undefined;
    /** With ordinary traffic, of the total load, per second: the plan's highest, and the lowest that any plan has. */
    readonly total?: { readonly peak: number; readonly bound?: number | undefined } | undefined;
    readonly deadline: Instant;
    readonly finishesAt: Instant;
  }
>;
/** Everything due is accepted, or stands refused before a person. */
export type CampaignCompleted = DomainEvent<
  'CampaignCompleted',
  CampaignId & { readonly accepted: number; readonly refused: number; readonly completedAt: Instant }
>;
/** More came to be due after the end (paper entered late, a refused one sent again). */
export type CampaignReopened = DomainEvent<'CampaignReopened', CampaignId & { readonly work: number }>;

/** What will be late by the plan as it stands. */
export interface PredictedMiss {
  readonly work: number;
  readonly lateBySeconds: number;
}
/** No plan is left that keeps the deadline: said while there is time to do something about it. */
export type ReintegrationAtRisk = DomainEvent<
  'ReintegrationAtRisk',
  CampaignId &
    PredictedMiss & {
      readonly deadline: Instant;
      /** An easing until then would cure it. */ readonly easeUntil: Instant;
    }
>;
/** A plan keeps the deadline again. */
export type ReintegrationOnTrack = DomainEvent<'ReintegrationOnTrack', CampaignId>;

export type CampaignEvent =
  | CampaignOpened
  | CampaignDeadlineMoved
  | PlanAdopted
  | CampaignCompleted
  | CampaignReopened
  | ReintegrationAtRisk
  | ReintegrationOnTrack;

/** Why a plan was adopted, for the page and the audit. */
export const planReasonText: Readonly<Record<PlanReason, Text>> = {
  'campaign-opened': { en: 'the alert ended', fr: 'fin de l’alerte' },
  'more-work': { en: 'more to send', fr: 'nouveaux envois dus' },
  'deadline-moved': { en: 'the deadline was relaxed', fr: 'échéance assouplie' },
  drift: { en: 'what was sent differs from the plan', fr: 'écart constaté avec le plan' },
  'target-slower': { en: 'the target bears less', fr: 'la cible supporte moins' },
  'target-recovered': { en: 'the target bears more again', fr: 'la cible se rétablit' },
  'ceiling-changed': { en: 'operations changed the ceiling', fr: 'plafond modifié par l’exploitation' },
  'ordinary-traffic': {
    en: 'another forecast of the target’s ordinary traffic',
    fr: 'nouvelle prévision du trafic ordinaire de la cible',
  },
  resumed: { en: 'sending was resumed', fr: 'reprise des envois' },
  restart: { en: 'the dispatcher started anew', fr: 'redémarrage du répartiteur' },
};
