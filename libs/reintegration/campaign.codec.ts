import { z } from 'zod';
import { SYSTEMS } from '#libs/alert';
import { defineCodec, zInstant } from '#libs/kernel';
import { PLAN_REASONS, type CampaignEvent } from './campaign.events.js';

const id = { alertId: z.string(), system: z.enum(SYSTEMS) };
const opened = z.object({ ...id, endedAt: zInstant, deadline: zInstant });
const moved = z.object({ ...id, deadline: zInstant });
const curve = z.array(z.object({ from: zInstant, to: zInstant, rate: z.number() }));
const adopted = z.object({
  ...id,
  plan: z.int(),
  reason: z.enum(PLAN_REASONS),
  work: z.int(),
  curve,
  peak: z.number(),
  bound: z.number().optional(),
  ordinary: curve.optional(),
  total: z.object({ peak: z.number(), bound: z.number().optional() }).optional(),
  deadline: zInstant,
  finishesAt: zInstant,
});
const atRisk = z.object({
  ...id,
  work: z.number(),
  lateBySeconds: z.number(),
  deadline: zInstant,
  easeUntil: zInstant,
});
const onTrack = z.object(id);
const completed = z.object({ ...id, accepted: z.int(), refused: z.int(), completedAt: zInstant });
const reopened = z.object({ ...id, work: z.int() });

export const campaignCodec = defineCodec<CampaignEvent>({
  CampaignOpened: { stored: 'CampaignOpened.v1', parse: (d) => opened.parse(d), personal: [] },
  CampaignDeadlineMoved: { stored: 'CampaignDeadlineMoved.v1', parse: (d) => moved.parse(d), personal: [] },
  PlanAdopted: { stored: 'PlanAdopted.v1', parse: (d) => adopted.parse(d), personal: [] },
  CampaignCompleted: { stored: 'CampaignCompleted.v1', parse: (d) => completed.parse(d), personal: [] },
  ReintegrationAtRisk: { stored: 'ReintegrationAtRisk.v1', parse: (d) => atRisk.parse(d), personal: [] },
  ReintegrationOnTrack: { stored: 'ReintegrationOnTrack.v1', parse: (d) => onTrack.parse(d), personal: [] },
  CampaignReopened: { stored: 'CampaignReopened.v1', parse: (d) => reopened.parse(d), personal: [] },
});
