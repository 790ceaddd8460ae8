import type { AlertRow } from '../api/rows.js';
import type { Claims } from './claims.js';

type Who = Pick<Claims, 'roles' | 'operator'>;

const desk = (who: Who): boolean => who.roles.includes('helpdesk') || who.roles.includes('customs-agent');
const integrator = (who: Who): boolean => who.roles.includes('integrator') && who.operator !== undefined;
const own = (who: Who, operator: string): boolean => integrator(who) && who.operator === operator;

/** Which buttons a person sees. The server holds everybody to the same, whatever the page shows. */
export const may = {
  /** An integrator only announces an outage of its own system. */
  announce: (who: Who): boolean => desk(who) || integrator(who),
  announceForOwnOperatorOnly: (who: Who): boolean => !desk(who) && integrator(who),
  startOrEnd: (who: Who, alert: Pick<AlertRow, 'scope'>): boolean =>
    desk(who) || (alert.scope.kind === 'operator' && own(who, alert.scope.eori)),
  ease: desk,
  reopen: (who: Who, operator: string): boolean =>
    who.roles.includes('operations') || who.roles.includes('customs-agent') || own(who, operator),
  /** Take in files for an operator; the offices do it for any. */
  takeIn: (who: Who, operator: string | undefined): boolean =>
    desk(who) || (operator !== undefined && own(who, operator)),
  /** Lodge paper for an operator; a customs agent enters it for any. */
  lodge: (who: Who, operator: string | undefined): boolean =>
    who.roles.includes('customs-agent') || (operator !== undefined && own(who, operator)),
  /** What the operator itself does in Delta X, and says that it did. */
  ownAct: own,
  /** Printed papers bear names: not everybody's to read. */
  readPapers: (who: Who): boolean =>
    integrator(who) || who.roles.includes('customs-agent') || who.roles.includes('compliance'),
  readReports: (who: Who): boolean =>
    integrator(who) ||
    (['customs-agent', 'operations', 'compliance'] as const).some((role) => who.roles.includes(role)),
  /** The trail of an alert; an integrator reads that of its own declarations alone. */
  readAlertTrail: (who: Who): boolean =>
    (['customs-agent', 'operations', 'compliance'] as const).some((role) => who.roles.includes(role)),
  /** What the service decides: stamps, controls, cancellations. */
  decide: (who: Who): boolean => who.roles.includes('customs-agent'),
  /** Pause, resume and cap a target. */
  steer: (who: Who): boolean => who.roles.includes('operations'),
} as const;
