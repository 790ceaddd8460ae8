import type { Instant, Recorded, View } from '#libs/kernel';
import type { AlertEvent, Impact, Scope, System } from './alert.events.js';

/** An alert as it is listed. */
export interface AlertRow {
  readonly alertId: string;
  readonly system: System;
  readonly scope: Scope;
  readonly impact: Impact;
  readonly notice: string;
  readonly status: 'planned' | 'started' | 'ended';
  readonly announcedAt: Instant;
  readonly plannedFrom?: Instant;
  readonly plannedUntil?: Instant;
  readonly startedAt?: Instant;
  readonly endedAt?: Instant;
  readonly deadline?: Instant;
  readonly easings: readonly { readonly until: Instant; readonly why: string; readonly decidedBy: string }[];
  /** Revision of the alert's stream: the ETag. */
  readonly revision: string;
}

const next = (recorded: Recorded<AlertEvent>, row: AlertRow | undefined): AlertRow | undefined => {
  const { event } = recorded;
  const revision = String(recorded.revision);
  if (event.type === 'AlertAnnounced' || event.type === 'AlertPlanned') {
    const { alertId, system, scope, impact, notice } = event.data;
    const base = { alertId, system, scope, impact, notice, status: 'planned', easings: [], revision } as const;
    if (event.type === 'AlertAnnounced') return { ...base, announcedAt: event.data.announcedAt };
    const { notifiedAt, from, until } = event.data;
    return {
      ...base,
      announcedAt: notifiedAt,
      plannedFrom: from,
      ...(until === undefined ? {} : { plannedUntil: until }),
    };
  }
  if (!row) return row;
  switch (event.type) {
    case 'AlertStarted':
      return { ...row, status: 'started', startedAt: event.data.startedAt, revision };
    case 'AlertEased': {
      const { until, why, decidedBy } = event.data;
      const easings = [...row.easings, { until, why, decidedBy }];
      return { ...row, easings, revision, ...(row.status === 'ended' ? { deadline: until } : {}) };
    }
    case 'AlertEnded':
      return { ...row, status: 'ended', endedAt: event.data.endedAt, deadline: event.data.deadline, revision };
  }
};

export const alertView: View<AlertRow, AlertEvent> = {
  name: 'alerts',
  version: 2,
  prefixes: ['alert-'],
  project: (recorded, read) => {
    const key = recorded.event.data.alertId;
    return [{ key, row: next(recorded, read(key)) }];
  },
  columns: {
    system: (r) => r.system,
    status: (r) => r.status,
    announcedAt: (r) => r.announcedAt,
    /** Whose own outage it is; none for the administration's. */
    operator: (r) => (r.scope.kind === 'operator' ? r.scope.eori : null),
  },
};
