import type { AlertRow, CampaignRow } from '../api/rows.js';

/** How pressing it is, by the share of the window that is left. */
export type Pressure = 'calm' | 'close' | 'pressing' | 'late' | 'done';

/** What the clock of an alert counts. */
export type Countdown =
  | { readonly kind: 'planned'; readonly startsInMs: number | undefined }
  | { readonly kind: 'running'; readonly sinceMs: number }
  | {
      readonly kind: 'window';
      readonly deadlineMs: number;
      readonly leftMs: number;
      /** Of the window from the end of the alert to the deadline; 0 once it has passed. */
      readonly shareLeft: number;
      readonly pressure: Pressure;
    };

const CLOSE_BELOW = 0.5;
const PRESSING_BELOW = 0.2;

const pressureOf = (leftMs: number, shareLeft: number): Pressure => {
  if (leftMs < 0) return 'late';
  if (shareLeft < PRESSING_BELOW) return 'pressing';
  return shareLeft < CLOSE_BELOW ? 'close' : 'calm';
};

/** @param campaign of this alert: once it is complete the clock stands at what was left then */
export const countdown = (
  alert: Pick<AlertRow, 'status' | 'announcedAt' | 'plannedFrom' | 'startedAt' | 'endedAt' | 'deadline'>,
  campaign: Pick<CampaignRow, 'status' | 'deadline' | 'completedAt'> | undefined,
  nowMs: number,
): Countdown => {
  const deadline = alert.deadline ?? campaign?.deadline;
  if (alert.endedAt !== undefined && deadline !== undefined) {
    const deadlineMs = Date.parse(deadline);
    const completed = campaign?.status === 'completed' && campaign.completedAt !== undefined;
    const leftMs = deadlineMs - (completed ? Date.parse(campaign.completedAt) : nowMs);
    const window = deadlineMs - Date.parse(alert.endedAt);
    const shareLeft = window > 0 ? Math.min(1, Math.max(0, leftMs / window)) : 0;
    const pressure = completed && leftMs >= 0 ? 'done' : pressureOf(leftMs, shareLeft);
    return { kind: 'window', deadlineMs, leftMs, shareLeft, pressure };
  }
  if (alert.status === 'planned') {
    const startsInMs = alert.plannedFrom === undefined ? undefined : Date.parse(alert.plannedFrom) - nowMs;
    return { kind: 'planned', startsInMs };
  }
  return { kind: 'running', sinceMs: Math.max(0, nowMs - Date.parse(alert.startedAt ?? alert.announcedAt)) };
};
