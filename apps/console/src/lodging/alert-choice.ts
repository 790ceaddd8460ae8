import type { AlertRow } from '../api/rows.js';

/** Paper is lodged under an alert of Delta X that runs; and entered afterwards under one that has ended. */
export const alertsToLodgeUnder = (alerts: readonly AlertRow[], operator?: string): readonly AlertRow[] =>
  alerts.filter(
    ({ system, status, scope }) =>
      system === 'delta-x' &&
      status !== 'planned' &&
      (scope.kind === 'everyone' || operator === undefined || scope.eori === operator),
  );

/** What stands for the assistance number in an outage of the administration (DX-04). */
const ADMINISTRATION = 'Alerte CID';

/** What the paper names as its outage: the operator's own assistance request where the alert is its own. */
export const assistanceOf = ({ scope }: Pick<AlertRow, 'scope'>): string =>
  scope.kind === 'operator' ? scope.assistanceNumber : ADMINISTRATION;
