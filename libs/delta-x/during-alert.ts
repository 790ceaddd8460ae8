import type { Alert, Scope, System } from '#libs/alert';
import type { Instant, Objection } from '#libs/kernel';

/** What a lodging needs to know of its alert, read from the log by the caller. */
export interface AlertAsSeen {
  readonly alertId: string;
  readonly system: System;
  readonly scope: Scope;
  /** When it was announced, or notified ahead where it was planned. */
  readonly knownAt?: Instant;
  readonly startedAt?: Instant;
  readonly endedAt?: Instant;
}

/** The alert's state as a lodging sees it; `undefined` when no such alert exists. */
export const asSeen = (alert: Alert): AlertAsSeen | undefined => {
  switch (alert.status) {
    case 'none':
      return undefined;
    case 'planned':
      return known(alert);
    case 'started':
      return { ...known(alert), startedAt: alert.startedAt };
    case 'ended':
      return { ...known(alert), startedAt: alert.startedAt, endedAt: alert.endedAt };
  }
};

const known = ({ alertId, system, scope, knownAt }: Exclude<Alert, { status: 'none' }>): AlertAsSeen => ({
  alertId,
  system,
  scope,
  knownAt,
});

/** DX-21: paper counts only when lodged while the alert ran; it may be entered here later. */
export const alertObjections = (alert: AlertAsSeen, at: Instant, now: Instant, field: string): Objection[] => {
  const objection = (en: string, fr: string): Objection[] => [{ rule: 'DX-21', field, text: { en, fr } }];
  if (alert.system !== 'delta-x') {
    return [
      {
        rule: 'DX-21',
        field: 'alertId',
        text: {
          en: `the alert is about ${alert.system.toUpperCase()}, not Delta X`,
          fr: `l’alerte concerne ${alert.system.toUpperCase()}, non Delta X`,
        },
      },
    ];
  }
  if (at > now) return objection(`${at} is in the future`, `${at} est dans le futur`);
  if (alert.startedAt === undefined) return objection('the alert has not started', 'l’alerte n’a pas débuté');
  if (at < alert.startedAt)
    return objection(
      `lodged before the alert started (${alert.startedAt})`,
      `déposé avant le début de l’alerte (${alert.startedAt})`,
    );
  if (alert.endedAt !== undefined && at > alert.endedAt) {
    return objection(
      `lodged after the alert ended (${alert.endedAt})`,
      `déposé après la fin de l’alerte (${alert.endedAt})`,
    );
  }
  return [];
};
