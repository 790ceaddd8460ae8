import type { AlertRow, System } from '../api/rows.js';

/** The rule that gives the time to re-integrate, and by which it may be relaxed (DX-24, EC-16); EM-21 gives none. */
export const WINDOW_RULE: Readonly<Record<System, 'DX-24' | 'EC-16' | 'EM-21'>> = {
  'delta-x': 'DX-24',
  'ecs-bs': 'EC-16',
  emcs: 'EM-21',
};

/** The rule that an operator's own outage rests on: its assistance request, or that the Helpdesk agrees. */
export const OWN_RULE: Readonly<Record<System, 'DX-04' | 'EC-05' | 'EM-04'>> = {
  'delta-x': 'DX-04',
  'ecs-bs': 'EC-05',
  emcs: 'EM-04',
};

/** The rule that the alert stands on as it is now: its announcement (EC-03), its own outage, its notice (EM-03) or its window. */
export const ruleOf = (alert: Pick<AlertRow, 'system' | 'status' | 'scope'>): string => {
  if (alert.status === 'ended') return WINDOW_RULE[alert.system];
  if (alert.scope.kind === 'operator') return OWN_RULE[alert.system];
  return alert.status === 'planned' && alert.system === 'emcs' ? 'EM-03' : 'EC-03';
};

/** EMCS data are due at once: there is no deadline to relax. */
export const canBeEased = (alert: Pick<AlertRow, 'system' | 'status'>): boolean =>
  alert.system !== 'emcs' && alert.status !== 'planned';
