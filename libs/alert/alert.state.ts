import type { Instant } from '#libs/kernel';
import type { AlertEvent, Scope, System } from './alert.events.js';

interface Known {
  readonly alertId: string;
  readonly system: System;
  readonly scope: Scope;
  /** When it was announced, or notified ahead where it was planned. */
  readonly knownAt: Instant;
  /** The latest easing, kept from the moment it is granted. */
  readonly easedUntil?: Instant;
}

export type Alert =
  | { readonly status: 'none' }
  | ({ readonly status: 'planned'; readonly from: Instant } & Known)
  | ({ readonly status: 'started'; readonly startedAt: Instant } & Known)
  | ({
      readonly status: 'ended';
      readonly startedAt: Instant;
      readonly endedAt: Instant;
      readonly deadline: Instant;
    } & Known);

export const evolve = (state: Alert, event: AlertEvent): Alert => {
  switch (event.type) {
    case 'AlertAnnounced': {
      const { alertId, system, scope, announcedAt } = event.data;
      return { status: 'planned', alertId, system, scope, knownAt: announcedAt, from: announcedAt };
    }
    case 'AlertPlanned': {
      const { alertId, system, scope, notifiedAt: knownAt, from } = event.data;
      return { status: 'planned', alertId, system, scope, knownAt, from };
    }
    case 'AlertStarted':
      if (state.status === 'none') return state;
      return { ...known(state), status: 'started', startedAt: event.data.startedAt };
    case 'AlertEased':
      if (state.status === 'ended') return { ...state, easedUntil: event.data.until, deadline: event.data.until };
      return state.status === 'none' ? state : { ...state, easedUntil: event.data.until };
    case 'AlertEnded':
      if (state.status !== 'started') return state;
      return {
        ...known(state),
        status: 'ended',
        startedAt: state.startedAt,
        endedAt: event.data.endedAt,
        deadline: event.data.deadline,
      };
  }
};

const known = (state: Exclude<Alert, { status: 'none' }>): Known => ({
  alertId: state.alertId,
  system: state.system,
  scope: state.scope,
  knownAt: state.knownAt,
  ...(state.easedUntil === undefined ? {} : { easedUntil: state.easedUntil }),
});
