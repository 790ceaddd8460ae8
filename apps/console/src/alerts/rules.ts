import type { AlertRow, System } from '../api/rows.js';

/** The rule that gives the time to re-integrate, and by which it may be relaxed (DX-24, EC-16); EM-21 gives none. */
export const WINDOW_RULE: Readonly<Record<System, 'DX-24' | 'EC-16' | 'EM-21'>> = {
  'delta-x': 'DX-24',
  'ecs-bs': 'EC-16',
  emcs: 'EM-21',
};

/** The rule that asks for the number of an operator's own outage; none is catalogued for the others. */
export const ownRuleOf = (system: System): 'DX-04' | undefined => (system === 'delta-x' ? 'DX-04' : undefined);

/** The rule that the alert stands on as it is now: its announcement (EC-03), its own outage, its notice (EM-03) or its window. */
export const ruleOf = (alert: Pick<AlertRow, 'system' | 'status' | 'scope'>): string | undefined => {
  if (alert.status === 'ended') return WINDOW_RULE[alert.system];
  if (alert.scope.kind === 'operator') return ownRuleOf(alert.system);
  return alert.status === 'planned' && alert.system === 'emcs' ? 'EM-03' : 'EC-03';
};

/** EMCS data are due at once: there is no deadline to relax. */
export const canBeEased = (alert: Pick<AlertRow, 'system' | 'status'>): boolean =>
  alert.system !== 'emcs' && alert.status !== 'planned';
