import type { AlertRow, AttentionGroup, CampaignRow, StreamChange, StreamState, TargetRow } from '../api/rows.js';

/** What the stream has said so far. Rows that did not change keep their identity, so that nothing is drawn anew. */
export interface LiveState {
  readonly position: string;
  readonly alerts: readonly AlertRow[];
  readonly campaigns: readonly CampaignRow[];
  readonly targets: readonly TargetRow[];
  readonly attention: readonly AttentionGroup[];
}

const campaignKey = (row: CampaignRow): string => `${row.alertId}-${row.system}`;
const latestFirst = (a: AlertRow, b: AlertRow): number => (a.announcedAt < b.announcedAt ? 1 : -1);

/** Replaces the rows that changed and adds those that are new. */
export const merged = <Row>(
  rows: readonly Row[],
  changed: readonly Row[] | undefined,
  key: (row: Row) => string,
): readonly Row[] => {
  if (!changed || changed.length === 0) return rows;
  const fresh = new Map(changed.map((row) => [key(row), row]));
  const kept = rows.map((row) => {
    const found = fresh.get(key(row));
    fresh.delete(key(row));
    return found ?? row;
  });
  return [...kept, ...fresh.values()];
};

export const fromState = (state: StreamState): LiveState => ({
  position: state.position,
  alerts: [...state.alerts].sort(latestFirst),
  campaigns: state.campaigns,
  targets: state.targets,
  attention: state.attention,
});

export const withChange = (state: LiveState, change: StreamChange): LiveState => {
  const alerts = merged(state.alerts, change.alerts, (row) => row.alertId);
  return {
    position: change.position,
    alerts: alerts === state.alerts ? alerts : [...alerts].sort(latestFirst),
    campaigns: merged(state.campaigns, change.campaigns, campaignKey),
    targets: merged(state.targets, change.targets, (row) => row.system),
    attention: change.attention ?? state.attention,
  };
};

/** The alerts that still need somebody's eye, and the others. */
export const byConcern = (
  state: Pick<LiveState, 'alerts' | 'campaigns'>,
): { readonly current: readonly AlertRow[]; readonly past: readonly AlertRow[] } => {
  const busy = new Set(state.campaigns.filter((c) => c.status !== 'completed').map((c) => c.alertId));
  const latest = state.alerts.find((alert) => alert.status === 'ended');
  const concerns = (alert: AlertRow): boolean =>
    alert.status !== 'ended' || busy.has(alert.alertId) || alert === latest;
  return { current: state.alerts.filter(concerns), past: state.alerts.filter((alert) => !concerns(alert)) };
};
