import type { AlertRow, System, TargetRow } from '../api/rows.js';

/** What a target does at the moment; the first that holds, the gravest first. */
export type TargetState =
  /** The system is down again: an alert that concerns everybody runs. */
  | { readonly kind: 'stopped'; readonly since: string }
  | { readonly kind: 'paused'; readonly by: NonNullable<TargetRow['paused']> }
  | { readonly kind: 'suffering'; readonly from: NonNullable<TargetRow['slowed']> }
  | { readonly kind: 'well' };

export const targetState = (
  { system, paused, slowed }: TargetRow,
  alerts: readonly Pick<AlertRow, 'system' | 'status' | 'scope' | 'startedAt' | 'announcedAt'>[],
): TargetState => {
  const down = alerts.find((a) => a.system === system && a.status === 'started' && a.scope.kind === 'everyone');
  if (down) return { kind: 'stopped', since: down.startedAt ?? down.announcedAt };
  if (paused) return { kind: 'paused', by: paused };
  return slowed ? { kind: 'suffering', from: slowed } : { kind: 'well' };
};

/** The targets worth a card: those with a campaign in view, and those that a person holds back or that suffer. */
export const targetsInView = (
  targets: readonly TargetRow[],
  campaigns: readonly { readonly system: System }[],
): readonly TargetRow[] => {
  const held = targets.filter(({ paused, ceiling, slowed }) => paused ?? ceiling ?? slowed).map((t) => t.system);
  const systems = [...new Set([...campaigns.map((c) => c.system), ...held])];
  return systems.map((system) => targets.find((t) => t.system === system) ?? { system, revision: '0' });
};

/** "2.5" or "2,5" as a ceiling per second, nothing as none; 0, which the server refuses, for what is no number. */
export const ceilingOf = (text: string, per: 'second' | 'hour'): number | null => {
  if (text.trim() === '') return null;
  const rate = Number(text.trim().replace(',', '.')) / (per === 'hour' ? 3_600 : 1);
  return Number.isFinite(rate) && rate > 0 ? rate : 0;
};
