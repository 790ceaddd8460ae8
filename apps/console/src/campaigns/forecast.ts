import type { CampaignRow } from '../api/rows.js';
import { leftToSend } from './counts.js';
import { instantOfWork, planned } from './plan-curve.js';

/** When the campaign will be, or was, done; `marginMs` is what is left to the deadline then, negative when late. */
export type Forecast =
  | { readonly kind: 'gathering' }
  | { readonly kind: 'unplanned' }
  /** Nothing is left but what waits for a person. */
  | { readonly kind: 'all-sent' }
  | { readonly kind: 'done'; readonly atMs: number; readonly marginMs: number | undefined }
  | {
      readonly kind: 'expected';
      readonly atMs: number;
      readonly marginMs: number | undefined;
      /** What is left exceeds what the plan still holds, so that the end was reckoned at its highest rate. */
      readonly behind: boolean;
    };

/** A few may be between their slot and their answer without the plan being behind. */
const SLACK = 1;

/** Reads the last plan from now on until it has sent what is left; those before a person are not in it. */
export const forecast = (
  campaign: Pick<CampaignRow, 'status' | 'counts' | 'excluded' | 'plans' | 'deadline' | 'completedAt'>,
  nowMs: number,
): Forecast => {
  const margin = (atMs: number): number | undefined =>
    campaign.deadline === undefined ? undefined : Date.parse(campaign.deadline) - atMs;
  if (campaign.status === 'completed' && campaign.completedAt !== undefined) {
    const atMs = Date.parse(campaign.completedAt);
    return { kind: 'done', atMs, marginMs: margin(atMs) };
  }
  if (campaign.status === 'gathering') return { kind: 'gathering' };
  const work = leftToSend(campaign);
  if (work === 0) return { kind: 'all-sent' };
  const plan = campaign.plans.at(-1);
  if (!plan || plan.peak <= 0) return { kind: 'unplanned' };
  const finishesMs = Date.parse(plan.finishesAt);
  const left = planned(plan.curve, nowMs, finishesMs);
  const onCurve = work <= left ? instantOfWork(plan.curve, nowMs, work) : undefined;
  if (onCurve !== undefined) return { kind: 'expected', atMs: onCurve, marginMs: margin(onCurve), behind: false };
  const atMs = Math.max(nowMs, finishesMs) + ((work - left) / plan.peak) * 1_000;
  return { kind: 'expected', atMs, marginMs: margin(atMs), behind: work - left > Math.max(SLACK, work * 0.02) };
};
